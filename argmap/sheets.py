"""Sheets: the pages of a map on paper, as SVG: one sheet for all of it, or an index and a sheet for each part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap import frame, lettering, miniature, paper, picture
from argmap.frame import Caption
from argmap.lettering import Style
from argmap.pages import PX, Link, Page
from argmap.paper import HEAD, MARGIN, Fit, Plan, Sheet, Window
from argmap.picture import Picture, Rect

_TITLE = Style(size=9.5, leading=12, color="soft", weight="semibold")
_NAME = Style(size=9.5, leading=12, weight="semibold")
_NEXT = Style(size=8, leading=10, color="soft")
_TICK = 7.0

Colors = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A picture with what it takes to divide it: where boxes stand and lines run, and the shape without words."""

    picture: Picture
    caption: Caption
    boxes: tuple[Rect, ...]
    lines: tuple[Rect, ...]
    shape: str


def single(drawn: Map, fit: Fit, *, colors: Colors, is_transparent: bool = False) -> Page:
    """Return the framed picture in the middle of one sheet."""
    framed = frame.lay_out(drawn.caption, drawn.picture.width, drawn.picture.height)
    x = (fit.width - framed.width * fit.scale) / 2
    y = (fit.height - framed.height * fit.scale) / 2
    inside = [
        f'<g transform="translate({x:.2f} {y:.2f}) scale({fit.scale:.5f})">\n',
        *frame.content(framed, drawn.picture, colors=colors),
        "</g>\n",
    ]
    svg = _document(fit, drawn.caption, inside, colors, is_transparent=is_transparent)
    return Page(width=fit.width, height=fit.height, svg=svg, description=drawn.caption.description)


def divided(
    drawn: Map, plan: Plan, *, colors: Colors, is_transparent: bool = False
) -> Iterator[Page]:
    """Yield the index page and then the sheets of a plan."""
    places = {(sheet.row, sheet.column): number + 1 for number, sheet in enumerate(plan.sheets)}
    yield _index(drawn, plan, colors, is_transparent=is_transparent)
    homes = _homes(plan.sheets)
    for sheet in plan.sheets:
        made = _SheetPage(drawn, plan, sheet, places, homes, colors)
        inside = list(made.draw())
        yield Page(
            width=plan.width,
            height=plan.height,
            svg=_document(plan, drawn.caption, inside, colors, is_transparent=is_transparent),
            description=f"Sheet {sheet.name} of {plan.last}: {len(sheet.whole)} claims",
            name=f"Sheet {sheet.name}",
            links=tuple(made.links),
        )


def _homes(sheets: Sequence[Sheet]) -> Mapping[int, str]:
    """Return for each box the name of the first sheet on which it stands whole."""
    homes: dict[int, str] = {}
    for sheet in sheets:
        for box in sheet.whole:
            homes.setdefault(box, sheet.name)
    return homes


def _document(
    size: Plan | Fit,
    caption: Caption,
    inside: Sequence[str],
    colors: Colors,
    *,
    is_transparent: bool,
) -> str:
    paper_ = "" if is_transparent else frame.background(size.width, size.height, colors)
    return "".join([*frame.opening(size.width, size.height, caption), paper_, *inside, "</svg>\n"])


def _index(drawn: Map, plan: Plan, colors: Colors, *, is_transparent: bool) -> Page:
    width, height = plan.width / PX, plan.height / PX
    across = width - 2 * (frame.PADDING - picture.MARGIN)
    framed = frame.lay_out(drawn.caption, across, 0)
    down = max(height - framed.height, 60)
    framed = frame.lay_out(drawn.caption, across, down)
    room = Rect(
        x=frame.PADDING,
        y=framed.picture_corner[1] + picture.MARGIN,
        width=width - 2 * frame.PADDING,
        height=down - 2 * picture.MARGIN,
    )
    whole = Rect(x=0, y=0, width=drawn.picture.width, height=drawn.picture.height)
    small = miniature.fold(plan, whole, room)
    inside = [
        f'<g transform="scale({PX})">\n',
        *frame.surroundings(framed, colors),
        *miniature.draw(small, drawn.shape, colors=colors),
        "</g>\n",
    ]
    return Page(
        width=plan.width,
        height=plan.height,
        svg=_document(plan, drawn.caption, inside, colors, is_transparent=is_transparent),
        description=f"{drawn.caption.description} Divided into {len(plan.sheets)} sheets.",
        name="Index",
        links=tuple(
            Link(x=r.x * PX, y=r.y * PX, width=r.width * PX, height=r.height * PX, page=n + 1)
            for n, r in enumerate(small.cells)
        ),
    )


class _SheetPage:
    """Draws one sheet: a part of the map, what continues where, and marks to lay sheets together by."""

    def __init__(
        self,
        drawn: Map,
        plan: Plan,
        sheet: Sheet,
        places: Mapping[tuple[int, int], int],
        homes: Mapping[int, str],
        colors: Colors,
    ) -> None:
        self.drawn = drawn
        self.plan = plan
        self.sheet = sheet
        self.places = places
        self.homes = homes
        self.colors = colors
        self.links: list[Link] = []
        self.row = plan.rows[sheet.row]
        self.column = plan.columns[sheet.column]
        self.area = Rect(
            x=MARGIN,
            y=MARGIN + HEAD,
            width=(self.column.high - self.column.low) * plan.scale,
            height=(self.row.high - self.row.low) * plan.scale,
        )

    def draw(self) -> Iterator[str]:
        """Yield the sheet's SVG without its root; notes down the links on the way."""
        yield from self._head()
        yield from self._part()
        yield from self._overlaps()
        yield from self._neighbors()

    def _head(self) -> Iterator[str]:
        name = f"Sheet {self.sheet.name} of {self.plan.last}"
        right = self.plan.width - MARGIN
        room = right - MARGIN - lettering.measure(name, _NAME) - 24
        caption = self.drawn.caption
        words = f"{caption.title} · {caption.note}" if caption.note else caption.title
        title = lettering.shorten(words, _TITLE, room)
        top = MARGIN - 8
        yield lettering.draw([title], _TITLE, (MARGIN, top), colors=self.colors)
        yield lettering.draw([name], _NAME, (right, top), colors=self.colors, anchor="end")
        width = lettering.measure(name, _NAME)
        self.links.append(Link(x=right - width, y=top, width=width, height=14, page=0))

    def _part(self) -> Iterator[str]:
        area, column, row = self.area, self.column, self.row
        view = f"{column.low:.2f} {row.low:.2f} {column.high - column.low:.2f} {row.high - row.low:.2f}"
        yield (
            f'<svg x="{area.x:.2f}" y="{area.y:.2f}" width="{area.width:.2f}" '
            f'height="{area.height:.2f}" viewBox="{view}">\n'
        )
        drawn = self.drawn.picture
        steps = (
            step
            for step, span in zip(drawn.steps, self.drawn.lines, strict=True)
            if _meet(span, column, row)
        )
        yield from drawn.excerpt(steps, (drawn.claims[box] for box in self.sheet.whole))
        for box in self.sheet.cut:
            yield self._ghost(box)
        yield "</svg>\n"

    def _ghost(self, box: int) -> str:
        """Return the empty outline of a box that the sheet's edge cuts, with the sheet that has it whole."""
        rect = self.drawn.boxes[box]
        left, right = max(rect.x, self.column.low), min(rect.x + rect.width, self.column.high)
        top = max(rect.y, self.row.low)
        bottom = min(rect.y + rect.height, self.row.high)
        outline = (
            f'<rect x="{rect.x:.1f}" y="{rect.y:.1f}" width="{rect.width:.1f}" '
            f'height="{rect.height:.1f}" rx="8" fill="{self.colors["paper"]}" '
            f'stroke="{self.colors["edge"]}" stroke-dasharray="2,3"/>'
        )
        style = Style(size=12, leading=16, color="soft")
        if bottom - top < style.leading or right - left < 2 * style.leading:
            return outline
        at = ((left + right) / 2, (top + bottom - style.leading) / 2)
        name = self.homes.get(box, "")
        return outline + lettering.draw([name], style, at, colors=self.colors, anchor="middle")

    def _overlaps(self) -> Iterator[str]:
        """Yield ticks in the margins where the sheets around this one begin and end."""
        area, scale = self.area, self.plan.scale
        right, bottom = area.x + area.width, area.y + area.height
        ticks = []
        for edge in _edges(self.plan.rows, self.sheet.row):
            y = area.y + (edge - self.row.low) * scale
            ticks += [f"M{area.x:.2f},{y:.2f}h-{_TICK}", f"M{right:.2f},{y:.2f}h{_TICK}"]
        for edge in _edges(self.plan.columns, self.sheet.column):
            x = area.x + (edge - self.column.low) * scale
            ticks += [f"M{x:.2f},{area.y:.2f}v-{_TICK}", f"M{x:.2f},{bottom:.2f}v{_TICK}"]
        if ticks:
            yield f'<path stroke="{self.colors["edge"]}" stroke-width="0.6" d="{"".join(ticks)}"/>\n'

    def _neighbors(self) -> Iterator[str]:
        """Yield the names of the sheets around this one, each beside its edge."""
        area = self.area
        middle = (area.x + area.width / 2, area.y + area.height / 2)
        around = (
            (-1, 0, (middle[0], area.y - 13)),
            (1, 0, (middle[0], area.y + area.height + 3)),
            (0, -1, (area.x - 15, middle[1])),
            (0, 1, (area.x + area.width + 15, middle[1])),
        )
        for down, across, (x, y) in around:
            place = (self.sheet.row + down, self.sheet.column + across)
            if place in self.places:
                yield self._neighbor(paper.sheet_name(*place), x, y, down, across)
                self.links.append(
                    Link(x=x - 14, y=y - 2, width=28, height=14, page=self.places[place])
                )

    def _neighbor(self, name: str, x: float, y: float, down: int, across: int) -> str:
        text = lettering.draw([name], _NEXT, (x, y), colors=self.colors, anchor="middle")
        # A small triangle points to the sheet: beside the name above and below it, over it at the sides.
        half = lettering.measure(name, _NEXT) / 2
        tip = (x + half + 6, y + 5 + 2.5 * down) if down else (x + 2.5 * across, y - 4)
        wings = f"l-2.5,{-5 * down}h5z" if down else f"l{-5 * across},-2.5v5z"
        return f'{text}<path fill="{self.colors["soft"]}" d="M{tip[0]:.2f},{tip[1]:.2f}{wings}"/>\n'


def _meet(span: Rect, column: Window, row: Window) -> bool:
    reach = paper.CLEARANCE
    return (
        span.x - reach < column.high
        and span.x + span.width + reach > column.low
        and span.y - reach < row.high
        and span.y + span.height + reach > row.low
    )


def _edges(windows: Sequence[Window], number: int) -> Iterator[float]:
    if number:
        yield windows[number - 1].high
    if number + 1 < len(windows):
        yield windows[number + 1].low
