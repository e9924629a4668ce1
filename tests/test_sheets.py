import re

import pytest

from argmap import paper, rendition, sheets, thumbnail
from argmap.pages import Page
from argmap.palette import colors
from argmap.paper import Plan
from argmap.rendition import Rendition
from argmap.sheets import Map
from argmap.views import View
from tests import pictured, sketches

LIGHT = colors("light")


def mapped(made: Rendition) -> Map:
    return Map(
        picture=rendition._draw(made, LIGHT),  # noqa: SLF001 - one engine run serves all sheets
        caption=made.caption,
        boxes=made.boxes,
        lines=made.lines,
        shape=thumbnail.draw(made.drawing, made.layout, made.routes),
    )


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendition, Plan, tuple[Page, ...]]:
    text = pictured.long_debate(60)
    debate = pictured.volume(tmp_path_factory.mktemp("long"), text).readable()
    made = pictured.made(debate)
    plan = paper.plan("a4", made.boxes, made.lines)
    return made, plan, tuple(sheets.divided(mapped(made), plan, colors=LIGHT))


Divided = tuple[Rendition, Plan, tuple[Page, ...]]


def claims_on(page: Page) -> set[str]:
    return set(re.findall(r'data-claim="([^"]+)"', page.svg))


def test_the_index_comes_first_and_leads_to_every_sheet(divided: Divided) -> None:
    _, plan, pages = divided
    index = pages[0]
    assert index.name == "Index"
    assert [link.page for link in index.links] == list(range(1, len(plan.sheets) + 1))
    assert all(f">{sheet.name}</text>" in index.svg for sheet in plan.sheets)
    assert "A long list" in index.svg
    assert "Drawn with argmap" in index.svg


def test_a_link_lies_on_its_page(divided: Divided) -> None:
    for page in divided[2]:
        for link in page.links:
            assert 0 <= link.x <= link.x + link.width <= page.width
            assert 0 <= link.y <= link.y + link.height <= page.height


def test_a_sheet_holds_its_whole_boxes_and_no_other_text(divided: Divided) -> None:
    made, plan, pages = divided
    for sheet, page in zip(plan.sheets, pages[1:], strict=True):
        assert claims_on(page) == {made.drawing.boxes[number].claim for number in sheet.whole}


def test_every_claim_stands_on_some_sheet(divided: Divided) -> None:
    made, _, pages = divided
    assert set().union(*map(claims_on, pages[1:])) == set(made.debate.claims)


def test_a_sheet_says_which_it_is_and_what_lies_beside_it(divided: Divided) -> None:
    _, plan, pages = divided
    assert f"Sheet B1 of {plan.last}" in pages[2].svg
    assert ">A1</text>" in pages[2].svg
    assert ">C1</text>" in pages[2].svg


def test_the_miniature_shows_the_map_without_words(divided: Divided) -> None:
    index = divided[2][0].svg
    assert 'class="shape"' in index
    assert "Reason number" not in index


def test_all_sheets_are_of_one_size(divided: Divided) -> None:
    assert len({(page.width, page.height) for page in divided[2]}) == 1


def test_one_sheet_needs_no_index() -> None:
    made = pictured.made(pictured.harbor().readable(), View(depth=1))
    found = paper.fit("a4", made.frame.width, made.frame.height)
    assert found
    page = sheets.single(mapped(made), found, colors=LIGHT)
    assert page.name == ""
    assert "Sheet" not in page.svg
    assert claims_on(page) == {box.claim for box in made.drawing.boxes}


def test_a_box_on_the_edge_is_outlined_and_names_its_sheet() -> None:
    staggered = "top\n" + "".join(
        f"  + r{n}\n" + "".join(f"    + d{n}x{m}\n      + e{n}x{m}\n" for m in range(7 * n % 4))
        for n in range(8)
    )
    made = pictured.made(sketches.debate(staggered), View(direction="TB"))
    plan = paper.plan("slide", made.boxes, made.lines)
    pages = list(sheets.divided(mapped(made), plan, colors=LIGHT))[1:]
    cut = [len(sheet.cut) for sheet in plan.sheets]
    assert [page.svg.count('stroke-dasharray="2,3"') for page in pages] == cut
    assert sum(cut) > 0
