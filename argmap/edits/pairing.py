"""Pairing: which step of one revision is which of another, also where it was moved, turned or linked."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple, TypeAlias

from argmap.edits.places import Found, Key


class Site(NamedTuple):
    """Where a step hangs: in a list of its host, and from there down through undercuts."""

    host: str
    key: Key
    path: tuple[int, ...]


Target: TypeAlias = str | Site | None
"""What a step bears on: a claim by its id, a step by the site that it had; `None` for a step that is new."""

Names: TypeAlias = Callable[[Found, Target], Iterator[Hashable]]


class Pairs:
    """The steps of two revisions, and which of them are the same.

    `old` holds the site that a step had by the site that it has, and `new` the reverse.
    """

    def __init__(self, before: Iterable[Found], after: Iterable[Found]) -> None:
        self.before = {site(found): found for found in before}
        self.after = {site(found): found for found in after}
        self.old: dict[Site, Site] = {}
        named = [_by_name(names, self.before) for names in _NAMES]
        taken: set[Site] = set()
        # Targets are paired before what bears on them, and in each depth the surest pairs first.
        for _, group in groupby(sorted(self.after.values(), key=_depth), key=_depth):
            level = list(group)
            for names, olds in zip(_NAMES, named, strict=True):
                for found in level:
                    if site(found) not in self.old:
                        called = names(found, self.target(found))
                        sites = (old for name in called for old in olds.get(name, ()))
                        old = next((old for old in sites if old not in taken), None)
                        if old is not None:
                            self.old[site(found)] = old
                            taken.add(old)
        self.new = {old: new for new, old in self.old.items()}

    def target(self, found: Found) -> Target:
        """Return what a step of the newer revision bears on."""
        above = parent(found)
        return self.old.get(above) if above else found.host

    def is_in_place(self, found: Found) -> bool:
        """True when a step of the newer revision bears on what it has borne on before, if with another kind."""
        old = self.old.get(site(found))
        return old is not None and self.target(found) == _old_target(self.before[old])


def site(found: Found) -> Site:
    """Return where a step hangs."""
    return Site(found.host, found.key, found.path)


def parent(found: Found) -> Site | None:
    """Return where the step hangs that an undercut questions."""
    return Site(found.host, found.key, found.path[:-1]) if len(found.path) > 1 else None


def defined(found: Found) -> Iterator[str]:
    """Yield the claims that are defined in a step."""
    return (premise.claim for premise in found.step.premises if not premise.is_reuse)


def _old_target(found: Found) -> Target:
    return parent(found) or found.host


def _depth(found: Found) -> int:
    return len(found.path)


def _by_name(names: Names, steps: Mapping[Site, Found]) -> Mapping[Hashable, list[Site]]:
    found: dict[Hashable, list[Site]] = {}
    for at, step in steps.items():
        for name in names(step, _old_target(step)):
            found.setdefault(name, []).append(at)
    return found


def _same(found: Found, target: Target) -> Iterator[Hashable]:
    yield target, found.step.kind, frozenset(found.step.claims)


def _same_premises(found: Found, target: Target) -> Iterator[Hashable]:
    yield target, frozenset(found.step.claims)


def _definition(found: Found, _: Target) -> Iterator[Hashable]:
    yield from defined(found)


def _shared_reuse(found: Found, target: Target) -> Iterator[Hashable]:
    # A claim that leaves its step is told as moved; for a reuse there is no such word.
    yield from ((target, premise) for premise in found.step.premises if premise.is_reuse)


def _shared_premise(found: Found, target: Target) -> Iterator[Hashable]:
    yield from ((target, claim) for claim in found.step.claims)


_NAMES: tuple[Names, ...] = (_same, _same_premises, _shared_reuse, _shared_premise, _definition)
"""What a step may be known by, the surest first."""
