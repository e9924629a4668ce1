"""Obstacles: the later change that stands in the way of taking one back."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from argmap.drafting import debate_of
from argmap.edits.merging import merge
from argmap.errors import EditClash, EditRefused
from argmap.standing import Standing
from argmap.stores.entries import Entry
from argmap.stores.history.changes import Change
from argmap.stores.history.keeping import History

MOST = 1_000
"""How many later changes are looked through."""

NAMED = "Change {} stands in the way, which {}: undo that one first."
UNNAMED = "A later change stands in the way: undo that one first, or edit the debate as it is now."


def told(
    clash: EditClash, change: Change, *, entry: Entry, history: History, standing: Standing
) -> EditClash:
    """Return a clash with what a change was to be taken back from, as the change that it is due to."""
    page = history.changes(debate=entry.id, limit=MOST)
    later = [each for each in reversed(page) if each.number > change.number]
    before, after = standing.known(entry, change.before), standing.known(entry, change.after)

    def is_in_the_way(other: Change) -> bool:
        now = standing.known(entry, other.after)
        try:
            merge(debate_of(after), debate_of(now), debate_of(before))
        except EditRefused:
            return True
        return False

    found = _first(later, is_in_the_way) if len(later) < MOST else None
    sentence = NAMED.format(found.number, found.words) if found else UNNAMED
    return EditClash(sentence, clash.clashes)


def _first(later: Sequence[Change], is_in_the_way: Callable[[Change], bool]) -> Change | None:
    """Return the change with which the obstacle came that is still there."""
    while later:
        at = bisect_left(later, True, key=is_in_the_way)  # noqa: FBT003  # the key's value
        if at == len(later):
            return None
        found = later[at]
        if found.undone_by is None:
            return found
        later = [each for each in later if each.number > found.undone_by]
    return None
