"""Attempts: what was tried lately and did not succeed, counted for all processes together."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, text

from argmap.stores.accounts import secrecy
from argmap.stores.records import Records
from argmap.stores.tables import attempts as _attempts

WITHIN = timedelta(minutes=15)


class Attempts:
    """The attempts that one database has seen; each counts until it is known to have succeeded."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def begin(self, bounds: Mapping[str, int], now: datetime) -> "Sequence[int] | timedelta":
        """Note an attempt and return its numbers, or how long to wait where there were too many.

        `bounds` say for each subject, such as a name or an address, how many attempts it may see in a quarter of an
        hour.
        """
        with self._records.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                connection.execute(text(f"LOCK TABLE {_attempts.name} IN EXCLUSIVE MODE"))
            connection.execute(delete(_attempts).where(_attempts.c.time <= now - WITHIN))
            waits = [_wait(connection, subject, most, now) for subject, most in bounds.items()]
            wait = max((each for each in waits if each), default=None)
            return wait or [_noted(connection, subject, now) for subject in bounds]

    def succeeded(self, numbers: Sequence[int]) -> None:
        """Let an attempt count no more."""
        with self._records.writing() as connection:
            connection.execute(delete(_attempts).where(_attempts.c.id.in_(numbers)))


def _wait(connection: Connection, subject: str, most: int, now: datetime) -> timedelta | None:
    times = connection.scalars(
        select(_attempts.c.time)
        .where(_attempts.c.subject == secrecy.digest(subject))
        .order_by(_attempts.c.time.desc())
        .limit(most)
    ).all()
    return times[-1] + WITHIN - now if len(times) == most else None


def _noted(connection: Connection, subject: str, now: datetime) -> int:
    result = connection.execute(insert(_attempts).values(subject=secrecy.digest(subject), time=now))
    (number,) = result.inserted_primary_key or (0,)
    return int(number)
