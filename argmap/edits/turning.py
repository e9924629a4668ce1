"""Turning: what one side has turned between support and objection, seen as if it had been so all along."""

from collections.abc import Iterator
from dataclasses import replace

from argmap.model import Claim, Kind, Step

OTHER: dict[Kind, Kind] = {"support": "objection", "objection": "support"}


def alike(base: Claim, theirs: Claim, mine: Claim) -> tuple[Claim, Claim, Claim]:
    """Return three revisions of a claim that agree on the kind of each step, so that the rest can be merged."""
    for premises, kind in (*_turned(base, theirs), *_turned(base, mine)):
        if premises in _kinds(theirs) and premises in _kinds(mine):
            base, theirs, mine = (_with_kind(each, premises, kind) for each in (base, theirs, mine))
    return base, theirs, mine


def lost(base: Claim, changed: Claim, other: Claim) -> Iterator[Step]:
    """Yield the steps that one side has turned and the other has taken away."""
    kept = {premise for step in other.steps for premise in step.claims}
    turned = {premises for premises, _ in _turned(base, changed)}
    for step in base.steps:
        if frozenset(step.claims) in turned and kept.isdisjoint(step.claims):
            yield step


def _turned(base: Claim, changed: Claim) -> Iterator[tuple[frozenset[str], Kind]]:
    """Yield the premises of the steps that one side has turned, with the kind that they have now."""
    was, now = _kinds(base), _kinds(changed)
    for premises, kinds in now.items():
        old = was.get(premises, [])
        if len(kinds) == len(old) == 1 and kinds != old:
            yield premises, kinds[0]


def _kinds(claim: Claim) -> dict[frozenset[str], list[Kind]]:
    found: dict[frozenset[str], list[Kind]] = {}
    for step in claim.steps:
        found.setdefault(frozenset(step.claims), []).append(step.kind)
    return found


def _with_kind(claim: Claim, premises: frozenset[str], kind: Kind) -> Claim:
    """Return a claim whose step from these premises is of a kind; it becomes the last where it was of another."""

    def is_other(step: Step) -> bool:
        return step.kind == OTHER[kind] and frozenset(step.claims) == premises

    turned = tuple(replace(step, kind=kind) for step in claim.steps if is_other(step))
    if not turned:
        return claim
    supports = tuple(step for step in claim.supports if not is_other(step))
    objections = tuple(step for step in claim.objections if not is_other(step))
    if kind == "support":
        supports += turned
    else:
        objections += turned
    return replace(claim, supports=supports, objections=objections)
