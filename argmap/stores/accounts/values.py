"""Values: what is told of accounts, invitations and tokens."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argmap.permissions import AccountRole

INVITED_FOR = timedelta(days=7)
MOST_INVITED = 40
"""Links at once; a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody with a name and a password; `created` is in UTC."""

    id: int
    name: str
    role: AccountRole
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link that works once: it makes an account of a role, or gives an account a new password.

    `account` is the name of the latter, and empty for the former; `used_by` is the name of who has used it.
    """

    id: int
    role: AccountRole
    account: str
    invited_by: str
    created: datetime
    used_by: str

    @property
    def ends(self) -> datetime:
        """Return when it ceases to work, in UTC."""
        return self.created + INVITED_FOR

    def is_open(self, now: datetime) -> bool:
        """Return whether it still works."""
        return not self.used_by and now < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What lets a program act as an account; `label` is what its owner calls it."""

    id: int
    label: str
    created: datetime
