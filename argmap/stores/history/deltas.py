"""Deltas: what differs between two texts, as a few bytes that lead from each to the other."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

PROBE = 48
"""How many equal bytes tell that two texts go on alike."""

FRACTIONS = (1 / 2, 1 / 4, 3 / 4, 1 / 8, 3 / 8, 5 / 8, 7 / 8)
"""Where in a stretch that differs a part that has stayed is looked for."""

APART = 2
"""How many ends of lines have a whole line between them."""

_HUNK = struct.Struct(">QQQ")


class Hunk(NamedTuple):
    """A stretch of the old text, from `start` on, and what stands in its place in the new one."""

    start: int
    old: bytes
    new: bytes

    @property
    def end(self) -> int:
        """Return where the stretch ends in the old text."""
        return self.start + len(self.old)


def compare(old: bytes, new: bytes) -> tuple[Hunk, ...]:
    """Return what differs, in the order of the text; none where the texts are equal."""
    return tuple(_hunks(old, new))


def replaced(text: bytes, hunks: Sequence[Hunk]) -> bytes:
    """Return the old text with the hunks, which do not overlap, in their place."""
    parts, at = [], 0
    for hunk in hunks:
        parts += [text[at : hunk.start], hunk.new]
        at = hunk.end
    return b"".join([*parts, text[at:]])


def make(old: bytes, new: bytes) -> bytes:
    """Return the delta between two texts."""
    packed = [
        part
        for hunk in compare(old, new)
        for part in (_HUNK.pack(hunk.start, len(hunk.old), len(hunk.new)), hunk.old, hunk.new)
    ]
    return zlib.compress(b"".join(packed), level=1)


def forward(delta: bytes, old: bytes) -> bytes:
    """Return the new text of a delta from its old one."""
    return replaced(old, _unpacked(delta))


def backward(delta: bytes, new: bytes) -> bytes:
    """Return the old text of a delta from its new one."""
    turned, shift = [], 0
    for hunk in _unpacked(delta):
        turned.append(Hunk(hunk.start + shift, hunk.new, hunk.old))
        shift += len(hunk.new) - len(hunk.old)
    return replaced(new, turned)


def combined(base: bytes, theirs: bytes, mine: bytes) -> bytes | None:
    """Return the base with both changes; `None` where they touch the same bytes.

    What both have put between the same two bytes stands there twice, theirs first, unless it is the same.
    """
    ours = {*compare(base, theirs), *compare(base, mine)}
    first = set(compare(base, theirs))
    hunks = sorted(ours, key=lambda hunk: (hunk.start, hunk.end, hunk not in first))
    if any(one.end > other.start for one, other in pairwise(hunks)):
        return None
    return replaced(base, hunks)


def side_by_side(base: bytes, theirs: bytes, mine: bytes) -> bytes | None:
    """Return the base with both changes; `None` unless a line that both have left alone lies between any two."""
    hunks = sorted(
        [(hunk, True) for hunk in compare(base, theirs)]
        + [(hunk, False) for hunk in compare(base, mine)]
    )
    for (one, is_theirs), (other, also_theirs) in pairwise(hunks):
        if is_theirs != also_theirs and base[one.end : other.start].count(b"\n") < APART:
            return None
    return replaced(base, [hunk for hunk, _ in hunks])


def distance(one: bytes, other: bytes) -> int:
    """Return how many bytes differ between two texts."""
    return sum(len(hunk.old) + len(hunk.new) for hunk in compare(one, other))


def _unpacked(delta: bytes) -> list[Hunk]:
    data, at, hunks = zlib.decompress(delta), 0, []
    while at < len(data):
        start, old, new = _HUNK.unpack_from(data, at)
        at += _HUNK.size
        hunks.append(Hunk(start, data[at : at + old], data[at + old : at + old + new]))
        at += old + new
    return hunks


def _hunks(old: bytes, new: bytes) -> Iterator[Hunk]:
    pending = [(0, old, new)]
    while pending:
        start, old, new = pending.pop()
        head = _common_head(old, new)
        start, old, new = start + head, old[head:], new[head:]
        tail = _common_tail(old, new)
        old, new = old[: len(old) - tail], new[: len(new) - tail]
        kept = _kept(old, new)
        if kept:
            left, right = kept
            pending.append((start + left, old[left:], new[right:]))
            pending.append((start, old[:left], new[:right]))
        elif old or new:
            yield Hunk(start, old, new)


def _kept(old: bytes, new: bytes) -> tuple[int, int] | None:
    """Return where a part that has stayed begins in both texts, if one is found."""
    if min(len(old), len(new)) < PROBE:
        return None
    for fraction in FRACTIONS:
        left = int((len(old) - PROBE) * fraction)
        probe = old[left : left + PROBE]
        right = new.find(probe)
        # A part that stands there twice may be another one.
        if right >= 0 and new.find(probe, right + 1) < 0:
            back = _common_tail(old[:left], new[:right])
            return left - back, right - back
    return None


def _common_head(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
