"""The frame: a picture as a document of its own, with title, view, legend and credits around it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import ceil

from argmap import citations, legend, lettering
from argmap.drawing import Drawing
from argmap.legend import Entry, Legend
from argmap.lettering import CREDIT, NOTE, QUESTION, TITLE, Style
from argmap.model import Debate
from argmap.picture import MARGIN, Picture
from argmap.views import View

PADDING = 30.0
LEAST_WIDTH = 640.0
_GAP = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words around a picture: what it shows, of which view, and whose work it is."""

    title: str
    question: str
    note: str
    credits: str
    description: str
    language: str
    legend: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines in one style at their left top corner."""

    lines: tuple[str, ...]
    style: Style
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame laid out around a picture of a known size; all sizes in px."""

    caption: Caption
    width: int
    height: int
    blocks: tuple[Block, ...]
    picture_corner: tuple[float, float]
    rule: float
    legend: Legend


def caption(debate: Debate, view: View, drawing: Drawing) -> Caption:
    """Return the words around the drawing of a view."""
    lens = debate.viewpoints[view.lens].name if view.lens else ""
    return Caption(
        title=debate.title,
        question=debate.question,
        note=" · ".join(_notes(debate, view, drawing, lens)),
        credits=" · ".join(_credits(debate)),
        description=f"{drawing.name} {debate.question}".strip(),
        language=debate.language,
        legend=legend.entries(drawing, lens),
    )


def _notes(debate: Debate, view: View, drawing: Drawing, lens: str) -> Iterator[str]:
    """Yield what the picture shows of the debate; nothing when it shows all of it, as nobody sees it."""
    if lens:
        yield f"Through the eyes of {lens}"
    if view.focus:
        yield f"Around “{debate.claims[view.focus].text}”"
    if len(drawing.boxes) < drawing.total:
        yield f"{len(drawing.boxes):,} of {drawing.total:,} claims drawn"


def _credits(debate: Debate) -> Iterator[str]:
    if debate.checked:
        yield f"Facts checked {citations.date_text(debate.checked)}"
    if debate.authors:
        yield ", ".join(debate.authors)
    if debate.license:
        yield debate.license
    yield "Drawn with argmap"


def lay_out(caption: Caption, width: float, height: float) -> Frame:
    """Return the frame around a picture of a width and height in px."""
    # The picture keeps a margin of its own, which lies within the frame's padding.
    whole = max(width + 2 * (PADDING - MARGIN), LEAST_WIDTH)
    room = whole - 2 * PADDING
    blocks = list(_head(caption, room))
    lowest = blocks[-1]
    top = lowest.y + lettering.height(lowest.lines, lowest.style) + _GAP - MARGIN + 6
    rule = top + height - MARGIN + _GAP + 6
    signs = legend.lay_out(caption.legend, room)
    last = Block(
        lines=lettering.wrap(caption.credits, CREDIT, room),
        style=CREDIT,
        x=PADDING,
        y=rule + _GAP + signs.height + 6,
    )
    return Frame(
        caption=caption,
        width=ceil(whole),
        height=ceil(last.y + lettering.height(last.lines, CREDIT) + PADDING - 8),
        blocks=(*blocks, last),
        picture_corner=(PADDING - MARGIN, top),
        rule=rule,
        legend=signs,
    )


def _head(caption: Caption, room: float) -> Iterator[Block]:
    y = PADDING - 6
    for text, style, gap in (
        (caption.title, TITLE, 0.0),
        (caption.question, QUESTION, 4.0),
        (caption.note, NOTE, 6.0),
    ):
        lines = lettering.wrap(text, style, room)
        y += gap if lines else 0
        yield Block(lines=lines, style=style, x=PADDING, y=y)
        y += lettering.height(lines, style)


def characters(frame: Frame, picture: Picture) -> Mapping[str, str]:
    """Return the characters that the document sets, by face: `regular`, `semibold` and `serif`."""
    used = {"regular": set(picture.regular), "semibold": set(picture.semibold), "serif": set[str]()}
    for block in frame.blocks:
        face = "serif" if block.style.is_serif else block.style.weight
        used[face].update(*block.lines)
    used["regular"].update("unanswered+3", *(entry.label for entry in frame.caption.legend))
    return {face: "".join(sorted(set_)) for face, set_ in used.items()}


def document(
    frame: Frame,
    picture: Picture,
    *,
    colors: Mapping[str, str],
    fonts: str = "",
    is_transparent: bool = False,
) -> Iterator[str]:
    """Yield the pieces of an SVG document: the picture in its frame; `fonts` are @font-face rules to carry."""
    yield from opening(frame.width, frame.height, frame.caption)
    if fonts:
        yield f"<style>\n{fonts}\n</style>\n"
    if not is_transparent:
        yield background(frame.width, frame.height, colors)
    yield from content(frame, picture, colors=colors)
    yield "</svg>\n"


def content(frame: Frame, picture: Picture, *, colors: Mapping[str, str]) -> Iterator[str]:
    """Yield the inside of the document: the picture and what stands around it."""
    x, y = frame.picture_corner
    yield from surroundings(frame, colors)
    yield f'<g class="map" transform="translate({x:g} {y:g})">\n'
    yield from picture.excerpt(picture.steps, picture.claims)
    yield "</g>\n"


def opening(width: float, height: float, caption: Caption) -> Iterator[str]:
    """Yield the beginning of an SVG document with title and description."""
    language = escape(caption.language)
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" '
        f'lang="{language}" xml:lang="{language}" aria-labelledby="title" aria-describedby="description">\n'
        f'<title id="title">{escape(caption.title)}</title>\n'
        f'<desc id="description">{escape(caption.description)}</desc>\n'
    )


def background(width: float, height: float, colors: Mapping[str, str]) -> str:
    """Return the paper behind everything."""
    return f'<rect class="paper" width="{width:g}" height="{height:g}" fill="{colors["paper"]}"/>\n'


def surroundings(frame: Frame, colors: Mapping[str, str]) -> Iterable[str]:
    """Yield what stands around the picture: title, question and notes above, legend and credits below."""
    for block in frame.blocks:
        yield lettering.draw(block.lines, block.style, (block.x, block.y), colors=colors)
    right = frame.width - PADDING
    yield f'<path class="rule" stroke="{colors["line"]}" d="M{PADDING:g},{frame.rule:.1f}H{right:g}"/>\n'
    yield legend.draw(frame.legend, (PADDING, frame.rule + _GAP), colors=colors)
