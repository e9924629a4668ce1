"""Overwriting: which changes a text has lost that somebody made outside argmap on an older one."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from argmap.edits.merging import merge
from argmap.errors import EditRefused
from argmap.model import Debate
from argmap.stores.history import deltas
from argmap.volumes import Volume

CONTAINED_ENOUGH = 3
"""How many changes in a row that are still there tell that the older ones are there too."""

PATIENCE = 10.0
"""Seconds after which no older changes are looked for; everybody else waits meanwhile."""


class Made(NamedTuple):
    """A change that argmap has made: its number and the texts before and after it."""

    number: int
    before: Volume
    after: Volume


class _Found(NamedTuple):
    """What a foreign text still has of a change, and how far it is from the text before the change."""

    number: int
    is_contained: bool
    is_absent: bool
    was_absent: bool
    distance: int


def lost(known: Volume, outside: Volume, made: Iterable[Made]) -> tuple[int, ...]:
    """Return the numbers of the changes that `outside` has lost, of those that led to the text known before.

    The changes come in the order newest first, and the oldest are not asked for when the newer ones are all there.
    """
    if outside.debate is None or outside.debate == known.debate:
        return ()
    found = list(_compared(known, outside, outside.debate, made))
    newer = _newer_than_origin(deltas.distance(known.data, outside.data), found)
    return tuple(each.number for each in found if _is_lost(each, is_newer=each.number in newer))


def _is_lost(found: _Found, *, is_newer: bool) -> bool:
    if found.is_contained:
        return False
    if found.is_absent:
        return not found.was_absent
    # Its place holds a third value: somebody went on from it, or from what was there before it.
    return is_newer


def _compared(
    known: Volume, outside: Volume, now: Debate, made: Iterable[Made]
) -> Iterator[_Found]:
    contained, started = 0, time.monotonic()
    for number, before, after in made:
        if before.debate is None or after.debate is None:
            continue
        is_contained = _changes_nothing(before.debate, now, after.debate)
        is_absent = not is_contained and _changes_nothing(after.debate, now, before.debate)
        found = _Found(
            number=number,
            is_contained=is_contained,
            is_absent=is_absent,
            was_absent=is_absent
            and known.debate is not None
            and _changes_nothing(after.debate, known.debate, before.debate),
            distance=deltas.distance(before.data, outside.data),
        )
        yield found
        contained = contained + 1 if found.is_contained else 0
        if contained == CONTAINED_ENOUGH or time.monotonic() - started > PATIENCE:
            return


def _newer_than_origin(distance: int, found: Sequence[_Found]) -> frozenset[int]:
    """Return the changes made after the text that the foreign one is nearest to."""
    newer, nearest = frozenset[int](), distance
    for index, each in enumerate(found):
        if each.distance < nearest:
            nearest = each.distance
            newer = frozenset(one.number for one in found[: index + 1])
    return newer


def _changes_nothing(base: Debate, theirs: Debate, mine: Debate) -> bool:
    """Return whether `theirs` has all that leads from `base` to `mine`."""
    try:
        return merge(base, theirs, mine) == theirs
    except EditRefused:
        return False
