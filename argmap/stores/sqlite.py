"""SQLite: the database files beside a folder of debates, and transactions that outlast a crash."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Connection, Row, Select, event, exc
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, PoolProxiedConnection, QueuePool

from argmap.errors import Busy, Unreadable, Unwritable
from argmap.stores import migrations

WAIT = 20.0
"""Seconds; how long a transaction waits for those of others."""

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
DAMAGE = "The {} {} is damaged: move it away to begin anew, or put a back-up in its place."
IDENTITY = "file"
"""What a connection remembers of the file that it has opened."""

POOLING: dict[str, Any] = (
    {"poolclass": NullPool} if os.name == "nt" else {"poolclass": QueuePool, "max_overflow": -1}
)
"""How connections are kept; who asks never waits for one that another thread has."""

PRIMARY_CODE = 0xFF
"""The bits of an error code of SQLite that tell the kind."""


class Database:
    """One file; it is made when something is first written.

    `holds` says what people call it. What is private can be read by its owner alone.
    """

    def __init__(self, file: Path, *, holds: str = "history", is_private: bool = False) -> None:
        self.file = file
        self._holds = holds
        self._is_private = is_private
        # Opening takes longer than most questions; but where an open file cannot be moved away, none is left open.
        self._engine = sqlalchemy.create_engine(
            URL.create("sqlite", database=str(file)),
            connect_args={"timeout": WAIT},
            **POOLING,
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "connect", self._remember)
        event.listen(self._engine, "checkout", self._refuse_replaced)
        event.listen(self._engine, "begin", _begin)

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Return what a query finds; nothing where nothing was ever written. Raises Unreadable or Busy."""
        try:
            if not self.file.exists():
                return ()
            with self._engine.connect() as connection:
                version = migrations.version(connection)
                if version == migrations.HEAD:
                    return connection.execute(query).all()
        except (exc.DBAPIError, OSError) as error:
            raise self._refusal(error, Unreadable, "read") from error
        except ValueError as error:  # a value that no argmap has written
            raise Unreadable(DAMAGE.format(self._holds, self.file)) from error
        if version is None:
            return ()
        with self.writing() as connection:  # which brings the tables up to date
            return connection.execute(query).all()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that no other writer runs beside; when it ends, all it wrote is on the disk.

        Raises Unwritable or Busy.
        """
        try:
            self.file.parent.mkdir(exist_ok=True)
            if self._is_private:
                _make_private(self.file)
            with self._engine.connect() as connection:
                connection.execution_options(begin="BEGIN IMMEDIATE")
                with connection.begin():
                    if migrations.version(connection) != migrations.HEAD:
                        migrations.upgrade(connection)
                    yield connection
        except migrations.Newer as error:
            raise Unreadable(
                f"The {self._holds} {self.file} was written by a newer argmap: use that one here."
            ) from error
        except (exc.DBAPIError, OSError) as error:
            raise self._refusal(error, Unwritable, "written") from error

    def close(self) -> None:
        """Close what is open and not in use; a later question opens it again."""
        self._engine.dispose()

    def _remember(self, connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        del connection
        record.info[IDENTITY] = _identity(self.file)

    def _refuse_replaced(
        self,
        connection: sqlite3.Connection,
        record: ConnectionPoolEntry,
        proxied: PoolProxiedConnection,
    ) -> None:
        """Let the pool open a file anew that somebody has put in the place of the one that a connection has open."""
        del connection, proxied
        if record.info[IDENTITY] != _identity(self.file):
            raise exc.DisconnectionError

    def _refusal(
        self, error: exc.DBAPIError | OSError, refusal: type[Unreadable | Unwritable], done: str
    ) -> Exception:
        """Return what an error of the database means for the person who asked."""
        code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & PRIMARY_CODE
        if code in BUSY:
            return Busy(
                f"The {self._holds} is being written by somebody else: try again in a moment."
            )
        if code in DAMAGED:
            return refusal(DAMAGE.format(self._holds, self.file))
        cause = error.strerror if isinstance(error, OSError) else error.orig
        return refusal(f"The {self._holds} {self.file} cannot be {done}: {str(cause).lower()}.")


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what no other file has as long as this one is there; `None` where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _make_private(file: Path) -> None:
    """Begin a file that only its owner can read; SQLite's journal takes the mode of its file."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    """Set a new connection up; `_begin` begins its transactions, which the driver would do too late."""
    del record
    connection.isolation_level = None
    # The journal is SQLite's plain one: a write-ahead log needs memory that is shared, which folders on a network do
    # not have. EXTRA holds that a transaction that has ended stays so when the power fails.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
