"""Diagram: a drawing as DOT, the language of Graphviz.

There are two DOTs of a drawing. The *placed* one carries every position, and the engine only draws (`nop2`); its boxes
are empty, because the type is set by `picture`. The *portable* one carries labels and no positions, so that any
Graphviz lays it out and draws it.
"""

from collections.abc import Iterable, Iterator, Mapping

import graphviz

from argmap.drawing import Drawing, DrawnBox, DrawnStep
from argmap.layout import Layout
from argmap.model import Kind
from argmap.routes import JUNCTION_RADIUS, Point, Routes

POINTS_PER_INCH = 72.0
WEAK = 0.5
"""A step of this relevance or less is drawn thin."""
FONT = "'Source Sans 3'"
"""With quotes of its own: unquoted, Chromium and typst fall back silently, since 3 is no CSS identifier."""

_HEADS: Mapping[Kind, Mapping[str, str]] = {
    "support": {"arrowhead": "normal", "arrowsize": "0.8"},
    "objection": {"arrowhead": "tee", "arrowsize": "1"},
    "undercut": {"arrowhead": "odot", "arrowsize": "0.75"},
}
_WIDTHS: Mapping[Kind, float] = {"support": 1.4, "objection": 2.2, "undercut": 1.4}
_THIN = 0.6
"""How much thinner a line is that is a cross link, or a step of low relevance."""


def placed(drawing: Drawing, layout: Layout, routes: Routes, *, colors: Mapping[str, str]) -> str:
    """Return DOT with positions in px (y grows downward, so DOT's is negative): boxes `b0…`, lines `l0…`."""
    graph = graphviz.Digraph("map")
    graph.attr("graph", notranslate="true", bgcolor="none", outputorder="edgesfirst")
    graph.attr("node", shape="box", style="rounded,filled", fixedsize="true", label="")
    # Names, numbers and our own colors need no quoting, which is most of the time that node() and edge() take.
    graph.body.extend(_placed_boxes(drawing, layout, colors))
    graph.body.extend(_placed_junctions(drawing, routes, colors))
    graph.body.extend(_placed_lines(drawing, routes, colors))
    return str(graph.source)


def _placed_boxes(drawing: Drawing, layout: Layout, colors: Mapping[str, str]) -> Iterator[str]:
    for box in drawing.boxes:
        place = layout.places[box.number]
        position = _position(drawing, (place.along, place.across))
        size = f"width={_inches(box.width)} height={_inches(box.height)}"
        style = _attributes(_box_style(box, colors))
        yield f'\tb{box.number} [id=b{box.number} pos="{position}" {size} {style}]\n'


def _placed_junctions(drawing: Drawing, routes: Routes, colors: Mapping[str, str]) -> Iterator[str]:
    size = _inches(2 * JUNCTION_RADIUS)
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
            style = _line_style(step, colors, is_cross=line.is_cross, has_head=has_head)
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


def _box_style(box: DrawnBox, colors: Mapping[str, str]) -> dict[str, str]:
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


def _line_style(
    step: DrawnStep, colors: Mapping[str, str], *, is_cross: bool, has_head: bool
) -> dict[str, str]:
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


def _inches(px: float) -> str:
    return f"{px / POINTS_PER_INCH:.4f}"


def portable(drawing: Drawing, *, colors: Mapping[str, str]) -> str:
    """Return DOT without positions, drawn alike by any Graphviz: wrapped labels, claim ids, junctions for steps."""
    runs_right = drawing.direction == "LR"
    graph = graphviz.Digraph("map")
    graph.attr(
        "graph",
        rankdir="RL" if runs_right else "BT",
        newrank="true",
        ranksep="0.6",
        nodesep="0.2",
        bgcolor="none",
        label=graphviz.escape(drawing.title),
        labelloc="t",
        labeljust="l",
        fontname=FONT,
    )
    graph.attr("node", shape="box", style="rounded,filled", fontname=FONT, fontsize="14")
    for box in drawing.boxes:
        graph.node(f"b{box.number}", **_portable_box(box, colors))
    for step in drawing.steps:
        if step.has_junction:
            color = colors[step.kind]
            graph.node(f"j{step.number}", shape="point", width="0.09", color=color, fillcolor=color)
    for step in drawing.steps:
        _draw_portable_step(graph, step, colors, ports=("w", "e") if runs_right else ("n", "s"))
    return str(graph.source)


def _portable_box(box: DrawnBox, colors: Mapping[str, str]) -> dict[str, str]:
    lines = (*box.lines, *box.signs)
    return {
        # escape() leaves line ends alone; \l ends a line and sets it flush left.
        "label": "".join(f"{graphviz.escape(line)}\\l" for line in lines),
        "id": f"claim-{box.claim}",
        "class": " ".join(classes(box)),
        "tooltip": graphviz.escape(box.name),
        "width": _inches(box.width),
        "height": _inches(box.height),
        "fontcolor": colors["thesis-ink"] if is_dark(box) else colors["ink"],
        **_box_style(box, colors),
    }


def _draw_portable_step(
    graph: graphviz.Digraph, step: DrawnStep, colors: Mapping[str, str], *, ports: tuple[str, str]
) -> None:
    near, far = ports
    is_undercut = step.kind == "undercut"
    target = f"j{step.target}" if is_undercut else f"b{step.target}:{far}"
    end = f"j{step.number}" if step.has_junction else target
    free = {"constraint": "false"}
    for premise, is_cross in zip(step.premises, step.is_cross, strict=True):
        style = _line_style(step, colors, is_cross=is_cross, has_head=not step.has_junction)
        loose = is_cross or (is_undercut and not step.has_junction)
        graph.edge(f"b{premise}:{near}", end, **style, **(free if loose else {}))
    if step.has_junction:
        is_cross = all(step.is_cross)
        style = _line_style(step, colors, is_cross=is_cross, has_head=True)
        graph.edge(f"j{step.number}", target, **style, **(free if is_undercut else {}))


def classes(box: DrawnBox) -> tuple[str, ...]:
    """Return the CSS classes of a box: claim, its kind, its stance, and how it stands."""
    kind = "thesis" if box.is_thesis else box.kind or "root"
    found = ["claim", kind]
    if box.stance:
        found.append(f"stance-{box.stance}")
    found += ["is-quiet"] if box.is_quiet else []
    found += ["is-unanswered"] if box.is_unanswered else []
    return tuple(found)
