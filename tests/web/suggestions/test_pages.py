"""The queue and the page of a suggestion: who sees what, who may do what, and what it comes to."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask

from argmap.edits.values import AddClaim, Edit, RetireClaim, ReviseClaim
from argmap.library import Library
from argmap.stores.suggestions import Suggestion
from argmap.web import create_app, suggestions
from argmap.web.access import Access
from tests.coaching import Coach
from tests.visiting import Visitor
from tests.web.suggestions.conftest import Enter

HARBOR = "harbor"
MORE = AddClaim(role="support", target="few", sentence="It <is> long.")
Make = Callable[..., Suggestion]


@pytest.fixture
def make(library: Library) -> Make:
    """Let somebody suggest an edit."""

    def made(edit: Edit = MORE, *, by: str = "Tom") -> Suggestion:
        account = library.membership.account(by).id
        return library.suggestions.suggest(HARBOR, edit, revision="", account=account, author=by)

    return made


def sends(person: Coach, page: str, action: str, **typed: str) -> int:
    """Send a form of a page, and return the status of the answer."""
    return Visitor(person.client).sends(page, action, **typed).status_code


# What is refused.


@pytest.mark.parametrize("page", ["/suggestions", "/suggestions/1"])
def test_strangers_are_asked_to_log_in_and_readers_refused(
    site: Flask, enter: Enter, make: Make, page: str
) -> None:
    make()
    answer = site.test_client().get(page)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"].startswith("/log-in")
    assert enter("Rita").client.get(page).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("action", ["accept", "return", "withdraw", "burn"])
@pytest.mark.parametrize(
    ("name", "page", "status"),
    [
        ("", "/log-in", HTTPStatus.UNAUTHORIZED),
        ("Rita", "/account", HTTPStatus.FORBIDDEN),
        ("Mia", "/account", HTTPStatus.FORBIDDEN),
    ],
)
def test_nobody_else_decides(
    site: Flask,
    enter: Enter,
    library: Library,
    make: Make,
    name: str,
    page: str,
    status: HTTPStatus,
    action: str,
) -> None:
    made = make()
    visitor = Visitor(enter(name).client if name else site.test_client())
    answer = visitor.sends(page, f"/suggestions/{made.id}/{action}", comment="No.")
    is_unknown = name == "Mia" and action == "burn"
    assert answer.status_code == (HTTPStatus.NOT_FOUND if is_unknown else status)
    assert library.suggestions.one(made.id).state == "waiting"
    assert library.changes() == ()


def test_students_do_not_accept_their_own(tom: Coach, library: Library, make: Make) -> None:
    made = make()
    for action in ("accept", "return"):
        page = f"/suggestions/{made.id}"
        assert sends(tom, page, f"{page}/{action}", comment="Yes.") == HTTPStatus.FORBIDDEN
    assert library.suggestions.one(made.id).state == "waiting"


def test_coaches_do_not_withdraw(ann: Coach, library: Library, make: Make) -> None:
    page = f"/suggestions/{make().id}"
    assert sends(ann, page, f"{page}/withdraw") == HTTPStatus.FORBIDDEN
    assert library.suggestions.waiting() == 1


def test_a_suggestion_is_not_shown_to_other_students(enter: Enter, make: Make) -> None:
    make()
    mia = enter("Mia").client
    assert mia.get("/suggestions/1").status_code == HTTPStatus.FORBIDDEN
    assert "It &lt;is&gt; long." not in mia.get("/suggestions").text


@pytest.mark.parametrize(
    "address", ["/suggestions/9", f"/suggestions/{'9' * 30}", "/suggestions/x"]
)
def test_an_unknown_suggestion_is_not_there(ann: Coach, address: str) -> None:
    assert ann.client.get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("query", ["state=burnt", "before=x", "before=-1", "before=1234567890"])
def test_a_list_of_no_sense_is_refused(ann: Coach, query: str) -> None:
    answer = ann.client.get(f"/suggestions?{query}")
    assert answer.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("comment", ["", "  ", "x" * 20_001])
def test_a_return_without_a_comment_comes_back_with_what_was_typed(
    ann: Coach, library: Library, make: Make, comment: str
) -> None:
    page = f"/suggestions/{make().id}"
    answer = Visitor(ann.client).sends(page, f"{page}/return", comment=comment)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="field-comment-wrong"' in answer.text
    assert 'aria-invalid="true" autofocus' in answer.text
    assert comment.strip() in answer.text
    assert library.suggestions.waiting() == 1


def test_a_decision_without_its_token_is_refused(ann: Coach, library: Library, make: Make) -> None:
    page = f"/suggestions/{make().id}"
    assert ann.client.post(f"{page}/accept").status_code == HTTPStatus.BAD_REQUEST
    assert library.changes() == ()


def test_a_decision_from_another_site_is_refused(ann: Coach, library: Library, make: Make) -> None:
    page = f"/suggestions/{make().id}"
    answer = ann.client.post(
        f"{page}/accept",
        data={"csrf_token": Visitor(ann.client).token(page)},
        headers={"Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert library.changes() == ()


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("accept", "accept", "Cat has accepted suggestion 1 already: it is change 1 of harbor."),
        ("accept", "return", "Cat has accepted suggestion 1 already"),
        ("return", "accept", "Cat has returned suggestion 1 already."),
        ("return", "return", "Cat has returned suggestion 1 already."),
        ("withdraw", "accept", "Tom has withdrawn suggestion 1."),
        ("withdraw", "return", "Tom has withdrawn suggestion 1."),
    ],
)
def test_who_comes_second_is_told(
    ann: Coach, library: Library, make: Make, first: str, then: str, said: str
) -> None:
    made = make()
    page = f"/suggestions/{made.id}"
    token = Visitor(ann.client).token(page)
    decide(library, made, first)
    answer = ann.client.post(f"{page}/{then}", data={"csrf_token": token, "comment": "No."})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert f'<p class="refused" role="alert">{said}' in answer.text


def decide(library: Library, made: Suggestion, action: str) -> None:
    """Decide on a suggestion as somebody else."""
    decisions: dict[str, Callable[[], object]] = {
        "accept": lambda: library.suggestions.accept(made.id, by="Cat"),
        "return": lambda: library.suggestions.send_back(made.id, "Why?", by="Cat"),
        "withdraw": lambda: library.suggestions.withdraw(made.id, account=made.account or 0),
    }
    decisions[action]()


def test_what_does_not_fit_says_why_and_is_not_accepted(
    ann: Coach, library: Library, make: Make
) -> None:
    make(ReviseClaim(claim="few", sentence="Mine."))
    theirs = ReviseClaim(claim="few", sentence="Theirs.")
    library.submit(HARBOR, theirs, revision="", author="Cat")
    page = ann.client.get("/suggestions/1").text
    assert "It does not fit the debate as it is now" in page
    assert "<dd>Theirs.</dd>" in page
    assert "<dd>Mine.</dd>" in page
    assert "/suggestions/1/accept" not in page
    assert "/suggestions/1/return" in page
    assert sends(ann, "/suggestions/1", "/suggestions/1/accept") == HTTPStatus.CONFLICT
    assert len(library.changes()) == 1


def test_a_suggestion_for_what_has_gone_is_still_shown(
    ann: Coach, library: Library, make: Make, folder: Path
) -> None:
    make(AddClaim(role="support", target="more", sentence="It <is> long."))
    library.submit(HARBOR, RetireClaim(claim="more"), revision="", author="Cat")
    page = ann.client.get("/suggestions/1").text
    assert "It does not fit the debate as it is now" in page
    (folder / "harbor.yaml").unlink()
    for address in ("/suggestions", "/suggestions/1"):
        answer = ann.client.get(address)
        assert answer.status_code == HTTPStatus.OK
        assert "It &lt;is&gt; long." in answer.text


def test_what_hinders_for_a_moment_is_not_said_of_the_suggestion(
    ann: Coach, make: Make, folder: Path
) -> None:
    make()
    history = folder / ".argmap" / "history.sqlite"
    history.write_bytes(b"no database" * 100)
    answer = ann.client.get("/suggestions/1")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "is damaged" in answer.text
    assert "does not fit" not in answer.text


# What is done.


def test_a_coach_sees_what_waits_and_accepts_it(
    ann: Coach, tom: Coach, library: Library, make: Make
) -> None:
    made = make()
    page = ann.client.get("/suggestions").text
    assert 'Suggestions <span class="number">1<span class="unseen"> waiting</span></span>' in page
    assert "Add a support of “Few people cross the harbor.”: “It &lt;is&gt; long.”" in page
    page = ann.client.get(f"/suggestions/{made.id}").text
    assert "claim: It &lt;is&gt; long." in page
    assert '<a href="/debates/harbor/claims/few" lang="en">Few people cross' in page
    answer = Visitor(ann.client).sends(f"/suggestions/{made.id}", f"/suggestions/{made.id}/accept")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == f"/suggestions/{made.id}"
    assert "it-is-long" in library.debate(HARBOR).claims
    page = tom.client.get(f"/suggestions/{made.id}").text
    assert "Accepted by Ann on" in page
    assert 'href="/debates/harbor/history/1">change 1</a>' in page
    assert '<span class="number">' not in ann.client.get("/suggestions").text


def test_the_credit_shows_wherever_the_change_does(
    ann: Coach, tom: Coach, library: Library, make: Make
) -> None:
    library.suggestions.accept(make().id, by="Ann")
    for page in ("/debates/harbor/history", "/debates/harbor/history/1", "/changes"):
        assert "Tom</a>, accepted by Ann" in tom.client.get(page).text
    feed = ann.client.get("/changes.atom").text
    assert "<author><name>Tom</name></author>" in feed
    assert "<contributor><name>Ann</name></contributor>" in feed
    assert "<summary>By Tom, accepted by Ann.</summary>" in feed


def test_an_undo_shows_on_the_suggestion(ann: Coach, library: Library, make: Make) -> None:
    made = make()
    library.suggestions.accept(made.id, by="Ann")
    library.undo(HARBOR, 1, author="Cat")
    for page in ("/suggestions", f"/suggestions/{made.id}"):
        assert "Undone by change 2." in ann.client.get(page).text


def test_a_student_reads_the_comment_and_withdraws(
    tom: Coach, library: Library, make: Make
) -> None:
    returned, waiting = make(), make(ReviseClaim(claim="keep", sentence="Keep it."))
    library.suggestions.send_back(returned.id, "Say <why>.\nThen again.", by="Ann")
    page = tom.client.get("/suggestions").text
    assert "Say &lt;why&gt;." in page
    assert "Returned by Ann on" in page
    assert "Say &lt;why&gt;.\nThen again." in tom.client.get(f"/suggestions/{returned.id}").text
    page = f"/suggestions/{waiting.id}"
    assert sends(tom, page, f"{page}/withdraw") == HTTPStatus.SEE_OTHER
    assert "Withdrawn by Tom on" in tom.client.get(page).text


def test_a_student_sees_only_their_own(tom: Coach, make: Make) -> None:
    make()
    make(ReviseClaim(claim="keep", sentence="Of Mia."), by="Mia")
    page = tom.client.get("/suggestions").text
    assert "It &lt;is&gt; long." in page
    assert "The ferry should stay" not in page.partition("<main")[2]


def test_long_lists_are_cut_and_go_on(
    ann: Coach, library: Library, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "ON_A_PAGE", 2)
    for number in range(3):
        made = make(AddClaim(role="thesis", sentence=f"Thesis {number}."))
        library.suggestions.send_back(made.id, "No.", by="Cat")
    for number in range(3):
        make(AddClaim(role="thesis", sentence=f"Answer {number}."))
    page = ann.client.get("/suggestions").text
    assert "Answer 2." in page
    assert "Answer 0." not in page
    assert 'href="/suggestions?state=waiting&amp;before=5"' in page
    page = ann.client.get("/suggestions?state=waiting&before=5").text
    assert "Answer 0." in page
    assert "Thesis" not in page
    page = ann.client.get("/suggestions?state=decided&before=2").text
    assert "Thesis 0." in page
    assert "Answer" not in page


def test_what_a_removed_account_has_suggested_stays(
    ann: Coach, library: Library, make: Make
) -> None:
    made = make()
    library.membership.remove("Tom")
    assert "Tom in" in ann.client.get("/suggestions").text
    page = f"/suggestions/{made.id}"
    assert sends(ann, page, f"{page}/accept") == HTTPStatus.SEE_OTHER
    assert library.changes()[0].author == "Tom"


def test_whoever_sits_at_the_machine_has_a_queue_too(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "harbor.yaml").write_bytes((folder / "harbor.yaml").read_bytes())
    site = create_app(Library(alone), access=Access.local(author="Ann", port=80))
    answer = site.test_client().get("/suggestions")
    assert answer.status_code == HTTPStatus.OK
    assert "Nothing waits for a coach." in answer.text


def test_pages_of_suggestions_are_kept_by_nobody(ann: Coach, make: Make) -> None:
    make()
    for address in ("/suggestions", "/suggestions/1"):
        assert ann.client.get(address).headers["Cache-Control"] == "no-store"
