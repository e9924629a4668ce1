"""Faults: what an error of a database means for the person who asked, without any password."""

import psycopg
from sqlalchemy import exc

from argmap.errors import ArgmapError, Busy, Unreachable, Unwritable

_KINDS: tuple[tuple[tuple[str, ...], type[ArgmapError], str], ...] = (
    # A lock that took too long, two that waited for each other, a clash, a time limit, too many at once.
    (("55P03", "40", "57014", "53300"), Busy, "is busy"),
    # Not granted to this user; a copy that is only read.
    (("42501", "25006"), Unwritable, "may not be changed"),
    (("53", "54"), Unwritable, "has no room"),
)
"""By how the code of an error begins."""

_OUR_FAULT = ("42", "22", "23")
"""A statement that makes no sense, a value that has no place, a rule of the tables broken."""


def refusal(error: exc.SQLAlchemyError, name: str, password: str) -> ArgmapError | None:
    """Return the refusal that an error comes to; `None` for what must be a mistake of our own."""
    if isinstance(error, exc.TimeoutError):
        return Busy(f"The database {name} has too much to do: try again in a moment.")
    cause = getattr(error, "orig", None)
    if not isinstance(cause, psycopg.Error):
        return None
    state, said = cause.sqlstate or "", _said(cause, password)
    for codes, kind, fault in _KINDS:
        if state.startswith(codes):
            return kind(f"The database {name} {fault} ({said}): try again in a moment.")
    if state.startswith(_OUR_FAULT) or is_unfit(error):
        return None
    return Unreachable(f"The database {name} does not answer ({said}): try again in a moment.")


def is_unfit(error: exc.SQLAlchemyError | UnicodeEncodeError) -> bool:
    """Return whether a value was refused before it was sent, since no database could hold it."""
    if isinstance(error, UnicodeEncodeError):
        return True
    cause = getattr(error, "orig", None)
    return isinstance(cause, psycopg.DataError) and cause.sqlstate is None


def _said(error: psycopg.Error, password: str) -> str:
    """Return what the database has said as part of a sentence."""
    lines = str(error).strip().splitlines()
    said = error.diag.message_primary or (lines[0] if lines else type(error).__name__)
    return (said.replace(password, "***") if password else said).strip().rstrip(".")
