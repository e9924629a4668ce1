"""The history in a browser: what was changed, taking it back, and telling others."""

import re
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from argmap.library import Library
from argmap.web import changes
from tests.coaching import Coach

BASE = "/debates/harbor"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def changed(coach: Coach) -> Coach:
    """A coach who has added a claim (1), revised one (2) and said something of another debate (1)."""
    coach.sends(f"{BASE}/claims/few/edit/support", sentence="The ferry is empty.")
    coach.sends(f"{BASE}/claims/keep/edit/edit", sentence="The ferry should stay for good.")
    coach.sends("/debates/日本/claims/建設/edit/support", sentence="橋は便利だ。")
    return coach


def act(coach: Coach, action: str, **typed: str) -> tuple[int, str]:
    token = coach.opened(f"{BASE}/edit/thesis")
    answer = coach.client.post(f"{BASE}/history/{action}", data={**token, **typed})
    return answer.status_code, answer.headers.get("Location", answer.text)


@pytest.mark.parametrize(
    ("action", "status", "said"),
    [
        ("9/undo", 404, "There is no change"),
        ("1/fly", 404, "There is no way to take back a change “fly”"),
        ("1/redo", 422, "not undone"),
        ("1/again", 422, "has all of change 1 already"),
        ("99999999999999999999/undo", 404, "There is no change"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    changed: Coach, action: str, status: int, said: str
) -> None:
    found, page = act(changed, action)
    assert found == status
    assert said in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/changes?debate=nowhere", 404),
        ("/changes?before=x", 400),
        ("/debates/nowhere/history", 404),
        ("/debates/nowhere/revision", 404),
        (f"{BASE}/history/9", 404),
        (f"{BASE}/history/-1", 404),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(changed: Coach, address: str, status: int) -> None:
    assert changed.client.get(address).status_code == status


def test_undoing_what_somebody_has_built_upon_is_refused_with_the_reason(changed: Coach) -> None:
    changed.sends(
        f"{BASE}/claims/the-ferry-is-empty/edit/edit", sentence="The ferry is half empty."
    )
    status, page = act(changed, "1/undo")
    assert status == HTTPStatus.CONFLICT
    assert "The ferry is" in page


def test_undo_and_redo_are_changes_of_their_own(changed: Coach, library: Library) -> None:
    assert act(changed, "2/undo") == (303, f"{BASE}/history?changed=3")
    assert library.debate("harbor").claims["keep"].text == "The ferry should stay."
    assert act(changed, "2/redo") == (303, f"{BASE}/history?changed=4")
    assert library.debate("harbor").claims["keep"].text == "The ferry should stay for good."


def test_undo_gives_back_the_very_bytes(coach: Coach, folder: Path) -> None:
    before = (folder / "harbor.yaml").read_bytes()
    coach.sends(f"{BASE}/claims/few/edit/edit", sentence="Nobody crosses.")
    act(coach, "1/undo")
    assert (folder / "harbor.yaml").read_bytes() == before


def test_the_debate_is_restored_as_of_a_change(changed: Coach, library: Library) -> None:
    changed.sends(f"{BASE}/claims/more/edit/retire")
    assert act(changed, "1/restore") == (303, f"{BASE}/history?changed=4")
    found = library.debate("harbor").claims
    assert "more" in found
    assert found["keep"].text == "The ferry should stay."


def test_undo_leads_back_to_the_page_without_what_has_gone(changed: Coach) -> None:
    back = f"{BASE}?lens=keepers&claim=the-ferry-is-empty&changed=1"
    assert act(changed, "1/undo", back=back)[1] == f"{BASE}?lens=keepers&changed=3"
    gone = f"{BASE}/claims/the-ferry-is-empty"
    assert act(changed, "1/redo")[0] == HTTPStatus.SEE_OTHER
    assert act(changed, "1/undo", back=gone)[1] == f"{BASE}/history?changed=5"


def test_the_notice_undoes_in_one_step_and_is_gone_then(coach: Coach, library: Library) -> None:
    page = coach.ends(f"{BASE}/claims/few/edit/support", sentence="New.").text
    form = page[page.index('class="change-notice"') :]
    action = re.search(r'action="([^"]*)"', form)
    assert action
    data = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form[: form.index("</form>")]))
    answer = coach.client.post(action[1], data=data)
    assert answer.headers["Location"] == f"{BASE}?changed=2"
    assert "new" not in library.debate("harbor").claims
    assert "change-notice" not in coach.client.get(f"{BASE}?claim=few&changed=1").text


@pytest.mark.parametrize("number", ["0", "9", "x", "-1", "1" * 40, "²"])
def test_a_notice_of_no_change_is_none(changed: Coach, number: str) -> None:
    page = changed.client.get(f"{BASE}?changed={number}")
    assert page.status_code == HTTPStatus.OK
    assert "change-notice" not in page.text


def test_a_change_made_outside_is_told_and_what_it_lost_is_applied_again(
    changed: Coach, library: Library, folder: Path
) -> None:
    file = folder / "harbor.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("stay for good", "go"), encoding="utf-8")
    page = changed.client.get(f"{BASE}/history").text
    assert "Edited outside argmap." in page
    assert "Lost when the file was edited outside argmap, by change 3." in page
    assert "Apply again" in page
    assert act(changed, "2/again")[0] == HTTPStatus.SEE_OTHER
    assert library.debate("harbor").claims["keep"].text == "The ferry should stay for good."


@pytest.mark.usefixtures("changed")
def test_what_was_undone_and_overwritten_offers_one_way_back(site: Flask, library: Library) -> None:
    change = replace(library.changes(debate="harbor")[0], undone_by=8, overwritten_by=9)
    with site.test_request_context():
        shown = changes.shown(change)
    assert [each.text for each in shown.actions] == ["Redo", "Restore the debate as of then"]


def test_a_change_shows_what_it_changed_in_the_argument_and_in_the_text(changed: Coach) -> None:
    page = changed.client.get(f"{BASE}/history/2").text
    assert "Changed the sentence of" in page
    assert "<ins> for good</ins>" in page
    assert "<del>  - id: keep" not in page
    assert "<del>    claim: The ferry should stay.</del>" in page
    assert "<ins>    claim: The ferry should stay for good.</ins>" in page


def test_changes_are_listed_for_all_debates_one_author_and_one_debate(changed: Coach) -> None:
    every = changed.client.get("/changes").text
    assert every.count('<li class="change') == 3
    assert changed.client.get("/changes?debate=harbor").text.count('<li class="change') == 2
    assert changed.client.get("/changes?author=Ann").text.count('<li class="change') == 3
    assert "Nothing has been changed yet." in changed.client.get("/changes?author=Bob").text


def test_older_changes_are_a_page_further(coach: Coach) -> None:
    for number in range(52):
        coach.sends(f"{BASE}/claims/few/edit/edit", note=f"Note {number}.")
    first = coach.client.get(f"{BASE}/history").text
    older = re.search(r'href="([^"]*before=[^"]*)"', first)
    assert older
    second = coach.client.get(older[1].replace("&amp;", "&")).text
    assert (first.count('<li class="change'), second.count('<li class="change')) == (50, 2)


def test_the_feed_is_atom(changed: Coach) -> None:
    answer = changed.client.get("/changes.atom")
    assert answer.mimetype == "application/atom+xml"
    root = ET.fromstring(answer.data)  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    for name in ("title", "id", "updated"):
        assert root.findtext(ATOM + name)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{ATOM}updated") or ""
        )
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ann"
        link = entry.find(f"{ATOM}link")
        assert link is not None
        place = link.get("href", "").removeprefix("http://localhost")
        assert changed.client.get(place).status_code == HTTPStatus.OK
    again = changed.client.get("/changes.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_a_page_learns_by_polling_what_others_have_changed(coach: Coach, library: Library) -> None:
    address = f"{BASE}/revision"
    first = coach.client.get(address)
    assert first.json == {
        "revision": library.volume("harbor").revision, "change": 0, "author": "", "words": "",
    }  # fmt: skip
    asked = {"If-None-Match": first.headers["ETag"]}
    assert coach.client.get(address, headers=asked).status_code == HTTPStatus.NOT_MODIFIED
    coach.sends(f"{BASE}/claims/few/edit/support", sentence="New.")
    second = coach.client.get(address, headers=asked)
    assert second.json == {
        "revision": library.volume("harbor").revision,
        "change": 1,
        "author": "Ann",
        "words": "Added a support of “Few people cross the harbor.”: “New.”",
    }


def test_a_file_that_holds_no_debate_has_its_history_and_is_restored(
    changed: Coach, library: Library, folder: Path
) -> None:
    (folder / "harbor.yaml").write_text("title: [", encoding="utf-8")
    page = changed.client.get(f"{BASE}/history").text
    assert "History of harbor.yaml" in page
    assert "Edited outside argmap." in page
    assert "held no debate" in changed.client.get(f"{BASE}/history/3").text
    token = changed.opened("/debates/日本/edit/thesis")
    answer = changed.client.post(f"{BASE}/history/2/restore", data=token)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert library.debate("harbor").claims["keep"].text == "The ferry should stay for good."
