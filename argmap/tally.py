"""Tally: a debate in numbers, so that its size and its balance can be seen."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from argmap import queries
from argmap.model import HOLDS_ABOVE, Debate, walk_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many claims there are, and how many steps of each kind bear on them; linked premises are one step."""

    claims: int
    supports: int
    objections: int
    undercuts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThesisTally:
    """A thesis: the steps aimed at it, who holds it, and the size of its branch with itself.

    A claim counts in the branch where it is defined, so that the branches add up to the debate.
    """

    id: str
    text: str
    supports: int
    objections: int
    held_by: int
    branch: Size


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewpointTally:
    """A viewpoint: its stances on the theses, `None` where it is silent, and on how many claims it has one."""

    id: str
    name: str
    stances: tuple[float | None, ...]
    spoken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A debate in numbers; `backed` counts the claims with evidence.

    `levels` counts as the file nests, where an undercut stands one below the step that it questions.
    """

    id: str
    title: str
    size: Size
    levels: int
    sources: int
    backed: int
    theses: tuple[ThesisTally, ...]
    viewpoints: tuple[ViewpointTally, ...]

    @property
    def backed_share(self) -> float:
        """Return the share of the claims that carry evidence."""
        return self.backed / self.size.claims if self.size.claims else 0.0


def tally(debate: Debate) -> Tally:
    """Return a debate in numbers."""
    branches = {thesis: dict(_branch(debate, thesis)) for thesis in debate.theses}
    return Tally(
        id=debate.id,
        title=debate.title,
        size=_size(debate, debate.claims),
        levels=max((max(levels.values()) for levels in branches.values()), default=0),
        sources=len(debate.sources),
        backed=sum(bool(claim.evidence) for claim in debate.claims.values()),
        theses=tuple(_thesis(debate, id, branch) for id, branch in branches.items()),
        viewpoints=tuple(_viewpoint(debate, id) for id in debate.viewpoints),
    )


def _branch(debate: Debate, thesis: str) -> Iterator[tuple[str, int]]:
    """Yield the claims defined in the branch of a thesis, each with its level; the thesis stands at 1."""
    pending = [(thesis, 1)]
    while pending:
        id, level = pending.pop()
        yield id, level
        pending.extend(
            (use.claim, level + use.below)
            for use in queries.uses_below(debate.claims[id])
            if not use.is_reuse
        )


def _size(debate: Debate, claims: Collection[str]) -> Size:
    kinds = Counter(step.kind for id in claims for step in walk_steps(debate.claims[id].steps))
    return Size(
        claims=len(claims),
        supports=kinds["support"],
        objections=kinds["objection"],
        undercuts=kinds["undercut"],
    )


def _thesis(debate: Debate, id: str, branch: Collection[str]) -> ThesisTally:
    claim = debate.claims[id]
    return ThesisTally(
        id=id,
        text=claim.text,
        supports=len(claim.supports),
        objections=len(claim.objections),
        held_by=sum(
            id in queries.held_theses(debate, viewpoint, above=HOLDS_ABOVE)
            for viewpoint in debate.viewpoints
        ),
        branch=_size(debate, branch),
    )


def _viewpoint(debate: Debate, id: str) -> ViewpointTally:
    return ViewpointTally(
        id=id,
        name=debate.viewpoints[id].name,
        stances=tuple(debate.claims[thesis].stances.get(id) for thesis in debate.theses),
        spoken=sum(id in claim.stances for claim in debate.claims.values()),
    )
