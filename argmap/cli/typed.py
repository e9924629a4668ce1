"""Typed: what people write on a command line, as the values that edits take; what is none is a wrong command line."""

import re
import sys
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import click

from argmap import identifiers
from argmap.cli import options
from argmap.errors import WrongRequest
from argmap.model import STANCES
from argmap.stores.entries import SIZE_LIMIT

STANDARD_INPUT = "-"
SILENT = "silent"


_PRECISIONS = (
    ("%Y-%m-%d", timedelta(days=1)),
    ("%Y-%m-%d %H:%M", timedelta(minutes=1)),
    ("%Y-%m-%d %H:%M:%S", timedelta(seconds=1)),
)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)  # of nine digits, as every database takes them
_REVISION = re.compile(r"[0-9a-f]{64}", re.ASCII)
_STEP_OF_TIME = timedelta(microseconds=1)


class ViewpointStance(NamedTuple):
    """What one viewpoint holds of a claim."""

    viewpoint: str
    stance: float


def text(written: str) -> str:
    """Return a text; a single hyphen stands for what standard input holds."""
    if written != STANDARD_INPUT:
        return written
    meta = click.get_current_context().meta
    if meta.get(__name__):
        raise click.BadParameter("Only one text can come from standard input.")
    meta[__name__] = True
    return _standard_input()


def number(written: str) -> int:
    """Return the number of a change, or of a place among others."""
    if written == "0":
        raise click.BadParameter('"0" is none: the first is 1.')
    if not _NUMBER.fullmatch(written):
        raise click.BadParameter(f'"{written}" is no number: write 1, 2 and so on.')
    return int(written)


def share(written: str) -> float:
    """Return a number from 0 to 1."""
    found = _share(written)
    if found is None:
        raise click.BadParameter(f'"{written}" is no number from 0 to 1, such as 0.8.')
    return found


def stance(written: str) -> float:
    """Return a stance as a number."""
    return _stance(written, STANCES)


def stance_or_silent(written: str) -> float | str:
    """Return a stance as a number, or `silent`, which is none."""
    return SILENT if written == SILENT else _stance(written, (*STANCES, SILENT))


def viewpoint_stance(written: str) -> ViewpointStance:
    """Return the stance of a viewpoint: `builders=accepts`."""
    viewpoint, equals, word = written.partition("=")
    if not viewpoint or not equals:
        raise click.BadParameter(
            f'"{written}" is no stance of a viewpoint: write VIEWPOINT=STANCE.'
        )
    return ViewpointStance(viewpoint, stance(word))


def stances(given: tuple[ViewpointStance, ...]) -> dict[str, float]:
    """Return stances by viewpoint; to name a viewpoint twice is a mistake that should show."""
    found = dict(given)
    if len(found) < len(given):
        raise click.UsageError("A viewpoint has one stance of a claim: name it once.")
    return found


def moment(written: str) -> datetime:
    """Return the end of a day, a minute or a second: what happened in it has happened by then."""
    for form, length in _PRECISIONS:
        for each in (form, f"{form}%z"):
            with suppress(ValueError, OverflowError):
                began = datetime.strptime(written.replace("T", " ", 1), each).astimezone()
                return began + length - _STEP_OF_TIME
    raise click.BadParameter(
        f'"{written}" is no time: write 2026-03-31, "2026-03-31 14:05" or "2026-03-31 14:05:30", '
        "and behind it a zone, such as Z or +09:00, if it is not that of this machine."
    )


def revision(written: str) -> str:
    """Return the fingerprint of a text."""
    if not _REVISION.fullmatch(written):
        raise click.BadParameter(
            f'"{written}" is no revision: it has 64 signs, from 0 to 9 and a to f.'
        )
    return written


def changes(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - of any options
    """Return the fields that were given; raises UsageError when none was."""
    found = {name: value for name, value in fields.items() if value not in (None, ())}
    if not found:
        raise click.UsageError(f"Say what to change: {' or '.join(_choices())}.")
    return found


def _choices() -> list[str]:
    """Return what the present command can be given and needs not."""
    context = click.get_current_context()
    return [
        param.opts[0]
        if isinstance(param, click.Option)
        else param.make_metavar(context).strip("[]")
        for param in context.command.params
        if param.name not in options.COMMON and not param.required
    ]


def _stance(written: str, words: Collection[str]) -> float:
    found = STANCES.get(written, _share(written))
    if found is None:
        meant = identifiers.nearest(written, words)
        hint = f' Did you mean "{meant}"?' if meant else ""
        raise click.BadParameter(
            f'"{written}" is no stance: write {", ".join(words)} or a number from 0 to 1.{hint}'
        )
    return found


def _share(written: str) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if 0 <= found <= 1 else None


def _standard_input() -> str:
    data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise WrongRequest("What standard input holds is no text in UTF-8.") from wrong
