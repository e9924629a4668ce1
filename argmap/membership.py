"""Membership: who has an account, with which role, and how people come to one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from argmap import passwords
from argmap.edits import texts
from argmap.errors import AccountRefused, EditRefused, NotFound
from argmap.limits import Limits
from argmap.permissions import AccountRole
from argmap.stores.accounts import invitations, roster
from argmap.stores.accounts.invitations import Invitations
from argmap.stores.accounts.roster import Roster, Taken
from argmap.stores.accounts.values import MOST_INVITED, Account, Invitation
from argmap.stores.records import Records

LONGEST_NAME = 60

NAME = "name"
TAKEN = 'There is an account "{}" already: choose another name.'
UNSEEN = "Nobody would see this name: write one with letters."
LAST_COACH = '"{}" is the last coach: make somebody else a coach first.'
NOT_INVITED = "This link leads to no invitation: ask for a new one."
SPENT = "This link was used already: log in, or ask for a new one."
ENDED = "This link has ended: ask for a new one."


class Membership:
    """The accounts of one store and the invitations to them; threads may ask it at once."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._roster = Roster(records)
        self._invitations = Invitations(records)
        self._limits = Limits(records)
        self._has_any = False

    def has_any(self) -> bool:
        """Return whether there are accounts. Once there were, there are: nobody is let in because the last has gone."""
        self._has_any = self._has_any or self._roster.has_any()
        return self._has_any

    def accounts(self) -> tuple[Account, ...]:
        """Return the accounts by name."""
        return self._roster.all()

    def account(self, name: str) -> Account:
        """Return the account of a name. Raises NotFound."""
        return _named(self.accounts(), name)

    def add(self, name: str, role: AccountRole, password: str) -> Account:
        """Make an account. Raises AccountRefused."""
        named = _name(name)
        hashed = passwords.hashed(password, name=named)
        try:
            return self._roster.add(named, role, hashed, datetime.now(UTC))
        except Taken as error:
            raise AccountRefused(TAKEN.format(named), field=NAME) from error

    def change_role(self, name: str, role: AccountRole) -> None:
        """Give an account another role. Raises NotFound, or AccountRefused for the last coach."""
        with self._roster.changing() as (connection, present):
            account = _named(present, name)
            if role != "coach":
                _refuse_last_coach(account, present)
            roster.set_role(connection, account.id, role)

    def remove(self, name: str) -> None:
        """Remove an account. Its name stays in the history.

        Raises NotFound, or AccountRefused for the last coach while there are others.
        """
        with self._roster.changing() as (connection, present):
            account = _named(present, name)
            if len(present) > 1:
                _refuse_last_coach(account, present)
            roster.remove(connection, account.id)

    def change_password(self, name: str, password: str) -> None:
        """Give an account another password, which ends its sessions and tokens. Raises NotFound or AccountRefused."""
        hashed = passwords.hashed(password, name=name)
        with self._roster.changing() as (connection, present):
            roster.set_password(connection, _named(present, name).id, hashed)

    def invite(self, role: AccountRole, *, by: str, count: int = 1) -> tuple[str, ...]:
        """Return the secrets of links that make an account of a role, once each. Raises AccountRefused."""
        if not 1 <= count <= MOST_INVITED:
            raise AccountRefused(f"Invite 1 to {MOST_INVITED} people at once.", field="count")
        return self._invitations.add(role, by=by, now=datetime.now(UTC), count=count)

    def invite_again(self, name: str, *, by: str) -> str:
        """Return the secret of a link that gives an account a new password, once. Raises NotFound."""
        account = self.account(name)
        (secret,) = self._invitations.add(
            account.role, by=by, now=datetime.now(UTC), account=account
        )
        return secret

    def invitations(self) -> tuple[Invitation, ...]:
        """Return the invitations that still work, the newest first."""
        return self._invitations.open(datetime.now(UTC))

    def revoke_invitation(self, id: int) -> None:
        """Let an invitation work no more. Raises NotFound."""
        if not self._invitations.remove(id):
            raise NotFound("open invitation", str(id))

    def invitation(self, secret: str, *, origin: str) -> Invitation:
        """Return the invitation with a secret, asked for from an address.

        Raises AccountRefused for one that works no more, or TooManyAttempts.
        """
        with self._limits.invitation(origin):
            return self._open(secret)

    def join(self, secret: str, name: str, password: str, *, origin: str) -> Account:
        """Use an invitation: make its account, or give it the new password; then the name is not asked for.

        Raises AccountRefused or TooManyAttempts.
        """
        invitation = self.invitation(secret, origin=origin)
        if invitation.account:
            return self._renewed(invitation, secret, password)
        named = _name(name)
        hashed = passwords.hashed(password, name=named)
        now = datetime.now(UTC)
        try:
            with self._records.writing() as connection:
                account = roster.added(connection, named, invitation.role, hashed, now)
                _use_up(connection, secret, account, now)
        except Taken as error:
            raise AccountRefused(TAKEN.format(named), field=NAME) from error
        return account

    def _renewed(self, invitation: Invitation, secret: str, password: str) -> Account:
        hashed = passwords.hashed(password, name=invitation.account)
        with self._roster.changing() as (connection, present):
            account = _named(present, invitation.account)
            roster.set_password(connection, account.id, hashed)
            _use_up(connection, secret, account, datetime.now(UTC))
        return account

    def _open(self, secret: str) -> Invitation:
        found = self._invitations.by(secret)
        if found is None:
            raise AccountRefused(NOT_INVITED)
        if not found.is_open(datetime.now(UTC)):
            raise AccountRefused(SPENT if found.used_by else ENDED)
        return found


def _use_up(connection: Connection, secret: str, account: Account, now: datetime) -> None:
    if not invitations.use(connection, secret, account.name, now):
        raise AccountRefused(SPENT)  # by somebody who was faster; what was written is taken back


def _named(present: Sequence[Account], name: str) -> Account:
    wanted = roster.folded(name)
    found = next((each for each in present if roster.folded(each.name) == wanted), None)
    if found is None:
        raise NotFound("account", name, [each.name for each in present])
    return found


def _refuse_last_coach(account: Account, present: Sequence[Account]) -> None:
    coaches = [each.id for each in present if each.role == "coach"]
    if coaches == [account.id]:
        raise AccountRefused(LAST_COACH.format(account.name))


def _name(name: str) -> str:
    """Return a name as it is kept. Raises AccountRefused."""
    try:
        named = texts.name(name, NAME)
    except EditRefused as refusal:
        raise AccountRefused(str(refusal), field=NAME) from refusal
    if not roster.folded(named):
        raise AccountRefused(UNSEEN, field=NAME)
    if len(named) > LONGEST_NAME:
        raise AccountRefused(f"A name has at most {LONGEST_NAME} characters.", field=NAME)
    return named
