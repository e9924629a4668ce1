"""Consistency: what may not come of two changes that are each right by themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from argmap.edits import structure
from argmap.errors import EditClash
from argmap.model import Claim, Debate, Step, walk_steps
from argmap.schema import FEWEST_VIEWPOINTS, MOST_CLAIMS

GONE = "{} was taken away meanwhile: add it anew, or leave it."
ELSEWHERE = "{} was moved meanwhile, to another place: look at it there."
LOST = "{}, and at the same time {} is taken away: make only one of these changes."
ASTRAY = "{} was moved or taken away meanwhile: look at the debate as it is."


def refuse_inconsistent(base: Debate, sides: Sequence[Debate], merged: Debate) -> None:
    """Raise EditClash when a debate that was merged from two sides breaks a rule that both have kept.

    Only what differs is looked at, for a debate of 10,000 claims is merged within milliseconds.
    """
    changed = [claim for id, claim in merged.claims.items() if _differs(claim, base.claims.get(id))]
    moved = _refuse_misplaced(base, merged, changed)
    if len(moved) > 1:
        _refuse_astray(merged, moved)
    for claim in changed:
        found = list(_faults(merged, claim))
        known = {
            fault
            for side in sides
            if found and claim.id in side.claims
            for fault in _faults(side, side.claims[claim.id])
        }
        new = next((fault for fault in found if fault not in known), None)
        if new:
            raise EditClash(new)
    for event in merged.events:
        if event.source and event.source not in merged.sources:
            name = f'"{event.source}"'
            raise EditClash(LOST.format(f"The event of {event.date} has the source {name}", name))
    _refuse_sizes(sides, merged)


def _differs(claim: Claim, old: Claim | None) -> bool:
    return claim is not old and claim != old


def _refuse_misplaced(base: Debate, merged: Debate, changed: Iterable[Claim]) -> set[str]:
    """Raise EditClash when a claim is not defined exactly once; return the claims that are defined elsewhere now."""
    homes: Counter[tuple[str, str]] = Counter()
    for claim in changed:
        homes.update((each, claim.id) for each in _defined(claim.steps))
        if claim.id in base.claims:
            homes.subtract((each, claim.id) for each in _defined(base.claims[claim.id].steps))
    for id in base.claims.keys() - merged.claims.keys():
        homes.subtract((each, id) for each in _defined(base.claims[id].steps))
    homes.update((each, "") for each in merged.theses)
    homes.subtract((each, "") for each in base.theses)
    balance: Counter[str] = Counter()
    for (claim_id, _), count in homes.items():
        balance[claim_id] += count
    moved = {claim_id for (claim_id, _), count in homes.items() if count > 0}
    for id in moved | balance.keys() | (merged.claims.keys() ^ base.claims.keys()):
        wanted = (id in merged.claims) - (id in base.claims)
        if balance[id] != wanted:
            name = f'"{id}"'
            is_gone = id not in merged.claims
            template = GONE if is_gone else ELSEWHERE if balance[id] > wanted else ASTRAY
            raise EditClash(template.format(name))
    return moved & base.claims.keys()


def _refuse_astray(merged: Debate, moved: Iterable[str]) -> None:
    """Raise EditClash when claims were moved below each other, so that they hang on no thesis."""
    above = structure.above(merged)
    for id in moved:
        at, seen = id, {id}
        while at in above:
            at = above[at][0]
            if at in seen:
                raise EditClash(ELSEWHERE.format(f'"{id}"'))
            seen.add(at)


def _faults(debate: Debate, claim: Claim) -> Iterator[str]:
    """Yield what is wrong with a claim in its debate."""
    lost = [
        *(("a reason", id) for id in _premises(claim.steps) if id not in debate.claims),
        *(("a stance of", id) for id in claim.stances if id not in debate.viewpoints),
        *(
            ("evidence from", one.source)
            for one in claim.evidence
            if one.source not in debate.sources
        ),
    ]
    for what, id in lost:
        yield LOST.format(f'"{claim.id}" has {what} "{id}"', f'"{id}"')
    if any(claim.id in step.claims for step in claim.steps):
        yield f'"{claim.id}" would be a reason for or against itself, since it was moved meanwhile.'
    undercuts = (step.undercuts for step in walk_steps(claim.steps) if step.undercuts)
    for steps in (claim.supports, claim.objections, *undercuts):
        yield from _twins(steps)


def _twins(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the steps of a list that say the same as one before them."""
    seen: set[frozenset[str]] = set()
    for step in steps:
        premises = frozenset(step.claims)
        if premises in seen:
            names = " and ".join(f'"{each}"' for each in step.claims)
            yield f"{names} stands at this place already, put there meanwhile."
        seen.add(premises)


def _refuse_sizes(sides: Sequence[Debate], merged: Debate) -> None:
    # A debate that somebody has just begun may have fewer; only what the merge itself takes away is refused.
    if len(merged.viewpoints) < min(FEWEST_VIEWPOINTS, *(len(each.viewpoints) for each in sides)):
        raise EditClash("Another viewpoint was removed meanwhile, and a debate has at least two.")
    if not merged.theses and all(each.theses for each in sides):
        raise EditClash("Another thesis was taken away meanwhile, and a debate needs one.")
    if len(merged.claims) > MOST_CLAIMS:
        raise EditClash(f"A debate has at most {MOST_CLAIMS:,} claims: split it in two.")


def _defined(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in walk_steps(steps):
        yield from (premise.claim for premise in step.premises if not premise.is_reuse)


def _premises(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in walk_steps(steps):
        yield from step.claims
