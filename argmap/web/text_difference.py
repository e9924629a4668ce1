"""The difference of two texts line by line, with some lines around each change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

State = Literal["same", "gone", "new", "skipped"]

AROUND = 3
"""How many unchanged lines stand on either side of a change."""

MOST_COMPARED = 4_000
"""Of more lines than this between the first and the last that differ, all are told as exchanged."""

MOST_SHOWN = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of either text with its number there; skipped lines are counted in the text."""

    state: State
    text: str
    old: int | None = None
    new: int | None = None


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a file for reading; what is no UTF-8 is shown as such."""
    return data.decode("utf-8-sig", "replace").splitlines()


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines in which two texts differ, each change with its surroundings."""
    found: list[Line] = []
    for line in _laid(old, new):
        found.append(line)
        if len(found) == MOST_SHOWN:
            found.append(
                Line(state="skipped", text="The difference goes on; it is too long to show.")
            )
            break
    return tuple(found)


def _laid(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    begin, end = _ends(old, new)
    middle_old, middle_new = old[begin : len(old) - end], new[begin : len(new) - end]
    if not middle_old and not middle_new:
        return
    before = max(0, begin - AROUND)
    yield from _skipped(before)
    yield from _same(new[before:begin], before, before)
    if max(len(middle_old), len(middle_new)) > MOST_COMPARED:
        yield from _gone(middle_old, begin)
        yield from _new(middle_new, begin)
    else:
        yield from _compared(middle_old, middle_new, begin)
    after = min(AROUND, end)
    yield from _same(new[len(new) - end :][:after], len(old) - end, len(new) - end)
    yield from _skipped(end - after)


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many lines both texts begin with, and how many they end with."""
    shorter = min(len(old), len(new))
    begin = 0
    while begin < shorter and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    return begin, end


def _compared(old: Sequence[str], new: Sequence[str], at: int) -> Iterator[Line]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag != "equal":
            yield from _gone(old[first:last], at + first)
            yield from _new(new[start:stop], at + start)
        elif last - first <= 2 * AROUND:
            yield from _same(new[start:stop], at + first, at + start)
        else:
            yield from _same(new[start : start + AROUND], at + first, at + start)
            yield from _skipped(last - first - 2 * AROUND)
            yield from _same(new[stop - AROUND : stop], at + last - AROUND, at + stop - AROUND)


def _same(lines: Sequence[str], old: int, new: int) -> Iterator[Line]:
    for place, text in enumerate(lines, start=1):
        yield Line(state="same", text=text, old=old + place, new=new + place)


def _gone(lines: Sequence[str], old: int) -> Iterator[Line]:
    for place, text in enumerate(lines, start=1):
        yield Line(state="gone", text=text, old=old + place)


def _new(lines: Sequence[str], new: int) -> Iterator[Line]:
    for place, text in enumerate(lines, start=1):
        yield Line(state="new", text=text, new=new + place)


def _skipped(count: int) -> Iterator[Line]:
    if count:
        yield Line(state="skipped", text=f"{count:,} line{'' if count == 1 else 's'} the same")
