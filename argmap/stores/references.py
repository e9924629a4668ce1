"""References: the claims that a file uses again by their ids, and what those ids mean in the end."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.model import Claim, Premise, Step
from argmap.problems import Mark
from argmap.stores.items import ItemReader, Misplaced
from argmap.stores.names import Names

WRITE_ID = 'Write "id: {}" where this claim is defined, in line {}, or this reference breaks when its sentence changes.'


class Reference(NamedTuple):
    """A `ref` of the file, and the keys beside it that belong where the claim is defined."""

    written: str
    mark: Mark
    misplaced: Misplaced | None


class References:
    """Collects references until every claim is known; only then can they be resolved."""

    def __init__(self, names: Names, items: ItemReader) -> None:
        self.names = names
        self.items = items
        self.collected: list[Reference] = []

    def add(self, written: str, mark: Mark, misplaced: Misplaced | None) -> None:
        """Remember a reference."""
        self.collected.append(Reference(written, mark, misplaced))

    def resolve(self, claims: dict[str, Claim]) -> None:
        """Report references that mean nothing or may break, and put the debate's ids in place of the written ones."""
        meant: dict[str, str | None] = {}
        for written, where, misplaced in self.collected:
            id = self.names.resolve(written, where)
            if id is None or id != written:
                meant[written] = id
            line = self.names.line(id) if id else None
            self.items.report_beside_ref(misplaced, line)
            if id and not claims[id].has_written_id:
                sentence = WRITE_ID.format(id, line)
                self.names.findings.warning("unwritten-id", where, sentence)
        if meant:
            for id, claim in claims.items():
                claims[id] = _mended(claim, meant)


def _mended(claim: Claim, meant: Mapping[str, str | None]) -> Claim:
    """Return a claim with other ids in its reuses."""
    supports, objections = _steps(claim.supports, meant), _steps(claim.objections, meant)
    return replace(claim, supports=supports, objections=objections)


def _steps(steps: tuple[Step, ...], meant: Mapping[str, str | None]) -> tuple[Step, ...]:
    """Return steps with other ids; one that loses all its premises goes, with its undercuts."""
    found: list[Step] = []
    for step in steps:
        ids = [(_id(premise, meant), premise.is_reuse) for premise in step.premises]
        premises = tuple(Premise(id, is_reuse) for id, is_reuse in ids if id)
        if premises:
            undercuts = _steps(step.undercuts, meant)
            found.append(replace(step, premises=premises, undercuts=undercuts))
    return tuple(found)


def _id(premise: Premise, meant: Mapping[str, str | None]) -> str | None:
    return meant.get(premise.claim, premise.claim) if premise.is_reuse else premise.claim
