"""Wishes: the claims that many writers want to add to one debate, and whether each has come to stand in its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap import addresses
from argmap.edits import places
from argmap.edits.places import Found
from argmap.edits.values import Role
from argmap.model import Debate

PARENTS = 6
ACTIONS = {"undercut": "question"}
ROLES: tuple[Role, ...] = ("support", "objection", "support", "undercut", "objection", "premise")


class Wish(NamedTuple):
    """A claim that somebody wants to add; `target` is a claim, for an undercut or a premise one in the step meant."""

    sentence: str
    role: Role
    target: str

    def form(self, debate: str) -> str:
        """Return the address of the form that adds it."""
        return addresses.claim_edit(debate, self.target, ACTIONS.get(self.role, self.role))


def wanted(debate: Debate, writers: int, edits: int) -> list[list[Wish]]:
    """Return what each writer wants: claims of every role, on a few targets that all of them share."""
    steps = [found for found in places.all_steps(debate) if _is_plain(debate, found)]
    targets = [found.step.claims[0] for found in steps[:: max(1, len(steps) // PARENTS)]][:PARENTS]
    return [
        [
            Wish(
                f"Writer {writer} adds argument {number} here.",
                ROLES[number % len(ROLES)],
                targets[(number // len(ROLES) + number + writer) % len(targets)],
            )
            for number in range(edits)
        ]
        for writer in range(writers)
    ]


def faults(debate: Debate, before: Debate, saved: Sequence[Wish]) -> Iterator[str]:
    """Yield what is wrong in a debate: claims that are missing, doubled or in another place than was said."""
    if len(debate.claims) != len(before.claims) + len(saved):
        yield f"{len(debate.claims)} claims, expected {len(before.claims) + len(saved)}"
    claims = Counter(claim.text for claim in debate.claims.values())
    ids = {claim.text: claim.id for claim in debate.claims.values()}
    steps = {id: found for found in places.all_steps(debate) for id in found.step.claims}
    for wish in saved:
        if claims[wish.sentence] != 1:
            yield f"{claims[wish.sentence]} times: {wish}"
        elif not _stands(debate, steps[ids[wish.sentence]], wish):
            yield f"in another place: {wish}"


def _is_plain(debate: Debate, found: Found) -> bool:
    """Return whether a step is named by its only premise, which stands in no other."""
    claim = found.step.claims[0]
    uses = [each for each in places.all_steps(debate) if claim in each.step.claims]
    return len(found.step.claims) == 1 and len(uses) == 1 and claim.startswith("claim-")


def _stands(debate: Debate, found: Found, wish: Wish) -> bool:
    """Return whether a step is the one that was wanted."""
    if wish.role == "premise":
        return wish.target in found.step.claims
    if wish.role == "undercut":
        questioned = places.questioned(debate, found)
        return questioned is not None and wish.target in questioned.claims
    is_direct = places.questioned(debate, found) is None
    return is_direct and found.host == wish.target and found.step.kind == wish.role
