"""Letting in: under which name a server answers, whom it trusts, and what it says about that when it starts."""

import re
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import click

from argmap.cli.editing import who
from argmap.errors import WrongRequest
from argmap.library import Library
from argmap.stores import secret_key
from argmap.web.access import Access

PUBLIC_NAME = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
)

HERE = "127.0.0.1"
NO_NAME = '"{}" is no name of a server: give a host with its port if it has one, such as debates.example.org.'
NO_ADDRESS = (
    '"{}" is no address: give the one that the server in front comes from, such as 192.0.2.7.'
)
NAME_NEEDED = "People have accounts here, so say under which name they come: --public-name debates.example.org."
KEY_FILE = "secret-key"

READ_ONLY = (
    "Others than this machine can reach this address, so the debates are only read. "
    "To edit them here, make an account with argmap user add NAME --role coach, and start again with --public-name."
)
READ_ONLY_YET = "The debates are only read until there is an account: make one with argmap user add NAME --role coach."
CLOSED_YET = "Nobody can read the debates until there is an account: make one with argmap user add NAME --role coach."
BY_ACCOUNT = "Who has an account logs in to edit."
BY_TLS = (
    "People come to https://{}/, by way of a server in front that ends TLS and passes the name on (Host): "
    "docs/deploy.md shows one."
)
UNPROTECTED = (
    "People come to http://{}/ without TLS: whoever is in between reads their passwords. "
    "Only for a network that you trust."
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was asked for on the command line."""

    author: str | None
    public_name: str | None
    is_insecure: bool
    is_private: bool
    is_read_only: bool
    secret_file: str | None


def access_to(library: Library, listening: socket.socket, wanted: Wanted) -> Access:
    """Return how a server on a socket lets people in. Raises WrongRequest, Unreadable or Unwritable."""
    if wanted.public_name is not None and not PUBLIC_NAME.fullmatch(wanted.public_name):
        raise WrongRequest(NO_NAME.format(wanted.public_name))
    host, port = listening.getsockname()[:2]
    is_local, has_accounts = ip_address(host).is_loopback, library.has_accounts()
    if has_accounts and not is_local and not wanted.public_name:
        raise WrongRequest(NAME_NEEDED)
    at_home = is_local and not (wanted.public_name or wanted.is_read_only or wanted.is_private)
    is_by_account = bool(has_accounts or wanted.public_name or wanted.is_private)
    key = {"secret": _secret(library, wanted.secret_file)} if is_by_account else {}
    return Access(
        port=port,
        author=who(wanted.author) if at_home else "",
        is_local=is_local and (at_home or is_by_account),  # else nothing is there to be guarded
        public_name=wanted.public_name or "",
        is_secure=bool(wanted.public_name) and not wanted.is_insecure,
        is_private=wanted.is_private,
        is_read_only=wanted.is_read_only,
        **key,
    )


def trusted(proxy: str | None, access: Access) -> str | None:
    """Return the address that is believed where requests come from, or `None`. Raises WrongRequest."""
    if proxy is None:
        return HERE if access.public_name and access.is_local else None
    try:
        return str(ip_address(proxy))
    except ValueError as error:
        # A name would never be the origin of a request, and "*" would be that of each.
        raise WrongRequest(NO_ADDRESS.format(proxy)) from error


def sentences(library: Library, access: Access) -> list[str]:
    """Return what whoever starts a server must know about who can do what."""
    said = []
    if access.public_name:
        said.append((BY_TLS if access.is_secure else UNPROTECTED).format(access.public_name))
    if library.has_accounts():
        said.append(library.why_read_only() or ("" if access.is_read_only else BY_ACCOUNT))
    elif access.is_private:
        said.append(CLOSED_YET)
    elif access.is_read_only:
        pass
    elif access.author:
        said.append(library.why_read_only())
    else:
        said.append(READ_ONLY_YET if access.takes_accounts else READ_ONLY)
    return [sentence for sentence in said if sentence]


def _secret(library: Library, named: str | None) -> bytes:
    if named:
        return secret_key.read_or_make(Path(named))
    place = library.private_place()
    return secret_key.read_or_make((place or Path(click.get_app_dir("argmap"))) / KEY_FILE)
