"""Portable: a drawing as DOT with labels and without positions, which any Graphviz lays out and draws."""

from collections.abc import Mapping

import graphviz

from argmap import diagram
from argmap.drawing import Drawing, DrawnBox, DrawnStep

FONT = "'Source Sans 3'"
"""With quotes of its own: unquoted, Chromium and typst fall back silently, since 3 is no CSS identifier."""


def dot(drawing: Drawing, *, colors: Mapping[str, str]) -> str:
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
        graph.node(f"b{box.number}", **_box(box, colors))
    for step in drawing.steps:
        if step.has_junction:
            color = colors[step.kind]
            graph.node(f"j{step.number}", shape="point", width="0.09", color=color, fillcolor=color)
    for step in drawing.steps:
        _draw_step(graph, step, colors, ports=("w", "e") if runs_right else ("n", "s"))
    return str(graph.source)


def _box(box: DrawnBox, colors: Mapping[str, str]) -> dict[str, str]:
    lines = (*box.lines, *box.signs)
    return {
        # escape() leaves line ends alone; \l ends a line and sets it flush left.
        "label": "".join(f"{graphviz.escape(line)}\\l" for line in lines),
        "id": f"claim-{box.claim}",
        "class": " ".join(diagram.classes(box)),
        "tooltip": graphviz.escape(box.name),
        "width": diagram.inches(box.width),
        "height": diagram.inches(box.height),
        "fontcolor": colors["thesis-ink"] if diagram.is_dark(box) else colors["ink"],
        **diagram.box_style(box, colors),
    }


def _draw_step(
    graph: graphviz.Digraph, step: DrawnStep, colors: Mapping[str, str], *, ports: tuple[str, str]
) -> None:
    near, far = ports
    is_undercut = step.kind == "undercut"
    target = f"j{step.target}" if is_undercut else f"b{step.target}:{far}"
    end = f"j{step.number}" if step.has_junction else target
    free = {"constraint": "false"}
    for premise, is_cross in zip(step.premises, step.is_cross, strict=True):
        style = diagram.line_style(step, colors, is_cross=is_cross, has_head=not step.has_junction)
        loose = is_cross or (is_undercut and not step.has_junction)
        graph.edge(f"b{premise}:{near}", end, **style, **(free if loose else {}))
    if step.has_junction:
        is_cross = all(step.is_cross)
        style = diagram.line_style(step, colors, is_cross=is_cross, has_head=True)
        graph.edge(f"j{step.number}", target, **style, **(free if is_undercut else {}))
