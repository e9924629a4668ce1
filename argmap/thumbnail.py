"""Thumbnail: the shape of a map without words, for cards and miniatures."""

from collections.abc import Sequence

from argmap import picture
from argmap.drawing import Drawing
from argmap.layout import Layout
from argmap.routes import Point, Routes


def draw(drawn: Drawing, layout: Layout, routes: Routes) -> str:
    """Return the shape of a map without words, as a small `<svg>` that style sheets color by class."""
    left, top, width, height = picture.extent_of(drawn, layout, routes)
    boxes: dict[str, list[str]] = {}
    for box in drawn.boxes:
        x, y = picture.corner_of(drawn, layout.places[box.number])
        kind = "thesis" if box.is_thesis else box.kind or "root"
        boxes.setdefault(kind, []).append(
            f"M{x - left:.0f},{y - top:.0f}h{box.width:.0f}v{box.height:.0f}h-{box.width:.0f}z"
        )
    lines: dict[str, list[str]] = {}
    for line in routes.lines:
        path = _path(drawn, line.points, left, top)
        lines.setdefault(drawn.steps[line.step].kind, []).append(path)
    drawn_lines = "".join(
        f'<path class="step {kind}" d="{"".join(paths)}"/>' for kind, paths in lines.items()
    )
    drawn_boxes = "".join(
        f'<path class="claim {kind}" d="{"".join(paths)}"/>' for kind, paths in boxes.items()
    )
    return (
        f'<svg class="shape" aria-hidden="true" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'preserveAspectRatio="none">{drawn_lines}{drawn_boxes}</svg>'
    )


def _path(drawn: Drawing, points: Sequence[Point], left: float, top: float) -> str:
    turned = points if drawn.direction == "LR" else [(across, along) for along, across in points]
    numbers = [f"{x - left:.0f},{y - top:.0f}" for x, y in turned]
    return f"M{numbers[0]}C{' '.join(numbers[1:])}"
