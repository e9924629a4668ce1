"""The store: the files of debates in a PostgreSQL database; every question is answered as it is now."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, insert, not_, select, update

from argmap.errors import NotFound, Unreachable, Unreadable, Unwritable
from argmap.stores import entries
from argmap.stores.entries import ABOUT, SIZE_LIMIT, Entry
from argmap.stores.history.keeping import History
from argmap.stores.postgres.address import Address
from argmap.stores.postgres.database import WAIT, Database
from argmap.stores.records import Records
from argmap.stores.tables import files as _files

READ_ONLY = "The database {} is only read here, so debates cannot be changed."


class Stamp(NamedTuple):
    """What tells a text from all that its file holds at other times."""

    revision: str
    written: int
    size: int

    def is_settled(self, seen: int) -> bool:
        """Return whether a text was seen at all; one that was about to be written may not have been kept."""
        return seen > 0


@dataclass(frozen=True, slots=True)
class _Listing:
    """The files as last seen."""

    by_id: dict[str, Entry]
    about: Entry | None


class PostgresStore:
    """The debates of one database, with their history; machines may share it."""

    def __init__(self, address: Address, *, wait: float = WAIT) -> None:
        self.name = address.name
        self._database = Database(address, wait=wait)
        self._seen = threading.local()
        self._may_write: bool | None = None

    def entries(self) -> tuple[Entry, ...]:
        """Return the debate files by id. Raises Unreachable."""
        return tuple(self._list().by_id.values())

    def entry(self, id: str) -> Entry:
        """Return one debate file. Raises NotFound with the nearest ids, or Unreachable."""
        by_id = self._list().by_id
        if id not in by_id:
            raise NotFound("debate", id, by_id)
        return by_id[id]

    def about(self) -> Entry | None:
        """Return the file that tells what the debates are, if there is one."""
        return self._list().about

    @contextmanager
    def glance(self) -> Iterator[None]:
        """Ask for the files once, until this thread writes; a database that does not answer is not asked again."""
        self._seen.is_glancing = True
        self._seen.listing = None
        try:
            yield
        finally:
            self._seen.is_glancing = False

    def load(self, entry: Entry) -> bytes:
        """Return the text of a file. Raises Unreadable or Unreachable."""
        is_small = func.octet_length(_files.c.data) <= SIZE_LIMIT
        found = self._database.rows(
            select(case((is_small, _files.c.data)).label("data")).where(_is(entry))
        )
        if not found:
            raise Unreadable(entries.missing(entry.path.name))
        if found[0].data is None:
            raise Unreadable(entries.too_large(entry.path.name))
        return bytes(found[0].data)

    @contextmanager
    def lock(self, id: str) -> Iterator[None]:
        """Hold the lock of a debate. What is written meanwhile is kept as a whole when it is left, or not at all.

        Raises Busy, Unreachable or Unwritable, in the beginning and in the end.
        """
        try:
            with self._database.lock(id):
                yield
        finally:
            self._seen.listing = None

    def replace(self, entry: Entry, data: bytes, *, instead_of: bytes) -> bool:
        """Put a text in the place of another, and return whether that was still there.

        Raises Unwritable, Unreachable, or Unreadable when the file has gone.
        """
        self._seen.listing = None
        with self._database.writing() as connection:
            done = connection.execute(
                update(_files)
                .where(_is(entry), _files.c.revision == _revision(instead_of))
                .values(**_content(data))
            )
            if done.rowcount:
                return True
            if connection.execute(select(_files.c.name).where(_is(entry))).first():
                return False
        raise Unreadable(entries.missing(entry.path.name))

    def add(self, name: str, data: bytes) -> None:
        """Begin a file of a name with a text. Raises Unwritable when there is one already, or Unreachable."""
        self._seen.listing = None
        with self._database.writing() as connection:
            if connection.execute(select(_files.c.name).where(_files.c.name == name)).first():
                raise Unwritable(f'"{name}" is there already.')
            connection.execute(insert(_files).values(name=name, **_content(data)))

    def clear(self, entry: Entry) -> None:
        """Do nothing: what dies in a transaction leaves nothing."""

    def why_read_only(self) -> str:
        """Return the sentence that says why nothing can be changed; empty where it can."""
        return READ_ONLY.format(self.name) if self._is_read_only else ""

    def history(self) -> History:
        """Return the history of the debates, in the same database."""
        return History(self._database)

    def accounts(self) -> Records:
        """Return the same database, which holds accounts too."""
        return self._database

    def private_place(self) -> Path | None:
        """Return nothing: what a database holds is seen by all machines."""
        return None

    def has_kept_accounts(self) -> bool:
        """Return True: nothing tells without asking."""
        return True

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    @property
    def _is_read_only(self) -> bool:
        """Return whether the database is a copy, or grants us nothing more; asked once."""
        if self._may_write is None:
            is_original = not_(func.pg_is_in_recovery())
            is_granted = func.has_table_privilege(_files.name, "UPDATE")
            found = self._database.rows(select(and_(is_original, is_granted).label("may_write")))
            self._may_write = bool(found[0].may_write)
        return not self._may_write

    def _list(self) -> _Listing:
        is_glancing = getattr(self._seen, "is_glancing", False) and not self._database.is_held
        known: _Listing | Unreachable | None = self._seen.listing if is_glancing else None
        if known is None:
            try:
                known = _listing(self._database.rows(_ALL))
            except Unreachable as refusal:
                known = refusal
        if is_glancing:
            self._seen.listing = known
        if isinstance(known, Unreachable):
            raise known
        return known


_ALL: Select[Any] = select(
    _files.c.name,
    _files.c.revision,
    _files.c.written,
    func.octet_length(_files.c.data).label("size"),
)


def _listing(rows: Any) -> _Listing:  # noqa: ANN401 - SQLAlchemy's rows
    stamps = {row.name: Stamp(row.revision, row.written, row.size) for row in rows}
    found = (
        replace(entry, signature=stamps[entry.path.name]) for entry in entries.from_names(stamps)
    )
    about = None
    if ABOUT in stamps:
        about = Entry(id=Path(ABOUT).stem, path=Path(ABOUT), signature=stamps[ABOUT])
    return _Listing(by_id={entry.id: entry for entry in found}, about=about)


def _is(entry: Entry) -> ColumnElement[bool]:
    return _files.c.name == entry.path.name


def _content(data: bytes) -> dict[str, Any]:
    return {"data": data, "revision": _revision(data), "written": func.txid_current()}


def _revision(data: bytes) -> str:
    return sha256(data).hexdigest()
