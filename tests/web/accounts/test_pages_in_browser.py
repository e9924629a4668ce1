"""The pages of accounts as people see them: wide and narrow, light and dark, and without JavaScript."""

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from argmap.library import Library
from tests.browsing import (
    FITS,
    HEADING_LEVELS,
    SCHEMES,
    SIZES,
    refuse_violations,
    refuse_violations_in,
    resize,
    window,
)
from tests.visiting import PASSWORD, logged_in, serving

pytestmark = [pytest.mark.browser, pytest.mark.long]

LONG_NAME = "Benedikt Sommerfeld-Okonkwo of the Western League of Debate"
SMALL_CONTROLS = """
    [...document.querySelectorAll(
        "button, input:not([type=hidden]):not(.unseen):not([type=radio]), label.role, summary, nav a, td a, .tool, "
        + ".cancel, .crumb a")]
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 100))
"""


@pytest.fixture(scope="module")
def library(class_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = Path(shutil.copytree(class_folder, tmp_path_factory.mktemp("site") / "debates"))
    library = Library(folder)
    library.membership.add(LONG_NAME, "student", PASSWORD)
    return library


@pytest.fixture(scope="module")
def site(library: Library) -> Iterator[str]:
    with serving(library) as address:
        yield address


@pytest.fixture(scope="module")
def stranger(chromium: Browser) -> Iterator[Page]:
    with window(chromium, "desk") as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def coach(chromium: Browser, site: str) -> Iterator[Page]:
    with window(chromium, "desk") as context:
        yield logged_in(context, site, "Ann")


@pytest.fixture(scope="module")
def student(chromium: Browser, site: str) -> Iterator[Page]:
    """Who has the longest name."""
    with window(chromium, "desk") as context:
        yield logged_in(context, site, LONG_NAME)


def refuse_faults(page: Page) -> None:
    """Fail for what axe finds, what does not fit, and what is too small to press, in every look."""
    levels = page.evaluate(HEADING_LEVELS)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    for size in ("desk", "phone"):
        resize(page, size)
        assert page.evaluate(SMALL_CONTROLS) == []
        refuse_violations_in(page, SCHEMES[size])


def invited(library: Library) -> str:
    (secret,) = library.membership.invite("student", by="Ann")
    return f"/join/{secret}"


def forgot(library: Library) -> str:
    return f"/join/{library.membership.invite_again('Ben', by='Ann')}"


@pytest.mark.parametrize(
    ("door", "button"),
    [
        (lambda _: "/log-in", ""),
        (lambda _: "/log-in", "Log in"),
        (invited, ""),
        (invited, "Join"),
        (forgot, "Set the password"),
        (lambda _: "/join/nothing", ""),
    ],
    ids=["log-in", "not logged in", "join", "not joined", "no new password", "no invitation"],
)
def test_nothing_is_wrong_with_the_doors(
    stranger: Page, site: str, library: Library, *, door: Callable[[Library], str], button: str
) -> None:
    stranger.goto(site + door(library))
    if button:
        stranger.get_by_role("button", name=button).click()
        stranger.get_by_role("alert").wait_for()
    refuse_faults(stranger)


@pytest.mark.parametrize(
    ("address", "button", "comes"),
    [
        ("/account", "", ""),
        ("/account", "Change password", "This is not your present password."),
        ("/account", "Make a token", "The label is empty"),
        ("/people", "", ""),
        ("/people", "Make links", "A link for a student"),
        ("/people?changed=2", "", ""),
        ("/people/4", "", ""),
        ("/people/1", "Change role", "is the last coach"),
        ("/people/2", "Make a link", "A link for Ben"),
        ("/people/4/remove", "", ""),
        ("/people/1/remove", "Remove", "is the last coach"),
        ("/log-in", "", ""),
    ],
)
def test_nothing_is_wrong_with_the_pages_of_a_coach(
    coach: Page, site: str, *, address: str, button: str, comes: str
) -> None:
    coach.goto(site + address)
    if "last coach" in comes and "remove" not in address:
        coach.get_by_label("Reader").check()
    if button:
        coach.get_by_role("button", name=button, exact=True).click()
        coach.get_by_text(comes).first.wait_for()
    refuse_faults(coach)


def test_a_token_is_selected_when_one_comes_to_it(coach: Page, site: str) -> None:
    coach.goto(f"{site}/account")
    coach.get_by_label("What the token is for").fill("class notes")
    coach.get_by_role("button", name="Make a token").click()
    secret = coach.get_by_label("Token", exact=True)
    secret.focus()
    assert coach.evaluate("getSelection().toString()") == secret.input_value()
    refuse_faults(coach)


def test_many_links_are_printed_alone_each_on_a_slip_of_its_own(coach: Page, site: str) -> None:
    coach.goto(f"{site}/people")
    coach.get_by_label("How many links").fill("12")
    coach.get_by_role("button", name="Make links").dblclick()
    coach.get_by_role("heading", name="12 links for students").wait_for()
    refuse_faults(coach)
    coach.emulate_media(media="print")
    assert coach.locator(".slips li").count() == 12
    expect(coach.locator(".slips .secret").first).to_be_visible()
    for unseen in ("header.site", "footer.site", "h1", ".slips button >> nth=0"):
        expect(coach.locator(unseen)).to_be_hidden()
    coach.emulate_media(media="screen")
    coach.goto(f"{site}/people")
    assert coach.get_by_text("12 links for students").count() == 1  # pressed twice, and sent once


def test_the_pages_of_the_site_stand_beside_each_other_or_in_a_menu(coach: Page, site: str) -> None:
    resize(coach, "desk")
    coach.goto(f"{site}/people")
    nav = coach.get_by_role("navigation", name="Site")
    people, menu = nav.get_by_role("link", name="People"), nav.get_by_text("Menu")
    expect(people).to_be_visible()
    expect(menu).to_be_hidden()
    links = [each.replace("\n", " ") for each in nav.get_by_role("link").all_inner_texts()]
    assert links == ["Debates", "Suggestions", "Recent changes", "People", "Your account: Ann"]
    resize(coach, "phone")
    expect(people).to_be_hidden()
    menu.click()
    expect(people).to_be_visible()
    refuse_violations(coach)
    coach.keyboard.press("Escape")
    expect(people).to_be_hidden()
    menu.click()
    coach.get_by_role("heading", name="People").click()
    expect(people).to_be_hidden()


@pytest.mark.parametrize("size", list(SIZES))
def test_the_longest_name_leaves_room_for_the_rest(student: Page, site: str, size: str) -> None:
    resize(student, size)
    student.goto(f"{site}/debates/harbor")
    assert student.evaluate(FITS)
    head = student.locator("header.site").bounding_box()
    assert head
    assert head["height"] < (110 if size == "phone" else 60)


def test_all_of_it_works_without_scripts(chromium: Browser, site: str, library: Library) -> None:
    with window(chromium, "phone", has_scripts=False) as context:
        page = context.new_page()
        page.goto(site + invited(library))
        page.get_by_label("Name").fill("Dora")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Join").click()
        page.get_by_text("Menu").click()
        page.get_by_role("link", name="Your account").click()
        page.get_by_text("Student since").wait_for()
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("link", name="Log in").wait_for()


def test_a_shown_password_is_sent_and_kept_as_one(stranger: Page, site: str) -> None:
    stranger.goto(f"{site}/log-in")
    password = stranger.get_by_label("Password", exact=True)
    password.fill("wrong horse battery")
    stranger.get_by_role("button", name="Show the password").click()
    expect(password).to_have_attribute("type", "text")
    stranger.get_by_label("Name").fill("Ann")
    stranger.get_by_role("button", name="Log in").click()
    stranger.get_by_role("alert").wait_for()
    assert "wrong horse" not in stranger.content()
