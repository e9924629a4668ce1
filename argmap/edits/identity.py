"""Identity: which claim is which where its id has changed, as it does when a sentence without one is edited by hand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from argmap.edits import places
from argmap.edits.pairing import defined
from argmap.model import Claim, Debate

Address: TypeAlias = tuple[str, str, int]
"""What a claim is defined below, in which list, and how deep in its undercuts."""

LEAST_ALIKE = 0.5
MOST_COMPARED = 400
"""Of more pairs in one list only those with equal sentences are seen; comparing two takes some microseconds a word."""


def renames(before: Debate, after: Debate) -> Mapping[str, str]:
    """Return new ids by old ones, for claims that stand where they stood and say the same or nearly so."""
    gone = before.claims.keys() - after.claims.keys()
    come = after.claims.keys() - before.claims.keys()
    if not gone or not come:
        return {}
    olds, news = _by_address(before, after, gone), _by_address(after, before, come)
    return {
        old.id: new.id
        for address in olds.keys() & news.keys()
        for old, new in _alike(olds[address], news[address])
    }


def _by_address(
    debate: Debate, other: Debate, wanted: Collection[str]
) -> Mapping[Address, list[Claim]]:
    found: dict[Address, list[Claim]] = {}
    found["", "theses", 0] = [debate.claims[id] for id in debate.theses if id in wanted]
    for host in debate.claims.values():
        if host is not other.claims.get(host.id):
            for step in places.steps(host):
                claims = [debate.claims[id] for id in defined(step) if id in wanted]
                found.setdefault((host.id, step.key, len(step.path)), []).extend(claims)
    return found


def _alike(olds: Sequence[Claim], news: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of claims, each claim once: those that say the same first, then the most similar."""
    pairs = [(1.0, old, new) for old in olds for new in news if old.text == new.text]
    if len(olds) * len(news) <= MOST_COMPARED:
        # An id that is written out changes only when somebody wants another claim.
        unnamed = [old for old in olds if not old.has_written_id]
        pairs += [(_likeness(old, new), old, new) for old in unnamed for new in news]
    paired: set[str] = set()
    for likeness, old, new in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= LEAST_ALIKE and paired.isdisjoint((old.id, new.id)):
            paired |= {old.id, new.id}
            yield old, new


def _likeness(old: Claim, new: Claim) -> float:
    return SequenceMatcher(None, old.text, new.text, autojunk=False).ratio()
