"""Copying: all accounts from one database to another that has none, with what is theirs."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from argmap.stores.records import Records
from argmap.stores.tables import accounts as _accounts
from argmap.stores.tables import invitations as _invitations
from argmap.stores.tables import suggestions as _suggestions
from argmap.stores.tables import tokens as _tokens

_THEIRS = (_tokens, _invitations, _suggestions)
"""What belongs to accounts and outlasts a move; who is logged in here is not so there."""


class NotEmpty(Exception):
    """The target has accounts or suggestions already."""


def copy(source: Records, target: Records, *, has_change: Callable[[str, int], bool]) -> int:
    """Copy accounts, tokens, invitations and suggestions, all or nothing, and return how many accounts there were.

    `has_change` tells whether the change of a debate with a number is the same one at the target. Raises NotEmpty.
    """
    people = source.rows(select(_accounts).order_by(_accounts.c.id))
    theirs = {table: source.rows(select(table).order_by(table.c.id)) for table in _THEIRS}
    with target.writing() as connection:
        for table in (_accounts, _suggestions):
            if connection.execute(select(table.c.id).limit(1)).first():
                raise NotEmpty
        ids = {row.id: _inserted(connection, _accounts, row._asdict()) for row in people}
        for table, rows in theirs.items():
            for row in rows:
                values = {**row._asdict(), "account": ids.get(row.account)}
                number = values.get("change_number")
                if number and not has_change(row.debate, number):
                    values["change_number"] = None
                _inserted(connection, table, values)
    return len(people)


def _inserted(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Add a row without its id, and return the one that it has here."""
    values = {name: value for name, value in row.items() if name != "id"}
    result = connection.execute(insert(table).values(values))
    (id,) = result.inserted_primary_key or (0,)
    return int(id)
