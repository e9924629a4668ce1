"""Editing in a real browser: what scripts add to forms that work without them."""

import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Response, Route, expect

from argmap.edits.values import AddClaim, RetireClaim, ReviseClaim
from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.browsing import FITS, refuse_violations, served

pytestmark = [pytest.mark.browser, pytest.mark.long]

DEBATE = """\
# A comment that stays.
title: A sketch
question: Should the bridge be built?
viewpoints:
  builders: {name: Builders, summary: The town needs the bridge.}
  keepers: {name: Keepers, summary: The valley needs its peace.}
sources:
  count: {title: Counting the crossings, author: Harbor Office, date: 2024, url: "https://example.org/count"}
claims:
  - id: build
    claim: The bridge should be built.
    stances: {builders: accepts, keepers: rejects}
    evidence:
      - {source: count, quote: Forty cars a day.}
    supports:
      - id: time
        claim: The bridge saves an hour a day.
    objections:
      - {id: birds, claim: The piers disturb nesting birds.}
  - id: leave
    claim: The valley should be left as it is.
    stances: {keepers: accepts, builders: rejects}
    supports:
      - A lonely claim.
"""
NEW = "Forty cars cross the valley each day."
ON_MAP = ".map-frame .claim"
NUMBERS = count(1)
PAUSE = 3_000
"""How many milliseconds pass before a page asks again what others have saved."""
HIDE = """(isHidden) => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Waiting for what a busy machine does slowly; nothing here is a matter of speed."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("debates")


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    return Library(folder)


@pytest.fixture(scope="module")
def server(library: Library) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(library, access=Access.local(author="Aiko", port=port))
    with listening, served(app, listening, threads=6) as address:
        yield address


@pytest.fixture
def debate(folder: Path) -> Iterator[str]:
    """The id of a debate that only one test changes."""
    file = folder / f"bridge-{next(NUMBERS)}.yaml"
    file.write_text(DEBATE, encoding="utf-8")
    yield file.stem
    file.unlink()


@pytest.fixture
def site(server: str, debate: str) -> str:
    return f"{server}/debates/{debate}"


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """The map with one claim open beside it."""
    page = context.new_page()
    page.goto(f"{site}?claim=time")
    ready(page)
    yield page
    page.close()


@pytest.fixture
def timed(context: BrowserContext, site: str) -> Iterator[Page]:
    """The same in a browser whose clock can be put forward."""
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site}?claim=time")
    ready(page)
    yield page
    page.close()


def wait_for_others(page: Page) -> None:
    """Let the time pass after which a page asks what others have saved."""
    with page.expect_response("**/revision"):
        page.clock.run_for(PAUSE)


def ready(page: Page) -> None:
    """Wait until the scripts that edit have come."""
    page.locator(".notices").wait_for(state="attached")


def box(claim: str) -> str:
    return f'{ON_MAP}[data-claim="{claim}"]'


def boxes(page: Page) -> int:
    return page.locator(ON_MAP).count()


def offer(page: Page, text: str) -> None:
    page.locator(".panel .offers").get_by_role("link", name=text).click()


def text_of(site: str, library: Library) -> str:
    return library.volume(site.rpartition("/")[2]).data.decode()


def save(site: str, library: Library, edit: AddClaim | ReviseClaim | RetireClaim) -> None:
    """Save an edit as somebody else does."""
    library.submit(site.rpartition("/")[2], edit, revision="", author="Keiko")


def is_asking(page: Page) -> bool:
    return page.get_by_role("dialog", name="Discard what you wrote?").is_visible()


# A coach's first argument, from the opened debate to the claim on the map


class Hand:
    """A coach's hand, which counts its clicks and the keys beside those of the sentence."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.keys = 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, sentence: str) -> None:
        self.page.keyboard.type(sentence)


def typing_in(page: Page) -> None:
    expect(page.locator("#field-sentence")).to_be_focused()


@pytest.mark.parametrize(
    ("has_scripts", "by_letter", "expected"),
    [(True, True, (1, 2)), (True, False, (2, 1)), (False, False, (3, 0))],
    ids=["by a letter", "by the button", "without scripts"],
)
def test_a_first_argument_costs_so_many_clicks_and_keys(
    chromium: Browser,
    site: str,
    library: Library,
    expected: tuple[int, int],
    *,
    has_scripts: bool,
    by_letter: bool,
) -> None:
    context = chromium.new_context(java_script_enabled=has_scripts, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site)
    if has_scripts:
        ready(page)
    hand = Hand(page)
    hand.click(f"{box('time')} a")
    page.wait_for_url("**claim=time*")
    if by_letter:
        hand.press("s")
    else:
        hand.click(".panel .offers >> text=Add support")
    typing_in(page)
    hand.type(NEW)
    if has_scripts:
        hand.press("Enter")
    else:
        hand.click("button.main")
    new = page.locator(f"{ON_MAP}[data-new][data-chosen]")
    expect(new.get_by_text("Forty cars")).to_be_visible()
    assert page.get_by_text("Added a support of").is_visible()
    assert (hand.clicks, hand.keys) == expected
    assert NEW in text_of(site, library)
    context.close()


def test_the_next_argument_starts_from_the_box_of_the_last(
    page: Page, site: str, library: Library
) -> None:
    page.locator(f"{box('time')} a").first.focus()
    page.keyboard.press("s")
    typing_in(page)
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    expect(page.locator(f"{ON_MAP}[data-new] a").first).to_be_focused()
    page.keyboard.press("o")
    typing_in(page)
    expect(page.locator(".editor")).to_contain_text(NEW)
    page.keyboard.type("They cross twice.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Added an objection").wait_for()
    new = library.debate(site.rpartition("/")[2]).claims["forty-cars-cross-the-valley-each-day"]
    assert [step.kind for step in new.steps] == ["objection"]
    assert text_of(site, library).startswith("# A comment that stays.\n")


# Opening and closing


def test_escape_closes_an_empty_form_and_leads_back(page: Page) -> None:
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    expect(page.locator(".panel .offers a", has_text="Add support")).to_be_focused()
    assert page.locator(".panel h2").first.inner_text() == "The bridge saves an hour a day."


def test_closing_asks_before_text_is_lost(page: Page) -> None:
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type(NEW)
    page.keyboard.press("Escape")
    assert is_asking(page)
    page.keyboard.press("Enter")  # keeps writing
    typing_in(page)
    page.locator(f"{box('build')} a").first.click()
    assert is_asking(page)
    page.get_by_role("button", name="Discard").click()
    page.wait_for_url("**claim=build*")
    expect(page.locator(".editor")).to_have_count(0)


def test_leaving_the_page_asks_before_text_is_lost(page: Page) -> None:
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    offer(page, "Add support")
    typing_in(page)
    page.goto(page.url)
    assert asked == []
    ready(page)
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type(NEW)
    page.goto(page.url)
    assert asked == ["beforeunload"]


def test_looking_around_on_the_map_keeps_the_form(page: Page) -> None:
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type(NEW)
    page.locator(f"{box('build')} .fold").click()
    page.wait_for_url("**fold=build*")
    assert page.locator("#field-sentence").input_value() == NEW


def test_what_is_typed_before_the_form_is_there_is_in_it(page: Page) -> None:
    def slowly(route: Route) -> None:
        page.keyboard.type("Seas")
        route.continue_()

    page.route("**/edit/support", slowly)
    page.locator(f"{box('time')} a").first.focus()
    page.keyboard.press("s")
    typing_in(page)
    page.keyboard.type(" rise.")
    assert page.locator("#field-sentence").input_value() == "Seas rise."
    assert page.locator(".edit").count() == 1


def test_letters_do_nothing_where_one_types(page: Page) -> None:
    page.locator("#site-search").focus()
    page.keyboard.type("so?")
    assert page.locator("#site-search").input_value() == "so?"
    assert page.locator(".editor, dialog").count() == 0
    page.locator(f"{box('time')} a").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on the map")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_form_that_cannot_be_opened_says_why(page: Page) -> None:
    page.locator(f"{box('build')} a").first.focus()
    page.keyboard.press("q")
    page.get_by_text("is a thesis and in no step").wait_for()
    assert page.locator(".editor").count() == 0


# Refusals and clashes


def test_a_refused_form_keeps_what_was_typed_and_leads_to_the_mistake(page: Page) -> None:
    offer(page, "Add objection")
    typing_in(page)
    page.keyboard.type(NEW)
    page.locator("summary", has_text="Evidence, note").click()
    page.locator("#field-relevance").fill("lots")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#field-relevance[aria-invalid]")).to_be_focused()
    assert page.locator("#field-sentence").input_value() == NEW
    page.keyboard.press("Escape")
    assert is_asking(page)


def test_a_clash_shows_both_and_saving_again_decides(
    page: Page, site: str, library: Library
) -> None:
    offer(page, "Edit")
    typing_in(page)
    page.locator("#field-sentence").fill("Mine is better.")
    save(site, library, ReviseClaim(claim="time", sentence="Theirs is fine."))
    page.keyboard.press("Enter")
    clash = page.locator(".clashes")
    expect(clash).to_contain_text("Theirs is fine.")
    expect(clash).to_contain_text("Mine is better.")
    assert page.locator("#field-sentence").input_value() == "Mine is better."
    page.keyboard.press("Control+Enter")
    expect(page.locator(".panel h2").first).to_have_text("Mine is better.")


def test_a_server_that_is_gone_leaves_the_text_in_the_form(page: Page) -> None:
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type(NEW)
    page.route("**/edit/support*", lambda route: route.abort())
    page.keyboard.press("Enter")
    page.get_by_text("The server does not answer.").wait_for()
    assert page.locator("#field-sentence").input_value() == NEW
    page.unroute("**/edit/support*")
    page.keyboard.press("Enter")
    page.get_by_text("Added a support").wait_for()
    assert boxes(page) == 6


def test_text_of_a_claim_that_has_gone_is_there_for_copying(
    page: Page, site: str, library: Library
) -> None:
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type(NEW)
    save(site, library, RetireClaim(claim="time"))
    page.keyboard.press("Enter")
    kept = page.locator(".editor textarea[readonly]")
    expect(kept.first).to_have_value(NEW)


# What was saved


def test_a_change_is_undone_and_redone_in_place(page: Page, site: str, library: Library) -> None:
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    before = text_of(site, library)
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undid").wait_for()
    assert boxes(page) == 5
    assert text_of(site, library) == before
    page.get_by_role("button", name="Redo").click()
    page.get_by_text("Redid").wait_for()
    assert boxes(page) == 6
    assert loads == []


def test_an_undo_that_clashes_says_why(page: Page, site: str, library: Library) -> None:
    offer(page, "Edit")
    typing_in(page)
    page.locator("#field-sentence").fill("It saves two hours.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    save(site, library, ReviseClaim(claim="time", sentence="It saves three hours."))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".notices")).to_contain_text("Nothing was changed.")
    assert "three hours" in text_of(site, library)


# Hints while one types


def test_what_is_said_already_is_reused_in_the_same_step(
    page: Page, site: str, library: Library
) -> None:
    page.locator(f"{box('leave')} a").first.focus()
    page.keyboard.press("s")
    typing_in(page)
    page.keyboard.type("Piers would disturb the nesting birds")
    found = page.locator(".similar")
    expect(found).to_contain_text("Already said here: reuse it instead?")
    expect(found).to_contain_text("The piers disturb nesting birds.")
    expect(page.locator(".edit [role=status]")).to_contain_text("The piers disturb nesting birds.")
    typing_in(page)  # nothing has taken the focus
    found.get_by_role("button", name="Reuse it").click()
    expect(page.locator(".editor h2:visible")).to_have_text("Reuse this claim")
    page.keyboard.press("Escape")
    typing_in(page)
    assert page.locator("#field-sentence").input_value().startswith("Piers would")
    found.get_by_role("button", name="Reuse it").click()
    page.get_by_role("button", name="Reuse", exact=True).click()
    page.get_by_text("Reused").wait_for()
    leave = library.debate(site.rpartition("/")[2]).claims["leave"]
    assert leave.steps[-1].claims == ("birds",)


def test_what_is_said_already_questions_a_step(page: Page, site: str, library: Library) -> None:
    offer(page, "Question this step")
    typing_in(page)
    page.keyboard.type("The piers disturb the nesting birds")
    page.get_by_role("button", name="Reuse it").click()
    page.get_by_role("button", name="Reuse", exact=True).click()
    page.get_by_text("Reused").wait_for()
    (step, _) = library.debate(site.rpartition("/")[2]).claims["build"].steps
    assert [(each.kind, each.claims) for each in step.undercuts] == [("undercut", ("birds",))]


def test_a_sentence_that_grows_long_is_told_so(page: Page) -> None:
    offer(page, "Add support")
    sentence, length = page.locator("#field-sentence"), page.locator(".length")
    sentence.fill(" ".join(["word"] * 25))
    assert length.inner_text() == ""
    sentence.fill(" ".join(["word"] * 26))
    assert length.inner_text().startswith("26 words")
    sentence.fill("x" * 301)
    assert length.inner_text() == "301 characters: a sentence has 300 at most."


def test_the_questions_of_a_scheme_are_shown_and_read_aloud(page: Page) -> None:
    offer(page, "Add support")
    page.locator(".editor summary").click()
    question = "Are the two cases alike in what matters here?"
    assert page.get_by_text(question).is_hidden()
    page.get_by_label("Scheme").select_option("analogy")
    expect(page.locator(".asked").get_by_text(question)).to_be_visible()
    expect(page.locator(".edit [role=status]")).to_contain_text(question)


def test_a_pasted_address_fills_in_what_is_known_of_it(page: Page) -> None:
    offer(page, "Evidence")
    source = page.locator("#field-source")
    source.fill("https://example.org/count")
    expect(source).to_have_value("Harbor Office, Counting the crossings, 2024")
    source.fill("https://www.gazette.example/2024/the-bridge-in-numbers.html")
    expect(page.locator("#field-new_title")).to_have_value("The bridge in numbers")
    assert page.locator("#field-new_outlet").input_value() == "gazette.example"
    assert page.locator("#field-new_url").input_value().endswith("the-bridge-in-numbers.html")


# Two people on one debate


def test_two_people_see_what_the_other_saves_without_reloading(
    timed: Page, chromium: Browser, site: str
) -> None:
    second = chromium.new_context()
    other = second.new_page()
    other.clock.install()
    other.goto(f"{site}?claim=birds")
    ready(other)
    offer(other, "Add objection")
    typing_in(other)
    other.keyboard.type("Birds move elsewhere.")
    other.keyboard.press("Enter")
    other.get_by_text("Added an objection").wait_for()
    wait_for_others(timed)
    notice = timed.locator(".notices")
    expect(notice).to_contain_text("Aiko added an objection")
    expect(timed.locator(ON_MAP)).to_have_count(6)
    assert timed.url.endswith("?claim=time")
    notice.get_by_role("button", name="Show").click()
    expect(timed.locator(".panel h2").first).to_have_text("Birds move elsewhere.")
    wait_for_others(other)
    wait_for_others(other)
    assert other.get_by_text("Aiko added").count() == 0
    second.close()


def test_an_open_form_is_left_alone_while_others_save(
    timed: Page, site: str, library: Library
) -> None:
    offer(timed, "Add support")
    typing_in(timed)
    timed.keyboard.type(NEW)
    save(site, library, AddClaim(role="objection", target="birds", sentence="Birds move."))
    wait_for_others(timed)
    expect(timed.locator(".notices")).to_contain_text("Keiko added an objection")
    assert boxes(timed) == 5
    typing_in(timed)
    assert timed.locator("#field-sentence").input_value() == NEW
    timed.keyboard.press("Enter")
    timed.get_by_text("Added a support").wait_for()
    assert boxes(timed) == 7


def test_what_somebody_edits_by_hand_or_takes_away_is_seen_too(
    timed: Page, site: str, folder: Path, debate: str
) -> None:
    gone = DEBATE.replace("- id: time", "- id: hours")
    (folder / f"{debate}.yaml").write_text(gone, encoding="utf-8")
    wait_for_others(timed)
    expect(timed.locator(box("hours"))).to_be_visible()
    expect(timed.locator(".notices")).to_contain_text("outside argmap")
    expect(timed.locator(".panel")).to_have_count(0)
    assert timed.url == site


def test_a_page_asks_with_what_it_knows_and_pauses_while_nobody_looks(timed: Page) -> None:
    asked: list[int] = []

    def count_answer(response: Response) -> None:
        if response.url.endswith("/revision"):
            asked.append(response.status)

    timed.on("response", count_answer)
    wait_for_others(timed)
    wait_for_others(timed)
    assert asked == [200, 304]
    timed.evaluate(HIDE, arg=True)
    timed.clock.run_for(10 * PAUSE)
    assert asked == [200, 304]
    with timed.expect_response("**/revision"):
        timed.evaluate(HIDE, arg=False)
    assert asked == [200, 304, 304]


def test_a_page_asks_a_server_that_fails_less_and_less_often(timed: Page) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    timed.route("**/revision", refuse)
    for _ in range(20):
        timed.clock.run_for(PAUSE)
        timed.wait_for_timeout(20)
    assert len(asked) == 4  # after 3, 9, 21 and 45 of the 60 seconds


# Edit as text


def test_problems_stand_beside_their_lines_while_one_types(page: Page, site: str) -> None:
    page.goto(f"{site}/edit/text")
    area = page.locator("#field-text")
    expect(page.locator(".report .state")).to_have_text("No problems.")
    area.fill(DEBATE.replace("title: A sketch", "titel: A sketch"))
    problem = page.locator(".report button", has_text="titel")
    expect(problem).to_contain_text("Line 2")
    expect(page.locator(".gutter .error").first).to_have_text("2")
    problem.click()
    expect(area).to_be_focused()
    line = "document.activeElement.value.slice(0, document.activeElement.selectionStart)"
    assert page.evaluate(f"{line}.split('\\n').length") == 2
    page.keyboard.press("Tab")
    expect(area).not_to_be_focused()


def test_lines_of_a_branch_are_numbered_as_in_the_file(page: Page, site: str) -> None:
    page.goto(f"{site}/edit/text?claim=leave")
    first = DEBATE[: DEBATE.index("- id: leave")].count("\n") + 1
    expect(page.locator(".gutter span").first).to_have_text(str(first))
    page.locator("#field-text").fill("- {id: leave, claim: Leave., whatever: 1}\n")
    expect(page.locator(".report button").first).to_contain_text(f"Line {first}")


def test_unsaved_text_is_not_left_unasked(page: Page, site: str) -> None:
    page.goto(f"{site}/edit/text")
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.locator("#field-text").press("x")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url(f"{site}*")
    assert asked == ["beforeunload"]


# On every screen


@pytest.mark.parametrize(
    ("size", "scheme"), [((1440, 900), "light"), ((390, 844), "dark")], ids=["desk", "phone"]
)
def test_axe_finds_nothing_in_the_open_form(
    context: BrowserContext,
    site: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site}?claim=time")
    ready(page)
    offer(page, "Add support")
    typing_in(page)
    page.keyboard.type("The bridge may save an hour a day.")
    page.locator(".found li").first.wait_for()
    page.locator(".editor summary").click()
    refuse_violations(page)
    assert page.evaluate(FITS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Undo").wait_for()
    refuse_violations(page)
    assert said == []
    page.close()


def test_nothing_of_editing_is_printed(page: Page) -> None:
    offer(page, "Add support")
    typing_in(page)
    page.emulate_media(media="print")
    assert page.locator(".editor").is_hidden()
    assert page.locator(".notices").is_hidden()
    page.emulate_media(media="screen")
