"""Sessions: who is logged in, in which browser, until when."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from argmap.stores.accounts import secrecy
from argmap.stores.accounts.roster import told
from argmap.stores.accounts.values import Account
from argmap.stores.records import Records
from argmap.stores.tables import accounts as _accounts
from argmap.stores.tables import sessions as _sessions

IDLE_FOR = timedelta(hours=12)
LASTING = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=10)
"""Not every request is written down."""


class Sessions:
    """The sessions of one database."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def begin(self, account: Account, now: datetime) -> str:
        """Begin a session and return its secret; those that have ended are forgotten."""
        secret = secrecy.new()
        has_ended = or_(_sessions.c.created < now - LASTING, _sessions.c.seen < now - IDLE_FOR)
        with self._records.writing() as connection:
            connection.execute(delete(_sessions).where(has_ended))
            connection.execute(
                insert(_sessions).values(
                    digest=secrecy.digest(secret), account=account.id, created=now, seen=now
                )
            )
        return secret

    def account(self, secret: str, now: datetime) -> Account | None:
        """Return whose session it is; nobody's when it has ended."""
        found = self._records.rows(
            select(_accounts, _sessions.c.seen)
            .join(_sessions, _sessions.c.account == _accounts.c.id)
            .where(
                _sessions.c.digest == secrecy.digest(secret),
                _sessions.c.created >= now - LASTING,
                _sessions.c.seen >= now - IDLE_FOR,
            )
        )
        if not found:
            return None
        if found[0].seen < now - SEEN_EVERY:
            self._see(secret, now)
        return told(found[0])

    def end(self, secret: str) -> None:
        """End a session."""
        with self._records.writing() as connection:
            connection.execute(
                delete(_sessions).where(_sessions.c.digest == secrecy.digest(secret))
            )

    def _see(self, secret: str, now: datetime) -> None:
        with self._records.writing() as connection:
            connection.execute(
                update(_sessions)
                .where(_sessions.c.digest == secrecy.digest(secret))
                .values(seen=now)
            )
