"""Editing as text: a branch or the whole file, by the rules of every other edit."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest

from argmap.library import Library
from tests.coaching import Coach, filled

WHOLE = "/debates/harbor/edit/text"
BRANCH = f"{WHOLE}?claim=more"
TEXT = """\
- id: more
  claim: A bridge makes more people cross.
  objections:
    - {id: elsewhere, claim: Other bridges did not.}
"""


def test_a_branch_stands_there_as_if_it_began_the_line(coach: Coach) -> None:
    assert coach.opened(BRANCH)["text"] == TEXT


def test_the_whole_file_stands_there_letter_for_letter(coach: Coach, folder: Path) -> None:
    assert coach.opened(WHOLE)["text"] == (folder / "harbor.yaml").read_text(encoding="utf-8")


def test_a_claim_that_shares_its_line_is_edited_in_the_whole_file(
    coach: Coach, folder: Path
) -> None:
    text = """title: T
question: Q?
viewpoints: {a: {name: A, summary: One.}, b: {name: B, summary: Two.}}
claims: [{id: one, claim: One.}, {id: two, claim: Two.}]
"""
    (folder / "narrow.yaml").write_text(text, encoding="utf-8")
    page = coach.client.get("/debates/narrow/edit/text?claim=two").text
    assert "shares a line with others" in page
    assert filled(page)["text"] == text


def test_a_text_with_a_new_error_is_refused_with_its_line(coach: Coach, folder: Path) -> None:
    before = (folder / "harbor.yaml").read_bytes()
    answer = coach.sends(BRANCH, text=TEXT + "  colour: blue\n")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "colour" in answer.text
    assert "unknown-key" in answer.text
    assert answer.text.count("Did you mean") <= 1
    assert answer.text.count('class="sentence"') == 1
    assert re.search(r"Nothing was saved: line \d+ would be wrong\.", answer.text)
    assert filled(answer.text)["text"] == TEXT + "  colour: blue\n"
    assert (folder / "harbor.yaml").read_bytes() == before


@pytest.mark.parametrize("text", ["", "   ", "- [", "a: b: c", "- ref: nowhere", "title: x"])
def test_what_is_no_branch_is_refused(coach: Coach, text: str) -> None:
    assert coach.sends(BRANCH, text=text).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_can_be_done_without_any_text_is_said_for_what_is_edited(coach: Coach) -> None:
    assert "retire it" in coach.sends(BRANCH, text="").text
    whole = coach.sends(WHOLE, text="").text
    assert "retire it" not in whole
    assert "a file without a debate is not kept" in whole


def test_the_cursor_stands_at_what_is_wrong(coach: Coach) -> None:
    assert re.findall(r"<(\w+)[^>]* autofocus", coach.client.get(BRANCH).text) == ["textarea"]
    assert re.findall(r"<(\w+)[^>]* autofocus", coach.sends(BRANCH, text="").text) == ["div"]


def test_checking_saves_nothing(coach: Coach, folder: Path) -> None:
    before = (folder / "harbor.yaml").read_bytes()
    wrong = coach.sends(WHOLE, text="title: [", check="1")
    assert wrong.status_code == HTTPStatus.OK
    assert "What is wrong" in wrong.text
    fine = coach.sends(BRANCH, check="1")
    assert "There is nothing wrong with it." in fine.text
    assert (folder / "harbor.yaml").read_bytes() == before


def test_a_script_is_told_the_lines_of_what_it_shows(coach: Coach) -> None:
    data = {**coach.opened(BRANCH), "text": TEXT + "  colour: blue\n"}
    found = coach.client.post("/debates/harbor/edit/text/check?claim=more", data=data).json
    assert found
    (problem,) = found["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (5, 3, "unknown-key")


def test_a_branch_is_saved_where_it_stood(coach: Coach, folder: Path) -> None:
    before = (folder / "harbor.yaml").read_text(encoding="utf-8")
    answer = coach.sends(BRANCH, text=TEXT.replace("more people", "many people"))
    assert answer.headers["Location"] == "/debates/harbor?claim=more&changed=1#box-more"
    after = (folder / "harbor.yaml").read_text(encoding="utf-8")
    assert after == before.replace("more people", "many people")


def test_a_browser_may_send_other_line_ends(coach: Coach, folder: Path) -> None:
    file = folder / "harbor.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    coach.sends(BRANCH, text=TEXT.replace("more people", "many people").replace("\n", "\r\n"))
    assert file.read_bytes() == before.replace(b"more people", b"many people")


def test_others_meanwhile_are_kept_where_the_lines_are_others(
    coach: Coach, library: Library
) -> None:
    mine = {**coach.opened(BRANCH), "text": TEXT.replace("more people", "many people")}
    coach.sends("/debates/harbor/claims/elsewhere/edit/edit", sentence="Others did not.")
    assert coach.client.post(BRANCH, data=mine).status_code == HTTPStatus.SEE_OTHER
    found = library.debate("harbor").claims
    assert found["more"].text == "A bridge makes many people cross."
    assert found["elsewhere"].text == "Others did not."


@pytest.mark.parametrize("address", [BRANCH, WHOLE])
def test_the_same_line_changed_by_two_clashes_and_shows_theirs(
    coach: Coach, library: Library, address: str
) -> None:
    opened = coach.opened(address)
    mine = {**opened, "text": opened["text"].replace("makes more people", "lets all people")}
    coach.sends("/debates/harbor/claims/more/edit/edit", sentence="A bridge makes nobody cross.")
    answer = coach.client.post(address, data=mine)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "A bridge makes nobody cross." in answer.text
    assert "lets all people" in filled(answer.text)["text"]
    assert coach.client.post(address, data=filled(answer.text)).status_code == HTTPStatus.SEE_OTHER
    assert library.debate("harbor").claims["more"].text == "A bridge lets all people cross."


def test_a_file_that_is_no_yaml_is_mended_here(coach: Coach, library: Library) -> None:
    page = coach.client.get("/debates/broken").text
    assert 'href="/debates/broken/edit/text"' in page
    address = "/debates/broken/edit/text"
    harbor = coach.opened(WHOLE)["text"]
    answer = coach.sends(address, text=harbor)
    assert answer.headers["Location"] == "/debates/broken?changed=1"
    assert library.debate("broken").title == "The harbor bridge"


def test_saving_what_is_there_changes_nothing(coach: Coach, library: Library) -> None:
    for address in (BRANCH, WHOLE):
        assert "changed" not in coach.sends(address).headers["Location"]
    assert library.changes(debate="harbor") == ()
