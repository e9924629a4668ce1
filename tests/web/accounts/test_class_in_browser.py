"""A class in a browser: a coach invites, a student suggests, the coach accepts, the student sees the credit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from argmap.library import Library
from tests.browsing import refuse_violations, window
from tests.visiting import PASSWORD, logged_in, serving

pytestmark = pytest.mark.browser

SENTENCE = "Painters come for the ferry."


@pytest.fixture
def address(library: Library) -> Iterator[str]:
    with serving(library) as address:
        yield address


@pytest.fixture
def coach(chromium: Browser, address: str) -> Iterator[Page]:
    with window(chromium, "desk") as context:
        yield logged_in(context, address, "Ann")


@pytest.fixture
def student(chromium: Browser) -> Iterator[Page]:
    """A phone of somebody who was never here."""
    with window(chromium, "phone", "dark") as context:
        yield context.new_page()


def invited(coach: Page) -> str:
    """Let the coach make two links for students, and return the first."""
    coach.get_by_role("link", name="People").click()
    coach.get_by_label("How many links").fill("2")
    coach.get_by_role("button", name="Make links").click()
    coach.get_by_role("heading", name="2 links for students").wait_for()
    return coach.locator(".slips .secret").first.inner_text()


def joins(student: Page, link: str) -> None:
    told: list[str] = []
    student.on("request", lambda sent: told.append(sent.headers.get("referer", "")))
    student.goto(link)
    student.get_by_text("Ann has invited you as a student").wait_for()
    student.get_by_label("Name").fill("Chika")
    student.get_by_label("Password", exact=True).fill(PASSWORD)
    student.get_by_role("button", name="Join").click()
    student.get_by_role("heading", name="Debates").wait_for()
    assert link.partition("join/")[0] in told
    assert not any("/join/" in address for address in told)


def suggests(student: Page) -> None:
    student.get_by_role("link", name="The harbor bridge").click()
    student.get_by_role("link", name="The ferry should stay.").first.click()
    student.get_by_role("link", name="Add support").click()
    student.get_by_text("A coach will look at it before it is saved.").wait_for()
    student.get_by_label("Sentence").fill(SENTENCE)
    student.get_by_role("button", name="Suggest").first.click()
    expect(student.get_by_role("link", name="Your suggestion")).to_be_in_viewport()


def accepts(coach: Page, address: str) -> None:
    coach.goto(address)  # the number that waits stands in the navigation
    coach.get_by_role("link", name="Suggestions 1 waiting").click()
    coach.get_by_role("link", name=SENTENCE).click()
    expect(coach.get_by_text("Chika").first).to_be_visible()
    refuse_violations(coach)
    coach.get_by_role("button", name="Accept").click()
    coach.get_by_text("Accepted by Ann").wait_for()


def test_a_student_is_invited_suggests_and_is_credited(
    coach: Page, student: Page, address: str, library: Library
) -> None:
    joins(student, invited(coach))
    suggests(student)
    assert SENTENCE not in [each.text for each in library.debate("harbor").claims.values()]
    accepts(coach, address)
    assert SENTENCE in [each.text for each in library.debate("harbor").claims.values()]
    student.goto(f"{address}/suggestions")
    student.get_by_text("Accepted by Ann").wait_for()
    student.goto(f"{address}/debates/harbor/history")
    student.get_by_text("Chika, accepted by Ann").wait_for()
    refuse_violations(student)
