"""Soundness: what holds for every debate that argmap may write."""

from collections import Counter
from collections.abc import Iterator

from argmap.edits import places
from argmap.model import Claim, Debate, Step, walk_steps
from argmap.schema import DEEPEST_STEP


def faults(debate: Debate) -> list[str]:
    """Return what is wrong with a debate, each as one sentence."""
    return [
        *_misplaced(debate),
        *_unreached(debate),
        *_dangling(debate),
        *(fault for claim in debate.claims.values() for fault in _in_steps(debate, claim)),
    ]


def _misplaced(debate: Debate) -> Iterator[str]:
    homes = Counter(debate.theses)
    for found in places.all_steps(debate):
        homes.update(premise.claim for premise in found.step.premises if not premise.is_reuse)
    for claim in {*homes, *debate.claims}:
        if (homes[claim], claim in debate.claims) != (1, True):
            yield f"{claim} is defined {homes[claim]} times, known: {claim in debate.claims}"
    if not debate.theses:
        yield "no thesis"


def _unreached(debate: Debate) -> Iterator[str]:
    level = dict.fromkeys(debate.theses, 1)
    pending = [claim for claim in debate.theses if claim in debate.claims]
    while pending:
        host = pending.pop()
        for found in places.steps(debate.claims[host]):
            for premise in found.step.premises:
                if not premise.is_reuse and premise.claim not in level:
                    level[premise.claim] = level[host] + len(found.path)
                    pending.append(premise.claim)
    yield from (f"{claim} hangs on no thesis" for claim in debate.claims if claim not in level)
    yield from (f"{claim} is too deep" for claim, at in level.items() if at > DEEPEST_STEP)


def _dangling(debate: Debate) -> Iterator[str]:
    for claim in debate.claims.values():
        yield from (f"stance of {id}" for id in claim.stances if id not in debate.viewpoints)
        for one in claim.evidence:
            if one.source not in debate.sources or not (one.quote or one.finding):
                yield f"evidence {one}"
    for event in debate.events:
        if event.source and event.source not in debate.sources:
            yield f"event {event}"
    if len(debate.viewpoints) < 2:
        yield "too few viewpoints"
    for table in (debate.claims, debate.viewpoints, debate.sources):
        yield from (f"{id} is kept as another" for id, each in table.items() if each.id != id)


def _in_steps(debate: Debate, claim: Claim) -> Iterator[str]:
    if any(step.kind != "support" for step in claim.supports):
        yield f"another kind among the supports of {claim.id}"
    if any(step.kind != "objection" for step in claim.objections):
        yield f"another kind among the objections of {claim.id}"
    lists = [claim.supports, claim.objections]
    for step in walk_steps(claim.steps):
        lists.append(step.undercuts)
        if any(each.kind != "undercut" for each in step.undercuts):
            yield f"another kind among the undercuts below {claim.id}"
        if not step.premises or len(set(step.claims)) < len(step.claims):
            yield f"the premises of {step}"
        yield from (f"unknown {id} in a step" for id in step.claims if id not in debate.claims)
    if any(claim.id in step.claims for step in claim.steps):
        yield f"{claim.id} supports itself"
    for steps in lists:
        yield from _twins(steps)


def _twins(steps: tuple[Step, ...]) -> Iterator[str]:
    alike = Counter(frozenset(step.claims) for step in steps)
    yield from (f"{set(claims)} stands twice" for claims, count in alike.items() if count > 1)
