"""Places: how a step is named, and where in a debate it hangs.

    PREMISE>TARGET          a support or objection of a claim
    A+B>TARGET              a linked step, by all of its premises or by some that no other step has
    U>(PREMISE>TARGET)      an undercut of that step, which may be undercut in turn
    support:A>T             with the kind in front where the same premise both supports and objects

`PREMISE` alone names its step where it has only one.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap import identifiers
from argmap.errors import EditRefused, NotFound
from argmap.model import KINDS, Claim, Debate, Kind, Step

Key = str
"""`supports` or `objections`: the list of a claim that a step stands in."""

KEYS: tuple[Key, ...] = ("supports", "objections")
MOST_LISTED = 10
LONGEST = 20_000

_PART = re.compile(r"(?:(support|objection|undercut):)?([^<>()]+)(?:>(.*))?", re.DOTALL)


class Found(NamedTuple):
    """A step and where it hangs: in a list of its host, at `path[0]`, and from there down through undercuts."""

    host: str
    key: Key
    path: tuple[int, ...]
    step: Step


class _Name(NamedTuple):
    kind: Kind | None
    premises: frozenset[str]
    target: "str | _Name | None"


def find(debate: Debate, place: str) -> Found:
    """Return the step at a place. Raises NotFound, or EditRefused that lists what may be meant."""
    name = _parse(place)
    found = _exact(list(_matches(debate, name)))
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(write(debate, each) for each in found[:MOST_LISTED])
        raise EditRefused(f'"{place}" may be any of several steps; name one of them: {listed}.')
    raise NotFound("step", place, [write(debate, each) for each in _near(debate, name)])


def steps(claim: Claim) -> Iterator[Found]:
    """Yield the steps that bear on a claim, undercuts right behind the step they question."""
    for key in KEYS:
        pending = _numbered(getattr(claim, key), ())
        while pending:
            path, step = pending.pop()
            yield Found(claim.id, key, path, step)
            pending.extend(_numbered(step.undercuts, path))


def all_steps(debate: Debate) -> Iterator[Found]:
    """Yield every step of a debate."""
    for claim in debate.claims.values():
        yield from steps(claim)


def write(debate: Debate, found: Found) -> str:
    """Return the place of a step, by all its premises."""
    place, chain = found.host, list(_chain(debate, found))
    for number, step in enumerate(chain):
        target = f"({place})" if number else place
        place = f"{'+'.join(step.claims)}>{target}"
    first = chain[0]
    twins = [
        step for step in debate.claims[found.host].steps if set(step.claims) == set(first.claims)
    ]
    if len(twins) > 1 and len(chain) == 1:
        place = f"{first.kind}:{place}"
    elif len(twins) > 1:
        bare = f"{'+'.join(first.claims)}>{found.host}"
        place = place.replace(f"({bare})", f"({first.kind}:{bare})")
    return place


def questioned(debate: Debate, found: Found) -> Step | None:
    """Return the step that an undercut questions; `None` for supports and objections."""
    chain = list(_chain(debate, found))
    return chain[-2] if len(chain) > 1 else None


def _chain(debate: Debate, found: Found) -> Iterator[Step]:
    """Yield the steps from the one that bears on the host down to the one that is found."""
    below: Sequence[Step] = getattr(debate.claims[found.host], found.key)
    for index in found.path:
        yield below[index]
        below = below[index].undercuts


def _numbered(steps: tuple[Step, ...], path: tuple[int, ...]) -> list[tuple[tuple[int, ...], Step]]:
    """Return steps with their paths, the first one last."""
    return [((*path, index), step) for index, step in reversed(list(enumerate(steps)))]


def _parse(place: str) -> _Name:
    if len(place) > LONGEST:
        raise EditRefused("The name of a step is PREMISE>TARGET; this one is too long.")
    names: list[tuple[Kind | None, frozenset[str]]] = []
    rest = place.strip()
    while True:
        match = _PART.fullmatch(rest)
        if match is None:
            raise _malformed(place)
        kind = next((each for each in KINDS if each == match[1]), None)
        names.append((kind, frozenset(each.strip() for each in match[2].split("+"))))
        if match[3] is None:
            return _nested(names, place)
        rest = match[3].strip()
        if not rest.startswith("("):
            break
        if not rest.endswith(")"):
            raise _malformed(place)
        rest = rest[1:-1]
    if not identifiers.is_valid(rest):
        raise _malformed(place)
    return _nested(names, place, target=rest)


def _nested(
    names: list[tuple[Kind | None, frozenset[str]]], place: str, target: str | None = None
) -> _Name:
    if not all(premises and all(map(_is_id, premises)) for _, premises in names):
        raise _malformed(place)
    nested: str | _Name | None = target
    for kind, premises in reversed(names):
        nested = _Name(kind, premises, nested)
    if isinstance(nested, _Name):
        return nested
    raise _malformed(place)


def _is_id(name: str) -> bool:
    return bool(name) and identifiers.is_valid(name)


def _malformed(place: str) -> EditRefused:
    return EditRefused(
        f'"{place}" names no step: write PREMISE>TARGET, or UNDERCUT>(PREMISE>TARGET).'
    )


class _Match(NamedTuple):
    """A step that fits a name; `exact` says whether it names all premises, of what the step questions and of itself."""

    found: Found
    exact: tuple[bool, ...]


def _exact(matches: Sequence[_Match]) -> list[Found]:
    """Return what fits a name best: the steps of which it names all premises, those they question first."""
    best = max((match.exact for match in matches), default=())
    return [match.found for match in matches if match.exact == best]


def _matches(debate: Debate, name: _Name) -> Iterator[_Match]:
    if isinstance(name.target, _Name):
        for (host, key, path, step), exact in _matches(debate, name.target):
            for index, undercut in enumerate(step.undercuts):
                if _fits(undercut, name):
                    found = Found(host, key, (*path, index), undercut)
                    yield _Match(found, (*exact, _is_exact(undercut, name)))
        return
    for found in _candidates(debate, name.target):
        if _fits(found.step, name):
            yield _Match(found, (_is_exact(found.step, name),))


def _candidates(debate: Debate, target: str | None) -> Iterator[Found]:
    """Yield the steps that bear on a claim, or all steps where none is named."""
    if target is None:
        yield from all_steps(debate)
        return
    if target not in debate.claims:
        raise NotFound("claim", target, identifiers.near(target, debate.claims))
    for key in KEYS:
        for index, step in enumerate(getattr(debate.claims[target], key)):
            yield Found(target, key, (index,), step)


def _fits(step: Step, name: _Name) -> bool:
    return (name.kind is None or step.kind == name.kind) and name.premises <= set(step.claims)


def _is_exact(step: Step, name: _Name) -> bool:
    return len(name.premises) == len(set(step.claims))


def _near(debate: Debate, name: _Name) -> Iterator[Found]:
    """Yield steps that share a premise with a name that fits none."""
    found = (each for each in all_steps(debate) if name.premises & set(each.step.claims))
    for _, each in zip(range(MOST_LISTED), found, strict=False):
        yield each
