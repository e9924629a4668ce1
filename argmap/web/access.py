"""Access: how a server lets people in, and who has come, as values."""

import re
import secrets
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from argmap import permissions
from argmap.errors import ArgmapError
from argmap.permissions import AccountRole, Act

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT = 80
SECRET_BYTES = 32

_PORT = re.compile(r":([0-9]+)$")  # 127.0.0.1:8000

Cookie: TypeAlias = Literal["session", "forms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a server lets people in.

    `author` is whom changes are credited to of whoever sits at this machine, as long as there are no accounts; empty
    where that is nobody. `is_local` says that the server listens to this machine only. `public_name` is the host, with
    its port where it has one, that people elsewhere ask for; `is_secure` that TLS stands in front of it. `secret` signs
    what forms bring back.
    """

    port: int = HTTP_PORT
    author: str = ""
    is_local: bool = False
    public_name: str = ""
    is_secure: bool = False
    is_private: bool = False
    is_read_only: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(SECRET_BYTES), repr=False)

    @classmethod
    def local(cls, *, author: str, port: int) -> "Access":
        """Return how a server on loopback lets in whoever sits at this machine."""
        return cls(author=author, port=port, is_local=True)

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names under which the site answers; it answers under every name where there are none."""
        found = {self.public_name.lower()} if self.public_name else set()
        if self.is_local:
            found.update(f"{name}:{self.port}" for name in LOOPBACK)
            if self.port == HTTP_PORT:
                found.update(LOOPBACK)
        return frozenset(found)

    @property
    def takes_accounts(self) -> bool:
        """Return whether people can log in: nobody does under a name that was not agreed upon."""
        return bool(self.hosts)

    def is_encrypted(self, host: str) -> bool:
        """Return whether requests under a name have come by TLS."""
        return self.is_secure and host.lower() == self.public_name.lower()

    def cookie(self, kind: Cookie, host: str) -> str:
        """Return the name of a cookie under a name of the site; only a __Host- one is sure to be our own.

        Cookies know no ports, so the name says the port that was asked for: behind a balancer several servers share it.
        """
        if self.is_encrypted(host):
            return f"__Host-argmap-{kind}"
        port = _PORT.search(host)
        return f"argmap-{kind}-{port[1] if port else HTTP_PORT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks at a page, and acts.

    `account` is `None` for whoever sits at the machine itself, where there are no accounts. `waiting` counts the
    suggestions that wait for a decision of theirs.
    """

    name: str
    role: AccountRole
    account: int | None = None
    waiting: int = 0

    def may(self, act: Act) -> bool:
        """Return whether they may do something."""
        return permissions.may(self.role, act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known of a request before it is answered: who sends it, and whether there are accounts at all.

    `has_wrong_token` says that it names a token that is nobody's, `trouble` why nothing could be found out.
    """

    viewer: Viewer | None = None
    has_accounts: bool = False
    has_wrong_token: bool = False
    trouble: ArgmapError | None = None

    @property
    def audience(self) -> str:
        """Return whom an answer is for, as a key; empty for everybody."""
        return repr(self) if self.viewer or self.has_accounts else ""
