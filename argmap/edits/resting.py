"""Resting: what goes with a claim that is retired, and what would then have nothing to rest on."""

from argmap.edits import places, structure
from argmap.edits.places import Found
from argmap.edits.structure import Definition
from argmap.model import Debate, Premise


def resting_on(debate: Debate, claim: str) -> tuple[tuple[Found, str], ...]:
    """Return the steps that stay and rest on a claim or its branch, each with the claim that it reuses."""
    at = structure.definition(debate, claim)
    gone = going(debate, claim, at)
    reuses = {Premise(id, is_reuse=True) for id in gone}
    return tuple(
        (found, premise.claim)
        for host in structure.hosts(debate, reuses)
        if host.id not in gone
        for found in places.steps(host)
        if not _is_part(found, at)
        for premise in found.step.premises
        if premise in reuses
    )


def going(debate: Debate, claim: str, at: Definition) -> set[str]:
    """Return what goes when a claim is retired."""
    gone = set(structure.branch(debate, claim))
    if at.found and len(at.found.step.premises) == 1:
        gone.update(structure.defined_in(debate, at.found.step.undercuts))
    return gone


def _is_part(found: Found, at: Definition) -> bool:
    """True when a step goes with the one that a claim is defined in."""
    if at.found is None or len(at.found.step.premises) > 1:
        return False
    same_list = (found.host, found.key) == (at.found.host, at.found.key)
    return same_list and found.path[: len(at.found.path)] == at.found.path
