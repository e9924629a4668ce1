"""Ledgers: the whole history of a debate as a value that can be carried from one database to another."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

from sqlalchemy import Connection, insert, select, update

from argmap.errors import Unreadable
from argmap.stores.history import archive, deltas
from argmap.stores.history.archive import Text
from argmap.stores.records import Records
from argmap.stores.tables import changes as _changes
from argmap.stores.tables import texts as _texts

Row: TypeAlias = Mapping[str, Any]
"""A change as the database has it."""

_IDENTITY = ("time", "author", "kind", "before_revision", "after_revision")
"""What tells a change from all others, wherever it is kept and whatever its number is there."""

_REFERENCES = ("of_number", "overwritten_by")


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The text that a debate was first seen with, when that was, and all changes since."""

    first: Text
    since: datetime
    changes: tuple[Row, ...] = field(default=(), repr=False)

    @property
    def last(self) -> str:
        """Return the revision that the changes lead to."""
        return self.changes[-1]["after_revision"] if self.changes else self.first.revision

    @cached_property
    def places(self) -> Mapping[object, int]:
        """Return how many changes there are up to each one."""
        return {identity(row): place for place, row in enumerate(self.changes, 1)}

    def end_of(self, other: "Ledger") -> int | None:
        """Return how many changes lead here to where the other one ends; `None` where nothing does."""
        if other.changes:
            return self.places.get(identity(other.changes[-1]))
        revisions = [self.first.revision, *(row["after_revision"] for row in self.changes)]
        return max(
            (place for place, revision in enumerate(revisions) if revision == other.last),
            default=None,
        )

    def common_with(self, other: "Ledger") -> int:
        """Return how many changes there are here up to the last one that the other one has too."""
        return max((place for one, place in self.places.items() if one in other.places), default=0)

    def text(self, place: int) -> bytes:
        """Return the text after so many changes. Raises Unreadable."""
        data = self.first.data
        for row in self.changes[:place]:
            data = deltas.forward(row["delta"], data)
        revision = self.changes[place - 1]["after_revision"] if place else self.first.revision
        if sha256(data).hexdigest() != revision:
            raise Unreadable(f"A history is damaged before its change {place}.")
        return data


@dataclass(frozen=True, kw_only=True)
class Extension:
    """Changes that are to be added to the history of a debate.

    `known` is that history before, `None` where there is none. `changes` come from `origin`, and begin with a text.
    """

    debate: str
    known: Ledger | None
    origin: Ledger
    begin: Text
    changes: tuple[Row, ...]


def identity(row: Row) -> object:
    """Return what tells a change from all others."""
    return tuple(row[name] for name in _IDENTITY)


def read(database: Records, debate: str) -> Ledger | None:
    """Return the history of a debate. Raises Unreadable and its like."""
    first = database.rows(select(_texts).where(_texts.c.debate == debate, _texts.c.number == 0))
    if not first:
        return None
    rows = database.rows(
        select(_changes)
        .where(_changes.c.debate == debate, _changes.c.is_done)
        .order_by(_changes.c.number)
    )
    return Ledger(
        first=Text(first[0].revision, zlib.decompress(first[0].packed)),
        since=first[0].time,
        changes=tuple(row._asdict() for row in rows),
    )


def extend(database: Records, extensions: Sequence[Extension]) -> None:
    """Add changes to the histories of debates, all in the order in which they were made."""
    with database.writing() as connection:
        rows = [row for extension in extensions for row in _extended(connection, extension)]
        for row in sorted(rows, key=lambda row: row["serial"]):
            values = {name: value for name, value in row.items() if name != "serial"}
            connection.execute(insert(_changes).values(values))


def _extended(connection: Connection, extension: Extension) -> Iterator[dict[str, Any]]:
    """Yield the rows of new changes with their numbers here, and keep what texts are kept whole."""
    known, debate = extension.known, extension.debate
    if known is None:
        archive.keep_first(connection, debate, extension.origin.first, extension.origin.since)
    numbers = dict(known.places) if known else {}
    fingerprints = {row["fingerprint"] for row in known.changes} if known else set()
    data = extension.begin.data
    for number, row in enumerate(extension.changes, len(known.changes) + 1 if known else 1):
        numbers[identity(row)] = number
        data = deltas.forward(row["delta"], data)
        text = Text(row["after_revision"], data)
        archive.keep_later(connection, debate, number, text, row["time"])
    for row in extension.changes:
        fingerprint = None if row["fingerprint"] in fingerprints else row["fingerprint"]
        yield {
            **row,
            **_references(row, extension.origin, numbers),
            "debate": debate,
            "number": numbers[identity(row)],
            "fingerprint": fingerprint,
        }
    _mark_overwritten(connection, extension, numbers)


def _references(row: Row, origin: Ledger, numbers: Mapping[object, int]) -> dict[str, int | None]:
    """Return the numbers here of the changes that one is about, which may have others where it comes from."""
    return {
        name: None if row[name] is None else numbers.get(identity(origin.changes[row[name] - 1]))
        for name in _REFERENCES
    }


def _mark_overwritten(
    connection: Connection, extension: Extension, numbers: Mapping[object, int]
) -> None:
    """Mark changes that are known already and have been lost by one that comes now."""
    before = extension.known.places if extension.known else {}
    for row in extension.origin.changes:
        place = before.get(identity(row))
        by = _references(row, extension.origin, numbers)["overwritten_by"]
        if place is not None and by is not None:
            connection.execute(
                update(_changes)
                .where(_changes.c.debate == extension.debate, _changes.c.number == place)
                .values(overwritten_by=by)
            )
