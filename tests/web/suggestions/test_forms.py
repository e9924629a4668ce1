"""Forms as students send them: the same as those of coaches, and what they come to is a suggestion."""

import html
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask

from argmap.edits.values import AddClaim, RetireClaim, ReviseClaim
from argmap.library import Library
from tests.coaching import Coach, filled
from tests.web.suggestions.conftest import Enter

CLAIM = "/debates/harbor/claims"
SUPPORT = f"{CLAIM}/few/edit/support"
REVISE = f"{CLAIM}/few/edit/edit"
TEXT = "/debates/harbor/edit/text"
SCRIPT = {"X-Requested-With": "argmap"}


def suggested(answer_location: str) -> int:
    """Return the number of the suggestion that an address tells of."""
    return int(answer_location.partition("#")[0].rpartition("suggested=")[2])


def suggests(student: Coach, address: str = SUPPORT, **typed: str) -> int:
    """Send a form as a student, and return the number of the suggestion."""
    answer = student.sends(address, changing=typed or {"sentence": "It is long."})
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    return suggested(answer.headers["Location"])


# What is refused.


@pytest.mark.parametrize("name", ["", "Rita"])
@pytest.mark.parametrize("address", [SUPPORT, REVISE, TEXT, "/debates/harbor/edit/source"])
def test_readers_and_strangers_get_no_forms(
    enter: Enter, site: Flask, folder: Path, name: str, address: str
) -> None:
    client = enter(name).client if name else site.test_client()
    before = (folder / "harbor.yaml").read_bytes()
    assert client.get(address).status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
    answer = client.post(address, data={"sentence": "It is long."})
    assert answer.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    assert (folder / "harbor.yaml").read_bytes() == before
    assert Library(folder).suggestions.all() == ()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"sentence": ""}, "sentence", "The sentence is empty"),
        ({"sentence": "A.", "relevance": "much"}, "relevance", "a percentage from 0% to 100%"),
        ({"sentence": "A.", "source": "count"}, "quote", "Quote a few words"),
    ],
)
def test_nonsense_is_refused_at_its_field_and_kept(
    tom: Coach, library: Library, typed: dict[str, str], field: str, said: str
) -> None:
    answer = tom.sends(SUPPORT, changing=typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    place = answer.text.index(f'id="field-{field}-wrong"')
    assert said in answer.text[place : place + 400]
    assert library.suggestions.all() == ()


def test_a_text_with_an_error_is_refused_with_its_line(tom: Coach, library: Library) -> None:
    answer = tom.sends(TEXT, text="title: [")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nothing was saved: line" in answer.text
    assert library.suggestions.all() == ()


def test_a_form_without_its_token_comes_back(tom: Coach, library: Library) -> None:
    answer = tom.client.post(SUPPORT, data={"sentence": "It is long."})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "It is long." in answer.text
    assert library.suggestions.all() == ()


def test_an_edit_of_what_others_have_changed_clashes(tom: Coach, library: Library) -> None:
    form = tom.opened(REVISE)
    theirs = ReviseClaim(claim="few", sentence="Theirs.")
    library.submit("harbor", theirs, revision="", author="Ann")
    answer = tom.client.post(REVISE, data={**form, "sentence": "Mine."})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Suggest again to keep yours." in answer.text


@pytest.mark.parametrize("action", ["undo", "redo", "again", "restore"])
def test_students_take_nothing_back(tom: Coach, library: Library, action: str) -> None:
    library.submit("harbor", ReviseClaim(claim="few", sentence="New."), revision="", author="Ann")
    form = tom.opened(SUPPORT)
    answer = tom.client.post(f"/debates/harbor/history/1/{action}", data=form)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert len(library.changes()) == 1
    for page in ("/debates/harbor/history", "/debates/harbor/history/1", "/changes"):
        shown = tom.client.get(page).text
        assert "Few people cross" in shown
        assert "<button" not in shown.partition('<div class="history')[2].partition("</main>")[0]


def test_nobody_fills_a_form_with_what_is_somebody_elses(tom: Coach, enter: Enter) -> None:
    number = suggests(tom)
    answer = enter("Mia").client.get(f"{SUPPORT}?suggestion={number}")
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("number", ["9", "x", "-1", "1e3", "9" * 30])
def test_a_form_of_an_unknown_suggestion_is_not_there(ann: Coach, number: str) -> None:
    for address in (SUPPORT, TEXT):
        answer = ann.client.get(f"{address}?suggestion={number}")
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_suggestion_for_another_debate_is_not_there(tom: Coach, ann: Coach) -> None:
    number = suggests(tom)
    address = f"/debates/faulty/edit/thesis?suggestion={number}"
    assert ann.client.get(address).status_code == HTTPStatus.NOT_FOUND


# What is done.


def test_a_form_of_a_student_says_what_it_comes_to(tom: Coach, ann: Coach) -> None:
    page = tom.client.get(SUPPORT).text
    assert '<button type="submit" class="main">Suggest</button>' in page
    assert "A coach will look at it before it is saved." in page
    page = ann.client.get(SUPPORT).text
    assert '<button type="submit" class="main">Add support</button>' in page
    assert "A coach" not in page


def test_a_suggestion_leads_back_to_where_the_form_came_from(tom: Coach, folder: Path) -> None:
    before = (folder / "harbor.yaml").read_bytes()
    answer = tom.sends(f"{SUPPORT}?lens=keepers", sentence="It is long.")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == "/debates/harbor?lens=keepers&claim=few&suggested=1#notice"
    page = tom.client.get(answer.headers["Location"].partition("#")[0]).text
    notice = page[page.index('class="change-notice suggested"') :]
    assert "Suggested: add a support of" in notice
    assert "A coach will look at it." in notice
    assert 'href="/suggestions/1"' in notice
    assert (folder / "harbor.yaml").read_bytes() == before


def test_a_form_of_a_page_leads_back_to_that_page(tom: Coach) -> None:
    answer = tom.sends(f"{SUPPORT}?from=page", sentence="It is long.")
    assert answer.headers["Location"] == "/debates/harbor/claims/few?suggested=1#notice"
    assert (
        'href="/suggestions/1"' in tom.client.get(answer.headers["Location"].partition("#")[0]).text
    )


def test_a_notice_of_what_others_have_suggested_is_none(tom: Coach, enter: Enter) -> None:
    number = suggests(tom)
    page = enter("Mia").client.get(f"/debates/harbor?suggested={number}").text
    assert "change-notice" not in page


def test_a_form_that_is_sent_twice_counts_once(tom: Coach, library: Library) -> None:
    form = {**tom.opened(SUPPORT), "sentence": "It is long."}
    first, second = (tom.client.post(SUPPORT, data=form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(library.suggestions.all()) == 1


def test_a_script_is_told_of_the_suggestion(tom: Coach) -> None:
    form = {**tom.opened(SUPPORT), "sentence": "It is long."}
    told = tom.client.post(SUPPORT, data=form, headers=SCRIPT).json
    assert told == {
        "href": "/debates/harbor?claim=few&suggested=1#notice",
        "change": 0,
        "suggestion": "/suggestions/1",
        "words": "Suggested: add a support of “Few people cross the harbor.”: “It is long.” "
        "A coach will look at it.",
        "claim": "few",
    }


def test_a_branch_is_suggested_as_text(tom: Coach, ann: Coach, library: Library) -> None:
    address = f"{TEXT}?claim=few"
    text = tom.opened(address)["text"].replace("Few people cross", "Almost nobody crosses")
    page = tom.client.get(address).text
    assert '<button type="submit" class="main">Suggest</button>' in page
    number = suggests(tom, address, text=text)
    library.suggestions.accept(number, by="Ann")
    assert "Almost nobody crosses" in library.debate("harbor").claims["few"].text
    (change,) = library.changes("harbor")
    assert (change.author, change.approved_by) == ("Tom", "Ann")
    assert ann.client.get("/debates/harbor/history/1").status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", [SUPPORT, f"{SUPPORT}?from=page"])
def test_a_coach_changes_what_the_student_has_typed_and_accepts(
    tom: Coach, ann: Coach, library: Library, address: str
) -> None:
    number = suggests(tom, address, sentence="It is long.", note="A <note>.")
    library.submit(
        "harbor",
        AddClaim(role="support", target="few", sentence="Between."),
        revision="",
        author="Cat",
    )
    page = ann.client.get(f"/suggestions/{number}").text
    form = html.unescape(page.partition("Change and accept")[0].rpartition('href="')[2][:-2])
    opened = ann.opened(form)
    assert (opened["sentence"], opened["note"]) == ("It is long.", "A <note>.")
    shown = ann.client.get(form).text
    assert '<button type="submit" class="main">Accept</button>' in shown
    assert "Tom has suggested it." in shown
    assert f'<a class="cancel" href="/suggestions/{number}"' in shown
    answer = ann.sends(form, sentence="It is very long.")
    assert answer.headers["Location"] == f"/suggestions/{number}"
    claims = library.debate("harbor").claims
    assert claims["it-is-very-long"].note == "A <note>."
    change = library.changes("harbor")[0]
    assert (change.author, change.approved_by) == ("Tom", "Ann")
    assert library.suggestions.one(number).change == change.number


def test_fields_that_the_student_left_alone_keep_what_others_have_put_there(
    tom: Coach, ann: Coach, library: Library
) -> None:
    number = suggests(tom, REVISE, sentence="Mine.")
    library.submit("harbor", ReviseClaim(claim="few", note="Theirs."), revision="", author="Cat")
    ann.sends(f"{REVISE}?suggestion={number}", sentence="Mine, better.")
    claim = library.debate("harbor").claims["few"]
    assert (claim.text, claim.note) == ("Mine, better.", "Theirs.")


def test_there_is_no_form_for_a_claim_that_has_gone(
    tom: Coach, ann: Coach, library: Library
) -> None:
    number = suggests(tom, f"{CLAIM}/more/edit/support")
    assert "Change and accept" in ann.client.get(f"/suggestions/{number}").text
    library.submit("harbor", RetireClaim(claim="more"), revision="", author="Cat")
    page = ann.client.get(f"/suggestions/{number}").text
    assert "Change and accept" not in page
    assert f"/suggestions/{number}/return" in page


def test_a_clash_is_settled_and_accepted(tom: Coach, ann: Coach, library: Library) -> None:
    number = suggests(tom, REVISE, sentence="Mine.", note="Mine too.")
    theirs = ReviseClaim(claim="few", sentence="Theirs.", tags=("theirs",))
    library.submit("harbor", theirs, revision="", author="Cat")
    form = f"{REVISE}?suggestion={number}"
    answer = ann.sends(form)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Accept again to keep yours." in answer.text
    answer = ann.client.post(form, data={**filled(answer.text), "sentence": "Both."})
    assert answer.headers["Location"] == f"/suggestions/{number}"
    claim = library.debate("harbor").claims["few"]
    assert (claim.text, claim.note, claim.tags) == ("Both.", "Mine too.", ("theirs",))


def test_a_form_for_what_was_decided_meanwhile_comes_back(
    tom: Coach, ann: Coach, library: Library
) -> None:
    number = suggests(tom)
    form = ann.opened(f"{SUPPORT}?suggestion={number}")
    library.suggestions.accept(number, by="Cat")
    answer = ann.client.post(
        f"{SUPPORT}?suggestion={number}", data={**form, "sentence": "Otherwise."}
    )
    assert answer.status_code == HTTPStatus.CONFLICT
    assert f"Cat has accepted suggestion {number} already" in answer.text
    assert "again to keep yours" not in answer.text
    assert "Otherwise." in answer.text
    assert len(library.changes()) == 1


def test_a_text_is_changed_and_accepted(tom: Coach, ann: Coach, library: Library) -> None:
    address = f"{TEXT}?claim=few"
    number = suggests(
        tom, address, text=tom.opened(address)["text"].replace("Few people cross", "Nobody crosses")
    )
    form = f"{TEXT}?claim=few&suggestion={number}"
    opened = ann.opened(form)
    assert "Nobody crosses" in opened["text"]
    assert "Few people cross" in opened["base"]
    answer = ann.sends(
        form, text=opened["text"].replace("Nobody crosses", "Hardly anybody crosses")
    )
    assert answer.headers["Location"] == f"/suggestions/{number}"
    assert "Hardly anybody" in library.debate("harbor").claims["few"].text


def test_a_text_that_fits_no_more_is_brought_together_by_hand(
    tom: Coach, ann: Coach, library: Library
) -> None:
    address = f"{TEXT}?claim=few"
    number = suggests(
        tom, address, text=tom.opened(address)["text"].replace("Few people cross", "Nobody crosses")
    )
    library.submit(
        "harbor", ReviseClaim(claim="few", sentence="Some cross."), revision="", author="Cat"
    )
    answer = ann.client.get(f"{TEXT}?claim=few&suggestion={number}")
    assert answer.headers["Location"] == f"{TEXT}?suggestion={number}"
    page = ann.client.get(answer.headers["Location"])
    assert page.status_code == HTTPStatus.CONFLICT
    assert "What they have changed in" in page.text
    assert "Nobody crosses" in page.text


def test_an_edit_without_a_form_is_changed_as_text(ann: Coach, library: Library) -> None:
    account = library.membership.account("Tom").id
    edit = AddClaim(role="support", target="few", sentence="By a program.")
    made = library.suggestions.suggest("harbor", edit, revision="", account=account, author="Tom")
    page = ann.client.get(f"/suggestions/{made.id}").text
    assert f'href="{TEXT}?suggestion={made.id}"' in page
    opened = ann.opened(f"{TEXT}?suggestion={made.id}")
    assert "By a program." in opened["text"]
    ann.sends(
        f"{TEXT}?suggestion={made.id}", text=opened["text"].replace("By a program.", "By hand.")
    )
    assert library.suggestions.one(made.id).state == "accepted"
    assert "By hand." in [each.text for each in library.debate("harbor").claims.values()]


def test_a_suggestion_keeps_of_a_form_what_stands_in_its_fields(
    tom: Coach, library: Library
) -> None:
    number = suggests(tom, sentence="It is long.", other="x" * 1000)
    form = library.suggestions.one(number).form
    assert form is not None
    assert form.address == SUPPORT
    assert form.typed["sentence"] == "It is long."
    assert not {"other", "csrf_token", "key", "revision"} & form.typed.keys()


def test_what_was_returned_is_suggested_again(tom: Coach, library: Library) -> None:
    number = suggests(tom, sentence="It is long.", note="Why.")
    library.suggestions.send_back(number, "How long?", by="Ann")
    page = tom.client.get(f"/suggestions/{number}").text
    form = html.unescape(page.partition("Suggest again")[0].rpartition('href="')[2][:-2])
    opened = tom.opened(form)
    assert (opened["sentence"], opened["note"]) == ("It is long.", "Why.")
    again = suggests(tom, form, sentence="It is a mile long.")
    assert again != number
    assert library.suggestions.one(again).state == "waiting"
    assert "suggestion=" not in library.suggestions.one(again).form.address  # type: ignore[union-attr]
