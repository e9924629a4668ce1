"""Spans: two revisions of one text laid over each other word by word, for showing what has changed."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

State = Literal["same", "gone", "new"]

MOST_WORDS = 2_000
"""In longer stretches lines are compared, not words; comparing takes the square of their number."""

LEAST_ALIKE = 0.25
"""Texts that share less than this are told as one text in place of another."""

# "The base, moved." has the words The, base, a comma, moved and a stop; of Japanese each character is one.
_WORD = re.compile(
    r"(\s*)([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\w+?(?=[\u3040-\u30ff\u3400-\u9fff])|\w+|[^\w\s])"
)
_LINE = re.compile(r"(\s*)(\S[^\n]*)")


class Span(NamedTuple):
    """A stretch of text that both revisions have, or only the old one (`gone`), or only the new one."""

    text: str
    state: State


class _Word(NamedTuple):
    """A word with the blanks before it."""

    blanks: str
    text: str


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return the stretches of both texts: without what is new they make the old one, without what is gone the new."""
    if old == new:
        return (Span(new, "same"),) if new else ()
    for pattern in (_WORD, _LINE):
        words, others = _words(pattern, old), _words(pattern, new)
        begin, end = _ends(words, others)
        if max(len(words), len(others)) - begin - end <= MOST_WORDS:
            found = tuple(_joined(_laid(words, others, begin, end)))
            return found if _are_alike(found, old, new) else _exchanged(old, new)
    return _exchanged(old, new)


def _exchanged(old: str, new: str) -> tuple[Span, ...]:
    return tuple(span for span in (Span(old, "gone"), Span(new, "new")) if span.text)


def _are_alike(found: Sequence[Span], old: str, new: str) -> bool:
    shared = sum(len(span.text) for span in found if span.state == "same")
    return 2 * shared >= LEAST_ALIKE * (len(old) + len(new))


def _words(pattern: re.Pattern[str], text: str) -> list[_Word]:
    """Return the words of a text; blanks at its end are a word without letters."""
    found = [_Word(match[1], match[2]) for match in pattern.finditer(text)]
    rest = len(text) - sum(len(word.blanks) + len(word.text) for word in found)
    return [*found, _Word(text[len(text) - rest :], "")]


def _ends(old: Sequence[_Word], new: Sequence[_Word]) -> tuple[int, int]:
    """Return how many words are equal at the beginning and at the end."""
    shorter = min(len(old), len(new))
    begin = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - begin
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return begin, end


def _laid(old: Sequence[_Word], new: Sequence[_Word], begin: int, end: int) -> Iterator[Span]:
    """Yield the spans of texts whose first and last words are equal."""
    yield from (Span(word.blanks + word.text, "same") for word in old[:begin])
    gone, added = old[begin : len(old) - end], new[begin : len(new) - end]
    matcher = SequenceMatcher(
        None, [word.text for word in gone], [word.text for word in added], autojunk=False
    )
    for _, start, stop, first, last in matcher.get_opcodes():
        yield from _pair(gone[start:stop], added[first:last])
    yield from (Span(word.blanks + word.text, "same") for word in old[len(old) - end :])


def _pair(gone: Sequence[_Word], added: Sequence[_Word]) -> Iterator[Span]:
    """Yield the spans of words of which all are the same, but for blanks, or none."""
    if [word.text for word in gone] == [word.text for word in added]:
        for word, other in zip(gone, added, strict=True):
            yield from _blanks(word.blanks, other.blanks)
            yield Span(word.text, "same")
        return
    shared = gone[0].blanks if gone and added and gone[0].blanks == added[0].blanks else ""
    yield Span(shared, "same")
    yield Span(_text(gone)[len(shared) :], "gone")
    yield Span(_text(added)[len(shared) :], "new")


def _blanks(old: str, new: str) -> Iterator[Span]:
    if old == new:
        yield Span(old, "same")
    else:
        yield Span(old, "gone")
        yield Span(new, "new")


def _text(words: Sequence[_Word]) -> str:
    return "".join(word.blanks + word.text for word in words)


def _joined(found: Iterator[Span]) -> Iterator[Span]:
    """Yield spans with neighbors of one state as one, and what is gone before what is new in its place."""
    same, gone, new = "", "", ""
    for text, state in found:
        if state == "same" and text:
            if gone or new:
                yield from _exchanged(gone, new)
                gone = new = ""
            same += text
        elif text:
            if same:
                yield Span(same, "same")
                same = ""
            gone, new = (gone + text, new) if state == "gone" else (gone, new + text)
    yield from ((Span(same, "same"),) if same else _exchanged(gone, new))
