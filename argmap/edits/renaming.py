"""Renaming: other ids for what one side has added, where the other side has given theirs to something else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from argmap.edits import places, structure
from argmap.model import Claim, Debate, Step

T = TypeVar("T")


def with_free_ids(base: Debate, theirs: Debate, mine: Debate) -> Debate:
    """Return `mine` with other ids for what is new in it and has the id of something else that is new in `theirs`."""
    for id in _new_in_both(base.claims, theirs.claims, mine.claims):
        if not _is_same_claim(theirs, mine, id):
            mine = renamed(mine, {id: _free(id, theirs.claims, mine.claims)})
    for id in _new_in_both(base.sources, theirs.sources, mine.sources):
        if mine.sources[id].title != theirs.sources[id].title:
            mine = _source_renamed(mine, id, _free(id, theirs.sources, mine.sources))
    for id in _new_in_both(base.viewpoints, theirs.viewpoints, mine.viewpoints):
        if mine.viewpoints[id].name != theirs.viewpoints[id].name:
            mine = _viewpoint_renamed(mine, id, _free(id, theirs.viewpoints, mine.viewpoints))
    return mine


def renamed(debate: Debate, names: Mapping[str, str]) -> Debate:
    """Return the debate with other ids for some claims; prose that links to them stays."""

    def step(one: Step) -> Step:
        premises = tuple(
            premise._replace(claim=names[premise.claim]) if premise.claim in names else premise
            for premise in one.premises
        )
        undercuts = tuple(map(step, one.undercuts))
        if premises == one.premises and undercuts == one.undercuts:
            return one
        return replace(one, premises=premises, undercuts=undercuts)

    def claim(one: Claim) -> Claim:
        supports, objections = tuple(map(step, one.supports)), tuple(map(step, one.objections))
        id = names.get(one.id, one.id)
        if (id, supports, objections) == (one.id, one.supports, one.objections):
            return one
        return replace(one, id=id, supports=supports, objections=objections)

    return replace(
        debate,
        theses=tuple(names.get(thesis, thesis) for thesis in debate.theses),
        claims={one.id: one for one in map(claim, debate.claims.values())},
    )


def _source_renamed(debate: Debate, old: str, new: str) -> Debate:
    """Return the debate with another id for a source."""

    def claim(one: Claim) -> Claim:
        if all(evidence.source != old for evidence in one.evidence):
            return one
        evidence = (
            replace(each, source=new) if each.source == old else each for each in one.evidence
        )
        return replace(one, evidence=tuple(evidence))

    return replace(
        debate,
        sources=_with_key(debate.sources, old, new, lambda source: replace(source, id=new)),
        events=tuple(
            replace(event, source=new) if event.source == old else event for event in debate.events
        ),
        claims={id: claim(one) for id, one in debate.claims.items()},
    )


def _viewpoint_renamed(debate: Debate, old: str, new: str) -> Debate:
    """Return the debate with another id for a viewpoint."""

    def claim(one: Claim) -> Claim:
        if old not in one.stances:
            return one
        return replace(one, stances=_with_key(one.stances, old, new, lambda stance: stance))

    return replace(
        debate,
        viewpoints=_with_key(debate.viewpoints, old, new, lambda each: replace(each, id=new)),
        claims={id: claim(one) for id, one in debate.claims.items()},
    )


def _with_key(
    table: Mapping[str, T], old: str, new: str, change: Callable[[T], T]
) -> Mapping[str, T]:
    return {
        (new if key == old else key): (change(value) if key == old else value)
        for key, value in table.items()
    }


def _new_in_both(
    base: Mapping[str, object], theirs: Mapping[str, object], mine: Mapping[str, object]
) -> Iterator[str]:
    if mine is not base and theirs is not base:
        yield from [id for id in mine if id not in base and id in theirs]


def _free(id: str, theirs: Mapping[str, object], mine: Mapping[str, object]) -> str:
    """Return an id like this one that neither side has."""
    number = 2
    while f"{id}-{number}" in theirs or f"{id}-{number}" in mine:
        number += 1
    return f"{id}-{number}"


def _is_same_claim(theirs: Debate, mine: Debate, id: str) -> bool:
    """True when both have added one sentence at one place."""
    return theirs.claims[id].text == mine.claims[id].text and _home(theirs, id) == _home(mine, id)


def _home(debate: Debate, claim: str) -> object:
    """Return what a claim bears on, in a form that can be compared."""
    found = structure.definition(debate, claim).found
    if found is None:
        return None
    questioned = places.questioned(debate, found)
    return found.host, found.step.kind, len(found.path), questioned and sorted(questioned.claims)
