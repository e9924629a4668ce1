from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from

from argmap import drawing, layout, routes
from argmap.drawing import Drawing
from argmap.layout import Layout, Place
from argmap.model import Debate
from argmap.queries import relate
from argmap.routes import Line, Point
from argmap.selection import select
from argmap.views import View
from tests import sketches


def routed(
    debate: Debate, direction: Literal["LR", "TB"] = "LR"
) -> tuple[Drawing, Layout, routes.Routes]:
    view = View(direction=direction)
    relations = relate(debate)
    drawn = drawing.draw(debate, view, select(debate, view, relations), relations)
    placed = layout.place(drawn)
    return drawn, placed, routes.route(drawn, placed)


def along_curve(line: Line, pieces: int = 16) -> Iterator[Point]:
    points = line.points
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        for piece in range(pieces + 1):
            t = piece / pieces
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (
                sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True))
                for axis in (0, 1)
            )
            yield x, y


def is_inside(point: Point, place: Place) -> bool:
    along, across = point
    edge = 0.5
    return (
        place.near + edge < along < place.far - edge
        and place.low + edge < across < place.high - edge
    )


@settings(deadline=None, max_examples=200)
@given(sketches.debates(), sampled_from(["LR", "TB"]))
def test_every_line_is_a_spline_that_crosses_no_box(
    debate: Debate, direction: Literal["LR", "TB"]
) -> None:
    _, placed, found = routed(debate, direction)
    for line in found.lines:
        assert len(line.points) % 3 == 1
        for point in along_curve(line):
            assert not any(is_inside(point, place) for place in placed.places), line


@settings(deadline=None)
@given(sketches.debates())
def test_every_line_begins_at_its_premise_or_junction_and_ends_at_its_target(
    debate: Debate,
) -> None:
    drawn, placed, found = routed(debate)
    for line in found.lines:
        step = drawn.steps[line.step]
        if line.premise is None:
            assert line.points[0] == found.junctions[line.step]
        else:
            place = placed.places[line.premise]
            assert line.points[0] == (place.near, place.across)
        if line.tip is None:
            assert line.points[-1] == found.junctions[line.step]
        elif step.kind == "undercut":
            junction = found.junctions[step.target]
            assert max(abs(a - b) for a, b in zip(line.tip, junction, strict=True)) < 4
        else:
            place = placed.places[step.target]
            assert line.tip[0] == place.far
            assert place.low < line.tip[1] < place.high


@settings(deadline=None)
@given(sketches.debates())
def test_heads_at_one_box_stand_apart(debate: Debate) -> None:
    drawn, _, found = routed(debate)
    tips: dict[int, list[float]] = {}
    for line in found.lines:
        if line.tip is not None and drawn.steps[line.step].kind != "undercut":
            tips.setdefault(drawn.steps[line.step].target, []).append(line.tip[1])
    for at_box in tips.values():
        at_box.sort()
        assert all(second - first > 1 for first, second in pairwise(at_box))


@pytest.mark.parametrize(
    ("outline", "junctions"),
    [
        ("top\n  + a\n  - b", 0),
        ("top\n  + a & b", 1),
        ("top\n  + a\n    ! u", 1),
        ("top\n  + a\n    ! u\n      ! v", 2),
        ("top\n  + a & b\n    ! u", 1),
    ],
)
def test_linked_steps_and_questioned_steps_have_a_junction(outline: str, junctions: int) -> None:
    assert len(routed(sketches.debate(outline))[2].junctions) == junctions


def test_a_reuse_is_drawn_as_a_cross_link() -> None:
    drawn, _, found = routed(sketches.debate("top\n  + a\n    - a1\nother\n  - @a1"))
    cross = [line for line in found.lines if line.is_cross]
    assert [drawn.boxes[line.premise or 0].claim for line in cross] == ["a1"]
