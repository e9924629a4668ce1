import pytest

from argmap import selection
from argmap.model import Debate
from argmap.queries import relate
from argmap.selection import Selection, select
from argmap.views import View
from tests import sketches

DEBATE = sketches.debate("""
first
  + a
    - a1
      + a11
        - a111
          + a1111
    ! u
  - b
    + b1 & b2
second
  + c
    + @a1
  + @b
""")


def drawn(view: View, *, debate: Debate = DEBATE, budget: int | None = None) -> Selection:
    return select(debate, view, relate(debate), budget=budget)


def test_without_depth_or_budget_every_claim_is_drawn_once() -> None:
    selection = drawn(View())
    assert sorted(selection.boxes) == sorted(DEBATE.claims)
    assert [box.more for box in selection.boxes.values()] == [0] * len(DEBATE.claims)


def test_a_claim_stands_where_it_is_defined_even_when_it_is_reused_higher_up() -> None:
    assert drawn(View()).boxes["a1"].parent == "a"


def test_a_reused_claim_is_drawn_at_its_reuse_when_its_home_is_too_deep() -> None:
    selection = drawn(View(depth=1, grow=("c",)))
    assert selection.boxes["a1"].parent == "c"


def test_depth_counts_levels_below_the_theses() -> None:
    assert list(drawn(View(depth=0)).boxes) == ["first", "second"]
    assert list(drawn(View(depth=1)).boxes) == ["first", "second", "a", "u", "b", "c"]


def test_what_is_cut_is_counted_by_different_claims() -> None:
    boxes = drawn(View(depth=1)).boxes
    assert (boxes["a"].more, boxes["a"].supports, boxes["a"].objections) == (4, 0, 1)
    assert (boxes["b"].more, boxes["b"].supports) == (2, 1)
    assert boxes["c"].more == 4
    assert boxes["first"].more == 0


def test_growing_shows_one_level_and_folding_hides_all() -> None:
    grown = drawn(View(depth=1).grown("a")).boxes
    assert "a1" in grown
    assert grown["a"].more == 0
    assert grown["a1"].more == 3
    folded = drawn(View().folded("a")).boxes
    assert folded["a1"].parent == "c"
    assert "a11" not in folded
    assert folded["a"].more == 3


def test_a_page_starts_at_the_greatest_depth_up_to_three_within_its_budget() -> None:
    assert drawn(View(), budget=120).depth == 3
    assert drawn(View(), budget=7).depth == 1


WIDE = sketches.debate("top\n" + "\n".join(f"  + s{n}" for n in range(50)) + "\nother\n  - o")


def test_one_level_too_wide_is_cut_per_parent_in_file_order() -> None:
    selection = drawn(View(), debate=WIDE, budget=10)
    assert list(selection.boxes) == ["top", "other", *(f"s{n}" for n in range(7)), "o"]
    assert selection.boxes["top"].more == 43


def test_growing_a_parent_that_was_cut_shows_all_of_its_claims() -> None:
    assert len(drawn(View(grow=("top",)), debate=WIDE, budget=10).boxes) == 53


def test_linked_premises_are_cut_together() -> None:
    linked = sketches.debate("top\n  + a\n  + b & c\n  - d")
    assert list(drawn(View(), debate=linked, budget=3).boxes) == ["top", "a"]


def test_too_many_theses_are_counted_as_left_out() -> None:
    many = sketches.debate("\n".join(f"t{n}" for n in range(9)))
    selection = drawn(View(), debate=many, budget=5)
    assert (len(selection.boxes), selection.theses_left_out) == (5, 4)


def test_a_focus_draws_its_branch_its_path_and_its_other_parents() -> None:
    boxes = drawn(View(focus="a1", depth=1)).boxes
    assert set(boxes) == {"a1", "a11", "a", "first", "c"}
    assert {claim for claim, box in boxes.items() if box.is_quiet} == {"a", "first", "c"}
    assert boxes["a1"].parent == "a"


def test_a_focus_in_a_linked_step_brings_the_premises_it_is_linked_with() -> None:
    assert {"b2", "b", "first"} <= set(drawn(View(focus="b1")).boxes)


def test_a_focus_on_an_undercut_brings_the_step_that_it_questions() -> None:
    boxes = drawn(View(focus="u")).boxes
    assert {"a", "first"} <= set(boxes)


def test_a_circle_of_claims_ends() -> None:
    circle = sketches.debate("top\n  + a\n    + b\n      + @a\n      - @top")
    assert sorted(drawn(View(), debate=circle).boxes) == ["a", "b", "top"]
    assert drawn(View(depth=0), debate=circle).boxes["top"].more == 2


@pytest.mark.parametrize("budget", [None, 2, 5])
@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(depth=1),
        View(depth=1, grow=("a",)),
        View(fold=("b",)),
        View(focus="a11"),
        View(focus="a1", depth=1),
    ],
)
def test_what_is_drawn_is_known_without_its_boxes(view: View, budget: int | None) -> None:
    alone = selection.drawn(DEBATE, view, relate(DEBATE), budget=budget)
    assert list(alone) == list(drawn(view, budget=budget).boxes)
