"""Matching: which steps of one debate those of another have come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.model import Claim, Debate, Premise, Step, walk_steps


@dataclass(frozen=True, slots=True)
class Matches:
    """The steps of changed claims before the change: by the step that each has become, and by the claim it defines."""

    origins: dict[int, Step] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    defining: dict[str, Step] = field(default_factory=dict)

    def origin(self, step: Step) -> Step | None:
        """Return the step that a step has come from, if any."""
        return self.origins.get(id(step))

    def pair(self, before: Step, after: Step) -> None:
        """Say that one step has become another."""
        self.origins[id(after)] = before
        self.taken.add(id(before))

    def is_taken(self, step: Step) -> bool:
        """True for a step that has become another."""
        return id(step) in self.taken


def is_same(before: Claim, after: Claim) -> bool:
    """True when nothing of a claim is to be written anew."""
    if before is after:
        return True
    needs_id = after.has_written_id and not before.has_written_id
    return before == after and not needs_id


def changed(before: Debate, after: Debate) -> list[str]:
    """Return the claims of both debates that differ."""
    return [
        id
        for id, claim in after.claims.items()
        if (old := before.claims.get(id)) is not None and not is_same(old, claim)
    ]


def match(before: Debate, after: Debate) -> Matches:
    """Return which step has come from which."""
    matches = Matches()
    left: list[Step] = []
    new: list[Step] = []
    both = changed(before, after)
    for id in both:
        for step in walk_all(before.claims[id].steps):
            if len(step.premises) == 1 and not step.premises[0].is_reuse:
                matches.defining[step.premises[0].claim] = step
        _match_lists(matches, before.claims[id].steps, after.claims[id].steps, left, new)
    for id in before.claims.keys() - after.claims.keys():
        left.extend(walk_steps(before.claims[id].steps))
    for step in left:
        if len(step.premises) == 1 and not step.premises[0].is_reuse:
            matches.defining[step.premises[0].claim] = step
    for id in after.claims.keys() - before.claims.keys():
        new.extend(walk_steps(after.claims[id].steps))
    _match_anywhere(matches, left, new)
    return matches


def walk_all(steps: tuple[Step, ...]) -> Iterable[Step]:
    """Return the steps with all undercuts below them."""
    return walk_steps(steps)


def _match_lists(
    matches: Matches,
    before: Sequence[Step],
    after: Sequence[Step],
    left: list[Step],
    new: list[Step],
) -> None:
    """Match the steps of one target; those that find none are left over, with all their undercuts."""
    pending = [(before, after)]
    while pending:
        old, now = pending.pop()
        pairs = _paired(old, now)
        matched_old = {id(one) for one, _ in pairs}
        matched_now = {id(other) for _, other in pairs}
        for one, other in pairs:
            matches.pair(one, other)
            if one.undercuts is not other.undercuts:
                pending.append((one.undercuts, other.undercuts))
            else:
                for undercut in walk_steps(one.undercuts):
                    matches.pair(undercut, undercut)
        for step in old:
            if id(step) not in matched_old:
                left.extend(walk_steps((step,)))
        for step in now:
            if id(step) not in matched_now:
                new.extend(walk_steps((step,)))


def _match_anywhere(matches: Matches, left: Sequence[Step], new: Sequence[Step]) -> None:
    old = [step for step in left if not matches.is_taken(step)]
    for one, other in _paired(old, new):
        matches.pair(one, other)


def _paired(before: Sequence[Step], after: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Return pairs of steps: first with the same premises and kind, then with the same premises, then with some."""
    if len(before) == len(after) and all(
        one.premises == other.premises and one.kind == other.kind
        for one, other in zip(before, after, strict=True)
    ):
        return list(zip(before, after, strict=True))
    pairs: list[tuple[Step, Step]] = []
    old, now = list(before), list(after)
    for key in (_exactly, _by_kind, _by_claims):
        free: dict[object, list[Step]] = {}
        for step in reversed(old):
            free.setdefault(key(step), []).append(step)
        rest: list[Step] = []
        for step in now:
            found = free.get(key(step))
            if found:
                pairs.append((found.pop(), step))
            else:
                rest.append(step)
        now = rest
        old = [step for steps in free.values() for step in reversed(steps)]
    pairs.extend(_overlapping(old, now))
    return pairs


def _overlapping(before: Sequence[Step], after: Sequence[Step]) -> Iterable[tuple[Step, Step]]:
    by_claim: dict[str, list[Step]] = {}
    for step in before:
        for premise in step.premises:
            by_claim.setdefault(premise.claim, []).append(step)
    used: set[int] = set()
    for step in after:
        found: Mapping[int, tuple[int, Step]] = _shares(step.premises, by_claim, used)
        if found:
            _, best = max(found.values(), key=lambda share: share[0])
            used.add(id(best))
            yield best, step


def _shares(
    premises: tuple[Premise, ...], by_claim: Mapping[str, list[Step]], used: set[int]
) -> dict[int, tuple[int, Step]]:
    """Return how many premises other steps share."""
    found: dict[int, tuple[int, Step]] = {}
    for premise in premises:
        for step in by_claim.get(premise.claim, ()):
            if id(step) not in used:
                count, _ = found.get(id(step), (0, step))
                found[id(step)] = count + 1, step
    return found


def _exactly(step: Step) -> object:
    return step.kind, step.premises


def _by_kind(step: Step) -> object:
    return step.kind, frozenset(step.claims)


def _by_claims(step: Step) -> object:
    return frozenset(step.claims)
