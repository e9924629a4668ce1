"""Claims: what the edits of claims and of the steps between them make of a debate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from argmap.edits import places, records, structure, texts
from argmap.edits.places import Found
from argmap.edits.resting import going, resting_on
from argmap.edits.structure import Definition, a
from argmap.edits.values import (
    AddClaim,
    EndReuse,
    MoveClaim,
    RetireClaim,
    ReuseClaim,
    ReviseClaim,
    Role,
    SetStance,
    TurnStep,
    WeighStep,
)
from argmap.errors import EditRefused
from argmap.model import Claim, Debate, Kind, Premise, Step
from argmap.schema import DEEPEST_STEP, MOST_CLAIMS

MOST_NAMED = 5

KIND_OF: Mapping[Role, Kind] = {
    "support": "support",
    "objection": "objection",
    "undercut": "undercut",
    "premise": "support",  # it takes on that of its step
    "thesis": "support",  # it is in none
}
"""The kind of the step that a new claim of each role stands in, before it is put in place."""


def add(debate: Debate, edit: AddClaim) -> Debate:
    """Add a claim."""
    if len(debate.claims) >= MOST_CLAIMS:
        raise EditRefused(f"A debate has at most {MOST_CLAIMS:,} claims: split it in two.")
    sentence = texts.sentence(edit.sentence, "sentence")
    claim = Claim(
        id=texts.new_id(edit.id.strip(), sentence, debate.claims, "claim"),
        text=sentence,
        note=texts.prose(edit.note, "note"),
        stances=_stances(debate, edit.stances),
        evidence=tuple(dict.fromkeys(records.evidence(debate, one) for one in edit.evidence)),
        tags=texts.lines(edit.tags, "tags"),
    )
    added = structure.with_claims(debate, claim)
    step = _new_step(edit.role, Premise(claim.id), edit.relevance, edit.scheme)
    return _placed(added, edit.role, edit.target, claim.id, step, edit.at)


def revise(debate: Debate, edit: ReviseClaim) -> Debate:
    """Change what a claim says."""
    claim = _claim(debate, edit.claim)
    changed: dict[str, Any] = {}
    if edit.sentence is not None:
        changed["text"] = texts.sentence(edit.sentence, "sentence")
    if edit.note is not None:
        changed["note"] = texts.prose(edit.note, "note")
    if edit.tags is not None:
        changed["tags"] = texts.lines(edit.tags, "tags")
    revised = replace(claim, **changed)
    if revised == claim:
        return debate
    return structure.with_claims(debate, replace(revised, has_written_id=True))


def move(debate: Debate, edit: MoveClaim) -> Debate:
    """Move a claim with its branch."""
    _claim(debate, edit.claim)
    target = _target(debate, edit.role, edit.target)
    at = structure.definition(debate, edit.claim)
    if target is not None:
        _refuse_own_branch(debate, edit.claim, at, target)
    step = _carried(at, edit.role, edit.claim)
    _refuse_too_deep(debate, edit.role, target, step)
    without = _taken_out(debate, edit.claim, at)
    if isinstance(target, Found) and at.found and len(at.found.step.premises) == 1:
        target = structure.shifted(target, at.found)
    if isinstance(target, Found):
        target = structure.at_path(without, target)
    moved = _put_in(without, edit.role, target, edit.claim, step, edit.at)
    return debate if moved == debate else moved


def reuse(debate: Debate, edit: ReuseClaim) -> Debate:
    """Let a claim stand in one more step."""
    claim = _claim(debate, edit.claim)
    if edit.role == "thesis":
        raise EditRefused("A thesis is no reuse: move the claim to the top instead.")
    if edit.role != "premise" and edit.target == edit.claim:
        raise EditRefused("A claim is no reason for or against itself: choose another target.")
    step = _new_step(edit.role, Premise(claim.id, is_reuse=True), edit.relevance, edit.scheme)
    written = structure.with_claims(debate, replace(claim, has_written_id=True))
    return _placed(written, edit.role, edit.target, claim.id, step, edit.at)


def end_reuse(debate: Debate, edit: EndReuse) -> Debate:
    """Take a reused claim out of a step."""
    _claim(debate, edit.claim)
    found = places.find(debate, edit.step)
    premise = Premise(edit.claim, is_reuse=True)
    if premise not in found.step.premises:
        raise EditRefused(f'"{edit.claim}" is not reused in {places.write(debate, found)}.')
    if len(found.step.premises) == 1:
        _refuse_to_lose(debate, found.step)
    return _without_premise(debate, found, found.step.premises.index(premise))


def turn(debate: Debate, edit: TurnStep) -> Debate:
    """Make a support an objection, or the reverse."""
    found = places.find(debate, edit.step)
    if found.step.kind == "undercut":
        raise EditRefused(
            "An undercut questions a step; only supports and objections can be turned."
        )
    kind: Kind = "objection" if found.step.kind == "support" else "support"
    without = structure.put_step(debate, found)
    return structure.add_step(without, found.host, replace(found.step, kind=kind), None)


def weigh(debate: Debate, edit: WeighStep) -> Debate:
    """Set how much a step carries, and its scheme."""
    found = places.find(debate, edit.step)
    step = found.step
    if edit.relevance is not None:
        step = replace(step, relevance=texts.share(edit.relevance, "relevance"))
    if edit.scheme is not None:
        step = replace(step, scheme=texts.line(edit.scheme, "scheme"))
    return debate if step == found.step else structure.put_step(debate, found, step)


def retire(debate: Debate, edit: RetireClaim) -> Debate:
    """Take a claim away with its branch."""
    _claim(debate, edit.claim)
    at = structure.definition(debate, edit.claim)
    gone = going(debate, edit.claim, at)
    _refuse_to_strand(debate, edit.claim)
    without = _taken_out(debate, edit.claim, at)
    if not without.theses:
        raise EditRefused("This is the only thesis: a debate needs one, so add another first.")
    claims = {id: claim for id, claim in without.claims.items() if id not in gone}
    return replace(without, claims=claims)


def set_stance(debate: Debate, edit: SetStance) -> Debate:
    """Say what a viewpoint holds of a claim."""
    claim = _claim(debate, edit.claim)
    viewpoint = texts.known(edit.viewpoint, debate.viewpoints, "viewpoint")
    stances = dict(claim.stances)
    if edit.stance is None:
        stances.pop(viewpoint, None)
    else:
        stances[viewpoint] = texts.share(edit.stance, "stance")
    if stances == claim.stances:
        return debate
    return structure.with_claims(debate, replace(claim, stances=stances))


def _claim(debate: Debate, id: str) -> Claim:
    return debate.claims[texts.known(id, debate.claims, "claim")]


def _stances(debate: Debate, stances: Mapping[str, float]) -> Mapping[str, float]:
    return {
        texts.known(viewpoint, debate.viewpoints, "viewpoint"): texts.share(stance, "stance")
        for viewpoint, stance in stances.items()
    }


def _new_step(role: Role, premise: Premise, relevance: float, scheme: str) -> Step:
    relevance, scheme = texts.share(relevance, "relevance"), texts.line(scheme, "scheme")
    if role in ("thesis", "premise") and (relevance != 1 or scheme):
        whose = "A thesis is in no step" if role == "thesis" else "The step is there already"
        raise EditRefused(f"{whose}: relevance and scheme cannot be set with this claim.")
    return Step(kind=KIND_OF[role], premises=(premise,), relevance=relevance, scheme=scheme)


def _placed(
    debate: Debate, role: Role, target: str, claim: str, step: Step, at: int | None
) -> Debate:
    aim = _target(debate, role, target)
    _refuse_too_deep(debate, role, aim, step)
    return _put_in(debate, role, aim, claim, step, at)


def _target(debate: Debate, role: Role, target: str) -> str | Found | None:
    """Return the claim, or the step, that something is to bear on; `None` for a thesis."""
    if role == "thesis":
        if target:
            raise EditRefused("A thesis bears on no other claim: name no target.")
        return None
    if not target:
        what = "claim" if role in ("support", "objection") else "step"
        raise EditRefused(f"Name the {what} that {a(role)} belongs to.")
    if role in ("support", "objection"):
        return _claim(debate, target).id
    return places.find(debate, target)


def _put_in(
    debate: Debate, role: Role, target: str | Found | None, claim: str, step: Step, at: int | None
) -> Debate:
    if target is None:
        return replace(debate, theses=structure.inserted(debate.theses, claim, at))
    if isinstance(target, str):
        return structure.add_step(debate, target, step, at)
    aim = target.step
    if role == "undercut":
        structure.refuse_twin(aim.undercuts, step, "this step")
        undercuts = structure.inserted(aim.undercuts, step, at)
        return structure.put_step(debate, target, replace(aim, undercuts=undercuts))
    if claim in aim.claims:
        raise EditRefused(f'"{claim}" is a premise of this step already.')
    if aim.kind != "undercut" and claim == target.host:
        raise EditRefused("A claim is no reason for or against itself: choose another step.")
    linked = replace(aim, premises=structure.inserted(aim.premises, step.premises[0], at))
    structure.refuse_twin(structure.siblings(debate, target), linked, f'"{target.host}"')
    return structure.put_step(debate, target, linked)


def _refuse_too_deep(debate: Debate, role: Role, target: str | Found | None, step: Step) -> None:
    """Raise EditRefused when a step with all below it would reach deeper than a file may."""
    if target is None:
        level = 0
    elif isinstance(target, str):
        level = structure.level(debate, target)
    else:
        level = structure.level(debate, target.host) + len(target.path) - (role == "premise")
    if level + structure.height(debate, (step,)) > DEEPEST_STEP:
        raise EditRefused(
            f"Claims would stand over {DEEPEST_STEP} levels deep here: make one a thesis and reuse it."
        )


def _carried(at: Definition, role: Role, claim: str) -> Step:
    """Return the step that a claim takes along to its new place."""
    alone = Step(kind=KIND_OF[role], premises=(Premise(claim),))
    if at.found is None or len(at.found.step.premises) > 1:
        return alone
    if role in ("support", "objection", "undercut"):
        return replace(at.found.step, kind=KIND_OF[role])
    if at.found.step.undercuts:
        raise EditRefused(
            f'The step from "{claim}" is undercut, and {a(role)} has none of its own: '
            f"move or retire {_named(at.found.step.undercuts)} first."
        )
    return alone


def _taken_out(debate: Debate, claim: str, at: Definition) -> Debate:
    if at.found is None:
        return replace(debate, theses=tuple(each for each in debate.theses if each != claim))
    return _without_premise(debate, at.found, at.before)


def _without_premise(debate: Debate, found: Found, index: int) -> Debate:
    """Return the debate with a step that has lost one of its premises, or without it when it has lost the only one."""
    left = structure.without_premise(found.step, index)
    twin = structure.twin(structure.siblings(debate, found), left[0]) if left else None
    if twin:
        raise EditRefused(
            f'Without "{found.step.claims[index]}" this step would be the same as the other one '
            f"from {_named((twin,))}: take that one away first."
        )
    return structure.put_step(debate, found, *left)


def _refuse_own_branch(debate: Debate, claim: str, at: Definition, target: str | Found) -> None:
    host = target.host if isinstance(target, Found) else target
    below = host in structure.branch(debate, claim)
    if at.found and isinstance(target, Found) and not below:
        own, aim = at.found, target
        alone = len(own.step.premises) == 1
        same_list = (own.host, own.key) == (aim.host, aim.key)
        below = alone and same_list and aim.path[: len(own.path)] == own.path
    if at.found and not below:
        below = host in set(structure.defined_in(debate, _own_undercuts(at.found)))
    if below:
        raise EditRefused(
            "A claim cannot be moved into its own branch: move the other one out first."
        )


def _own_undercuts(found: Found) -> tuple[Step, ...]:
    return found.step.undercuts if len(found.step.premises) == 1 else ()


def _refuse_to_lose(debate: Debate, step: Step) -> None:
    if any(structure.defined_in(debate, step.undercuts)):
        raise EditRefused(
            f"This step is undercut: move or retire {_named(step.undercuts)} first, so that nothing is lost."
        )


def _refuse_to_strand(debate: Debate, claim: str) -> None:
    """Raise EditRefused when claims that stay rest on claims that would go."""
    named = (places.write(debate, found) for found, _ in resting_on(debate, claim))
    resting = list(dict.fromkeys(named))
    if resting:
        more = f" and {len(resting) - MOST_NAMED} more" if len(resting) > MOST_NAMED else ""
        raise EditRefused(
            f'Other claims rest on "{claim}" or its branch: {", ".join(resting[:MOST_NAMED])}{more}. '
            "End those reuses first."
        )


def _named(steps: Sequence[Step]) -> str:
    return " and ".join(f'"{claim}"' for step in steps for claim in step.claims)


APPLY: Mapping[type, Callable[[Debate, Any], Debate]] = {
    AddClaim: add,
    ReviseClaim: revise,
    MoveClaim: move,
    ReuseClaim: reuse,
    EndReuse: end_reuse,
    TurnStep: turn,
    WeighStep: weigh,
    RetireClaim: retire,
    SetStance: set_stance,
}
