"""Repeats: which requests for a change are the same one again."""

import json
from hashlib import sha256
from typing import NamedTuple

from argmap.stores.history.changes import Kind

MARK_LENGTH = 32
"""How much of the fingerprint of a change tells the suggestion that it was."""


class Request(NamedTuple):
    """Who wants to change which debate, and what tells a repeat of it."""

    id: str
    kind: Kind
    author: str
    fingerprint: str | None
    approved_by: str = ""


class Approval(NamedTuple):
    """Who lets a suggestion become a change, and the number of the suggestion."""

    by: str
    suggestion: int


def request(id: str, kind: Kind, author: str, key: str, wanted: object) -> Request:
    """Return a request; only the same wish of the same person under the same key is a repeat."""
    return Request(id, kind, author, digest([author, key, kind, wanted]) if key else None)


def approved(one: Request, approval: Approval) -> Request:
    """Return a request that can be found by its suggestion."""
    own = digest([one.author, one.fingerprint, one.kind])[:MARK_LENGTH]
    return one._replace(fingerprint=mark(approval.suggestion) + own, approved_by=approval.by)


def mark(suggestion: int) -> str:
    """Return how the fingerprint of every change begins that a suggestion could become."""
    return digest(["suggestion", suggestion])[:MARK_LENGTH]


def digest(told: list[object]) -> str:
    """Return what is the same only for the same."""
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
