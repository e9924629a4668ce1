"""Lettering: lines of text around a picture, in a few fixed styles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from argmap import labels
from argmap.labels import Weight
from argmap.picture import BASELINE, FONTS

SERIF_FONTS = "'Source Serif 4', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', serif"
_SERIF_WIDER = 1.15
"""The serif has no table of widths; no line of words in it is this much wider than the semibold sans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a line is set: sizes in px, a color by name, and its face."""

    size: float
    leading: float
    color: str = "ink"
    weight: Weight = "regular"
    is_serif: bool = False


TITLE = Style(size=27, leading=33, weight="semibold", is_serif=True)
QUESTION = Style(size=17, leading=24, color="soft")
NOTE = Style(size=14, leading=20, weight="semibold")
LABEL = Style(size=13, leading=20)
CREDIT = Style(size=12.5, leading=18, color="soft")


def measure(text: str, style: Style) -> float:
    """Return the width in px that a line needs."""
    width = labels.measure(text, size=style.size, weight=style.weight)
    return width * _SERIF_WIDER if style.is_serif else width


def wrap(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Return the text as lines that fit in a width in px."""
    room = width / _SERIF_WIDER if style.is_serif else width
    return labels.wrap(text, size=style.size, weight=style.weight, width=room)


def shorten(text: str, style: Style, width: float) -> str:
    """Return the text on one line, cut with an ellipsis where it does not fit."""
    if measure(text, style) <= width:
        return text
    cut = text
    while cut and measure(f"{cut}…", style) > width:
        cut = cut[:-1].rstrip()
    return f"{cut}…"


def height(lines: Sequence[str], style: Style) -> float:
    """Return the height in px that lines need."""
    return style.leading * len(lines)


def draw(
    lines: Iterable[str],
    style: Style,
    corner: tuple[float, float],
    *,
    colors: Mapping[str, str],
    anchor: str = "start",
) -> str:
    """Return lines as SVG text; the corner is the left top one, or where the anchor says."""
    x, top = corner
    face = f' font-family="{SERIF_FONTS if style.is_serif else FONTS}" font-size="{style.size:g}"'
    weight = ' font-weight="600"' if style.weight == "semibold" else ""
    aligned = f' text-anchor="{anchor}"' if anchor != "start" else ""
    texts = "".join(
        f'<text x="{x:g}" y="{top + style.leading * (number + BASELINE):.1f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return f'<g fill="{colors[style.color]}"{face}{weight}{aligned}>{texts}</g>\n' if texts else ""
