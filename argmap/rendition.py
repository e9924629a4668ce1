"""Renditions: a view of a debate drawn for a file, as SVG, PNG or PDF, its size known before it is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor, sqrt

from argmap import (
    composition,
    diagram,
    frame,
    layout,
    palette,
    paper,
    picture,
    render,
    routes,
    sheets,
    thumbnail,
    typesetting,
)
from argmap.drawing import Drawing
from argmap.errors import PictureRefused
from argmap.frame import Caption, Frame
from argmap.layout import Layout
from argmap.model import Debate
from argmap.pages import PX, Document, Page
from argmap.palette import Theme
from argmap.paper import Fit, Plan
from argmap.picture import Picture, Rect
from argmap.queries import Relations
from argmap.routes import Routes
from argmap.views import View

MOST_PIXELS_A_SIDE = 32_767
MOST_PIXELS = 60_000_000
MOST_POINTS_A_SIDE = 14_400.0
"""The largest page that readers of PDF are required to show."""
SMALLEST_SCALE, LARGEST_SCALE = 0.1, 8.0

_PPI = 96.0


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """A view laid out and not yet drawn; all sizes follow from it."""

    debate: Debate
    view: View
    drawing: Drawing
    layout: Layout
    routes: Routes

    @cached_property
    def caption(self) -> Caption:
        """Return the words around the picture."""
        return frame.caption(self.debate, self.view, self.drawing)

    @cached_property
    def frame(self) -> Frame:
        """Return the frame around the picture; its width and height in px are those of the SVG."""
        return frame.lay_out(self.caption, *picture.size(self.drawing, self.layout, self.routes))

    @cached_property
    def boxes(self) -> tuple[Rect, ...]:
        """Return where every box stands in the picture."""
        return picture.standing(self.drawing, self.layout, self.routes)

    @cached_property
    def lines(self) -> tuple[Rect, ...]:
        """Return where the lines of every step run in the picture."""
        return picture.spans(self.drawing, self.layout, self.routes)


def prepare(
    debate: Debate, view: View, relations: Relations, *, budget: int | None = None
) -> Rendition:
    """Return a view laid out; without a budget all that it holds."""
    drawing = composition.draw(debate, view, relations, budget=budget)
    places = layout.place(drawing)
    return Rendition(
        debate=debate,
        view=view,
        drawing=drawing,
        layout=places,
        routes=routes.route(drawing, places),
    )


def dot(made: Rendition, *, theme: Theme) -> str:
    """Return the view as DOT without positions, for any Graphviz."""
    from argmap import portable  # noqa: PLC0415 - no picture needs it

    return portable.dot(made.drawing, colors=palette.colors(theme))


def svg(made: Rendition, *, theme: Theme, is_transparent: bool = False) -> bytes:
    """Return the framed picture as an SVG document that carries its fonts. Raises EngineError and its kin."""
    colors = palette.colors(theme)
    drawing = _begin(made, colors)
    from argmap import typefaces  # noqa: PLC0415 - loaded, as the frame is laid out, while the engine draws

    around = made.frame
    drawn = drawing()
    fonts = typefaces.subset_css(**frame.characters(around, drawn))
    pieces = frame.document(
        around, drawn, colors=colors, fonts=fonts, is_transparent=is_transparent
    )
    return "".join(pieces).encode()


def png(
    made: Rendition, *, theme: Theme, scale: float = 1.0, is_transparent: bool = False
) -> bytes:
    """Return the framed picture in pixels. Raises PictureRefused before it starts, EngineError and its kin."""
    refuse_large_png(made, scale)
    colors = palette.colors(theme)
    document = _document(made, (_own_page(made, colors, is_transparent),), colors, is_transparent)
    return typesetting.png(document, ppi=_PPI * scale)


def pdf(
    made: Rendition, *, theme: Theme, on: str = "", is_transparent: bool = False
) -> tuple[bytes, int]:
    """Return a PDF of the map's own size or on sheets of a paper, and the number of its pages.

    Raises PictureRefused before it starts, EngineError and its kin.
    """
    colors = palette.colors(theme)
    if on:
        divided = divide(made, on)
        pages = tuple(_sheets(made, divided, colors, is_transparent))
    else:
        refuse_large_pdf(made)
        pages = (_own_page(made, colors, is_transparent),)
    return typesetting.pdf(_document(made, pages, colors, is_transparent)), len(pages)


def pixels(width: int, height: int, scale: float) -> tuple[int, int]:
    """Return the width and height of a PNG of a frame at a scale."""
    # Half a pixel counts as one, as it does for the typesetter.
    return floor(width * scale + 0.5), floor(height * scale + 0.5)


def points(made: Rendition) -> tuple[float, float]:
    """Return the width and height in pt of a PDF of the map's own size."""
    return made.frame.width * PX, made.frame.height * PX


def divide(made: Rendition, on: str) -> Fit | Plan:
    """Return how the map lies on a paper: whole on one sheet, or divided. Raises PictureRefused."""
    return paper.fit(on, made.frame.width, made.frame.height) or paper.plan(
        on, made.boxes, made.lines
    )


def page_count(divided: Fit | Plan) -> int:
    """Return the number of pages; a divided map has an index before its sheets."""
    return 1 if isinstance(divided, Fit) else 1 + len(divided.sheets)


def refuse_large_png(made: Rendition, scale: float) -> None:
    """Raise PictureRefused when a PNG would be too large, with what works instead."""
    width, height = pixels(made.frame.width, made.frame.height, scale)
    if max(width, height) <= MOST_PIXELS_A_SIDE and width * height <= MOST_PIXELS:
        return
    fitting = largest_scale(made)
    advice = f"It fits at scale {fitting:g}. Or choose" if fitting else "Choose"
    others = "PDF or SVG" if max(points(made)) <= MOST_POINTS_A_SIDE else "SVG"
    raise PictureRefused(
        f"As a PNG this map would measure {width:,} × {height:,} pixels; the limits are "
        f"{MOST_PIXELS_A_SIDE:,} a side and {MOST_PIXELS // 1_000_000} megapixels. "
        f"{advice} {others}, or a focus on one claim."
    )


def largest_scale(made: Rendition) -> float:
    """Return the largest scale, to a twentieth, at which a PNG is within the limits; 0 where none is."""
    width, height = made.frame.width, made.frame.height
    most = min(
        (MOST_PIXELS_A_SIDE - 1) / max(width, height),
        sqrt(MOST_PIXELS / (width * height)),
        LARGEST_SCALE,
    )
    rounded = floor(most * 20) / 20
    return rounded if rounded >= SMALLEST_SCALE else 0.0


def refuse_large_pdf(made: Rendition) -> None:
    """Raise PictureRefused when a PDF of the map's own size would be too large, with what works instead."""
    width, height = points(made)
    if max(width, height) > MOST_POINTS_A_SIDE:
        raise PictureRefused(
            f"As one page this map would measure {width:,.0f} × {height:,.0f} pt; readers of PDF "
            f"stop at {MOST_POINTS_A_SIDE:,.0f} pt a side. Choose a paper (a4, letter, a3 or "
            "slide), which divides it into sheets, or a focus on one claim."
        )


def _draw(made: Rendition, colors: Mapping[str, str]) -> Picture:
    return _begin(made, colors)()


def _begin(made: Rendition, colors: Mapping[str, str]) -> Callable[[], Picture]:
    dot = diagram.placed(made.drawing, made.layout, made.routes, colors=colors)
    svg = render.begin(dot, is_placed=True)
    dressed = picture.prepare(made.drawing, made.layout, made.routes, colors=colors)
    return lambda: dressed(svg())


def _own_page(made: Rendition, colors: Mapping[str, str], is_transparent: bool) -> Page:  # noqa: FBT001 - passed on
    """Return the page of the map's own size. It carries no fonts: the typesetter has them."""
    pieces = frame.document(
        made.frame, _draw(made, colors), colors=colors, is_transparent=is_transparent
    )
    width, height = points(made)
    return Page(
        width=width,
        height=height,
        svg="".join(pieces),
        description=made.caption.description,
    )


def _sheets(
    made: Rendition,
    divided: Fit | Plan,
    colors: Mapping[str, str],
    is_transparent: bool,  # noqa: FBT001 - passed on
) -> tuple[Page, ...]:
    drawn = sheets.Map(
        picture=_draw(made, colors),
        caption=made.caption,
        boxes=made.boxes,
        lines=made.lines,
        shape=thumbnail.draw(made.drawing, made.layout, made.routes),
    )
    if isinstance(divided, Fit):
        return (sheets.single(drawn, divided, colors=colors, is_transparent=is_transparent),)
    return tuple(sheets.divided(drawn, divided, colors=colors, is_transparent=is_transparent))


def _document(
    made: Rendition,
    pages: tuple[Page, ...],
    colors: Mapping[str, str],
    is_transparent: bool,  # noqa: FBT001 - passed on
) -> Document:
    return Document(
        title=made.debate.title,
        pages=pages,
        description=made.caption.description,
        language=made.debate.language,
        authors=made.debate.authors,
        fill="" if is_transparent else colors["paper"],
    )
