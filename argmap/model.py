"""The model: a debate as plain frozen values.

A debate keeps its claims flat, by id, in the order of the file; what holds them together are steps. A step hangs
where it is aimed: supports and objections at the claim they bear on, undercuts at the step they question. Marks say
where a value stands in its text and take no part in comparisons, so that two debates are equal when they say the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from argmap.problems import Mark

Kind = Literal["support", "objection", "undercut"]
Direction = Literal["LR", "TB"]

KINDS: tuple[Kind, ...] = get_args(Kind)

STANCES: Mapping[str, float] = MappingProxyType(
    {"accepts": 1.0, "leans": 0.75, "open": 0.5, "doubts": 0.25, "rejects": 0.0}
)
HOLDS_ABOVE = 0.5
"""A viewpoint holds a thesis when its stance is above this number."""


def stance_word(stance: float) -> str:
    """Return the word nearest to a stance between 0 and 1; of two equally near, the more decided one."""
    return min(STANCES, key=lambda word: (abs(STANCES[word] - stance), -abs(STANCES[word] - 0.5)))


class Premise(NamedTuple):
    """A claim used in a step; a reuse is a claim that is defined elsewhere in the debate."""

    claim: str
    is_reuse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What leads from its premises to the target it hangs on; several premises are linked: all are needed."""

    kind: Kind
    premises: tuple[Premise, ...]
    relevance: float = 1.0
    scheme: str = ""
    undercuts: tuple["Step", ...] = ()
    mark: Mark | None = field(default=None, compare=False, repr=False)

    @property
    def claims(self) -> tuple[str, ...]:
        """Return the ids of the premises, in the order of the file."""
        return tuple([premise.claim for premise in self.premises])

    @property
    def is_linked(self) -> bool:
        """True when several premises are needed together."""
        return len(self.premises) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quotation or finding from a source that backs a claim; `at` is the place in the source."""

    source: str
    quote: str = ""
    finding: str = ""
    at: str = ""
    mark: Mark | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence that a party may accept or reject, with the steps that bear on it.

    `stances` maps viewpoint ids to numbers between 0 (rejects) and 1 (accepts); a viewpoint without one is silent.
    """

    id: str
    text: str
    note: str = ""
    stances: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[str, ...] = ()
    supports: tuple[Step, ...] = ()
    objections: tuple[Step, ...] = ()
    has_written_id: bool = field(default=True, compare=False)
    mark: Mark | None = field(default=None, compare=False, repr=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps aimed at this claim, supports before objections."""
        return self.supports + self.objections


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """A party's position on the debate."""

    id: str
    name: str
    summary: str
    holders: tuple[str, ...] = ()
    mark: Mark | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citable work. `date` is YYYY, YYYY-MM or YYYY-MM-DD and is shown at that precision."""

    id: str
    title: str
    author: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""
    isbn: str = ""
    doi: str = ""
    note: str = ""
    mark: Mark | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated event that the debate turns on; `source` is a source id or empty."""

    date: str
    text: str
    source: str = ""
    mark: Mark | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debate:
    """A question, the viewpoints that answer it, and the claims that bear on it.

    `theses` are the ids of the top-level claims; `claims` holds every claim by id in the order of the file.
    """

    id: str
    title: str
    question: str
    summary: str = ""
    checked: str = ""
    tags: tuple[str, ...] = ()
    language: str = "en"
    authors: tuple[str, ...] = ()
    license: str = ""
    viewpoints: Mapping[str, Viewpoint] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    theses: tuple[str, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)


def walk_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield the steps and every undercut below them, each before its own undercuts."""
    pending = list(reversed(steps))
    while pending:
        step = pending.pop()
        yield step
        pending.extend(reversed(step.undercuts))
