"""Picture: the engine's drawing dressed with type, signs and links, as the inside of an SVG.

The engine draws boxes, junctions and lines; here every group gets its class, its claim and its accessible name, and
the text is set at exact places. Colors are written as presentation attributes, which any style sheet overrides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from argmap import diagram, drawing, labels, marks
from argmap.drawing import Drawing, DrawnBox
from argmap.layout import Layout, Place
from argmap.routes import Point, Routes, extent

MARGIN = 14.0
FONTS = "'Source Sans 3', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', sans-serif"
PILL_HEIGHT = 22.0
PILL_PADDING = 8.0
PILL_GAP = 5.0
BASELINE = 0.77
"""Where in a line of text its baseline lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """Where a box stands in the picture, in px from its left top corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The inside of an SVG of the given size in px, and what it takes to frame, print and describe it.

    `steps` and `claims` are one group for each step and box of the drawing, in its order, inside what `opening` opens.
    `regular` and `semibold` hold the characters that the text uses in each weight.
    """

    opening: str
    steps: tuple[str, ...]
    claims_opening: str
    claims: tuple[str, ...]
    width: float
    height: float
    name: str
    drawn: int
    total: int
    depth: int
    theses_left_out: int
    boxes: Mapping[str, Rect]
    regular: str
    semibold: str

    @property
    def body(self) -> str:
        """Return the whole inside of the SVG."""
        return "".join(self.excerpt(self.steps, self.claims))

    def excerpt(self, steps: Iterable[str], claims: Iterable[str]) -> Iterator[str]:
        """Yield the inside of an SVG with these of its groups only."""
        yield self.opening
        yield from steps
        yield self.claims_opening
        yield from claims
        yield "</g>\n</g>\n"


# A sample of what the engine writes for each element:
#   <g id="b0" class="node">\n<title>b0</title>\n<path fill="…" d="…"/>\n</g>
_ELEMENT = re.compile(
    r'<g id="([bjl])(\d+)" class="(?:node|edge)">\n<title>[^<]*</title>\n(.*?)\n?</g>\n', re.DOTALL
)


def dress(
    svg: str, drawn: Drawing, layout: Layout, routes: Routes, *, colors: Mapping[str, str]
) -> Picture:
    """Return the picture made from the engine's SVG of a placed drawing."""
    return prepare(drawn, layout, routes, colors=colors)(svg)


def prepare(
    drawn: Drawing, layout: Layout, routes: Routes, *, colors: Mapping[str, str]
) -> Callable[[str], Picture]:
    """Return what dresses the engine's SVG of a placed drawing; all that can be done before there is one is done."""
    undressed = _undressed(drawn, layout, routes, colors)
    sides = [_box_sides(drawn, box, layout.places[box.number], colors) for box in drawn.boxes]

    def dressed(svg: str) -> Picture:
        shapes = {match[1] + match[2]: match[3] for match in _ELEMENT.finditer(svg)}
        steps = _step_groups(drawn, routes, shapes)
        claims = [
            f"{before}{_box_shape(shapes, box)}\n{after}"
            for box, (before, after) in zip(drawn.boxes, sides, strict=True)
        ]
        return replace(undressed, steps=tuple(steps), claims=tuple(claims))

    return dressed


def _undressed(
    drawn: Drawing, layout: Layout, routes: Routes, colors: Mapping[str, str]
) -> Picture:
    left, top, width, height = extent_of(drawn, layout, routes)
    return Picture(
        opening=(
            f'<g transform="translate({_px(-left)} {_px(-top)})" font-family="{FONTS}">\n'
            '<g class="steps">\n'
        ),
        steps=(),
        claims_opening=(
            f'</g>\n<g class="claims" font-size="{_px(drawing.SENTENCE_SIZE)}" '
            f'fill="{colors["ink"]}">\n'
        ),
        claims=(),
        width=width,
        height=height,
        name=drawn.name,
        drawn=len(drawn.boxes),
        total=drawn.total,
        depth=drawn.depth,
        theses_left_out=drawn.theses_left_out,
        boxes=_rects(drawn, layout, left, top),
        regular=_characters(drawn, is_semibold=False),
        semibold=_characters(drawn, is_semibold=True),
    )


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _characters(drawn: Drawing, *, is_semibold: bool) -> str:
    used: set[str] = set() if is_semibold else set("+0123456789−")
    for box in drawn.boxes:
        if box.is_thesis is is_semibold:
            used.update(*box.lines)
        if not is_semibold:
            used.update(*box.signs)
    return "".join(sorted(used))


def corner_of(drawn: Drawing, place: Place) -> Point:
    """Return the left top corner of a box."""
    return (place.near, place.low) if drawn.direction == "LR" else (place.low, place.near)


def _rects(drawn: Drawing, layout: Layout, left: float, top: float) -> Mapping[str, Rect]:
    found = {}
    for box in drawn.boxes:
        x, y = corner_of(drawn, layout.places[box.number])
        found[box.claim] = Rect(x=x - left, y=y - top, width=box.width, height=box.height)
    return found


def extent_of(drawn: Drawing, layout: Layout, routes: Routes) -> tuple[float, float, float, float]:
    """Return left, top, width and height of all that is drawn, with a margin."""
    near, far, low, high = extent(layout, routes)
    for box in drawn.boxes:
        if box.more:
            room = PILL_GAP + (_pill_width(box) if drawn.direction == "LR" else PILL_HEIGHT)
            far = max(far, layout.places[box.number].far + room)
    left, right, top, bottom = (
        (near, far, low, high) if drawn.direction == "LR" else (low, high, near, far)
    )
    return left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN


def size(drawn: Drawing, layout: Layout, routes: Routes) -> tuple[float, float]:
    """Return the width and height in px that the picture will have."""
    _, _, width, height = extent_of(drawn, layout, routes)
    return width, height


def standing(drawn: Drawing, layout: Layout, routes: Routes) -> tuple[Rect, ...]:
    """Return where every box of the drawing will stand in the picture, with the "+n" beside it, in their order."""
    left, top, _, _ = extent_of(drawn, layout, routes)
    found = []
    for box in drawn.boxes:
        place = layout.places[box.number]
        x, y = corner_of(drawn, place)
        width, height = box.width, box.height
        if box.more and drawn.direction == "LR":
            width += PILL_GAP + _pill_width(box)
        elif box.more:
            height += PILL_GAP + PILL_HEIGHT
        found.append(Rect(x=x - left, y=y - top, width=width, height=height))
    return tuple(found)


def spans(drawn: Drawing, layout: Layout, routes: Routes) -> tuple[Rect, ...]:
    """Return a rectangle of the picture around the lines of each step of the drawing, in their order."""
    left, top, _, _ = extent_of(drawn, layout, routes)
    points: list[list[Point]] = [[] for _ in drawn.steps]
    for line in routes.lines:
        points[line.step].extend(line.points)
    return tuple(_around(drawn, of_step, left, top) for of_step in points)


def _around(drawn: Drawing, points: Sequence[Point], left: float, top: float) -> Rect:
    if not points:
        return Rect(x=0, y=0, width=0, height=0)
    along = [point[0] for point in points]
    across = [point[1] for point in points]
    (x, right), (y, bottom) = (min(along), max(along)), (min(across), max(across))
    if drawn.direction == "TB":
        x, right, y, bottom = y, bottom, x, right
    return Rect(x=x - left, y=y - top, width=right - x, height=bottom - y)


def _step_groups(drawn: Drawing, routes: Routes, shapes: Mapping[str, str]) -> Iterator[str]:
    by_step: dict[int, list[int]] = {}
    for number, line in enumerate(routes.lines):
        by_step.setdefault(line.step, []).append(number)
    for step in drawn.steps:
        numbers = by_step.get(step.number, [])
        is_cross = bool(numbers) and all(routes.lines[number].is_cross for number in numbers)
        premises = " ".join(drawn.boxes[premise].claim for premise in step.premises)
        target = drawn.steps[step.target].premises[0] if step.kind == "undercut" else step.target
        lines = [
            _line(shapes.get(f"l{n}", ""), is_reuse=routes.lines[n].is_cross and not is_cross)
            for n in numbers
        ]
        yield (
            f'<g class="step {step.kind}{" reuse" if is_cross else ""}" data-from="{escape(premises)}" '
            f'data-to="{escape(drawn.boxes[target].claim)}">\n'
            f"{''.join(lines)}{shapes.get(f'j{step.number}', '')}</g>\n"
        )


def _line(shape: str, *, is_reuse: bool) -> str:
    return f'<g class="reuse">{shape}</g>\n' if is_reuse else shape + "\n"


def _box_shape(shapes: Mapping[str, str], box: DrawnBox) -> str:
    return shapes.get(f"b{box.number}", "").replace("<path ", '<path class="box" ', 1)


def _box_sides(
    drawn: Drawing, box: DrawnBox, place: Place, colors: Mapping[str, str]
) -> tuple[str, str]:
    """Return what stands before and behind the shape of a box in its group."""
    x, y = corner_of(drawn, place)
    claim, name = escape(box.claim), escape(box.name)
    before = f'<g class="{" ".join(diagram.classes(box))}" id="box-{claim}" data-claim="{claim}">\n'
    if box.href:
        before += f'<a href="{escape(box.href)}" aria-label="{name}">\n'
    else:
        before += f"<title>{name}</title>\n"
    end = "</a>\n" if box.href else ""
    signs = f"{_pill(drawn, box, place, colors)}{_fold(box, x, y, colors)}"
    return before, f"{_text(box, x, y, colors)}{end}{signs}</g>\n"


def _text(box: DrawnBox, x: float, y: float, colors: Mapping[str, str]) -> str:
    left = x + drawing.PADDING
    top = y + drawing.PADDING - 2
    color, weight = _ink(box, colors), ' font-weight="600"' if box.is_thesis else ""
    lines = [
        f'<text class="sentence" x="{_px(left)}" y="{_px(top + drawing.SENTENCE_LINE * (n + BASELINE))}"'
        f"{color}{weight}>{escape(line)}</text>\n"
        for n, line in enumerate(box.lines)
    ]
    top += drawing.SENTENCE_LINE * len(box.lines) + drawing.SIGNS_GAP
    indent = drawing.MARK_WIDTH if box.stance else 0.0
    quiet = f' fill="{colors["thesis-soft" if diagram.is_dark(box) else "soft"]}"'
    lines.extend(
        f'<text class="signs" x="{_px(left + indent)}" y="{_px(top + drawing.SIGNS_LINE * (n + BASELINE))}"'
        f' font-size="{_px(drawing.SIGNS_SIZE)}"{quiet}>{escape(line)}</text>\n'
        for n, line in enumerate(box.signs)
    )
    if box.stance:
        ink = colors["thesis-ink"] if diagram.is_dark(box) else colors["ink"]
        center = (left + marks.RADIUS, top + drawing.SIGNS_LINE / 2)
        lines.append(marks.draw(box.stance, center, color=ink) + "\n")
    return "".join(lines)


def _ink(box: DrawnBox, colors: Mapping[str, str]) -> str:
    if diagram.is_dark(box):
        return f' fill="{colors["thesis-ink"]}"'
    if box.is_quiet or diagram.steps_back(box):
        return f' fill="{colors["soft"]}"'
    return ""


def _pill_text(box: DrawnBox) -> str:
    return f"+{box.more:,}"


def _pill_width(box: DrawnBox) -> float:
    width = labels.measure(_pill_text(box), size=drawing.SIGNS_SIZE, weight="regular")
    return max(width + 2 * PILL_PADDING, 26.0)


def _pill(drawn: Drawing, box: DrawnBox, place: Place, colors: Mapping[str, str]) -> str:
    """Return the sign that says how many claims of the branch are not drawn, and grows it where it can."""
    if not box.more:
        return ""
    width = _pill_width(box)
    if drawn.direction == "LR":
        x, y = place.far + PILL_GAP, place.across - PILL_HEIGHT / 2
        y = place.high - PILL_HEIGHT if box.fold_href else y
    else:
        x, y = place.across - width / 2, place.far + PILL_GAP
        x = place.high - width if box.fold_href else x
    shape = (
        f'<rect x="{_px(x)}" y="{_px(y)}" width="{_px(width)}" height="{_px(PILL_HEIGHT)}" rx="11" '
        f'fill="{colors["paper"]}" stroke="{colors["soft"]}"/>'
        f'<text x="{_px(x + width / 2)}" y="{_px(y + 15.2)}" text-anchor="middle" '
        f'font-size="{_px(drawing.SIGNS_SIZE)}">{_pill_text(box)}</text>'
    )
    if not box.grow_href:
        return f'<g class="more">{shape}</g>\n'
    claims = "claim" if box.more == 1 else "claims"
    name = f"Show more below “{' '.join(box.lines)}”: {box.more} {claims} not drawn"
    return (
        f'<a class="grow" href="{escape(box.grow_href)}" aria-label="{escape(name)}">{shape}</a>\n'
    )


def _fold(box: DrawnBox, x: float, y: float, colors: Mapping[str, str]) -> str:
    """Return the sign that hides a branch; a clear disc around it makes it large enough to touch."""
    if not box.fold_href:
        return ""
    center_x, center_y = x + box.width - 1, y + box.height - 1
    name = f"Hide what bears on “{' '.join(box.lines)}”"
    return (
        f'<a class="fold" href="{escape(box.fold_href)}" aria-label="{escape(name)}">'
        f'<circle cx="{_px(center_x)}" cy="{_px(center_y)}" r="12" fill="{colors["paper"]}" fill-opacity="0"/>'
        f'<circle class="disc" cx="{_px(center_x)}" cy="{_px(center_y)}" r="7.5" fill="{colors["paper"]}" '
        f'stroke="{colors["soft"]}"/>'
        f'<path d="M{_px(center_x - 3.5)},{_px(center_y)}h7" stroke="{colors["ink"]}" stroke-width="1.4"/></a>\n'
    )


def inline(picture: Picture, *, selected: str = "", new: str = "") -> str:
    """Return the picture as an `<svg>` for a page, its text alternative on it, one box marked as chosen or new."""
    body = picture.body
    if selected in picture.boxes:
        chosen = f'data-claim="{escape(selected)}"'
        mark = ' data-new=""' if selected == new else ""
        body = body.replace(chosen, f'{chosen} data-chosen=""{mark}', 1)
    return (
        f'<svg class="map" role="group" aria-label="{escape(picture.name)}" xmlns="http://www.w3.org/2000/svg" '
        f'width="{_px(picture.width)}" height="{_px(picture.height)}" '
        f'viewBox="0 0 {_px(picture.width)} {_px(picture.height)}">\n{body}</svg>\n'
    )
