"""Passwords: what one must be like, and the hashes that are kept of them."""

from functools import lru_cache

from werkzeug.security import check_password_hash, generate_password_hash

from argmap.errors import AccountRefused

SHORTEST = 10
LONGEST = 500
"""Characters; a hash takes longer the longer a password is."""

FIELD = "password"

METHOD = "scrypt:32768:8:1"
"""The costs of a hash: 32 MiB and some 70 ms, which nobody who logs in notices."""


def hashed(password: str, *, name: str = "") -> str:
    """Return the hash of a new password by scrypt (RFC 7914), with its salt and its costs.

    Raises AccountRefused for one that is short, long, or the name of its account.
    """
    if len(password) < SHORTEST:
        raise AccountRefused(f"A password has at least {SHORTEST} characters.", field=FIELD)
    if len(password) > LONGEST:
        raise AccountRefused(f"A password has at most {LONGEST} characters.", field=FIELD)
    if name and name.casefold() in (password.casefold(), password.strip().casefold()):
        raise AccountRefused("The password must not be the name.", field=FIELD)
    return generate_password_hash(_encodable(password), METHOD)


def fits(kept: str | None, password: str) -> bool:
    """Return whether a password is the one that a hash was made of; it takes as long where there is no hash."""
    fitting = check_password_hash(kept or _of_nobody(), _encodable(password[: LONGEST + 1]))
    return kept is not None and fitting


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    return generate_password_hash("nobody has this password", METHOD)


def _encodable(password: str) -> str:
    """Return a password whose characters all have bytes; what a terminal hands out may hold others."""
    return password.encode(errors="backslashreplace").decode()
