"""Lists: the order that two revisions of one list come to have together."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def order(base: Sequence[K], theirs: Sequence[K], mine: Sequence[K]) -> list[K]:
    """Return the keys that stay, in order.

    A key that one side took away goes, and one that a side added stays, behind the one that it was put behind. The
    other side's order leads, unless only this side has changed the order.
    """
    known, in_theirs, in_mine = set(base), set(theirs), set(mine)
    leads, follows = (
        (theirs, mine) if _keeps(base, mine) or not _keeps(base, theirs) else (mine, theirs)
    )
    gone = {key for key in base if key not in in_theirs or key not in in_mine}
    found = [key for key in leads if key not in gone]
    added = set(found) - known
    before: K | None = None
    for key in follows:
        if key not in gone and key not in found:
            found.insert(_behind(found, before, added), key)
        if key not in gone:
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
