"""Invitations: links that work once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, insert, select, update

from argmap.permissions import AccountRole
from argmap.stores.accounts import secrecy
from argmap.stores.accounts.values import INVITED_FOR, Account, Invitation
from argmap.stores.records import Records
from argmap.stores.tables import accounts as _accounts
from argmap.stores.tables import invitations as _invitations


class Invitations:
    """The invitations of one database."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def open(self, now: datetime) -> tuple[Invitation, ...]:
        """Return those that still work, the newest first."""
        wanted = _all().where(_is_open(now)).order_by(_invitations.c.id.desc())
        return tuple(map(_told, self._records.rows(wanted)))

    def by(self, secret: str) -> Invitation | None:
        """Return the invitation with a secret, even one that works no more."""
        found = self._records.rows(_all().where(_has(secret)))
        return _told(found[0]) if found else None

    def add(
        self,
        role: AccountRole,
        *,
        by: str,
        now: datetime,
        count: int = 1,
        account: Account | None = None,
    ) -> tuple[str, ...]:
        """Add invitations to a role, or to a new password for an account, and return their secrets."""
        made = tuple(secrecy.new() for _ in range(count))
        with self._records.writing() as connection:
            if account:  # the newest link alone works
                connection.execute(
                    delete(_invitations).where(
                        _invitations.c.account == account.id, _invitations.c.used_by.is_(None)
                    )
                )
            connection.execute(insert(_invitations), list(_rows(made, role, by, now, account)))
        return made

    def remove(self, id: int) -> bool:
        """Remove an invitation that nobody has used, and return whether there was one."""
        with self._records.writing() as connection:
            done = connection.execute(
                delete(_invitations).where(
                    _invitations.c.id == id, _invitations.c.used_by.is_(None)
                )
            )
        return bool(done.rowcount)


def use(connection: Connection, secret: str, name: str, now: datetime) -> bool:
    """Use an invitation up in a transaction, and return whether it still worked."""
    done = connection.execute(
        update(_invitations).where(_has(secret), _is_open(now)).values(used_by=name)
    )
    return bool(done.rowcount)


def _rows(
    made: Iterable[str], role: AccountRole, by: str, now: datetime, account: Account | None
) -> Iterable[dict[str, Any]]:
    for secret in made:
        yield {
            "digest": secrecy.digest(secret),
            "role": role,
            "account": account.id if account else None,
            "invited_by": by,
            "created": now,
        }


def _all() -> Select[Any]:
    return select(_invitations, _accounts.c.name.label("account_name")).outerjoin(
        _accounts, _accounts.c.id == _invitations.c.account
    )


def _has(secret: str) -> ColumnElement[bool]:
    return _invitations.c.digest == secrecy.digest(secret)


def _is_open(now: datetime) -> ColumnElement[bool]:
    return and_(_invitations.c.used_by.is_(None), _invitations.c.created > now - INVITED_FOR)


def _told(row: Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        role=row.role,
        account=row.account_name or "",
        invited_by=row.invited_by,
        created=row.created,
        used_by=row.used_by or "",
    )
