"""Keeping: the history of a folder's debates, written before their files and completed after them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from argmap.errors import NotFound
from argmap.stores.folder import HISTORY, OWN
from argmap.stores.history import archive, deltas, ledger, telling
from argmap.stores.history.archive import Archive, Text
from argmap.stores.history.changes import OUTSIDE, OUTSIDE_WORDS, Change, Draft
from argmap.stores.history.ledger import Extension, Ledger
from argmap.stores.records import Records
from argmap.stores.sqlite import Database
from argmap.stores.tables import changes as _changes
from argmap.stores.tables import texts as _texts


class Settled(NamedTuple):
    """What a debate's file is known to have held last, and whether a write of argmap has died on its way there."""

    revision: str | None
    was_begun: bool = False


class History:
    """The history of a folder's debates. Whoever writes to that of a debate holds its lock meanwhile."""

    def __init__(self, database: Records) -> None:
        self._database = database
        self._archive = Archive(database)

    def last_revisions(self) -> Mapping[str, str]:
        """Return the revision that each debate was last known to have; empty while a change is not completed."""
        last = (
            select(_changes.c.debate, func.max(_changes.c.number).label("number"))
            .group_by(_changes.c.debate)
            .subquery()
        )
        is_last = and_(last.c.debate == _changes.c.debate, last.c.number == _changes.c.number)
        rows = self._database.rows(
            select(
                _changes.c.debate,
                case((_changes.c.is_done, _changes.c.after_revision), else_="").label("revision"),
            ).join(last, is_last)
        )
        first = self._database.rows(
            select(_texts.c.debate, _texts.c.revision).where(_texts.c.number == 0)
        )
        return {row.debate: row.revision for row in (*first, *rows)}

    def last_revision(self, debate: str) -> str | None:
        """Return the revision that one debate was last known to have, as `last_revisions` does."""
        row = self._last(debate)
        if row is None:
            return self._archive.first_revision(debate)
        return row.after_revision if row.is_done else ""

    def settle(self, debate: str, revision: str) -> Settled:
        """Decide what became of a change that was begun and not completed, now that its file has a revision."""
        row = self._last(debate)
        if row is None:
            return Settled(self._archive.first_revision(debate))
        if row.is_done:
            return Settled(row.after_revision)
        if row.after_revision == revision:
            self.complete(debate, row.number)
            return Settled(revision, was_begun=True)
        self.drop(debate, row.number)
        return Settled(row.before_revision, was_begun=True)

    def see(self, debate: str, text: Text) -> None:
        """Keep the text that a debate has when it is first seen."""
        with self._database.writing() as connection:
            archive.keep_first(connection, debate, text, datetime.now(UTC))

    def begin(self, draft: Draft, before: Text, after: Text, *, since: Text | None = None) -> int:
        """Write a change down before its file is written, and return its number; it counts when it is completed.

        `since` is the text that the history knows last, when somebody outside has made of it that before the change.
        """
        with self._database.writing() as connection:
            if since and since.revision != before.revision:
                _insert(connection, _outside(draft.debate), since, before, is_done=True)
            return _insert(connection, draft, before, after, is_done=False)

    def complete(self, debate: str, number: int) -> None:
        """Say that the text of a change stands in its file."""
        with self._database.writing() as connection:
            connection.execute(update(_changes).where(_is(debate, number)).values(is_done=True))

    def drop(self, debate: str, number: int) -> None:
        """Take back a change whose text has not come into its file."""
        with self._database.writing() as connection:
            connection.execute(delete(_changes).where(_is(debate, number)))
            archive.forget(connection, debate, number)

    def add_outside(
        self, debate: str, before: Text, after: Text, *, lost: Iterable[int] = ()
    ) -> int:
        """Add a change that argmap has not made, mark those that it has lost, and return its number."""
        with self._database.writing() as connection:
            number = _insert(connection, _outside(debate), before, after, is_done=True)
            connection.execute(
                update(_changes)
                .where(_changes.c.debate == debate, _changes.c.number.in_(tuple(lost)))
                .values(overwritten_by=number)
            )
        return number

    def repeated(self, debate: str, fingerprint: str) -> Change | None:
        """Return the change that the same request has made before."""
        found = telling.told(
            self._database,
            select(_changes).where(
                _changes.c.debate == debate,
                _changes.c.fingerprint == fingerprint,
                _changes.c.is_done,
            ),
        )
        return found[0] if found else None

    def marked(self, debate: str, mark: str) -> Change | None:
        """Return the change whose fingerprint begins with a mark."""
        found = telling.told(
            self._database,
            select(_changes).where(
                _changes.c.debate == debate,
                _changes.c.fingerprint.startswith(mark, autoescape=True),
                _changes.c.is_done,
            ),
        )
        return found[0] if found else None

    def several(self, wanted: Iterable[tuple[str, int]]) -> tuple[Change, ...]:
        """Return the changes of debates with some numbers, as far as they are there."""
        conditions = [_is(debate, number) for debate, number in wanted]
        if not conditions:
            return ()
        return telling.told(
            self._database, select(_changes).where(or_(*conditions), _changes.c.is_done)
        )

    def change(self, debate: str, number: int) -> Change:
        """Return one change. Raises NotFound."""
        query = select(_changes).where(_is(debate, number), _changes.c.is_done)
        found = telling.told(self._database, query)
        if not found:
            raise NotFound("change", str(number), of=debate)
        return found[0]

    def changes(
        self,
        *,
        debate: str | None = None,
        author: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Change, ...]:
        """Return changes, the newest first; `before` is the serial of one that is known already."""
        query = select(_changes).where(_changes.c.is_done)
        if debate is not None:
            query = query.where(_changes.c.debate == debate)
        if author is not None:
            query = query.where(_changes.c.author == author)
        if before is not None:
            query = query.where(_changes.c.serial < before)
        return telling.told(self._database, query.order_by(_changes.c.serial.desc()).limit(limit))

    def text(self, debate: str, revision: str) -> bytes | None:
        """Return a text that the debate once had; `None` for a revision that was never seen."""
        return self._archive.text(debate, revision)

    def text_at(self, debate: str, time: datetime) -> bytes | None:
        """Return the text that a debate had at a time; `None` before it was first seen."""
        return self._archive.text_at(debate, time)

    def ledger(self, debate: str) -> Ledger | None:
        """Return the whole history of a debate as a value; `None` where it has none."""
        return ledger.read(self._database, debate)

    def extend(self, extensions: Sequence[Extension]) -> None:
        """Add changes that were made elsewhere."""
        ledger.extend(self._database, extensions)

    def _last(self, debate: str) -> Row[Any] | None:
        rows = self._database.rows(
            select(
                _changes.c.number,
                _changes.c.is_done,
                _changes.c.before_revision,
                _changes.c.after_revision,
            )
            .where(_changes.c.debate == debate)
            .order_by(_changes.c.number.desc())
            .limit(1)
        )
        return rows[0] if rows else None


def beside(folder: Path) -> History:
    """Return the history that a folder of debates has of its own."""
    return History(Database(folder / OWN / HISTORY))


def _outside(debate: str) -> Draft:
    return Draft(debate=debate, kind=OUTSIDE, author="", words=OUTSIDE_WORDS)


def _insert(
    connection: Connection, draft: Draft, before: Text, after: Text, *, is_done: bool
) -> int:
    time = datetime.now(UTC)
    last = connection.scalar(
        select(func.max(_changes.c.number)).where(_changes.c.debate == draft.debate)
    )
    number = (last or 0) + 1
    archive.keep_first(connection, draft.debate, before, time)
    archive.keep_later(connection, draft.debate, number, after, time)
    connection.execute(
        insert(_changes).values(
            debate=draft.debate,
            number=number,
            is_done=is_done,
            kind=draft.kind,
            author=draft.author,
            time=time,
            words=draft.words,
            edit=json.dumps(draft.edit, ensure_ascii=False) if draft.edit is not None else None,
            fingerprint=draft.fingerprint,
            approved_by=draft.approved_by or None,
            of_number=draft.of,
            before_revision=before.revision,
            after_revision=after.revision,
            delta=deltas.make(before.data, after.data),
        )
    )
    return number


def _is(debate: str, number: int) -> ColumnElement[bool]:
    return and_(_changes.c.debate == debate, _changes.c.number == number)
