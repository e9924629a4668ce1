"""Every page of editing as people see it: in a browser, wide and narrow, light and dark, without JavaScript."""

import shutil
import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from argmap.edits.values import AddClaim, ReviseClaim
from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.browsing import FITS, HEADING_LEVELS, refuse_violations, served, window

pytestmark = [pytest.mark.browser, pytest.mark.long]

DEBATES = Path(__file__).parent.parent / "debates"
CLAIM = "/debates/harbor/claims/few/edit"
PAGES = (
    "/debates/harbor?claim=few",
    "/debates/harbor?claim=empty-ferry&changed=1",
    "/debates/harbor/claims/few",
    "/debates/harbor/sources",
    "/debates/harbor/timeline",
    f"{CLAIM}/support",
    f"{CLAIM}/question",
    f"{CLAIM}/edit",
    f"{CLAIM}/evidence",
    f"{CLAIM}/evidence?item=1",
    f"{CLAIM}/stances",
    f"{CLAIM}/move",
    f"{CLAIM}/reuse",
    f"{CLAIM}/weigh",
    f"{CLAIM}/retire",
    "/debates/harbor/edit/thesis",
    "/debates/harbor/edit/debate",
    "/debates/harbor/edit/viewpoint?viewpoint=keepers",
    "/debates/harbor/edit/source",
    "/debates/harbor/edit/event?event=1",
    "/debates/harbor/edit/text",
    "/debates/harbor/edit/text?claim=more",
    "/debates/broken/edit/text",
    "/debates/broken",
    "/debates/harbor/history",
    "/debates/harbor/history/2",
    "/changes",
)
SMALL_CONTROLS = """
    [...document.querySelectorAll(
        "button, input:not([type=hidden]), select, textarea, summary, .tabs a, .offers a, .tool, .look a, .close, "
        + ".cancel, .edit-link, .edit-debate, .ways a, .acts a, .items a")]
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 100))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = Path(shutil.copytree(DEBATES, tmp_path_factory.mktemp("site") / "debates"))
    library = Library(folder)
    revision = library.open_for_edit("harbor").revision
    added = AddClaim(role="support", target="few", sentence="The ferry is empty.", id="empty-ferry")
    revision = library.submit("harbor", added, revision=revision, author="Ann").volume.revision
    revised = ReviseClaim(claim="keep", sentence="The ferry should stay for good.")
    library.submit("harbor", revised, revision=revision, author="Ann")
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(Library(folder), access=Access.local(author="Ann", port=port))
    with listening, served(app, listening) as address:
        yield address


@pytest.fixture(scope="module", params=[("desk", "light"), ("phone", "dark")], ids="-".join)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A tab of some size in some color scheme, which goes from page to page; scripts run, for axe is one."""
    with window(chromium, *request.param) as opened:
        yield opened.new_page()


@pytest.fixture(params=["desk", "phone"])
def still(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A window without JavaScript."""
    with window(chromium, request.param, has_scripts=False) as opened:
        yield opened.new_page()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_all_fits(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    refuse_violations(page)
    assert page.evaluate(FITS)
    assert page.evaluate(SMALL_CONTROLS) == []
    levels = page.evaluate(HEADING_LEVELS)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("action", ["support", "evidence", "move"])
def test_axe_finds_nothing_in_a_form_that_came_back_with_all_of_it_open(
    page: Page, site: str, action: str
) -> None:
    page.goto(f"{site}{CLAIM}/{action}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    refuse_violations(page)
    page.evaluate("document.querySelector('form.edit-form').submit()")
    page.wait_for_selector(".summary")
    refuse_violations(page)


def test_a_first_argument_without_scripts_takes_two_presses_and_a_sentence(
    still: Page, site: str
) -> None:
    still.goto(f"{site}/debates/harbor?claim=known")
    still.get_by_role("link", name="Add objection").click()
    still.keyboard.type("Painters have moved on.")  # the cursor stands where one writes
    still.keyboard.press("Tab")
    still.keyboard.press("Enter")
    still.get_by_text("Added an objection to").wait_for()
    new = still.locator(".claim[data-new]")
    box = new.locator("a").first.bounding_box()
    assert box
    size = still.viewport_size
    assert size
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    still.get_by_role("button", name="Undo").click()
    still.get_by_text("Undid change").wait_for()
    assert new.count() == 0


def test_more_opens_without_scripts(still: Page, site: str) -> None:
    still.goto(f"{site}/debates/harbor/claims/few")
    still.locator(".offers summary").click()
    still.get_by_role("link", name="Retire").click()
    assert still.get_by_role("heading", name="Retire this claim").is_visible()
