"""Every page type in a real browser: axe, the content policy, narrow screens, keyboard, paper."""

import shutil
import socket
from collections.abc import Iterator
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from argmap import resources
from argmap.library import Library
from argmap.web import create_app
from tests.browsing import (
    HEADING_LEVELS,
    SCHEMES,
    SIZES,
    refuse_violations_in,
    served,
    window,
)

pytestmark = [pytest.mark.browser, pytest.mark.long]

DEBATES = Path(__file__).parent / "debates"
PAGES = (
    "/",
    "/?tag=transport",
    "/about",
    "/search",
    "/search?q=ferry&debate=harbor",
    "/debates/harbor",
    "/debates/harbor?claim=hour&lens=keepers",
    "/debates/harbor?focus=few&depth=1&direction=TB",
    "/debates/harbor/outline",
    "/debates/harbor/outline?lens=builders",
    "/debates/harbor/claims/hour?lens=keepers",
    "/debates/harbor/claims/few",
    "/debates/harbor/sources",
    "/debates/harbor/timeline",
    "/debates/harbor/export",
    "/debates/harbor/export?shown=page&lens=keepers&focus=few",
    "/debates/faulty/problems",
    "/debates/broken",
    "/debates/日本?claim=建設",
    "/debates/harbour",
    "/refusals#edit-clash",
)
SMALL_CONTROLS = """
    [...document.querySelectorAll("button, input, select, summary, nav a, .tool, .look a, .close")]
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 100))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = shutil.copytree(DEBATES, tmp_path_factory.mktemp("site") / "debates")
    app = create_app(Library(Path(folder)))
    with socket.create_server(("127.0.0.1", 0)) as listening, served(app, listening) as address:
        yield address


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def tab(chromium: Browser, size: str) -> Iterator[Page]:
    """A tab of some size, which goes from page to page as a reader's does."""
    with window(chromium, size) as opened:
        yield opened.new_page()


@pytest.fixture
def said(tab: Page) -> Iterator[list[str]]:
    """What the console of the tab says meanwhile."""
    heard: list[str] = []

    def hear_message(message: ConsoleMessage) -> None:
        heard.append(message.text)

    def hear_error(error: Error) -> None:
        heard.append(str(error))

    tab.on("console", hear_message)
    tab.on("pageerror", hear_error)
    yield heard
    tab.remove_listener("console", hear_message)
    tab.remove_listener("pageerror", hear_error)


@pytest.fixture(scope="module")
def large_window(chromium: Browser) -> Iterator[BrowserContext]:
    with window(chromium, "desk") as opened:
        opened.grant_permissions(["clipboard-read", "clipboard-write"])
        yield opened


@pytest.fixture(scope="module")
def wide(large_window: BrowserContext) -> Page:
    """A tab at a desk, which goes from page to page."""
    return large_window.new_page()


@pytest.fixture
def desk(large_window: BrowserContext) -> Iterator[Page]:
    """A new tab at a desk."""
    page = large_window.new_page()
    yield page
    page.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    with window(chromium, "phone", has_scripts=False) as opened:
        yield opened.new_page()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_the_console_is_silent_and_all_fits(
    tab: Page, said: list[str], site: str, size: str, address: str
) -> None:
    answer = tab.goto(site + address)
    refuse_violations_in(tab, SCHEMES[size])
    assert answer
    expected = ["Failed to load resource"] if answer.status == HTTPStatus.NOT_FOUND else []
    assert [text[:23] for text in said] == expected


def test_no_script_asks_for_the_color_scheme() -> None:
    """So a page that was loaded in one scheme is in another what it would have been if loaded there."""
    scripts = resources.static().glob("*.js")
    assert [
        file.name for file in scripts if "color-scheme" in file.read_text(encoding="utf-8")
    ] == []


@pytest.mark.parametrize("address", PAGES)
def test_controls_are_large_and_headings_step_down(wide: Page, site: str, address: str) -> None:
    wide.goto(site + address)
    assert wide.evaluate(SMALL_CONTROLS) == []
    levels = wide.evaluate(HEADING_LEVELS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_the_first_tab_stop_skips_to_the_content(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor/outline")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert desk.locator(".skip").bounding_box() == pytest.approx(
        {**(desk.locator(".skip").bounding_box() or {}), "y": 0}, abs=1
    )
    desk.keyboard.press("Enter")
    assert desk.evaluate("location.hash") == "#content"


def test_the_outline_opens_and_closes_by_keyboard(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor/outline")
    branch = desk.locator("#row-build > details")
    branch.locator("> summary").focus()
    desk.keyboard.press("Enter")
    assert branch.get_attribute("open") is None
    desk.keyboard.press("Space")
    assert branch.get_attribute("open") is not None


def test_all_branches_open_and_close_at_once(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor/outline")
    desk.get_by_role("button", name="Close all").click()
    assert desk.locator("#row-hour").is_hidden()
    desk.get_by_role("button", name="Open all").click()
    assert desk.locator("#row-elsewhere").is_visible()


def test_an_address_with_a_row_opens_the_branches_above_it(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor/outline#row-elsewhere")
    desk.locator("#row-elsewhere").wait_for(state="visible")


def test_a_citation_is_copied_as_it_reads(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor/sources")
    desk.locator("#source-ledger .copy").click()
    desk.get_by_text("Copied").wait_for()
    assert (
        desk.evaluate("navigator.clipboard.readText()")
        == "Ferry Company. The ferry's ledger. 1911."
    )


def test_a_phone_without_scripts_sees_the_outline_first_and_the_map_a_touch_away(
    phone: Page, site: str
) -> None:
    phone.goto(f"{site}/debates/harbor")
    outline = phone.locator(".first-outline").bounding_box()
    picture = phone.locator(".map-frame").bounding_box()
    assert outline
    assert picture
    assert outline["y"] < picture["y"]
    phone.get_by_role("link", name="See the map").click()
    moved = phone.locator(".map-frame").bounding_box()
    assert moved
    assert 0 <= moved["y"] < 844


def test_a_desk_sees_the_map_and_not_the_outline(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor")
    assert desk.locator(".first-outline").is_hidden()
    frame = desk.locator(".map-frame").bounding_box()
    assert frame
    assert frame["height"] > 400


@pytest.mark.parametrize("address", ["/debates/harbor", "/debates/harbor/outline"])
def test_paper_has_the_whole_outline_with_its_sources(desk: Page, site: str, address: str) -> None:
    desk.goto(site + address)
    desk.emulate_media(media="print")
    for sentence in ("Doctors are.", "Other bridges did not.", "Those who cross daily are poor."):
        assert desk.locator(".outline").get_by_text(sentence).is_visible()
    assert desk.locator(".cited").get_by_text("The ferry's ledger").is_visible()
    assert desk.locator(".map-frame").count() == 0 or desk.locator(".map-frame").is_hidden()
    assert desk.locator("header.site").is_hidden()
    assert desk.get_by_text("Keepers of the ferry").first.is_visible()


def test_the_picture_can_be_copied_as_the_form_says(desk: Page, site: str) -> None:
    desk.goto(f"{site}/debates/harbor/export")
    desk.select_option("#png-scale", "0.5")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.click("text=Copy picture")
    desk.wait_for_selector("text=Copied")
    kinds = desk.evaluate("navigator.clipboard.read().then(items => items[0].types)")
    assert "image/png" in kinds
    assert [address.partition("?")[2] for address in asked] == ["scale=0.5&theme=light"]
