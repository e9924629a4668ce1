"""Diagram: a drawing as DOT, the language of Graphviz, with every position: the engine only draws (`nop2`).

The boxes are empty, because the type is set by `picture`. DOT for other people's Graphviz is made by `portable`.
"""

from collections.abc import Iterable, Iterator, Mapping

from argmap.drawing import Drawing, DrawnBox, DrawnStep
from argmap.layout import Layout
from argmap.model import Kind
from argmap.routes import JUNCTION_RADIUS, Point, Routes

POINTS_PER_INCH = 72.0
WEAK = 0.5
"""A step of this relevance or less is drawn thin."""

_HEADS: Mapping[Kind, Mapping[str, str]] = {
    "support": {"arrowhead": "normal", "arrowsize": "0.8"},
    "objection": {"arrowhead": "tee", "arrowsize": "1"},
    "undercut": {"arrowhead": "odot", "arrowsize": "0.75"},
}
_WIDTHS: Mapping[Kind, float] = {"support": 1.4, "objection": 2.2, "undercut": 1.4}
_THIN = 0.6
"""How much thinner a line is that is a cross link, or a step of low relevance."""


_OPENING = """digraph map {
\tgraph [bgcolor=none notranslate=true outputorder=edgesfirst]
\tnode [fixedsize=true label="" shape=box style="rounded,filled"]
"""


def placed(drawing: Drawing, layout: Layout, routes: Routes, *, colors: Mapping[str, str]) -> str:
    """Return DOT with positions in px (y grows downward, so DOT's is negative): boxes `b0…`, lines `l0…`."""
    # Names, numbers and our own colors need no quoting, which is most of what the graphviz package would do here.
    boxes = _placed_boxes(drawing, layout, colors)
    junctions = _placed_junctions(drawing, routes, colors)
    lines = _placed_lines(drawing, routes, colors)
    return "".join((_OPENING, *boxes, *junctions, *lines, "}\n"))


def _placed_boxes(drawing: Drawing, layout: Layout, colors: Mapping[str, str]) -> Iterator[str]:
    for box in drawing.boxes:
        place = layout.places[box.number]
        position = _position(drawing, (place.along, place.across))
        size = f"width={inches(box.width)} height={inches(box.height)}"
        style = _attributes(box_style(box, colors))
        yield f'\tb{box.number} [id=b{box.number} pos="{position}" {size} {style}]\n'


def _placed_junctions(drawing: Drawing, routes: Routes, colors: Mapping[str, str]) -> Iterator[str]:
    size = inches(2 * JUNCTION_RADIUS)
    for number, point in routes.junctions.items():
        color = colors[drawing.steps[number].kind]
        style = _attributes({"color": color, "fillcolor": color})
        position = _position(drawing, point)
        yield f'\tj{number} [id=j{number} shape=point pos="{position}" width={size} {style}]\n'


def _placed_lines(drawing: Drawing, routes: Routes, colors: Mapping[str, str]) -> Iterator[str]:
    styles: dict[tuple[Kind, bool, bool, bool], str] = {}
    for number, line in enumerate(routes.lines):
        step = drawing.steps[line.step]
        has_head = line.tip is not None
        key = (step.kind, line.is_cross, has_head, step.relevance <= WEAK)
        if key not in styles:
            style = line_style(step, colors, is_cross=line.is_cross, has_head=has_head)
            styles[key] = _attributes(style)
        start = f"j{line.step}" if line.premise is None else f"b{line.premise}"
        end = f"{'j' if step.kind == 'undercut' else 'b'}{step.target}"
        spline = _spline(drawing, line.points, line.tip)
        yield (
            f"\t{start} -> {end if has_head else f'j{line.step}'} "
            f'[id=l{number} pos="{spline}" {styles[key]}]\n'
        )


def _attributes(style: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in style.items())


def box_style(box: DrawnBox, colors: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a box that say what it is and how it is seen."""
    if is_dark(box):
        return {"fillcolor": colors["thesis"], "color": colors["thesis"]}
    color = colors[box.kind] if box.kind else colors["thesis" if box.is_thesis else "soft"]
    if box.kind is None or box.is_quiet or steps_back(box) or box.stance == "silent":
        return {"fillcolor": colors["paper"], "color": colors["line"] if box.is_quiet else color}
    style = {"fillcolor": colors[f"{box.kind}-wash"], "color": color}
    return {**style, "penwidth": "2"} if box.stance in ("accepts", "leans") else style


def is_dark(box: DrawnBox) -> bool:
    """True for a box drawn light on dark: a thesis, unless the viewpoint looked through rejects it."""
    return box.is_thesis and not box.is_quiet and not steps_back(box)


def steps_back(box: DrawnBox) -> bool:
    """True for what the viewpoint looked through doubts or rejects."""
    return box.stance in ("doubts", "rejects")


def line_style(
    step: DrawnStep, colors: Mapping[str, str], *, is_cross: bool, has_head: bool
) -> dict[str, str]:
    """Return the attributes of a line."""
    width = _WIDTHS[step.kind] * (_THIN if is_cross or step.relevance <= WEAK else 1)
    style = {"color": colors[step.kind], "penwidth": f"{width:.2f}"}
    if is_cross or step.kind == "undercut":
        style["style"] = "dashed"
    return {**style, **(_HEADS[step.kind] if has_head else {"arrowhead": "none"})}


def _position(drawing: Drawing, point: Point) -> str:
    along, across = point
    x, y = (along, across) if drawing.direction == "LR" else (across, along)
    return f"{_number(x)},{_number(-y)}"


def _spline(drawing: Drawing, points: Iterable[Point], tip: Point | None) -> str:
    spline = " ".join(_position(drawing, point) for point in points)
    return spline if tip is None else f"e,{_position(drawing, tip)} {spline}"


def _number(value: float) -> str:
    return f"{value:.1f}"


def inches(px: float) -> str:
    """Return a length as DOT counts it."""
    return f"{px / POINTS_PER_INCH:.4f}"


def classes(box: DrawnBox) -> tuple[str, ...]:
    """Return the CSS classes of a box: claim, its kind, its stance, and how it stands."""
    kind = "thesis" if box.is_thesis else box.kind or "root"
    found = ["claim", kind]
    if box.stance:
        found.append(f"stance-{box.stance}")
    found += ["is-quiet"] if box.is_quiet else []
    found += ["is-unanswered"] if box.is_unanswered else []
    return tuple(found)
