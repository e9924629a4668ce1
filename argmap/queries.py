"""Queries: what the steps of a debate say about its claims, computed from the model alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.model import Claim, Debate, Kind, Step, walk_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
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
    pending: list[tuple[Step, Step | None, int]] = [
        (step, None, 1) for step in reversed(claim.steps)
    ]
    while pending:
        step, questioned, below = pending.pop()
        for premise in step.premises:
            yield Use(
                claim=premise.claim,
                step=step,
                target=claim.id,
                is_reuse=premise.is_reuse,
                questioned=questioned,
                below=below,
            )
        pending.extend((undercut, step, below + 1) for undercut in reversed(step.undercuts))


def uses_by_claim(debate: Debate) -> Mapping[str, tuple[Use, ...]]:
    """Return every use of each claim, the defining one first; a thesis that is never reused has none."""
    found: dict[str, list[Use]] = {claim: [] for claim in debate.claims}
    for claim in debate.claims.values():
        for use in uses_below(claim):
            found[use.claim].append(use)
    return {
        claim: tuple(sorted(uses, key=lambda use: use.is_reuse)) for claim, uses in found.items()
    }


def children(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the premises of every step below a claim, each once, in the order of the file."""
    return tuple(dict.fromkeys(use.claim for use in uses_below(claim)))


def branch(debate: Debate, claim: str) -> tuple[str, ...]:
    """Return a claim and all that bears on it, directly or through others, each once, in depth-first order."""
    seen: dict[str, None] = {}
    pending = [claim]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen[current] = None
        pending.extend(reversed(children(debate.claims[current])))
    return tuple(seen)


def path_to_thesis(uses: Mapping[str, tuple[Use, ...]], claim: str) -> tuple[str, ...]:
    """Return the claims from a thesis down to a claim along first parents, both ends included."""
    path = [claim]
    while uses[path[-1]] and not uses[path[-1]][0].is_reuse:
        parent = uses[path[-1]][0].target
        if parent in path:
            break
        path.append(parent)
    return tuple(reversed(path))


def levels(debate: Debate) -> Mapping[str, int]:
    """Return the level of each claim along first parents; a thesis stands at 1."""
    found: dict[str, int] = dict.fromkeys(debate.theses, 1)
    pending = list(reversed(debate.theses))
    while pending:
        current = pending.pop()
        for use in uses_below(debate.claims[current]):
            if not use.is_reuse and use.claim not in found:
                found[use.claim] = found[current] + use.below
                pending.append(use.claim)
    return found


def all_steps(debate: Debate) -> Iterator[tuple[str, Step]]:
    """Yield every step with the claim it bears on in the end, in the order of the file."""
    for claim in debate.claims.values():
        for step in walk_steps(claim.steps):
            yield claim.id, step


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
    """What is asked of a debate again and again, computed once: uses, children and levels of every claim."""

    uses: Mapping[str, tuple[Use, ...]]
    below: Mapping[str, tuple[Use, ...]]
    children: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, int]


def relate(debate: Debate) -> Relations:
    """Return the relations of a debate, in time linear in its claims and steps."""
    below = {claim.id: tuple(uses_below(claim)) for claim in debate.claims.values()}
    found: dict[str, list[Use]] = {claim: [] for claim in debate.claims}
    for used in below.values():
        for use in used:
            found[use.claim].append(use)
    return Relations(
        uses={claim: tuple(sorted(uses, key=_is_reuse)) for claim, uses in found.items()},
        below=below,
        children={
            claim: tuple(dict.fromkeys(u.claim for u in used)) for claim, used in below.items()
        },
        levels=levels(debate),
    )


def _is_reuse(use: Use) -> bool:
    return use.is_reuse
