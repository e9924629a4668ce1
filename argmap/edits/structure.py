"""Structure: taking steps out of a debate and putting them in, with all that hangs on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple, TypeVar

from argmap.edits import places
from argmap.edits.places import Found
from argmap.errors import EditRefused
from argmap.model import Claim, Debate, Kind, Premise, Step, walk_steps

T = TypeVar("T")


class Definition(NamedTuple):
    """Where a claim is defined: in a step, or at the top level, where `found` is `None`."""

    found: Found | None
    before: int


def with_claims(debate: Debate, *claims: Claim) -> Debate:
    """Return the debate with claims put in or replaced."""
    return replace(debate, claims={**debate.claims, **{claim.id: claim for claim in claims}})


def hosts(debate: Debate, premises: Iterable[Premise]) -> Iterator[Claim]:
    """Yield the claims that have one of the premises in their steps."""
    wanted = frozenset(premises)
    for claim in debate.claims.values():
        if not (claim.supports or claim.objections):
            continue
        for step in claim.steps:
            if not wanted.isdisjoint(step.premises) or (
                step.undercuts
                and any(not wanted.isdisjoint(each.premises) for each in walk_steps((step,)))
            ):
                yield claim
                break


def definition(debate: Debate, claim: str) -> Definition:
    """Return where a claim is defined; `before` counts the premises, or theses, before it."""
    if claim in debate.theses:
        return Definition(None, debate.theses.index(claim))
    premise = Premise(claim)
    for host in hosts(debate, (premise,)):
        for found in places.steps(host):
            if premise in found.step.premises:
                return Definition(found, found.step.premises.index(premise))
    raise EditRefused(f'Where "{claim}" is defined cannot be seen: mend the file\'s errors first.')


def level(debate: Debate, claim: str) -> int:
    """Return how deep a claim stands; a thesis stands at 1."""
    parents = above(debate)
    found, seen = 1, {claim}
    while claim in parents:
        claim, levels = parents[claim]
        found += levels
        if claim in seen:
            break
        seen.add(claim)
    return found


def height(debate: Debate, steps: tuple[Step, ...]) -> int:
    """Return how many levels of steps hang one below the other, with all that are defined in them."""
    highest = 0
    pending = [(step, 1) for step in steps]
    while pending:
        step, at = pending.pop()
        highest = max(highest, at)
        below = [*step.undercuts]
        for premise in step.premises:
            if not premise.is_reuse:
                below += debate.claims[premise.claim].steps
        pending += [(each, at + 1) for each in below]
    return highest


def above(debate: Debate) -> Mapping[str, tuple[str, int]]:
    """Return for each claim that is no thesis the one it hangs on, and how many levels below that it stands."""
    found: dict[str, tuple[str, int]] = {}
    for id, claim in debate.claims.items():
        if not (claim.supports or claim.objections):
            continue
        pending, depth = claim.steps, 0
        while pending:
            depth += 1
            place = (id, depth)
            for step in pending:
                for name, is_reuse in step.premises:
                    if not is_reuse:
                        found[name] = place
            pending = tuple([each for step in pending for each in step.undercuts])
    return found


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
    if twin(steps, step):
        names = " and ".join(f'"{claim}"' for claim in step.claims)
        raise EditRefused(f"{names} stands there already, as {toward(step.kind)} {target}.")


def twin(steps: Iterable[Step], step: Step) -> Step | None:
    """Return the one of the steps that has the same premises."""
    return next((other for other in steps if set(other.claims) == set(step.claims)), None)


def siblings(debate: Debate, found: Found) -> tuple[Step, ...]:
    """Return the other steps of the list that a step stands in."""
    steps: tuple[Step, ...] = getattr(debate.claims[found.host], found.key)
    for index in found.path[:-1]:
        steps = steps[index].undercuts
    return steps[: found.path[-1]] + steps[found.path[-1] + 1 :]


def toward(kind: Kind | Literal["premise"]) -> str:
    """Return a kind of step with its article and what leads to its target: `an objection to`."""
    return f"{a(kind)} {'to' if kind == 'objection' else 'of'}"


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
