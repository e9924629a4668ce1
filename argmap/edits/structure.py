"""Structure: taking steps out of a debate and putting them in, with all that hangs on them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from argmap.edits.places import Found, all_steps
from argmap.errors import EditRefused
from argmap.model import Claim, Debate, Premise, Step, walk_steps

T = TypeVar("T")


class Definition(NamedTuple):
    """Where a claim is defined: in a step, or at the top level, where `found` is `None`."""

    found: Found | None
    before: int


def with_claims(debate: Debate, *claims: Claim) -> Debate:
    """Return the debate with claims put in or replaced."""
    return replace(debate, claims={**debate.claims, **{claim.id: claim for claim in claims}})


def definition(debate: Debate, claim: str) -> Definition:
    """Return where a claim is defined; `before` counts the premises, or theses, before it."""
    if claim in debate.theses:
        return Definition(None, debate.theses.index(claim))
    for found in all_steps(debate):
        for index, premise in enumerate(found.step.premises):
            if premise == Premise(claim):
                return Definition(found, index)
    raise EditRefused(f'Where "{claim}" is defined cannot be seen: mend the file\'s errors first.')


def branch(debate: Debate, claim: str) -> tuple[str, ...]:
    """Return a claim and all that are defined below it."""
    return (claim, *defined_in(debate, debate.claims[claim].steps))


def defined_in(debate: Debate, steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the claims that are defined in steps and below."""
    pending = [steps]
    while pending:
        for step in walk_steps(pending.pop()):
            for premise in step.premises:
                if not premise.is_reuse:
                    yield premise.claim
                    pending.append(debate.claims[premise.claim].steps)


def put_step(debate: Debate, found: Found, *instead: Step) -> Debate:
    """Return the debate with other steps, or none, where one was found."""
    host = debate.claims[found.host]
    steps = _put(getattr(host, found.key), found.path, instead)
    return with_claims(debate, _with_steps(host, found.key, steps))


def add_step(debate: Debate, host: str, step: Step, at: int | None) -> Debate:
    """Return the debate with one more support or objection of a claim."""
    claim = debate.claims[host]
    key = "supports" if step.kind == "support" else "objections"
    steps: tuple[Step, ...] = getattr(claim, key)
    refuse_twin(steps, step, f'"{host}"')
    return with_claims(debate, _with_steps(claim, key, inserted(steps, step, at)))


def refuse_twin(steps: tuple[Step, ...], step: Step, target: str) -> None:
    """Raise EditRefused when one of the steps has the same premises."""
    if any(set(other.claims) == set(step.claims) for other in steps):
        names = " and ".join(f'"{claim}"' for claim in step.claims)
        raise EditRefused(f"{names} stands there already, as {a(step.kind)} of {target}.")


def a(kind: str) -> str:
    """Return a kind of step with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def inserted(items: tuple[T, ...], item: T, at: int | None) -> tuple[T, ...]:
    """Return items with one more, behind `at` of them or behind all."""
    at = len(items) if at is None else max(0, min(at, len(items)))
    return (*items[:at], item, *items[at:])


def without_premise(step: Step, index: int) -> tuple[Step, ...]:
    """Return a step without one of its premises; none where that was the only one."""
    premises = step.premises[:index] + step.premises[index + 1 :]
    return (replace(step, premises=premises),) if premises else ()


def shifted(found: Found, gone: Found) -> Found:
    """Return where a step is found when another one has gone that stood in the same list or above."""
    level = len(gone.path) - 1
    is_behind = (
        (found.host, found.key) == (gone.host, gone.key)
        and found.path[:level] == gone.path[:level]
        and len(found.path) > level
        and found.path[level] > gone.path[level]
    )
    if not is_behind:
        return found
    path = (*found.path[:level], found.path[level] - 1, *found.path[level + 1 :])
    return found._replace(path=path)


def at_path(debate: Debate, found: Found) -> Found:
    """Return a step as the debate has it now at the same place."""
    steps: tuple[Step, ...] = getattr(debate.claims[found.host], found.key)
    step = steps[found.path[0]]
    for index in found.path[1:]:
        step = step.undercuts[index]
    return found._replace(step=step)


def _put(
    steps: tuple[Step, ...], path: tuple[int, ...], instead: tuple[Step, ...]
) -> tuple[Step, ...]:
    first, *rest = path
    if rest:
        undercuts = _put(steps[first].undercuts, tuple(rest), instead)
        instead = (replace(steps[first], undercuts=undercuts),)
    return (*steps[:first], *instead, *steps[first + 1 :])


def _with_steps(claim: Claim, key: str, steps: tuple[Step, ...]) -> Claim:
    if key == "supports":
        return replace(claim, supports=steps)
    return replace(claim, objections=steps)
