"""Patches: changes of a text, and the text with them, in parts or as a whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

Replacement: TypeAlias = str | Callable[[], str]
"""A text, or what makes it once all patches are known: a part that moves takes its own patches with it."""

WHOLE = -2
"""The level around all others."""


class Patch(NamedTuple):
    """A part of the text and what stands there instead.

    Parts touch: what is put in behind a list stands at the same place as what is put in behind the item that the list
    belongs to. `level` is how deep in the nesting the patch belongs; at one place the deeper one comes first.
    """

    start: int
    end: int
    level: int
    replacement: Replacement


class Patches:
    """The patches of one text."""

    def __init__(self, text: str, newline: str) -> None:
        self.text = text
        self.newline = newline
        self.made: list[Patch] = []
        self._sorted: list[Patch] = []

    def replace(self, start: int, end: int, level: int, replacement: Replacement) -> None:
        """Put something in the place of a part."""
        self.made.append(Patch(start, end, level, replacement))

    def insert(self, place: int, level: int, replacement: Replacement) -> None:
        """Put something in."""
        self.made.append(Patch(place, place, level, replacement))

    def cut(self, start: int, end: int, level: int, instead: str = "") -> None:
        """Take a part away, with all patches in it."""
        self.made.append(Patch(start, end, level, instead))

    def render(self, start: int, end: int, level: int, *, is_flow: bool = False) -> str:
        """Return a part as its patches make it; those of the level and around it belong to what is around the part.

        A part of whole lines ends with what is put in behind it. A part of a line does not.
        """
        found = self._ordered()
        first = bisect_left(found, start if is_flow else start + 1, key=_start)
        last = bisect_right(found, end - 1 if is_flow else end, key=_start)
        return self._joined(found[first:last], start, end, level)

    def _joined(self, patches: list[Patch], start: int, end: int, level: int) -> str:
        pieces: list[str] = []
        done = start
        covered = (
            level  # what stands right behind something gone and is nested deeper has gone with it
        )
        for patch in patches:
            if patch.level <= level or patch.start < done or patch.end > end:
                continue
            if patch.start == patch.end == done and patch.level > covered > level:
                continue
            pieces.append(self.text[done : patch.start])
            pieces.append(self._new(patch.replacement))
            done = patch.end
            covered = patch.level if patch.end > patch.start else level
        pieces.append(self.text[done:end])
        return "".join(pieces)

    def whole(self) -> str:
        """Return the whole text as its patches make it, and forget them: they refer to each other."""
        text = self._joined(self._ordered(), 0, len(self.text), WHOLE)
        self.made, self._sorted = [], []
        return text

    def _ordered(self) -> list[Patch]:
        if len(self._sorted) != len(self.made):
            self._sorted = sorted(self.made, key=_order)
        return self._sorted

    def _new(self, replacement: Replacement) -> str:
        text = replacement if isinstance(replacement, str) else replacement()
        if self.newline == "\n":
            return text
        return text.replace("\r\n", "\n").replace("\n", self.newline)


def _start(patch: Patch) -> int:
    return patch.start


def _order(patch: Patch) -> tuple[int, bool, int]:
    """Put what is put in before what is replaced; of the former the deeper first, of the latter the outer."""
    is_range = patch.end > patch.start
    return patch.start, is_range, patch.level if is_range else -patch.level
