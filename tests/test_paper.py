from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DrawFn, composite, floats, integers, lists, sampled_from

from argmap import paper
from argmap.errors import PictureRefused
from argmap.model import Debate
from argmap.paper import CLEARANCE, HEAD, MARGIN, PAPERS, SCALES, Plan, Window
from argmap.picture import Rect
from tests import sketches
from tests.pictured import made


def box(x: float, y: float, width: float = 244, height: float = 80) -> Rect:
    return Rect(x=x, y=y, width=width, height=height)


@composite
def maps(draw: DrawFn) -> list[Rect]:
    """Draw boxes anywhere, also on top of each other, none larger than the smallest sheet's part of the map."""
    count = draw(integers(1, 60))
    return [
        box(
            draw(floats(0, 6000)),
            draw(floats(0, 6000)),
            draw(floats(10, 500)),
            draw(floats(10, 500)),
        )
        for _ in range(count)
    ]


def inside(plan: Plan, row: int, column: int, rect: Rect) -> bool:
    down, across = plan.rows[row], plan.columns[column]
    return (
        across.low <= rect.x
        and rect.x + rect.width <= across.high
        and down.low <= rect.y
        and rect.y + rect.height <= down.high
    )


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (1, 2, "B3"), (25, 0, "Z1"), (26, 9, "AA10")]
)
def test_a_sheet_is_named_by_row_and_column(row: int, column: int, name: str) -> None:
    assert paper.sheet_name(row, column) == name


@given(maps(), sampled_from(sorted(PAPERS)))
@settings(deadline=None)
def test_every_box_lies_whole_on_a_sheet_that_says_so(boxes: list[Rect], name: str) -> None:
    plan = paper.plan(name, boxes, [])
    found = {number for sheet in plan.sheets for number in sheet.whole}
    assert found == set(range(len(boxes)))
    for sheet in plan.sheets:
        assert all(inside(plan, sheet.row, sheet.column, boxes[number]) for number in sheet.whole)
        assert not any(inside(plan, sheet.row, sheet.column, boxes[number]) for number in sheet.cut)


@given(maps(), sampled_from(sorted(PAPERS)))
@settings(deadline=None)
def test_a_sheets_part_of_the_map_fits_on_it_at_a_size_that_can_be_read(
    boxes: list[Rect], name: str
) -> None:
    plan = paper.plan(name, boxes, [])
    assert plan.scale >= SCALES[-1]
    assert 12 * plan.scale > 7.5  # pt
    across = plan.width - 2 * MARGIN + 1e-6
    down = plan.height - 2 * MARGIN - HEAD + 1e-6
    assert all((window.high - window.low) * plan.scale <= across for window in plan.columns)
    assert all((window.high - window.low) * plan.scale <= down for window in plan.rows)


@given(lists(floats(0, 5000), min_size=1, max_size=80), floats(100, 900))
def test_windows_leave_no_gap_and_always_go_on(starts: list[float], room: float) -> None:
    windows = paper.cut([Window(low, low + 80) for low in starts], Window(0, 5080), room)
    assert windows[0].low <= min(starts) - CLEARANCE
    assert windows[-1].high >= max(starts) + 80 + CLEARANCE
    for first, second in pairwise(windows):
        assert first.low < second.low <= first.high
        assert first.high <= second.high


def test_a_cut_goes_through_a_free_lane_where_there_is_one() -> None:
    columns = [Window(320 * n, 320 * n + 244) for n in range(6)]
    windows = paper.cut(columns, Window(0, 320 * 5 + 244), 700)
    assert windows == (Window(-6, 634), Window(634, 1274), Window(1274, 1850))


def test_a_box_on_the_edge_is_repeated() -> None:
    spans = [Window(0, 100), Window(80, 180), Window(160, 260)]
    first, second = paper.cut(spans, Window(0, 260), 200)
    assert second.low == 160 - CLEARANCE < first.high
    assert first.high >= 180 + CLEARANCE


def test_a_box_larger_than_a_sheet_is_refused_with_what_works() -> None:
    with pytest.raises(PictureRefused, match=r"larger than a sheet \(a4\). Choose a larger paper"):
        paper.plan("a4", [box(0, 0, height=5000)], [])


def test_more_sheets_than_anybody_lays_out_are_refused() -> None:
    boxes = [box(0, 700 * n) for n in range(1000)]
    with pytest.raises(PictureRefused, match=r"would take \d+ sheets \(a3\). Choose a focus"):
        paper.plan("a3", boxes, [])


def test_the_paper_is_turned_to_save_sheets() -> None:
    tall = [box(0, 100 * n) for n in range(40)]
    wide = [box(260 * n, 0) for n in range(40)]
    assert paper.plan("a4", tall, []).height > paper.plan("a4", tall, []).width
    assert paper.plan("a4", wide, []).height < paper.plan("a4", wide, []).width


def test_a_slide_is_never_turned() -> None:
    tall = [box(0, 100 * n) for n in range(40)]
    assert paper.plan("slide", tall, []).width == 960


def test_sheets_without_a_whole_box_are_left_out() -> None:
    plan = paper.plan("a4", [box(0, 0), box(3000, 3000)], [])
    assert len(plan.sheets) == 2
    assert len(plan.rows) * len(plan.columns) > 2


@pytest.mark.parametrize(("width", "height"), [(700, 500), (1100, 700), (500, 1100)])
def test_what_can_be_read_on_one_sheet_stays_on_one(width: float, height: float) -> None:
    found = paper.fit("a4", width, height)
    assert found
    assert width * found.scale <= found.width
    assert height * found.scale <= found.height


def test_what_would_be_too_small_is_divided() -> None:
    assert paper.fit("a4", 1900, 900) is None


@given(sketches.debates(most=60), sampled_from(sorted(PAPERS)))
@settings(deadline=None, max_examples=40)
def test_no_claim_of_a_debate_is_lost_on_paper(debate: Debate, name: str) -> None:
    whole = made(debate)
    plan = paper.plan(name, whole.boxes, whole.lines)
    found = {number for sheet in plan.sheets for number in sheet.whole}
    assert found == set(range(len(debate.claims)))
