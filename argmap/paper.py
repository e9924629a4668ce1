"""Paper: cutting a map into sheets of paper through no box.

Rows and columns of sheets are windows on the map that may overlap, so that a box on the edge of one stands whole on
the next. Sheets are named by row and column: A1, A2, B1. Positions on the map are in px, sizes of paper in pt.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from argmap.errors import PictureRefused
from argmap.picture import Rect

Paper = Literal["a4", "letter", "a3", "slide"]

PAPERS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"a4": (841.9, 595.3), "letter": (792.0, 612.0), "a3": (1190.6, 841.9), "slide": (960.0, 540.0)}
)
"""The papers by name, lying, as width and height in pt; all but the slide are also used standing."""

MARGIN = 25.5
"""Kept free around a sheet's part of the map, in pt; most printers need half of it."""
HEAD = 22.0
"""Room for a sheet's title and name, in pt."""
SCALES = (0.75, 0.7, 0.65)
"""Points in a px of the map, from natural size to the smallest at which signs of 12 px measure about 8 pt."""
LARGEST_SCALE = 1.1
MOST_SHEETS = 400
CLEARANCE = 6.0
"""Room in px around a box that no edge of a sheet enters."""


class Window(NamedTuple):
    """A stretch of the map that a row or a column of sheets shows."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its row and column from 0, the boxes that stand whole on it, and those that its edges cut off."""

    row: int
    column: int
    whole: tuple[int, ...]
    cut: tuple[int, ...]

    @property
    def name(self) -> str:
        """Return the sheet's name, such as B3."""
        return sheet_name(self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a map is divided: the paper's size and scale in pt, the windows of rows and columns, the sheets."""

    width: float
    height: float
    scale: float
    rows: tuple[Window, ...]
    columns: tuple[Window, ...]
    sheets: tuple[Sheet, ...]

    @property
    def last(self) -> str:
        """Return the name of the last row and column."""
        return sheet_name(len(self.rows) - 1, len(self.columns) - 1)


class Fit(NamedTuple):
    """A whole picture on one sheet: the paper's size and the scale, in pt."""

    width: float
    height: float
    scale: float


def sheet_name(row: int, column: int) -> str:
    """Return letters for the row and a number for the column, both counted from 0: `B3`, `AA1`."""
    letters = ""
    row += 1
    while row:
        row, place = divmod(row - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{column + 1}"


def fit(paper: str, width: float, height: float) -> Fit | None:
    """Return how a framed picture of a size in px fits on one sheet and can be read; `None` if it cannot."""
    fits = [
        Fit(across, down, min(across / width, down / height, LARGEST_SCALE))
        for across, down in _turned(paper)
    ]
    best = max(fits, key=lambda found: found.scale)
    return best if best.scale >= SCALES[-1] else None


def plan(paper: str, boxes: Sequence[Rect], lines: Sequence[Rect]) -> Plan:
    """Return the plan with the fewest sheets, of these the one with the largest type.

    `lines` may be cut; boxes may not. Raises PictureRefused for a box larger than a sheet, and for more sheets than
    anybody lays out.
    """
    extent = _extent((*boxes, *lines))
    plans = [_plan(size, scale, boxes, extent) for scale in SCALES for size in _turned(paper)]
    found = [each for each in plans if each is not None]
    if not found:
        raise PictureRefused(
            f"A claim of this map is larger than a sheet ({paper}). "
            "Choose a larger paper, a PDF of the map's own size, or SVG."
        )
    best = min(found, key=lambda each: len(each.sheets))
    if len(best.sheets) > MOST_SHEETS:
        raise PictureRefused(
            f"The map would take {len(best.sheets):,} sheets ({paper}). "
            "Choose a focus on one claim, a smaller depth, or SVG."
        )
    return best


def _turned(paper: str) -> tuple[tuple[float, float], ...]:
    lying = PAPERS[paper]
    return (lying,) if paper == "slide" else (lying, (lying[1], lying[0]))


def _extent(rects: Sequence[Rect]) -> tuple[Window, Window]:
    """Return from where to where there is something across and down."""
    return (
        Window(min(r.x for r in rects), max(r.x + r.width for r in rects)),
        Window(min(r.y for r in rects), max(r.y + r.height for r in rects)),
    )


def _plan(
    size: tuple[float, float],
    scale: float,
    boxes: Sequence[Rect],
    extent: tuple[Window, Window],
) -> Plan | None:
    across = (size[0] - 2 * MARGIN) / scale
    down = (size[1] - 2 * MARGIN - HEAD) / scale
    columns = cut([Window(box.x, box.x + box.width) for box in boxes], extent[0], across)
    rows = cut([Window(box.y, box.y + box.height) for box in boxes], extent[1], down)
    if not columns or not rows:
        return None
    sheets = tuple(_sheets(boxes, rows, columns))
    return Plan(
        width=size[0], height=size[1], scale=scale, rows=rows, columns=columns, sheets=sheets
    )


def cut(spans: Sequence[Window], extent: Window, room: float) -> tuple[Window, ...]:
    """Return the fewest windows, each at most `room` long, of which each span lies whole in one.

    Returns nothing when a span is longer than the room. Choosing for each window the end that lets the next begin
    farthest on gives the fewest, because a window that begins farther on never reaches less far.
    """
    kept = sorted({Window(low - CLEARANCE, high + CLEARANCE) for low, high in spans})
    if any(high - low > room for low, high in kept):
        return ()
    lows = [span.low for span in kept]
    start = min(extent.low - CLEARANCE, *lows)
    end = max(extent.high + CLEARANCE, *(span.high for span in kept))
    windows = []
    while end - start > room:
        near = kept[bisect_left(lows, start - room) : bisect_left(lows, start + room)]
        ends = [start + room, *(low for low, _ in near if low > start)]
        edge = max(ends, key=lambda each: (_next_start(near, each), -each))
        windows.append(Window(start, _end(near, edge, start + room)))
        start = _next_start(near, edge)
    return (*windows, Window(start, end))


def _next_start(spans: Sequence[Window], edge: float) -> float:
    """Return where the window behind an edge begins: at the first span that the edge cuts, or at the edge."""
    return min((low for low, high in spans if low < edge < high), default=edge)


def _end(spans: Sequence[Window], edge: float, latest: float) -> float:
    """Return where a window ends: not before the edge, and where it cuts the fewest spans off."""
    ends = [edge, latest, *(high for _, high in spans if edge < high <= latest)]
    return min(ends, key=lambda each: (sum(low < each < high for low, high in spans), each))


def _sheets(
    boxes: Sequence[Rect], rows: Sequence[Window], columns: Sequence[Window]
) -> Iterator[Sheet]:
    """Yield the sheets on which some box stands whole."""
    order = sorted(range(len(boxes)), key=lambda number: boxes[number].y)
    tops = [boxes[number].y for number in order]
    tallest = max((box.height for box in boxes), default=0.0)
    for row, window in enumerate(rows):
        near = order[bisect_left(tops, window.low - tallest) : bisect_left(tops, window.high)]
        in_row = [
            (number, boxes[number])
            for number in sorted(near)
            if boxes[number].y + boxes[number].height > window.low
        ]
        for column, across in enumerate(columns):
            seen = {
                number: _holds(window, box.y, box.height) and _holds(across, box.x, box.width)
                for number, box in in_row
                if box.x < across.high and box.x + box.width > across.low
            }
            if any(seen.values()):
                yield Sheet(
                    row=row,
                    column=column,
                    whole=tuple(number for number, is_whole in seen.items() if is_whole),
                    cut=tuple(number for number, is_whole in seen.items() if not is_whole),
                )


def _holds(window: Window, low: float, length: float) -> bool:
    return window.low <= low and low + length <= window.high
