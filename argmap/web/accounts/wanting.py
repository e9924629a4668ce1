"""Wanting: the page of this site that somebody asked for before having to log in."""

from urllib.parse import urlsplit

from flask import request

from argmap import addresses
from argmap.fields import is_clean

LONGEST = 2_000

_NOT_AGAIN = (addresses.LOG_IN, addresses.LOG_OUT)


def page() -> str:
    """Return the page that a form or an address of the log-in names, or the home page."""
    return within(request.form.get("next", request.args.get("next", "")))


def within(address: str) -> str:
    """Return an address if it leads to a page of this site, whoever has written it, else the home page."""
    return address if _is_within(address) else addresses.HOME


def _is_within(address: str) -> bool:
    # Browsers read a backslash as a slash and leave out line ends and tabs, so that `/\other.example` and
    # `/<tab>/other.example` would lead away.
    if len(address) > LONGEST or "\\" in address or not is_clean(address):
        return False
    if not address.startswith("/") or address.startswith("//") or set("\t\n") & set(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and parts.path not in _NOT_AGAIN
