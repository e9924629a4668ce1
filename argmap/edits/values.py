"""Values: every change that people make to a debate, one type each.

A claim, viewpoint or source is named by its id, a step by its place (`argmap.edits.places`). In a revision `None`
leaves a field as it is, and an empty text or tuple empties it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from argmap.model import Evidence

Role = Literal["thesis", "support", "objection", "undercut", "premise"]
"""What a claim is to the rest: a thesis bears on nothing, a premise joins those of a step that is there already."""

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClaim:
    """Adds a claim.

    `target` is empty for a thesis, the id of a claim for a support or objection, the place of a step for an undercut
    of it or a further premise in it. Without `id` the claim gets one made from its sentence. `relevance` and `scheme`
    belong to the new step; a thesis and a further premise have none. `at` counts the siblings that stay before it;
    without it the claim comes last.
    """

    role: Role
    sentence: str
    target: str = ""
    id: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    stances: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    relevance: float = 1.0
    scheme: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseClaim:
    """Changes what a claim says; its id stays."""

    claim: str
    sentence: str | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveClaim:
    """Moves a claim with its branch to another role or target; what its step carries goes with it."""

    claim: str
    role: Role
    target: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseClaim:
    """Lets a claim stand in one more step."""

    claim: str
    role: Role
    target: str
    relevance: float = 1.0
    scheme: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReuse:
    """Takes a reused claim out of a step; where it is defined it stays."""

    claim: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnStep:
    """Makes a support an objection, or an objection a support."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighStep:
    """Sets how much a step carries, and its argumentation scheme."""

    step: str
    relevance: float | None = None
    scheme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireClaim:
    """Takes a claim away with its branch; refused while a claim elsewhere rests on one of them."""

    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStance:
    """Says what a viewpoint holds of a claim, from 0 to 1; `None` makes it silent."""

    claim: str
    viewpoint: str
    stance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence:
    """Backs a claim with evidence."""

    claim: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseEvidence:
    """Puts other evidence in the place of one that a claim has."""

    claim: str
    old: Evidence
    new: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveEvidence:
    """Takes evidence away from a claim."""

    claim: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource:
    """Adds a work to the bibliography; without `id` it gets one made from author and date, or title."""

    title: str
    id: str = ""
    author: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""
    isbn: str = ""
    doi: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseSource:
    """Changes what the bibliography says of a work."""

    source: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    isbn: str | None = None
    doi: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSource:
    """Takes a work off the bibliography; refused while something cites it."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvent:
    """Adds a dated event, at its place in time among the others."""

    date: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseEvent:
    """Changes an event, which is named by the date and the text that it has; it keeps its place."""

    old_date: str
    old_text: str
    date: str | None = None
    text: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveEvent:
    """Takes an event away, which is named by its date and text."""

    date: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddViewpoint:
    """Adds a viewpoint; without `id` it gets one made from its name."""

    name: str
    summary: str
    id: str = ""
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseViewpoint:
    """Changes what is said of a viewpoint."""

    viewpoint: str
    name: str | None = None
    summary: str | None = None
    holders: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveViewpoint:
    """Takes a viewpoint away with all its stances; a debate keeps at least two."""

    viewpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseDebate:
    """Changes the debate's own fields."""

    title: str | None = None
    question: str | None = None
    summary: str | None = None
    checked: str | None = None
    tags: tuple[str, ...] | None = None
    language: str | None = None
    authors: tuple[str, ...] | None = None
    license: str | None = None


Single: TypeAlias = (
    AddClaim
    | ReviseClaim
    | MoveClaim
    | ReuseClaim
    | EndReuse
    | TurnStep
    | WeighStep
    | RetireClaim
    | SetStance
    | AddEvidence
    | ReviseEvidence
    | RemoveEvidence
    | AddSource
    | ReviseSource
    | RemoveSource
    | AddEvent
    | ReviseEvent
    | RemoveEvent
    | AddViewpoint
    | ReviseViewpoint
    | RemoveViewpoint
    | ReviseDebate
)

SINGLES: tuple[type[Single], ...] = get_args(Single)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Several edits as one: all are made, in their order, or none. The first one names the change."""

    edits: tuple[Single, ...]


Edit: TypeAlias = Single | Together
