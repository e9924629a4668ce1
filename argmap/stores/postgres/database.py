"""The database: connections that are kept and tried, and transactions that hold a lock with all that is written."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import psycopg
import sqlalchemy
from sqlalchemy import Connection, Row, Select, exc, func, select

from argmap.errors import ArgmapError, Unreadable, Unwritable
from argmap.stores import migrations
from argmap.stores.postgres import faults
from argmap.stores.postgres.address import Address

WAIT = 30.0
"""Seconds; longer than the writes of many people at once take one after another."""

LONGEST_PAUSE = 60.0
"""Seconds that a transaction may stand still; the lock of a machine that has died is free after that."""

CONNECTIONS = 8
MORE_CONNECTIONS = 8
"""How many are kept open, and how many may come to them for a while."""

SETTINGS = {
    "application_name": "argmap",
    "connect_timeout": "5",
    # A machine that has vanished is noticed after half a minute, not after hours.
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "4",
    "tcp_user_timeout": "30000",
}
"""What an address does not say."""

MIGRATING = "argmap: tables"

DROPPED = "The database {} has kept nothing of this, since a part of it failed."


@dataclass(slots=True)
class _Holding:
    """The transaction that a thread is in while it holds a lock, and what has failed in it."""

    connection: Connection
    fault: ArgmapError | None = None


class Database:
    """A PostgreSQL database; threads may ask it at once."""

    def __init__(self, address: Address, *, wait: float = WAIT) -> None:
        self.name = address.name
        self._wait = wait
        self._address = address
        self._engine = sqlalchemy.create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            pool_pre_ping=True,
            pool_size=CONNECTIONS,
            max_overflow=MORE_CONNECTIONS,
            pool_timeout=wait,
            hide_parameters=True,
        )
        self._held = threading.local()
        self._turn = threading.Lock()
        self._is_ready = False

    @property
    def is_held(self) -> bool:
        """Return whether this thread is in a transaction that holds a lock."""
        return self._holding is not None

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Return what a query finds, in the transaction of this thread if it is in one.

        Raises Unreachable or Busy.
        """
        try:
            with self._using() as connection:
                return connection.execute(query).all()
        except (exc.DataError, UnicodeEncodeError) as error:
            if faults.is_unfit(error):  # what cannot be in the database is not there
                return ()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction, or join that in which this thread holds a lock.

        Raises Unwritable, Unreachable or Busy.
        """
        if self._holding:
            with self._using() as connection:
                yield connection
            return
        self._prepare()
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold a lock that no other process or thread holds, in a transaction that ends with it.

        Locks taken while one is held join its transaction. Raises Busy, Unreachable or Unwritable, also in the end when
        what was written could not be kept.
        """
        if self._holding:
            with self._using() as connection:
                connection.execute(select(func.pg_advisory_xact_lock(_number(name))))
            yield
            return
        self._prepare()
        with self._translated(), self._engine.begin() as connection:
            _set_limits(connection, self._wait)
            connection.execute(select(func.pg_advisory_xact_lock(_number(name))))
            holding = self._held.holding = _Holding(connection)
            try:
                yield
            finally:
                self._held.holding = None
            if (
                holding.fault
            ):  # what PostgreSQL was told to keep after an error, it would silently drop
                raise holding.fault

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @property
    def _holding(self) -> _Holding | None:
        holding: _Holding | None = getattr(self._held, "holding", None)
        return holding

    @contextmanager
    def _using(self) -> Iterator[Connection]:
        """Give the connection of this thread's transaction, or one on which every statement stands alone."""
        holding = self._holding
        if holding is None:
            self._prepare()
            with self._translated(), self._engine.connect() as connection:
                yield connection.execution_options(isolation_level="AUTOCOMMIT")
            return
        if holding.fault:
            raise holding.fault
        with self._translated():
            yield holding.connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn errors of the database into refusals."""
        try:
            yield
        except exc.SQLAlchemyError as error:
            refusal = faults.refusal(error, self.name, self._address.password)
            if self._holding and not faults.is_unfit(error):
                self._holding.fault = refusal or Unwritable(DROPPED.format(self.name))
            if refusal is None:
                raise
            raise refusal from error

    def _prepare(self) -> None:
        """Make sure, once, that the tables are as they should be; several processes may come at once."""
        if self._is_ready:
            return
        try:
            with self._turn, self._translated(), self._engine.begin() as connection:
                _migrate(connection, self._wait)
        except migrations.Newer as error:
            raise Unreadable(
                f"The database {self.name} was set up by a newer argmap: use that one here."
            ) from error
        self._is_ready = True

    def _connect(self) -> psycopg.Connection[Any]:
        # A pool between us and the database may give every transaction another connection.
        return psycopg.connect(**{**SETTINGS, **self._address.settings}, prepare_threshold=None)


def _migrate(connection: Connection, wait: float) -> None:
    if migrations.version(connection) == migrations.HEAD:
        return
    _set_limits(connection, wait)
    connection.execute(select(func.pg_advisory_xact_lock(_number(MIGRATING))))
    if migrations.version(connection) != migrations.HEAD:
        migrations.upgrade(connection)


def _set_limits(connection: Connection, wait: float) -> None:
    pause = "idle_in_transaction_session_timeout"
    connection.execute(
        select(
            func.set_config("lock_timeout", f"{wait * 1000:.0f}ms", True),  # noqa: FBT003 - SQL knows no keywords
            func.set_config(pause, f"{LONGEST_PAUSE * 1000:.0f}ms", True),  # noqa: FBT003
        )
    )


def _number(name: str) -> int:
    """Return the number of a lock; PostgreSQL's have no names."""
    digest = blake2b(name.encode(errors="surrogateescape"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
