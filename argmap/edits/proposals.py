"""Proposals: two revisions of one text joined word by word, where they do not touch the same words."""

import itertools
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 2_000
"""In longer texts lines are compared, not words; comparing takes the square of their number."""

_WORDS = re.compile(r"\s+|[^\s]+")


class _Change(NamedTuple):
    """What stands in the place of some words, from `start` to before `end`."""

    start: int
    end: int
    instead: tuple[str, ...]


def join(base: str, theirs: str, mine: str) -> str | None:
    """Return a text with the changes of both; `None` where they touch the same words."""
    for parts in (_WORDS.findall, lambda text: text.splitlines(keepends=True)):
        words = parts(base)
        if len(words) <= MOST_WORDS:
            return _joined(words, parts(theirs), parts(mine))
    return None


def _joined(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> str | None:
    changes = {*_changes(base, theirs), *_changes(base, mine)}
    ordered = sorted(changes)
    for one, other in itertools.pairwise(ordered):
        if other.start < one.end or other.start == one.start:
            return None
    joined: list[str] = []
    at = 0
    for change in ordered:
        joined += [*base[at : change.start], *change.instead]
        at = change.end
    return "".join([*joined, *base[at:]])


def _changes(base: Sequence[str], other: Sequence[str]) -> Iterator[_Change]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag != "equal":
            yield _Change(start, end, tuple(other[begin:stop]))
