"""The roster: accounts, by id and by name."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from argmap.permissions import AccountRole
from argmap.stores.accounts.values import Account
from argmap.stores.records import Records
from argmap.stores.tables import accounts as _accounts
from argmap.stores.tables import sessions as _sessions
from argmap.stores.tables import tokens as _tokens

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""What Unicode calls default ignorable: with it somebody could have a name that looks like a coach's."""


class Taken(Exception):
    """There is an account of this name already."""


class Roster:
    """The accounts of one database."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def has_any(self) -> bool:
        """Return whether there is an account."""
        return bool(self._records.rows(select(_accounts.c.id).limit(1)))

    def all(self) -> tuple[Account, ...]:
        """Return the accounts by name."""
        return tuple(map(told, self._records.rows(select(_accounts).order_by(_accounts.c.folded))))

    def named(self, name: str) -> Account | None:
        """Return the account of a name, however it is written."""
        found = self._records.rows(select(_accounts).where(_has(name)))
        return told(found[0]) if found else None

    def of(self, id: int) -> Account | None:
        """Return the account with an id."""
        found = self._records.rows(select(_accounts).where(_accounts.c.id == id))
        return told(found[0]) if found else None

    def with_password(self, name: str) -> tuple[Account, str] | None:
        """Return the account of a name, and the hash of its password."""
        found = self._records.rows(select(_accounts).where(_has(name)))
        return (told(found[0]), found[0].password) if found else None

    def add(self, name: str, role: AccountRole, password: str, now: datetime) -> Account:
        """Add an account with the hash of its password. Raises Taken."""
        with self._records.writing() as connection:
            return added(connection, name, role, password, now)

    @contextmanager
    def changing(self) -> Iterator[tuple[Connection, tuple[Account, ...]]]:
        """Open a transaction with all accounts, which nobody else changes meanwhile."""
        with self._records.writing() as connection:
            # PostgreSQL would let two transactions each take away the other's last coach.
            rows = connection.execute(
                select(_accounts).order_by(_accounts.c.folded).with_for_update()
            )
            yield connection, tuple(map(told, rows))


def told(row: Row[Any]) -> Account:
    """Return a row as an account."""
    return Account(id=row.id, name=row.name, role=row.role, created=row.created)


def folded(name: str) -> str:
    """Return a name as it is looked up: without its cases, widths and what is not seen of it."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", name)).casefold()


def added(
    connection: Connection, name: str, role: AccountRole, password: str, now: datetime
) -> Account:
    """Add an account in a transaction. Raises Taken."""
    values = {
        "name": name,
        "folded": folded(name),
        "role": role,
        "password": password,
        "created": now,
    }
    if connection.execute(select(_accounts.c.id).where(_has(name))).first():
        raise Taken
    try:
        with connection.begin_nested():
            result = connection.execute(insert(_accounts).values(values))
    except IntegrityError as error:  # somebody else was faster
        raise Taken from error
    (id,) = result.inserted_primary_key or (0,)
    return Account(id=id, name=name, role=role, created=now)


def set_role(connection: Connection, id: int, role: AccountRole) -> None:
    """Give an account another role."""
    connection.execute(update(_accounts).where(_accounts.c.id == id).values(role=role))


def set_password(connection: Connection, id: int, password: str) -> None:
    """Give an account the hash of another password; all who were in by the old one are out."""
    connection.execute(update(_accounts).where(_accounts.c.id == id).values(password=password))
    for table in (_sessions, _tokens):
        connection.execute(delete(table).where(table.c.account == id))


def remove(connection: Connection, id: int) -> None:
    """Remove an account, with all that is its own."""
    connection.execute(delete(_accounts).where(_accounts.c.id == id))


def _has(name: str) -> ColumnElement[bool]:
    return _accounts.c.folded == folded(name)
