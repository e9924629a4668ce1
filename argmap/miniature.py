"""The miniature of a divided map: its shape without words, with the sheets drawn over it.

A map much longer than wide is folded into strips that lie side by side, as a long column is set on a page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from argmap import lettering
from argmap.lettering import Style
from argmap.paper import Plan, Window
from argmap.picture import Rect

_GAP = 18.0
_STROKE = {"support": 1.4, "objection": 2.2, "undercut": 1.4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A part of the map, in px of the map, and where it is shown."""

    part: Rect
    place: Rect


@dataclass(frozen=True, slots=True, kw_only=True)
class Miniature:
    """The whole map's size, its strips, and for each sheet of the plan its cell and its name."""

    whole: Rect
    strips: tuple[Strip, ...]
    cells: tuple[Rect, ...]
    names: tuple[str, ...]


def fold(plan: Plan, whole: Rect, room: Rect) -> Miniature:
    """Return the miniature of a whole map, as large as the room allows."""
    rows, columns = _tiles(plan.rows), _tiles(plan.columns)
    is_tall = whole.height / room.height >= whole.width / room.width
    folded = rows if is_tall else columns

    def scale_of(count: int) -> float:
        return _scale(_groups(count, folded), whole, room, is_tall=is_tall)

    best = max(range(1, len(folded) + 1), key=scale_of)
    scale = scale_of(best)
    strips = tuple(_strips(_groups(best, folded), whole, room, scale, is_tall=is_tall))
    return Miniature(
        whole=whole,
        strips=strips,
        cells=tuple(_shown(strips, rows[s.row], columns[s.column], scale) for s in plan.sheets),
        names=tuple(sheet.name for sheet in plan.sheets),
    )


def _tiles(windows: tuple[Window, ...]) -> list[Window]:
    """Return the windows without their overlaps."""
    ends = [*(window.low for window in windows[1:]), windows[-1].high]
    return [Window(window.low, end) for window, end in zip(windows, ends, strict=True)]


def _groups(count: int, folded: list[Window]) -> list[list[Window]]:
    size = ceil(len(folded) / count)
    return [folded[start : start + size] for start in range(0, len(folded), size)]


def _scale(groups: list[list[Window]], whole: Rect, room: Rect, *, is_tall: bool) -> float:
    longest = max(group[-1].high - group[0].low for group in groups)
    free = _GAP * (len(groups) - 1)
    if is_tall:
        return min((room.width - free) / (len(groups) * whole.width), room.height / longest, 1.0)
    return min(room.width / longest, (room.height - free) / (len(groups) * whole.height), 1.0)


def _strips(
    groups: list[list[Window]], whole: Rect, room: Rect, scale: float, *, is_tall: bool
) -> Iterator[Strip]:
    x, y = room.x, room.y
    for group in groups:
        low, length = group[0].low, group[-1].high - group[0].low
        if is_tall:
            part = Rect(x=0, y=low, width=whole.width, height=length)
        else:
            part = Rect(x=low, y=0, width=length, height=whole.height)
        place = Rect(x=x, y=y, width=part.width * scale, height=part.height * scale)
        yield Strip(part=part, place=place)
        x, y = (x + place.width + _GAP, y) if is_tall else (x, y + place.height + _GAP)


def _shown(strips: tuple[Strip, ...], row: Window, column: Window, scale: float) -> Rect:
    """Return where a cell of the map is shown."""
    middle = ((column.low + column.high) / 2, (row.low + row.high) / 2)
    strip = next(
        (strip for strip in strips if _contains(strip.part, middle)),
        strips[-1],
    )
    return Rect(
        x=strip.place.x + (column.low - strip.part.x) * scale,
        y=strip.place.y + (row.low - strip.part.y) * scale,
        width=(column.high - column.low) * scale,
        height=(row.high - row.low) * scale,
    )


def _contains(rect: Rect, point: tuple[float, float]) -> bool:
    x, y = point
    return rect.x <= x <= rect.x + rect.width and rect.y <= y <= rect.y + rect.height


def draw(small: Miniature, shape: str, *, colors: Mapping[str, str]) -> Iterator[str]:
    """Yield the miniature as SVG; `shape` is the map's thumbnail, an `<svg>` colored by class."""
    yield f"<style>{rules(colors)}</style>\n"
    width, height = f"{small.whole.width:.2f}", f"{small.whole.height:.2f}"
    for strip in small.strips:
        place, part = strip.place, strip.part
        yield (
            f'<svg x="{place.x:.2f}" y="{place.y:.2f}" width="{place.width:.2f}" '
            f'height="{place.height:.2f}" viewBox="{part.x:.2f} {part.y:.2f} '
            f'{part.width:.2f} {part.height:.2f}">'
            # The thumbnail fills what is around it.
            f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}">{shape}</svg>'
            "</svg>\n"
        )
    for name, cell in zip(small.names, small.cells, strict=True):
        yield _cell(name, cell, colors)


def rules(colors: Mapping[str, str]) -> str:
    """Return the style rules that color a thumbnail."""
    rules = [f".shape .thesis{{fill:{colors['thesis']}}}", f".shape .root{{fill:{colors['soft']}}}"]
    for kind, width in _STROKE.items():
        color = colors[kind]
        rules.append(f".shape .step.{kind}{{fill:none;stroke:{color};stroke-width:{width}}}")
        rules.append(
            f".shape .claim.{kind}{{fill:{colors[f'{kind}-wash']};stroke:{color};stroke-width:3}}"
        )
    return "".join(rules)


def _cell(name: str, cell: Rect, colors: Mapping[str, str]) -> str:
    size = max(min(16.0, cell.height * 0.6, cell.width * 0.35), 6.0)
    style = Style(size=size, leading=size * 1.3, weight="semibold")
    x, y = cell.x + cell.width / 2, cell.y + cell.height / 2
    half = lettering.measure(name, style) / 2 + size * 0.4
    return (
        f'<rect x="{cell.x:.2f}" y="{cell.y:.2f}" width="{cell.width:.2f}" '
        f'height="{cell.height:.2f}" fill="none" stroke="{colors["edge"]}" stroke-width="0.8"/>'
        f'<rect x="{x - half:.2f}" y="{y - style.leading / 2:.2f}" width="{2 * half:.2f}" '
        f'height="{style.leading:.2f}" rx="{size * 0.3:.2f}" fill="{colors["paper"]}"/>'
        f"{lettering.draw([name], style, (x, y - style.leading / 2), colors=colors, anchor='middle')}\n"
    )
