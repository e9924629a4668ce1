"""Authentication: who somebody is, by a password, by a session or by a token."""

from datetime import UTC, datetime

from argmap import passwords
from argmap.edits import texts
from argmap.errors import AccountRefused, EditRefused, NotFound, NotLoggedIn
from argmap.limits import Limits
from argmap.stores.accounts.roster import Roster
from argmap.stores.accounts.sessions import Sessions
from argmap.stores.accounts.tokens import Tokens
from argmap.stores.accounts.values import Account, Token
from argmap.stores.records import Records

MOST_TOKENS = 20
LONGEST_LABEL = 60
NOT_KNOWN = "There is no account with this name and this password."
ENOUGH_TOKENS = f"An account has at most {MOST_TOKENS} tokens: revoke one that is not used."


class Authentication:
    """What tells who somebody is; threads may ask it at once."""

    def __init__(self, records: Records) -> None:
        self._roster = Roster(records)
        self._sessions = Sessions(records)
        self._tokens = Tokens(records)
        self._limits = Limits(records)

    def log_in(self, name: str, password: str, *, origin: str) -> str:
        """Begin a session from an address and return its secret.

        Raises NotLoggedIn, in the same words whether or not there is such a name, or TooManyAttempts.
        """
        with self._limits.log_in(name, origin):
            account, kept = self._roster.with_password(name) or (None, None)
            if not passwords.fits(kept, password) or account is None:
                raise NotLoggedIn(NOT_KNOWN)
        return self.begin_session(account)

    def begin_session(self, account: Account) -> str:
        """Begin a session of somebody known and return its secret."""
        return self._sessions.begin(account, datetime.now(UTC))

    def log_out(self, secret: str) -> None:
        """End a session."""
        self._sessions.end(secret)

    def by_session(self, secret: str) -> Account | None:
        """Return whose session it is; nobody's when it has ended."""
        return self._sessions.account(secret, datetime.now(UTC))

    def new_token(self, account: Account, label: str) -> str:
        """Make a token and return its secret, which is told this once. Raises AccountRefused."""
        secret = self._tokens.add(account.id, _label(label), datetime.now(UTC), most=MOST_TOKENS)
        if secret is None:
            raise AccountRefused(ENOUGH_TOKENS)
        return secret

    def tokens(self, account: Account) -> tuple[Token, ...]:
        """Return the tokens of an account, the newest first."""
        return self._tokens.of(account.id)

    def revoke_token(self, account: Account, id: int) -> None:
        """Let a token of an account work no more. Raises NotFound."""
        if not self._tokens.remove(account.id, id):
            raise NotFound("token", str(id))

    def by_token(self, secret: str) -> Account | None:
        """Return whose token it is; nobody's when it was revoked."""
        return self._tokens.account(secret)


def _label(label: str) -> str:
    try:
        named = texts.name(label, "label")
    except EditRefused as refusal:
        raise AccountRefused(str(refusal), field="label") from refusal
    if len(named) > LONGEST_LABEL:
        raise AccountRefused(f"A label has at most {LONGEST_LABEL} characters.", field="label")
    return named
