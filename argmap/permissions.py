"""Permissions: what the role of an account allows."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

AccountRole: TypeAlias = Literal["coach", "student", "reader"]
ACCOUNT_ROLES: tuple[AccountRole, ...] = get_args(AccountRole)

Act: TypeAlias = Literal["read", "suggest", "edit", "decide", "manage"]
"""Read debates; suggest an edit of them; make it at once; decide on suggestions; manage accounts."""

_ALLOWED: Mapping[AccountRole, frozenset[Act]] = {
    "coach": frozenset({"read", "edit", "decide", "manage"}),
    "student": frozenset({"read", "suggest"}),
    "reader": frozenset({"read"}),
}

WORDS: Mapping[AccountRole, str] = {
    "coach": "edits, decides on suggestions, manages accounts",
    "student": "suggests edits",
    "reader": "reads",
}
"""What an account of each role does, for people."""


def may(role: AccountRole, act: Act) -> bool:
    """Return whether accounts of a role may do something."""
    return act in _ALLOWED[role]
