"""Tokens: what lets programs act as an account."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from argmap.stores.accounts import secrecy
from argmap.stores.accounts.roster import told
from argmap.stores.accounts.values import Account, Token
from argmap.stores.records import Records
from argmap.stores.tables import accounts as _accounts
from argmap.stores.tables import tokens as _tokens

PREFIX = "argmap_"
"""What tells a token from other secrets, for people and for programs that look for lost ones."""


class Tokens:
    """The tokens of one database."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of(self, account: int) -> tuple[Token, ...]:
        """Return the tokens of an account, the newest first."""
        found = self._records.rows(
            select(_tokens).where(_tokens.c.account == account).order_by(_tokens.c.id.desc())
        )
        return tuple(Token(id=row.id, label=row.label, created=row.created) for row in found)

    def account(self, secret: str) -> Account | None:
        """Return whose token it is."""
        found = self._records.rows(
            select(_accounts)
            .join(_tokens, _tokens.c.account == _accounts.c.id)
            .where(_tokens.c.digest == secrecy.digest(secret))
        )
        return told(found[0]) if found else None

    def add(self, account: int, label: str, now: datetime, *, most: int) -> str | None:
        """Make a token and return its secret; none where the account has as many as it may."""
        secret = secrecy.new(PREFIX)
        with self._records.writing() as connection:
            # Two requests at once stand in line here, and count one after the other.
            connection.execute(
                select(_accounts.c.id).where(_accounts.c.id == account).with_for_update()
            )
            counted = select(func.count()).where(_tokens.c.account == account)
            if (connection.scalar(counted) or 0) >= most:
                return None
            connection.execute(
                insert(_tokens).values(
                    digest=secrecy.digest(secret), account=account, label=label, created=now
                )
            )
        return secret

    def remove(self, account: int, id: int) -> bool:
        """Remove a token of an account, and return whether it was there."""
        with self._records.writing() as connection:
            done = connection.execute(
                delete(_tokens).where(_tokens.c.account == account, _tokens.c.id == id)
            )
        return bool(done.rowcount)
