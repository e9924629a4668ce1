"""Suggestions in a real browser: their pages in every look, and forms beside the map."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from argmap.edits.values import AddClaim, ReviseClaim
from argmap.library import Library
from argmap.stores.suggestions import SentForm
from tests.browsing import HEADING_LEVELS, SCHEMES, refuse_violations_in, resize, window
from tests.visiting import logged_in, serving

pytestmark = [pytest.mark.browser, pytest.mark.long]

CLAIM = "/debates/harbor/claims/few"
OF_COACH = (
    "/suggestions",
    "/suggestions/1",
    "/suggestions/2",
    f"{CLAIM}/edit/support?suggestion=1",
    "/debates/harbor/edit/text?suggestion=1",
)
OF_STUDENT = (
    "/suggestions",
    "/suggestions/1",
    "/suggestions/3",
    "/suggestions/4",
    f"{CLAIM}?suggested=1",
    "/debates/harbor/history/1",
)
"""The queue, one that fits, one that does not, one that was returned, one that was accepted, and what leads there."""

SMALL_CONTROLS = """
    [...document.querySelectorAll("main button, main textarea, .acts a, .suggestion .crumb a, .ways a")]
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 100))
"""


@pytest.fixture(scope="module")
def queue(class_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A queue with a suggestion of every kind."""
    folder = tmp_path_factory.mktemp("site") / "debates"
    library = Library(Path(shutil.copytree(class_folder, folder)))
    account = library.membership.account("Tom").id

    def suggest(edit: AddClaim | ReviseClaim, action: str) -> int:
        form = SentForm(address=f"{CLAIM}/edit/{action}", typed={"sentence": edit.sentence or ""})
        return library.suggestions.suggest(
            "harbor", edit, revision="", account=account, author="Tom", form=form
        ).id

    suggest(AddClaim(role="support", target="few", sentence="It is long."), "support")
    suggest(ReviseClaim(claim="keep", sentence="Mine."), "edit")
    returned = suggest(AddClaim(role="support", target="few", sentence="It is wide."), "support")
    accepted = suggest(AddClaim(role="support", target="few", sentence="It is cold."), "support")
    library.suggestions.send_back(returned, "How wide?\nSay it in meters.", by="Ann")
    library.suggestions.accept(accepted, by="Ann")
    theirs = ReviseClaim(claim="keep", sentence="Theirs.")
    library.submit("harbor", theirs, revision="", author="Cat")
    return library


@pytest.fixture(scope="module")
def address(queue: Library) -> Iterator[str]:
    with serving(queue) as address:
        yield address


@pytest.fixture(scope="module")
def coach(chromium: Browser, address: str) -> Iterator[Page]:
    with window(chromium, "desk") as context:
        yield logged_in(context, address, "Ann")


@pytest.fixture(scope="module")
def student(chromium: Browser, address: str) -> Iterator[Page]:
    with window(chromium, "desk") as context:
        yield logged_in(context, address, "Tom")


@pytest.mark.parametrize(("name", "pages"), [("coach", OF_COACH), ("student", OF_STUDENT)])
def test_axe_finds_nothing_and_all_fits(
    request: pytest.FixtureRequest, address: str, name: str, pages: tuple[str, ...]
) -> None:
    page: Page = request.getfixturevalue(name)
    for place in pages:
        page.goto(address + place)
        levels = page.evaluate(HEADING_LEVELS)
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), levels
        for size in ("desk", "phone"):
            resize(page, size)
            refuse_violations_in(page, SCHEMES[size])
            assert page.evaluate(SMALL_CONTROLS) == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_without_scripts_the_notice_is_in_sight(chromium: Browser, address: str, size: str) -> None:
    with window(chromium, size, has_scripts=False) as context:
        page = logged_in(context, address, "Tom")
        page.goto(f"{address}/debates/harbor?claim=few")
        page.get_by_role("link", name="Add objection").click()
        page.get_by_label("Sentence").fill("Many cross it.")
        page.get_by_role("button", name="Suggest").first.click()
        link = page.get_by_role("link", name="Your suggestion")
        expect(link).to_be_in_viewport()
        link.click()
        page.get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text("Withdrawn by Tom")).to_be_visible()
        page.get_by_role("link", name="Suggest again").click()
        expect(page.get_by_label("Sentence")).to_have_value("Many cross it.")


def test_a_form_beside_the_map_suggests_and_leaves_the_map_alone(
    student: Page, address: str, queue: Library
) -> None:
    resize(student, "desk")
    student.goto(f"{address}/debates/harbor?claim=few")
    student.locator(".notices").wait_for(state="attached")  # the script is at work
    claims = student.locator(".map-frame .claim").count()
    student.get_by_role("link", name="Add objection").click()
    editor = student.locator(".editor")
    expect(editor.get_by_text("A coach will look at it before it is saved.")).to_be_visible()
    editor.get_by_role("button", name="Suggest").first.click()
    expect(editor.get_by_role("alert")).to_contain_text("The sentence is empty")
    editor.get_by_label("Sentence").fill("Many cross it.")
    editor.get_by_role("button", name="Suggest").first.click()
    card = student.locator(".notice-card")
    expect(card).to_contain_text("Suggested: add an objection to")
    expect(editor).to_have_count(0)
    assert student.locator(".map-frame .claim").count() == claims
    assert student.url.endswith("/debates/harbor?claim=few")
    refuse_violations_in(student, SCHEMES["desk"])
    card.get_by_role("link", name="Your suggestion").click()
    expect(student.get_by_role("heading", name="Add an objection to")).to_be_visible()
    assert queue.suggestions.all()[0].state == "waiting"


def test_a_coach_changes_and_accepts_in_a_browser(
    coach: Page, address: str, queue: Library
) -> None:
    resize(coach, "phone")
    coach.goto(f"{address}/suggestions/1")
    coach.get_by_role("link", name="Change and accept").click()
    coach.get_by_label("Sentence").fill("It is very long.")
    coach.get_by_role("button", name="Accept").first.click()
    expect(coach.get_by_text("Accepted by Ann")).to_be_visible()
    expect(coach.get_by_text("claim: It is very long.", exact=True)).to_be_visible()
    coach.get_by_role("link", name="Next suggestion that waits").click()
    coach.get_by_label("Comment for Tom").fill("Something else is better.")
    coach.get_by_role("button", name="Return").click()
    expect(coach.get_by_text("Returned by Ann")).to_be_visible()
    expect(coach.get_by_text("Something else is better.")).to_be_visible()
    assert queue.suggestions.one(1).decided_by == "Ann"
