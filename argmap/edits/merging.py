"""Merging: what two people made of one debate, brought together field by field and step by step.

Additions never clash. What clashes is the same field changed to different values, and a change of something that the
other side has taken away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from argmap.edits import lists, turning
from argmap.edits.consistency import refuse_inconsistent
from argmap.edits.renaming import with_free_ids
from argmap.edits.settling import CHANGED, GONE, Settling
from argmap.edits.wording import shortened
from argmap.errors import EditClash
from argmap.model import Claim, Debate, Source, Step, Viewpoint

R = TypeVar("R", Viewpoint, Source)

DEBATE_FIELDS = ("title", "question", "summary", "checked", "language", "license")
NOT_MERGED = ("id", "mark", "has_written_id")


def merge(base: Debate, theirs: Debate, mine: Debate) -> Debate:
    """Return `theirs` with what changed from `base` to `mine`.

    Raises EditClash with every field that both changed to different values, or the sentence that says why a change
    has no place any more.
    """
    if mine is base or mine is theirs:
        return theirs
    if theirs is base:
        return mine
    return _Merge(base, theirs, with_free_ids(base, theirs, mine)).debate()


class _Merge:
    """One merge."""

    def __init__(self, base: Debate, theirs: Debate, mine: Debate) -> None:
        self.base, self.theirs, self.mine = base, theirs, mine
        self.settling = Settling()

    def debate(self) -> Debate:
        """Return the merged debate, or raise what stands against it."""
        base, theirs, mine = self.base, self.theirs, self.mine
        settle = self.settling
        merged = replace(
            theirs,
            **settle.fields(base, theirs, mine, DEBATE_FIELDS),
            tags=settle.values(base.tags, theirs.tags, mine.tags, "the debate's tags"),
            authors=settle.values(base.authors, theirs.authors, mine.authors, "the authors"),
            viewpoints=self.table(base.viewpoints, theirs.viewpoints, mine.viewpoints, "viewpoint"),
            sources=self.table(base.sources, theirs.sources, mine.sources, "source"),
            events=settle.values(base.events, theirs.events, mine.events, "the events"),
            theses=tuple(lists.order(base.theses, theirs.theses, mine.theses)),
            claims=self.claims(),
        )
        settle.refuse()
        refuse_inconsistent(base, (theirs, mine), merged)
        return merged

    def table(
        self, base: Mapping[str, R], theirs: Mapping[str, R], mine: Mapping[str, R], what: str
    ) -> Mapping[str, R]:
        """Return records by id, each merged."""
        if mine is base or theirs is base:
            return theirs if mine is base else mine
        keys = lists.order(tuple(base), tuple(theirs), tuple(mine))
        self.settling.lost(base, theirs, mine, lambda id: f"The {what} {_title(base[id])}")
        return {
            key: self.record(base.get(key), theirs.get(key), mine.get(key), what) for key in keys
        }

    def record(self, base: R | None, theirs: R | None, mine: R | None, what: str) -> R:
        """Return a record that both have, or the one that there is."""
        if theirs is None or mine is None or mine == theirs:
            found = theirs or mine
            if found is None:
                raise EditClash(GONE.format(f"A {what}"))
            return found
        before = base or type(theirs)(**_blank(theirs))
        names = [each.name for each in fields(theirs) if each.name not in NOT_MERGED]
        of = f" of the {what} {_title(base or theirs)}"
        return replace(theirs, **self.settling.fields(before, theirs, mine, names, of))

    def claims(self) -> Mapping[str, Claim]:
        """Return all claims, each merged."""
        base, theirs, mine = self.base.claims, self.theirs.claims, self.mine.claims
        merged = dict(theirs)
        for id in base:
            if id not in theirs or id not in mine:
                self.claim_gone(base[id], theirs.get(id), mine.get(id))
                merged.pop(id, None)
        for id, claim in mine.items():
            if claim is base.get(id) or claim is theirs.get(id):
                continue
            if id in theirs:
                merged[id] = self.claim(base.get(id), theirs[id], claim)
            elif id not in base:
                merged[id] = claim
        return merged

    def claim_gone(self, base: Claim, theirs: Claim | None, mine: Claim | None) -> None:
        """Note a claim that one side took away and the other changed."""
        if theirs is None and mine is not None and self.says_more(base, mine, self.mine):
            self.settling.refusals.append(GONE.format(_name(base)))
        if mine is None and theirs is not None and self.says_more(base, theirs, self.theirs):
            self.settling.refusals.append(CHANGED.format(_name(base)))

    def says_more(self, base: Claim, claim: Claim, side: Debate) -> bool:
        """True when a claim was changed, and not only by taking away a viewpoint with its stances."""
        if claim is base or claim == base:
            return False
        stances = {id: each for id, each in base.stances.items() if id in side.viewpoints}
        return claim != replace(base, stances=stances)

    def claim(self, base: Claim | None, theirs: Claim, mine: Claim) -> Claim:
        """Return a claim that both sides have."""
        before = base or Claim(id=theirs.id, text=theirs.text)
        if mine == before:
            has_written_id = theirs.has_written_id or mine.has_written_id
            if has_written_id == theirs.has_written_id:
                return theirs
            return replace(theirs, has_written_id=has_written_id)
        for step in turning.lost(before, mine, theirs):
            self.settling.refusals.append(GONE.format(f"The {self.named(step)}"))
        for step in turning.lost(before, theirs, mine):
            self.settling.refusals.append(CHANGED.format(f"The {self.named(step)}"))
        return self.settled(*turning.alike(before, theirs, mine))

    def settled(self, base: Claim, theirs: Claim, mine: Claim) -> Claim:
        """Return a claim that both sides have changed, or one of them."""
        settle, name = self.settling, _name(base)
        return replace(
            theirs,
            text=settle.value(base.text, theirs.text, mine.text, f"the sentence of {name}"),
            note=settle.value(base.note, theirs.note, mine.note, f"the note of {name}"),
            stances=self.stances(base, theirs, mine),
            evidence=settle.values(
                base.evidence, theirs.evidence, mine.evidence, f"the evidence of {name}"
            ),
            tags=settle.values(base.tags, theirs.tags, mine.tags, f"the tags of {name}"),
            supports=self.steps(base.supports, theirs.supports, mine.supports),
            objections=self.steps(base.objections, theirs.objections, mine.objections),
            has_written_id=theirs.has_written_id or mine.has_written_id,
        )

    def stances(self, base: Claim, theirs: Claim, mine: Claim) -> Mapping[str, float]:
        """Return the stances on a claim by viewpoint."""
        if mine.stances == base.stances:
            return theirs.stances
        keys = dict.fromkeys([*theirs.stances, *mine.stances, *base.stances])
        merged = {
            key: self.settling.value(
                base.stances.get(key),
                theirs.stances.get(key),
                mine.stances.get(key),
                f"what {self.viewpoint(key)} holds of {_name(base)}",
            )
            for key in keys
        }
        return {key: value for key, value in merged.items() if value is not None}

    def steps(
        self, base: tuple[Step, ...], theirs: tuple[Step, ...], mine: tuple[Step, ...]
    ) -> tuple[Step, ...]:
        """Return the steps of one list."""
        if mine is base or mine == base:
            return theirs
        if theirs is base or theirs == base:
            return mine
        was = _by_key(base)
        there, here = _matched(was, theirs), _matched(was, mine)
        self.settling.lost(was, there, here, lambda key: f"The {self.named(was[key])}")
        keys = lists.order(tuple(was), tuple(there), tuple(here))
        return tuple(self.step(was.get(key), there.get(key), here.get(key)) for key in keys)

    def step(self, base: Step | None, theirs: Step | None, mine: Step | None) -> Step:
        """Return a step that both sides have, or the one that there is."""
        if theirs is None or mine is None or theirs == mine:
            found = theirs or mine
            if found is None:
                raise EditClash(GONE.format("A step"))
            return found
        before = base or Step(kind=theirs.kind, premises=theirs.premises)
        what = f"of the {self.named(theirs)}"
        premises = tuple(lists.order(before.premises, theirs.premises, mine.premises))
        if not premises:
            raise EditClash(CHANGED.format(f"The {self.named(before)}"))
        return replace(
            theirs,
            premises=premises,
            relevance=self.settling.value(
                before.relevance, theirs.relevance, mine.relevance, f"the relevance {what}"
            ),
            scheme=self.settling.value(
                before.scheme, theirs.scheme, mine.scheme, f"the scheme {what}"
            ),
            undercuts=self.steps(before.undercuts, theirs.undercuts, mine.undercuts),
        )

    def named(self, step: Step) -> str:
        """Return a step in words."""
        sides = (self.base.claims, self.theirs.claims, self.mine.claims)
        found = (next((side[id] for side in sides if id in side), None) for id in step.claims)
        return f"step from {' and '.join(_name(claim) for claim in found if claim)}"

    def viewpoint(self, id: str) -> str:
        """Return the name of a viewpoint."""
        sides = (self.base.viewpoints, self.theirs.viewpoints, self.mine.viewpoints)
        return next((shortened(side[id].name) for side in sides if id in side), f'"{id}"')


def _by_key(steps: Sequence[Step]) -> Mapping[str, Step]:
    """Return steps by their premises; those that a file repeats are told apart by a number."""
    found: dict[str, Step] = {}
    for step in steps:
        key, number = "+".join(sorted(step.claims)), 1
        while key in found:
            number += 1
            key = f"{'+'.join(sorted(step.claims))} {number}"
        found[key] = step
    return found


def _matched(base: Mapping[str, Step], steps: Sequence[Step]) -> Mapping[str, Step]:
    """Return steps by the key that they had in `base`, also those that have gained or lost a premise since."""
    named = _by_key(steps)
    free = {claim: key for key, step in base.items() if key not in named for claim in step.claims}
    found: dict[str, Step] = {}
    for key, step in named.items():
        kin = (free[claim] for claim in step.claims if claim in free and key not in base)
        old = next((each for each in kin if each not in found), key)
        found[old] = step
    return found


def _name(claim: Claim) -> str:
    return shortened(claim.text)


def _title(record: Viewpoint | Source) -> str:
    return shortened(record.name if isinstance(record, Viewpoint) else record.title)


def _blank(record: Viewpoint | Source) -> dict[str, Any]:
    empty = {"id": record.id, "title": "", "name": "", "summary": ""}
    return {each.name: empty[each.name] for each in fields(record) if each.name in empty}
