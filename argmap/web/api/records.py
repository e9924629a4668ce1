"""Records: debates and what is in them as JSON has it, flat where the file nests."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from argmap.edits import places
from argmap.edits.codec import EVIDENCE
from argmap.edits.places import Found
from argmap.model import Claim, Debate, Step
from argmap.queries import Relations, Use
from argmap.stores.search_index import Hit
from argmap.volumes import Volume

Record: TypeAlias = dict[str, Any]


def summary(volume: Volume) -> Record:
    """Return a debate as a line of a list; a file that holds none has no title."""
    debate = volume.debate
    errors = sum(problem.is_error for problem in volume.problems)
    return {
        "debate": volume.id,
        "file": volume.file.name,
        "revision": volume.revision,
        "title": debate.title if debate else None,
        "question": debate.question if debate else None,
        "language": debate.language if debate else None,
        "checked": debate.checked if debate else None,
        "tags": list(debate.tags) if debate else [],
        "claims": len(debate.claims) if debate else 0,
        "errors": errors,
        "warnings": len(volume.problems) - errors,
    }


class Claims:
    """The claims of one debate as records; the places of the steps below a claim are written once."""

    def __init__(self, debate: Debate, relations: Relations) -> None:
        self._debate = debate
        self._relations = relations
        self._written: dict[str, Mapping[int, str]] = {}

    def record(self, claim: Claim) -> Record:
        """Return a claim with the steps that bear on it, and those that it is a premise of."""
        return {
            "claim": claim.id,
            "sentence": claim.text,
            "note": claim.note,
            "stances": dict(claim.stances),
            "evidence": [{key: getattr(one, key) for key in EVIDENCE} for one in claim.evidence],
            "tags": list(claim.tags),
            "steps": [self._step(found) for found in places.steps(claim)],
            "uses": [self._use(use) for use in self._relations.uses[claim.id]],
        }

    def _step(self, found: Found) -> Record:
        step, questioned = found.step, places.questioned(self._debate, found)
        return {
            "step": self._place(step, found.host),
            "kind": step.kind,
            "premises": list(step.claims),
            "relevance": step.relevance,
            "scheme": step.scheme,
            "questions": self._place(questioned, found.host) if questioned else "",
        }

    def _use(self, use: Use) -> Record:
        return {
            "step": self._place(use.step, use.target),
            "kind": use.kind,
            "target": use.target,
            "is_reuse": use.is_reuse,
        }

    def _place(self, step: Step, host: str) -> str:
        """Return the place of a step that stands below a claim, its host."""
        if host not in self._written:
            below = places.steps(self._debate.claims[host])
            self._written[host] = {
                id(found.step): places.write(self._debate, found) for found in below
            }
        return self._written[host][id(step)]


def hit(found: Hit) -> Mapping[str, Any]:
    """Return where words occur."""
    return asdict(found)
