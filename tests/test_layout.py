from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from

from argmap import drawing, layout
from argmap.drawing import Drawing
from argmap.layout import Layout, Place
from argmap.model import Debate
from argmap.queries import relate
from argmap.selection import select
from argmap.views import View
from tests import sketches


def drawn(debate: Debate, *, direction: Literal["LR", "TB"] = "LR") -> Drawing:
    view = View(direction=direction)
    relations = relate(debate)
    return drawing.draw(debate, view, select(debate, view, relations), relations)


def places(picture: Drawing) -> dict[str, Place]:
    placed = layout.place(picture)
    return {box.claim: placed.places[box.number] for box in picture.boxes}


def overlap(one: Place, other: Place) -> bool:
    apart_along = one.far <= other.near or other.far <= one.near
    return not (apart_along or one.high <= other.low or other.high <= one.low)


@settings(deadline=None)
@given(sketches.debates(), sampled_from(["LR", "TB"]))
def test_no_two_boxes_overlap(debate: Debate, direction: Literal["LR", "TB"]) -> None:
    placed = layout.place(drawn(debate, direction=direction))
    columns: dict[int, list[Place]] = {}
    for place in placed.places:
        columns.setdefault(place.level, []).append(place)
    for column in columns.values():
        column.sort(key=lambda place: place.across)
        assert not any(overlap(one, other) for one, other in pairwise(column))


TREE = sketches.debate("""
top
  + a
    - a1
    - a2
  - b
    ! u
next
  + c
""")


def test_levels_stand_in_columns_and_an_undercut_behind_the_step_it_questions() -> None:
    levels = {claim: place.level for claim, place in places(drawn(TREE)).items()}
    assert levels == {"top": 0, "next": 0, "a": 1, "b": 1, "c": 1, "a1": 2, "a2": 2, "u": 2}


def test_siblings_keep_the_order_of_the_file() -> None:
    across = {claim: place.across for claim, place in places(drawn(TREE)).items()}
    assert across["a"] < across["b"] < across["c"]
    assert across["a1"] < across["a2"] < across["u"]


def test_a_parent_is_centered_on_its_children() -> None:
    across = {claim: place.across for claim, place in places(drawn(TREE)).items()}
    assert across["a"] == pytest.approx((across["a1"] + across["a2"]) / 2)


def test_a_parent_of_many_stays_in_sight_of_its_first_child() -> None:
    many = sketches.debate("top\n" + "\n".join(f"  + s{n}" for n in range(60)))
    across = {claim: place.across for claim, place in places(drawn(many)).items()}
    assert across["top"] - across["s0"] == pytest.approx(layout.SIGHT)


def test_a_shallow_branch_moves_up_beside_a_deep_one() -> None:
    deep = sketches.debate("top\n  + a\n    + a1\n    + a2\n    + a3\n    + a4\n  + b\n  + c")
    placed = places(drawn(deep))
    assert placed["b"].low - placed["a"].high == pytest.approx(layout.SIBLING_GAP)


def test_top_down_rows_are_as_high_as_their_highest_box() -> None:
    picture = drawn(TREE, direction="TB")
    placed: Layout = layout.place(picture)
    heights = [box.height for box in picture.boxes if placed.places[box.number].level == 1]
    assert placed.level_far[1] - placed.level_near[1] == max(heights)


def test_an_empty_drawing_has_an_empty_layout() -> None:
    nothing = Drawing(debate="d", title="t", name="n", boxes=(), steps=(), direction="LR", total=0)
    assert layout.place(nothing).places == ()
