"""The bare engine: Graphviz on the same boxes and lines that argmap draws, and nothing around it."""

from argmap import composition, diagram, layout, palette, queries, render, routes
from argmap.drawing import Drawing
from argmap.model import Debate
from argmap.views import View
from bench import processes


def drawing(debate: Debate, *, budget: int | None = None) -> Drawing:
    """Return the drawing of a debate's map: whole, or as far as a page shows it."""
    return composition.draw(debate, View(), queries.relate(debate), budget=budget)


def without_positions(drawn: Drawing) -> bytes:
    """Return the DOT of a drawing that says as little as it can: which boxes, how large, and which lines."""
    lines = ["digraph {", "rankdir=RL newrank=true", 'node [shape=box fixedsize=true label=""]']
    inch = diagram.POINTS_PER_INCH
    lines += [
        f"b{box.number} [width={box.width / inch:.4f} height={box.height / inch:.4f}]"
        for box in drawn.boxes
    ]
    for step in drawn.steps:
        target = f"j{step.target}" if step.kind == "undercut" else f"b{step.target}"
        end = f"j{step.number}" if step.has_junction else target
        lines += [f"b{premise} -> {end}" for premise in step.premises]
        if step.has_junction:
            lines += [f"j{step.number} [shape=point]", f"j{step.number} -> {target}"]
    return "\n".join([*lines, "}"]).encode()


def with_positions(drawn: Drawing) -> bytes:
    """Return the DOT that argmap itself hands to the engine."""
    places = layout.place(drawn)
    found = routes.route(drawn, places)
    return diagram.placed(drawn, places, found, colors=palette.colors("light")).encode()


def draw(dot: bytes, *, is_placed: bool = False) -> bytes:
    """Return the SVG of a DOT text, from the engine alone."""
    options = ["-Kneato", "-n2"] if is_placed else ["-Kdot"]
    return processes.run([str(render.engine_path()), *options, "-Tsvg"], data=dot)
