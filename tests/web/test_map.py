"""The map page in a real browser: everything that map.js adds to links that work without it."""

import socket
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from argmap.library import Library
from argmap.web import create_app
from tests.browsing import served, window

DEBATE = """\
title: A sketch
question: Should the bridge be built?
viewpoints:
  builders: {name: Builders, summary: The town needs the bridge.}
  keepers: {name: Keepers, summary: The valley needs its peace.}
claims:
  - id: build
    claim: The bridge should be built.
    stances: {builders: accepts, keepers: rejects}
    supports:
      - id: time
        claim: The bridge saves an hour a day.
        stances: {builders: accepts}
        objections:
          - id: few
            claim: Few people cross the valley each day.
            supports:
              - id: counted
                claim: A count in spring found forty cars.
                objections:
                  - {id: spring, claim: Spring is the quiet season.}
    objections:
      - {id: birds, claim: The piers disturb nesting birds.}
  - id: leave
    claim: The valley should be left as it is.
    supports:
      - ref: birds
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("debates")
    (folder / "bridge.yaml").write_text(DEBATE, encoding="utf-8")
    app = create_app(Library(folder))
    with socket.create_server(("127.0.0.1", 0)) as listening, served(app, listening) as address:
        yield f"{address}/debates/bridge"


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    page = context.new_page()
    page.goto(site)
    yield page
    page.close()


def box(claim: str) -> str:
    return f'.claim[data-claim="{claim}"]'


def place(page: Page, claim: str) -> tuple[float, float]:
    found: Any = page.locator(f"{box(claim)} .box").bounding_box()
    return round(found["x"]), round(found["y"])


def focused(page: Page) -> str | None:
    answer: str | None = page.evaluate("document.activeElement.closest('.claim')?.dataset.claim")
    return answer


@pytest.mark.browser
def test_a_claim_opens_beside_the_map_and_the_address_follows(page: Page) -> None:
    page.locator(f"{box('time')} a").first.click()
    page.wait_for_url("**?claim=time")
    assert page.locator(".panel h2").inner_text() == "The bridge saves an hour a day."
    assert page.locator(f"{box('time')}[data-chosen]").count() == 1
    page.reload()
    assert page.locator(".panel h2").inner_text() == "The bridge saves an hour a day."


@pytest.mark.browser
def test_enter_escape_and_back_return_to_the_same_place_without_a_mouse(
    page: Page, site: str
) -> None:
    page.locator(f"{box('time')} a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?claim=time")
    expect(page.locator(".panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_url(site)
    expect(page.locator(f"{box('time')} a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**?claim=time")
    page.go_back()
    page.wait_for_url(site)
    expect(page.locator(f"{box('time')} a").first).to_be_focused()


@pytest.mark.browser
def test_arrow_keys_follow_the_drawing(page: Page) -> None:
    page.locator(f"{box('build')} a").first.focus()
    walked = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == ["time", "birds", "time", "few", "time", "build"]


@pytest.mark.browser
def test_a_branch_folds_and_grows_where_it_stands(page: Page) -> None:
    before = place(page, "few")
    page.locator(f"{box('few')} .fold").click()
    page.wait_for_url("**?fold=few*")
    page.locator(box("counted")).wait_for(state="detached")
    assert place(page, "few") == before
    assert focused(page) == "few"
    page.locator(f"{box('few')} .grow").click()
    page.locator(box("counted")).wait_for()
    assert place(page, "few") == before


@pytest.mark.browser
def test_what_is_cut_grows_by_its_sign(page: Page) -> None:
    assert page.locator(box("spring")).count() == 0
    assert page.locator(f"{box('counted')} .grow").text_content() == "+1"
    page.locator(f"{box('counted')} .grow").click()
    page.locator(box("spring")).wait_for()
    assert "7 of 7 claims" in page.locator(".map-tools").inner_text()


@pytest.mark.browser
def test_a_drag_moves_the_map_and_opens_nothing(page: Page, site: str) -> None:
    page.get_by_role("button", name="Zoom in").click()
    x, y = place(page, "time")
    before = page.evaluate("document.querySelector('.map-frame').scrollLeft")
    page.mouse.move(x + 40, y + 20)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=5)
    page.mouse.up()
    assert page.evaluate("document.querySelector('.map-frame').scrollLeft") == before + 100
    assert page.url == site


@pytest.mark.browser
def test_fitting_never_makes_the_sentence_too_small_to_read(page: Page) -> None:
    for _ in range(9):
        page.get_by_role("button", name="Zoom out").click()
    page.get_by_role("button", name="Fit").click()
    zoom = "document.querySelector('svg.map').getBoundingClientRect().width"
    natural = "document.querySelector('svg.map').viewBox.baseVal.width"
    assert 14 * page.evaluate(f"{zoom} / {natural}") >= 12 - 0.01


@pytest.mark.browser
def test_a_lens_marks_the_boxes_in_place(page: Page) -> None:
    page.get_by_role("link", name="Look through").first.click()
    page.wait_for_url("**?lens=builders*")
    page.locator(f"{box('time')}.stance-accepts").wait_for()
    assert page.locator(f"{box('birds')}.stance-silent").count() == 1


@pytest.mark.browser
def test_without_javascript_every_sign_is_a_link(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator(f"{box('counted')} .grow").click()
    assert "grow=counted" in page.url
    page.locator(f"{box('spring')} a").first.click()
    assert page.locator(".panel h2").inner_text() == "Spring is the quiet season."
    context.close()


@pytest.mark.browser
def test_nothing_is_logged_as_an_error(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site}?lens=keepers&claim=few&direction=TB")
    page.locator(f"{box('few')} a").first.click()
    page.wait_for_load_state("networkidle")
    page.close()
    assert said == []


MOVES = """async (link) => {
    const frame = document.querySelector(".map-frame");
    frame.scrollTo({ left: 0, top: 0, behavior: "instant" });
    const before = frame.scrollLeft;
    link.focus({ preventScroll: true });
    link.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    return frame.scrollLeft - before;
}"""


@pytest.mark.browser
@pytest.mark.parametrize(("motion", "is_at_once"), [("reduce", True), ("no-preference", False)])
def test_motion_is_left_out_for_those_who_ask(
    page: Page, site: str, motion: Literal["reduce", "no-preference"], *, is_at_once: bool
) -> None:
    page.set_viewport_size({"width": 900, "height": 700})
    page.emulate_media(reduced_motion=motion)
    page.goto(site)
    moved = page.locator(f"{box('build')} a").first.evaluate(MOVES)
    assert (moved > 0) is is_at_once


@pytest.mark.browser
def test_on_a_phone_a_chosen_box_stays_above_the_claim_that_slides_up(
    chromium: Browser, site: str
) -> None:
    with window(chromium, "phone") as opened:
        page = opened.new_page()
        page.goto(site)
        page.get_by_role("link", name="See the map").click()
        for claim in ("build", "time", "few", "counted", "birds", "leave"):
            page.locator(f"{box(claim)} a").first.click()
            expect(page.locator(f"{box(claim)}[data-chosen]")).to_have_count(1)
            chosen: Any = page.locator(f"{box(claim)} .box").bounding_box()
            sheet: Any = page.locator(".panel").bounding_box()
            assert chosen["y"] >= 0, claim
            assert chosen["y"] + chosen["height"] <= sheet["y"], claim
            page.get_by_role("link", name="Close").click()
            expect(page.locator(".panel")).to_have_count(0)
