"""The preview of a debate: a card with its title, its question and the shape of its map, for links that are shared."""

from collections.abc import Iterator, Mapping

from argmap import (
    frame,
    lettering,
    miniature,
    palette,
    picture,
    rendition,
    thumbnail,
    typesetting,
    views,
)
from argmap.lettering import Style
from argmap.model import Debate
from argmap.pages import Document, Page
from argmap.rendition import Rendition
from argmap.views import View
from argmap.volumes import Volume

WIDTH, HEIGHT = 1200, 630
"""Pixels; the size that social networks ask for."""

_PADDING = 64.0
_TEXT_WIDTH = 600.0
_PANEL = 760.0
"""Where the panel with the map begins."""
_TITLE_SIZES = (60.0, 52.0, 44.0, 37.0)
_MOST_LINES = 4
_QUESTION = Style(size=30, leading=40, color="soft")
_FACTS = Style(size=24, leading=32, color="soft")
_BRAND = Style(size=24, leading=32, weight="semibold")


def png(volume: Volume) -> bytes:
    """Return the card as a PNG. Raises UnreadableDebate, EngineError and its kin."""
    debate = volume.readable()
    made = rendition.prepare(debate, View(), volume.relations, budget=views.START_BOXES)
    colors = palette.colors("light")
    pieces = [
        *frame.opening(WIDTH, HEIGHT, made.caption),
        frame.background(WIDTH, HEIGHT, colors),
        *_words(debate, colors),
        *_shape(made, colors),
        "</svg>\n",
    ]
    page = Page(width=WIDTH, height=HEIGHT, svg="".join(pieces), description=debate.title)
    document = Document(title=debate.title, pages=(page,), fill=colors["paper"])
    return typesetting.png(document, ppi=72)


def _words(debate: Debate, colors: Mapping[str, str]) -> Iterator[str]:
    style, title = _fitting(debate.title)
    y = _PADDING - 12
    yield lettering.draw(title, style, (_PADDING, y), colors=colors)
    y += lettering.height(title, style) + 20
    bottom = HEIGHT - _PADDING - _FACTS.leading + 8
    room = int((bottom - y - 12) // _QUESTION.leading)
    question = _first(lettering.wrap(debate.question, _QUESTION, _TEXT_WIDTH), room)
    yield lettering.draw(question, _QUESTION, (_PADDING, y), colors=colors)
    facts = f"argmap · {len(debate.claims):,} claims · {len(debate.viewpoints)} viewpoints"
    brand, _, rest = facts.partition(" ")
    yield lettering.draw([brand], _BRAND, (_PADDING, bottom), colors=colors)
    x = _PADDING + lettering.measure(f"{brand} ", _BRAND)
    yield lettering.draw([rest], _FACTS, (x, bottom), colors=colors)


def _fitting(title: str) -> tuple[Style, tuple[str, ...]]:
    """Return the largest style in which a title takes few lines, and these lines."""
    for size in _TITLE_SIZES:
        style = Style(size=size, leading=size * 1.18, weight="semibold", is_serif=True)
        lines = lettering.wrap(title, style, _TEXT_WIDTH)
        if len(lines) <= _MOST_LINES:
            break
    return style, _first(lines, _MOST_LINES + 1)


def _first(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return the first lines, the last one with an ellipsis where there were more."""
    if len(lines) <= most:
        return lines
    return (*lines[: max(most - 1, 0)], *(f"{line} …" for line in lines[most - 1 : most]))


def _shape(made: Rendition, colors: Mapping[str, str]) -> Iterator[str]:
    """Yield the map's shape, as large as the panel holds it."""
    shape = thumbnail.draw(made.drawing, made.layout, made.routes)
    width, height = picture.size(made.drawing, made.layout, made.routes)
    across, down = WIDTH - _PANEL - 64, HEIGHT - 64
    scale = min(across / width, down / height)
    x = _PANEL + (WIDTH - _PANEL - width * scale) / 2
    y = (HEIGHT - height * scale) / 2
    yield f"<style>{miniature.rules(colors)}</style>\n"
    yield (
        f'<rect x="{_PANEL}" width="{WIDTH - _PANEL}" height="{HEIGHT}" fill="{colors["wash"]}"/>\n'
        f'<svg x="{x:.2f}" y="{y:.2f}" width="{width * scale:.2f}" height="{height * scale:.2f}" '
        f'viewBox="0 0 {width:.2f} {height:.2f}">{shape}</svg>\n'
    )
