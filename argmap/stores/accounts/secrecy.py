"""Secrecy: secrets that are handed out once, and what is kept of them."""

import secrets
from hashlib import sha256

RANDOM_BYTES = 32


def new(prefix: str = "") -> str:
    """Return a secret that nobody guesses, as text for an address or a header."""
    return prefix + secrets.token_urlsafe(RANDOM_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret; it is random, so that a fast digest is enough."""
    return sha256(secret.encode(errors="surrogatepass")).hexdigest()
