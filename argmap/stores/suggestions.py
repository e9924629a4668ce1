"""Suggestions: what is known of an edit that waits until somebody who may edit decides on it, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

State: TypeAlias = Literal["waiting", "accepted", "returned", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)

Asked: TypeAlias = State | Literal["decided"]
"""What can be asked for: those in a state, or all that wait no more."""

WAITING: State = "waiting"
DECIDED = "decided"


class SentForm(NamedTuple):
    """The form that a suggestion was made by: its address, and what was typed into it."""

    address: str
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An edit as a record, or else a whole text, that somebody has suggested for a debate.

    `account` is `None` when that was removed, and `author` its name. `words` tell the edit in the past tense.
    `revision` is the one that it was made on, `claim` the claim whose branch was edited as text, `change` the number of
    the change that it has become. In lists there is neither `text` nor `form`.
    """

    id: int
    debate: str
    account: int | None
    author: str
    time: datetime
    words: str
    revision: str
    edit: Mapping[str, Any] | None
    text: str | None
    claim: str
    form: SentForm | None
    state: State
    decided_by: str
    decided: datetime | None
    comment: str
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A suggestion before it has its number; `fingerprint` tells a repeat of the same request."""

    debate: str
    account: int
    author: str
    words: str
    revision: str
    edit: Mapping[str, Any] | None = None
    text: str | None = None
    claim: str = ""
    form: SentForm | None = None
    fingerprint: str | None = None
