"""Suggestions by the API."""

import pytest

from tests.programs import ADD, Program, told
from tests.web.api.conftest import Enter

EDITS = "/debates/harbor/edits"


@pytest.fixture
def number(student: Program) -> int:
    """The number of a suggestion that waits."""
    return int(told(student.posts(EDITS, edit=ADD))["number"])


def test_one_that_is_another_students_is_not_there(enter: Enter, number: int) -> None:
    mia = enter("Mia")
    assert mia.asks(f"/suggestions/{number}").status_code == 404
    assert mia.posts(f"/suggestions/{number}/withdraw").status_code == 404


def test_a_coach_and_its_author_see_what_it_would_change(
    coach: Program, student: Program, number: int
) -> None:
    for asker in (coach, student):
        seen = asker.reads(f"/suggestions/{number}")
        assert [each["sentence"] for each in seen["argument"]] == ["added a thesis: “A tunnel.”"]
        assert "+  - id: a-tunnel" in seen["text"]
        assert (seen["hindrance"], seen["whole_text"]) == ("", None)


def test_accepting_credits_the_student_and_names_the_coach(
    coach: Program, student: Program, number: int
) -> None:
    answer = coach.posts(f"/suggestions/{number}/accept")
    assert answer.status_code == 201
    assert told(coach.posts(f"/suggestions/{number}/accept")) == told(answer)
    change = coach.reads(answer.headers["Location"].removeprefix("/api"))
    assert (change["author"], change["approved_by"]) == ("Tom", "Ann")
    seen = student.reads(f"/suggestions/{number}")
    assert (seen["state"], seen["decided_by"], seen["change"]) == ("accepted", "Ann", 1)


def test_another_edit_may_be_made_in_its_place(coach: Program, number: int) -> None:
    edit = {**ADD, "sentence": "A short tunnel."}
    answer = coach.posts(f"/suggestions/{number}/accept", edit=edit, key="changed")
    assert told(answer)["made"]["claims"] == ["a-short-tunnel"]
    change = coach.reads("/debates/harbor/history/1")
    assert (change["author"], change["approved_by"], change["edit"]) == ("Tom", "Ann", edit)


def test_returning_needs_a_comment(coach: Program, student: Program, number: int) -> None:
    assert coach.posts(f"/suggestions/{number}/return").status_code == 400
    assert coach.posts(f"/suggestions/{number}/return", comment=" ").status_code == 422
    answer = coach.posts(f"/suggestions/{number}/return", comment="Where from?")
    assert (answer.status_code, told(answer)["state"]) == (200, "returned")
    assert student.reads(f"/suggestions/{number}")["comment"] == "Where from?"
    late = coach.posts(f"/suggestions/{number}/accept")
    assert (late.status_code, told(late)["type"]) == (409, "/refusals#edit-clash")


def test_a_student_withdraws(student: Program, number: int) -> None:
    answer = student.posts(f"/suggestions/{number}/withdraw")
    assert (answer.status_code, told(answer)["state"]) == (200, "withdrawn")


def test_one_that_does_not_fit_any_more_says_why(coach: Program, student: Program) -> None:
    edit = {"edit": "revise-claim", "claim": "few", "sentence": "Many people cross."}
    number = told(student.posts(EDITS, edit=edit))["number"]
    coach.posts(EDITS, edit={**edit, "sentence": "Nobody crosses."})
    seen = coach.reads(f"/suggestions/{number}")
    assert seen["hindrance"].startswith("Somebody else has changed the sentence")
    assert (seen["argument"], seen["text"]) == ([], "")
    assert coach.posts(f"/suggestions/{number}/accept").status_code == 409


def test_a_suggested_text_is_kept_whole(coach: Program, student: Program) -> None:
    seen = student.asks("/debates/harbor/text")
    whole = seen.text.replace("Doctors are.", "We are.")
    number = told(student.puts("/debates/harbor/text", whole, If_Match=seen.headers["ETag"]))[
        "number"
    ]
    assert coach.reads(f"/suggestions/{number}")["whole_text"] == whole


def test_they_are_listed_by_state_and_debate_page_by_page(coach: Program, student: Program) -> None:
    for number in range(1, 4):
        student.posts(EDITS, edit={**ADD, "sentence": f"Tunnel {number}."})
    coach.posts("/suggestions/2/accept")
    answer = coach.asks("/suggestions?state=waiting&limit=1")
    assert [each["number"] for each in told(answer)["suggestions"]] == [3]
    following = answer.headers["Link"].removeprefix("</api").removesuffix('>; rel="next"')
    assert [each["number"] for each in coach.reads(following)["suggestions"]] == [1]
    assert "Link" not in coach.asks(following).headers
    assert coach.reads("/suggestions?debate=faulty")["suggestions"] == []
    assert len(student.reads("/suggestions")["suggestions"]) == 3


def test_a_reader_has_none(enter: Enter, number: int) -> None:
    assert number
    assert enter("Rita").reads("/suggestions")["suggestions"] == []
