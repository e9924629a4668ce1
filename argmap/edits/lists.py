"""Lists: how the orders of two revisions of one list differ, and the order that they come to have together."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)


class Displaced(NamedTuple, Generic[K]):
    """A key that stands elsewhere in a list now; the places are told as `2 of 5`."""

    key: K
    old: str
    new: str


def order(base: Sequence[K], theirs: Sequence[K], mine: Sequence[K]) -> list[K]:
    """Return the keys that stay, in order.

    A key that one side took away goes, and one that a side added stays: behind the one that it was put behind, or at
    the end if it was put there. The other side's order leads, unless only this side has changed the order.
    """
    known, in_theirs, in_mine = set(base), set(theirs), set(mine)
    leads, follows = (
        (theirs, mine) if _keeps(base, mine) or not _keeps(base, theirs) else (mine, theirs)
    )
    gone = {key for key in base if key not in in_theirs or key not in in_mine}
    found = [key for key in leads if key not in gone]
    there = set(found)
    added = there - known
    last = max((at for at, key in enumerate(follows) if key in there), default=-1)
    before: K | None = None
    for at, key in enumerate(follows):
        if key in gone:
            continue
        if key not in there:
            found.insert(len(found) if at > last else _behind(found, before, added), key)
            there.add(key)
        before = key
    return found


def _behind(found: Sequence[K], before: K | None, added: Iterable[K]) -> int:
    """Return the place behind a key and behind what was added there by the other side."""
    at = found.index(before) + 1 if before is not None else 0
    while at < len(found) and found[at] in added:
        at += 1
    return at


def _keeps(base: Sequence[K], other: Sequence[K]) -> bool:
    """True when a revision has what is left of the list in its old order."""
    left, known = set(other), set(base)
    return [key for key in base if key in left] == [key for key in other if key in known]


def displaced(old: Sequence[K], new: Sequence[K]) -> Iterator[Displaced[K]]:
    """Yield what has changed its place among the keys that both lists have, as few of them as possible."""
    at = {key: place for place, key in enumerate(old)}
    staying = _longest_rising([at[key] for key in new if key in at])
    for place, key in enumerate(new):
        if key in at and at[key] not in staying:
            yield Displaced(key, f"{at[key] + 1} of {len(old)}", f"{place + 1} of {len(new)}")


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the numbers of the longest rising subsequence, by patience sorting."""
    tops: list[int] = []
    below: dict[int, int] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        if pile:
            below[number] = tops[pile - 1]
        tops[pile : pile + 1] = [number]
    found = set(tops[-1:])
    number = tops[-1] if tops else -1
    while number in below:
        number = below[number]
        found.add(number)
    return found
