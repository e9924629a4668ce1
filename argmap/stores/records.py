"""Records: what a database does for all that is kept beside debates, be it SQLite or PostgreSQL."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select


class Records(Protocol):
    """A database with the tables of `tables`."""

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Return what a query finds; nothing where nothing was ever written. Raises Unreadable, Unreachable or Busy."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Return a transaction; when it has been left, all it wrote is kept.

        Inside the lock of a debate it may be part of a larger one that ends with the lock. Raises Unwritable,
        Unreachable or Busy.
        """
