"""Aligning: which part of a list each part of another has been."""

from collections.abc import Sequence

from argmap.stores.splicing.contents import Content


def aligned(old: Sequence[Content], new: Sequence[Content]) -> list[int | None]:
    """Return which of the old each of the new has been: an equal one, else the next that is left."""
    free: dict[Content, list[int]] = {}
    for place in reversed(range(len(old))):
        free.setdefault(old[place], []).append(place)
    found: list[int | None] = []
    for content in new:
        places = free.get(content)
        found.append(places.pop() if places else None)
    left = sorted(place for places in free.values() for place in places)
    if len(old) == len(left) + sum(place is not None for place in found):
        missing = [index for index, place in enumerate(found) if place is None]
        for index, place in zip(missing, left, strict=False):
            if _is_between(found, index, place):
                found[index] = place
    return found


def _is_between(found: Sequence[int | None], index: int, place: int) -> bool:
    """True when a place keeps the order of those around it."""
    before = [one for one in found[:index] if one is not None]
    behind = [one for one in found[index + 1 :] if one is not None]
    return (not before or max(before) < place) and (not behind or place < min(behind))
