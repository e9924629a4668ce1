"""Archive: the texts that debates have had, few of them whole and the rest as deltas between them."""

import struct
import zlib
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, or_, select

from argmap.errors import Unreadable
from argmap.stores.history import deltas
from argmap.stores.records import Records
from argmap.stores.tables import changes as _changes
from argmap.stores.tables import texts as _texts

WHOLE_EVERY = 32
"""How many changes lie between two texts that are kept whole."""

FAST = 1
"""How hard a text is pressed: three megabytes in some twenty milliseconds."""


class Text(NamedTuple):
    """The bytes of a debate's file and their revision."""

    revision: str
    data: bytes


class Archive:
    """The texts of all debates of a history."""

    def __init__(self, database: Records) -> None:
        self._database = database

    def first_revision(self, debate: str) -> str | None:
        """Return the revision that a debate had when it was first seen."""
        rows = self._database.rows(_whole(debate, 0))
        return rows[0].revision if rows else None

    def text_at(self, debate: str, time: datetime) -> bytes | None:
        """Return the text that a debate had at a time; `None` before it was first seen."""
        rows = self._database.rows(
            select(_changes.c.number, _changes.c.after_revision)
            .where(_changes.c.debate == debate, _changes.c.time <= time, _changes.c.is_done)
            .order_by(_changes.c.number.desc())
            .limit(1)
        )
        if rows:
            return self._checked(debate, rows[0].number, rows[0].after_revision)
        first = self._database.rows(_whole(debate, 0).where(_texts.c.time <= time))
        return self._checked(debate, 0, first[0].revision) if first else None

    def text(self, debate: str, revision: str) -> bytes | None:
        """Return a text that the debate once had; `None` for a revision that was never seen."""
        number = self._number(debate, revision)
        return None if number is None else self._checked(debate, number, revision)

    def _number(self, debate: str, revision: str) -> int | None:
        """Return the number of the change that has led to a revision; 0 for the first text."""
        rows = self._database.rows(
            select(_changes.c.number, _changes.c.after_revision)
            .where(
                _changes.c.debate == debate,
                or_(
                    _changes.c.after_revision == revision,
                    _changes.c.before_revision == revision,
                ),
            )
            .order_by(_changes.c.number.desc())
            .limit(1)
        )
        if rows:
            number: int = rows[0].number
            return number if rows[0].after_revision == revision else number - 1
        first = self._database.rows(_whole(debate, 0).where(_texts.c.revision == revision))
        return 0 if first else None

    def _checked(self, debate: str, number: int, revision: str) -> bytes:
        """Return the text after a change; raises Unreadable when it is not the one that was kept."""
        damaged = Unreadable(f'The history of "{debate}" is damaged before change {number}.')
        try:
            data = self._walked(debate, number)
        except (zlib.error, struct.error, IndexError) as error:
            raise damaged from error
        if sha256(data).hexdigest() != revision:
            raise damaged
        return data

    def _walked(self, debate: str, number: int) -> bytes:
        """Return the text after a change, by deltas from the nearest one that is kept whole."""
        kept = self._database.rows(
            select(_texts.c.number, _texts.c.packed)
            .where(_texts.c.debate == debate)
            .order_by(func.abs(_texts.c.number - number))
            .limit(1)
        )
        at, data = kept[0].number, zlib.decompress(kept[0].packed)
        low, high = min(at, number), max(at, number)
        rows = self._database.rows(
            select(_changes.c.delta)
            .where(_changes.c.debate == debate, _changes.c.number.between(low + 1, high))
            .order_by(_changes.c.number)
        )
        if at <= number:
            for row in rows:
                data = deltas.forward(row.delta, data)
        else:
            for row in reversed(rows):
                data = deltas.backward(row.delta, data)
        return data


def keep_first(connection: Connection, debate: str, text: Text, time: datetime) -> None:
    """Keep the text that a debate has when it is first seen."""
    if connection.execute(_whole(debate, 0)).first() is None:
        _keep(connection, debate, 0, text, time)


def keep_later(
    connection: Connection, debate: str, number: int, text: Text, time: datetime
) -> None:
    """Keep the text that a change leads to, if one is to be kept whole again."""
    if number % WHOLE_EVERY == 0:
        _keep(connection, debate, number, text, time)


def forget(connection: Connection, debate: str, number: int) -> None:
    """Let go of the text that a change would have led to."""
    connection.execute(delete(_texts).where(_texts.c.debate == debate, _texts.c.number == number))


def _keep(connection: Connection, debate: str, number: int, text: Text, time: datetime) -> None:
    connection.execute(
        insert(_texts).values(
            debate=debate,
            number=number,
            revision=text.revision,
            time=time,
            packed=zlib.compress(text.data, level=FAST),
        )
    )


def _whole(debate: str, number: int) -> Select[Any]:
    return select(_texts).where(_texts.c.debate == debate, _texts.c.number == number)
