"""Queries: what the steps of a debate say about its claims, computed from the model alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.model import Claim, Debate, Kind, Step


class Use(NamedTuple):
    """One place where a claim is a premise.

    `target` is the claim that the step bears on in the end: for an undercut, the target of the step it questions.
    `questioned` is that step, and `None` for supports and objections. `below` counts the levels from the target to
    the claim as the file nests them: 1 for supports and objections, 2 for an undercut of those, 3 for an undercut of
    that one, and so on.
    """

    claim: str
    step: Step
    target: str
    is_reuse: bool
    questioned: Step | None = None
    below: int = 1

    @property
    def kind(self) -> Kind:
        """Return the kind of the step that uses the claim."""
        return self.step.kind


def uses_below(claim: Claim) -> Iterator[Use]:
    """Yield the uses of premises in the steps aimed at a claim, undercuts right behind the step they question."""
    for step in claim.steps:
        for id, is_reuse in step.premises:
            yield Use(id, step, claim.id, is_reuse)
        if step.undercuts:
            yield from _uses_in_undercuts(step, claim.id)


def _uses_in_undercuts(questioned: Step, target: str) -> Iterator[Use]:
    pending = [(undercut, questioned, 2) for undercut in reversed(questioned.undercuts)]
    while pending:
        step, questioned, below = pending.pop()
        for id, is_reuse in step.premises:
            yield Use(id, step, target, is_reuse, questioned, below)
        pending.extend((undercut, step, below + 1) for undercut in reversed(step.undercuts))


def path_to_thesis(uses: Mapping[str, tuple[Use, ...]], claim: str) -> tuple[str, ...]:
    """Return the claims from a thesis down to a claim along first parents, both ends included."""
    path = [claim]
    while uses[path[-1]] and not uses[path[-1]][0].is_reuse:
        parent = uses[path[-1]][0].target
        if parent in path:
            break
        path.append(parent)
    return tuple(reversed(path))


def is_unanswered(debate: Debate, use: Use) -> bool:
    """True for an objection or undercut with no objection to its premise and no undercut of its step."""
    if use.kind == "support" or use.step.undercuts:
        return False
    return not any(debate.claims[premise].objections for premise in use.step.claims)


def cited_by(debate: Debate) -> Mapping[str, tuple[str, ...]]:
    """Return for each source the ids of the claims whose evidence cites it, each once."""
    found: dict[str, dict[str, None]] = {source: {} for source in debate.sources}
    for claim in debate.claims.values():
        for evidence in claim.evidence:
            found.setdefault(evidence.source, {})[claim.id] = None
    return {source: tuple(claims) for source, claims in found.items()}


def held_theses(debate: Debate, viewpoint: str, *, above: float) -> tuple[str, ...]:
    """Return the theses that a viewpoint holds: those whose stance is greater than `above`."""
    return tuple(
        thesis
        for thesis in debate.theses
        if debate.claims[thesis].stances.get(viewpoint, 0.0) > above
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """What is asked of a debate again and again, computed once for every claim.

    `below` holds the uses of others in the steps aimed at a claim, and `children` those claims, each once; `uses` holds
    the uses of the claim itself, the one that defines it first; a thesis that is never reused has none.
    """

    uses: Mapping[str, tuple[Use, ...]]
    below: Mapping[str, tuple[Use, ...]]
    children: Mapping[str, tuple[str, ...]]


def relate(debate: Debate) -> Relations:
    """Return the relations of a debate, in time linear in its claims and steps."""
    nothing: dict[str, tuple[Use, ...]] = dict.fromkeys(debate.claims, ())
    uses, below = nothing.copy(), nothing.copy()
    children: dict[str, tuple[str, ...]] = dict.fromkeys(debate.claims, ())
    reuses: dict[str, list[Use]] = {}
    for id, claim in debate.claims.items():
        if not claim.supports and not claim.objections:
            continue
        below[id] = tuple(uses_below(claim))
        children[id] = tuple(dict.fromkeys([use.claim for use in below[id]]))
        for use in below[id]:
            if use.is_reuse:
                reuses.setdefault(use.claim, []).append(use)
            else:
                uses[use.claim] += (use,)
    for id, found in reuses.items():
        uses[id] += tuple(found)
    return Relations(uses=uses, below=below, children=children)
