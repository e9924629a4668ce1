"""Measuring text in the shipped type, and wrapping it to a width.

Widths are sums from `argmap.advances`, kept as whole thousandths of an em, so that the same text breaks in the same
places everywhere. No browser draws a text wider than its measure; kerning draws most texts a little narrower.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Literal

from argmap import advances

Weight = Literal["regular", "semibold"]

WRAPPED = 8_192
"""How many texts are remembered with their lines; a map that is drawn again says nearly the same."""

_EM = 1000
_EMOJI = 1400
_HALF_WIDTH = 600
# A letter that only another font has, such as a Vietnamese one, is as wide as its base letter there.
_OTHER_FONT = 1.25

_CLOSE_ENOUGH = 250  # a quarter of an em more or less shows in no box

# A space, but none before a dash or a dot that stands alone; or what ends "U.S.-", "and/" or "1996–" before a letter,
# as in "U.S.-Japan", but not in "F-35".
_WESTERN = r"[ \-\u2010\u2013\u2014/\u200b](?:(?<= )(?![·–—] )|(?<=[^ ].)(?=[^\W\d_]))"
# Ideographs, kana, their punctuation and full-width forms.
_EASTERN = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_BEGINS_NO_LINE = (
    " \u3000\u00a0、。，．・：；？！‼⁇⁈⁉）〕］｝〉》」』】〙〗〟’”»｠)\\]},.:;!?%％‰°′″℃…‥—―〜～゠–‐"
    "々〻ヽヾゝゞーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u31f0-\u31ff\uff61\uff63-\uff65\uff67-\uff70"
    "\uff9e\uff9f\u0300-\u036f\u3099-\u309c\ufe00-\ufe0f\u200b-\u200d\u2060/\\-"
)
# A number stays with what it counts.
_ENDS_NO_LINE = " \u00a0（〔［｛〈《「『【〘〖〝‘“«｟(\\[{｢＄$￥¥£€＃#№\u200d\u20600-9０-９"
_ANY = (
    f"{_WESTERN}"
    f"|(?<=[{_EASTERN}])(?<![{_ENDS_NO_LINE}])(?![{_BEGINS_NO_LINE}])(?!$)"
    f"|(?<!^)(?<![{_ENDS_NO_LINE}])(?=[{_EASTERN}])(?![{_BEGINS_NO_LINE}])"
)
_BETWEEN_WORDS = re.compile(_WESTERN)
_FIRST_EASTERN = "\u2e80"
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class _Widths(dict[str, int]):
    """The widths of one weight; those of characters outside the table are found when first met."""

    def __missing__(self, character: str) -> int:
        width = self[character] = _width_elsewhere(character, self)
        return width


def _width_elsewhere(character: str, widths: Mapping[str, int]) -> int:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and base.isalpha() and base in widths:
        return round(widths[base] * _OTHER_FONT)
    east_asian_width = unicodedata.east_asian_width(character)
    is_pictograph = category == "So" and not "\u2e80" <= character <= "\uffff"
    if east_asian_width == "W" and is_pictograph:
        return _EMOJI
    return _HALF_WIDTH if east_asian_width == "H" else _EM


_WIDTHS: Mapping[Weight, Callable[[str], int]] = MappingProxyType(
    {
        "regular": _Widths(advances.REGULAR).__getitem__,
        "semibold": _Widths(advances.SEMIBOLD).__getitem__,
    }
)


def measure(text: str, *, size: float, weight: Weight = "regular") -> float:
    """Return the width in px that a line of text needs at a font size in px."""
    return sum(map(_WIDTHS[weight], text)) * size / _EM


@lru_cache(maxsize=WRAPPED)
def wrap(text: str, *, size: float, weight: Weight = "regular", width: float) -> tuple[str, ...]:
    """Return the text as the fewest lines that fit in a width in px, about equally long.

    White space counts as one space, and a break takes the place of a space or of nothing. A word longer than a line is
    broken where the line ends. Only a character wider than `width` makes a line that is.
    """
    text = _one_spaced(text)
    places = list(accumulate(map(_WIDTHS[weight], text), initial=0))
    limit = int(width * _EM / size + 1e-6)
    if places[-1] <= limit:
        return (text,) if text else ()
    starts, ends = _stretches(text)
    widest = max(places[end] - places[start] for start, end in zip(starts, ends, strict=True))
    if widest > limit:
        starts, ends = _broken(text, places, starts, ends, limit)
    firsts = _balanced(
        [places[start] for start in starts], [places[end] for end in ends], widest, limit
    )
    lasts = [*(first - 1 for first in firsts[1:]), -1]
    return tuple(text[starts[a] : ends[b]].strip(" ") for a, b in zip(firsts, lasts, strict=True))


def _one_spaced(text: str) -> str:
    # Nearly every sentence is printable and passes through; a line break or a tab is not.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _WHITE_SPACE.sub(" ", text).strip(" ")


def _stretches(text: str) -> tuple[list[int], list[int]]:
    """Return where the stretches between possible breaks start and end, without spaces between."""
    is_western = text.isascii() or max(text) < _FIRST_EASTERN
    breaks = _BETWEEN_WORDS if is_western else _between_all()
    starts, ends = [0], []
    for match in breaks.finditer(text):
        begin, end = match.span()
        if end > starts[-1]:
            ends.append(begin if text[begin] == " " else end)
            starts.append(end)
    return starts, [*ends, len(text)]


@cache
def _between_all() -> re.Pattern[str]:
    # Compiling it takes longer than drawing a small map, and maps of Western text do without.
    return re.compile(_ANY)


def _broken(
    text: str, places: Sequence[int], starts: Sequence[int], ends: Sequence[int], limit: int
) -> tuple[list[int], list[int]]:
    """Return the starts and ends again, with the stretches cut that are wider than the limit."""
    parts = [
        part
        for start, end in zip(starts, ends, strict=True)
        for part in _parts(text, places, start, end, limit)
    ]
    return [start for start, _ in parts], [end for _, end in parts]


def _parts(
    text: str, places: Sequence[int], start: int, end: int, limit: int
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch, each as wide as fits and at least one character."""
    while places[end] - places[start] > limit and end - start > 1:
        cut = max(start + 1, bisect_right(places, places[start] + limit, start, end) - 1)
        while cut > start + 1 and _belongs_to_the_last(text[cut]):
            cut -= 1
        yield start, cut
        start = cut
    yield start, end


def _belongs_to_the_last(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


def _fill(starts: Sequence[int], ends: Sequence[int], limit: int) -> list[int]:
    """Return the first stretch of each line when every line takes as many as fit."""
    firsts = []
    first = 0
    while first < len(starts):
        firsts.append(first)
        behind = bisect_right(ends, starts[first] + limit, first)
        first = behind if behind > first else first + 1
    return firsts


def _balanced(starts: Sequence[int], ends: Sequence[int], widest: int, limit: int) -> list[int]:
    """Return the first stretch of each line at about the least width that adds no line."""
    firsts = _fill(starts, ends, limit)
    lines = len(firsts)
    widths = range(max(ends[-1] // lines, widest), limit, _CLOSE_ENOUGH)
    found = bisect_left(widths, -lines, key=lambda width: -len(_fill(starts, ends, width)))
    return _fill(starts, ends, widths[found]) if found < len(widths) else firsts
