"""Changes by the API."""

import json
from pathlib import Path

import pytest

from argmap import cli
from tests.programs import ADD, Program, told
from tests.web.api.conftest import Enter

EDITS = "/debates/harbor/edits"
TEXT = "/debates/harbor/text"
STANCE = {"edit": "set-stance", "claim": "few", "viewpoint": "keepers", "stance": 1}


def text(folder: Path) -> str:
    return (folder / "harbor.yaml").read_text(encoding="utf-8")


def test_an_edit_is_a_change_that_can_be_read(program: Program, folder: Path) -> None:
    answer = program.posts(EDITS, edit=ADD, revision=program.reads("/debates/harbor")["revision"])
    assert answer.status_code == 201
    done = told(answer)
    assert done["words"] == "added a thesis: “A tunnel.”"
    assert done["made"] == {"claims": ["a-tunnel"], "sources": [], "viewpoints": []}
    assert done["revision"] == program.reads("/debates/harbor")["revision"]
    assert answer.headers["Location"] == f"/api/debates/harbor/history/{done['change']}"
    change = program.reads("/debates/harbor/history/1")
    assert (change["author"], change["edit"]) == ("Ann", ADD)
    assert "A tunnel." in text(folder)


def test_it_answers_as_the_command_does(
    program: Program, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = told(program.posts(EDITS, edit=STANCE))
    line = ["stance", str(folder / "harbor.yaml"), "few", "keepers", "doubts", "--format", "json"]
    cli.main(line)
    assert json.loads(capsys.readouterr().out).keys() == done.keys()


def test_what_the_debate_says_already_is_no_change(program: Program, folder: Path) -> None:
    program.posts(EDITS, edit=STANCE)
    before = text(folder)
    answer = program.posts(EDITS, edit=STANCE)
    assert (answer.status_code, told(answer)["change"]) == (200, None)
    assert "Location" not in answer.headers
    assert text(folder) == before


@pytest.mark.parametrize("by_header", [False, True])
def test_a_request_with_a_key_counts_once(program: Program, *, by_header: bool) -> None:
    def send(key: str) -> int:
        headers = {"Idempotency-Key": key} if by_header else None
        members = {} if by_header else {"key": key}
        answer = program.posts(EDITS, headers, edit=ADD, **members)
        assert answer.status_code == 201, answer.text
        return int(told(answer)["change"])

    assert [send("first"), send("first"), send("second")] == [1, 1, 2]


def test_a_key_may_stand_in_quotes_and_counts_before_the_member(program: Program) -> None:
    for _ in range(2):
        answer = program.posts(EDITS, {"Idempotency-Key": '"first"'}, edit=ADD, key="other")
        assert told(answer)["change"] == 1


def test_edits_on_an_older_revision_are_brought_together(program: Program) -> None:
    seen = program.reads("/debates/harbor")["revision"]
    for sentence in ("A tunnel.", "A cable car."):
        answer = program.posts(EDITS, edit={**ADD, "sentence": sentence}, revision=seen)
        assert answer.status_code == 201
    claims = {claim["sentence"] for claim in program.reads("/debates/harbor/claims")["claims"]}
    assert {"A tunnel.", "A cable car."} <= claims


def test_new_ids_are_told_also_of_edits_made_together(program: Program) -> None:
    source = {"edit": "add-source", "title": "Bridges", "author": "Ito", "date": "2020"}
    viewpoint = {"edit": "add-viewpoint", "name": "The children", "summary": "We swim."}
    together = {"edit": "together", "edits": [ADD, source, viewpoint]}
    made = told(program.posts(EDITS, edit=together))["made"]
    assert made == {"claims": ["a-tunnel"], "sources": ["ito-2020"], "viewpoints": ["the-children"]}


def test_warnings_are_told(program: Program) -> None:
    source = {"edit": "add-source", "title": "Somewhere"}
    warnings = told(program.posts(EDITS, edit=source))["warnings"]
    problems = program.reads("/debates/harbor/problems")["problems"]
    assert warnings == [problem["sentence"] for problem in problems] != []


def test_a_text_is_put_in_the_place_of_the_one_that_was_seen(
    program: Program, folder: Path
) -> None:
    seen = program.asks(TEXT)
    wanted = seen.text.replace("The town should build the bridge.", "The town should wait.")
    answer = program.puts(TEXT, wanted, If_Match=seen.headers["ETag"])
    assert answer.status_code == 200
    assert told(answer)["words"] == "edited the text"
    assert text(folder) == wanted
    same = program.puts(TEXT, wanted, If_Match=program.asks(TEXT).headers["ETag"])
    assert (same.status_code, told(same)["change"]) == (200, None)


def test_texts_made_on_the_same_one_are_brought_together(program: Program, folder: Path) -> None:
    seen = program.asks(TEXT)
    for old, new in (
        ("A bridge saves an hour", "A bridge saves two hours"),
        ("Doctors are", "We are"),
    ):
        wanted = seen.text.replace(old, new)
        answer = program.puts(TEXT, wanted, If_Match=seen.headers["ETag"], Idempotency_Key=new[:1])
        assert answer.status_code == 200, answer.text
    assert "saves two hours" in text(folder)
    assert "We are" in text(folder)


def test_a_change_is_taken_back_made_anew_and_gone_back_to(program: Program, folder: Path) -> None:
    first, changed = text(folder), "A tunnel."
    program.posts(EDITS, edit=ADD)
    history = "/debates/harbor/history"
    for address, words, has_it in (
        (f"{history}/1/undo", "undid change 1", False),
        (f"{history}/1/redo", "redid change 1", True),
        (f"{history}/2/restore", "restored the debate as of change 2", False),
    ):
        answer = program.posts(address)
        assert answer.status_code == 201, answer.text
        assert told(answer)["words"].startswith(words)
        assert (changed in text(folder)) == has_it
    assert text(folder) == first


def test_a_change_that_was_lost_is_made_again(program: Program, folder: Path) -> None:
    before = text(folder)
    program.posts(EDITS, edit=STANCE)
    (folder / "harbor.yaml").write_text(before.replace("Doctors are.", "We are."), encoding="utf-8")
    (outside, lost) = program.reads("/debates/harbor/history")["changes"]
    assert (outside["kind"], lost["overwritten_by"]) == ("outside", outside["number"])
    assert program.posts("/debates/harbor/history/1/again").status_code == 201
    assert program.reads("/debates/harbor/claims/few")["stances"] == {"keepers": 1.0}


def test_a_change_is_credited_to_the_account(coach: Program) -> None:
    coach.posts(EDITS, edit=ADD)
    assert coach.reads("/debates/harbor/history")["changes"][0]["author"] == "Ann"


def test_a_student_suggests_what_a_coach_changes(
    enter: Enter, coach: Program, student: Program
) -> None:
    answer = student.posts(EDITS, edit=ADD, key="once")
    assert answer.status_code == 202
    waits = told(answer)
    assert answer.headers["Location"] == f"/api/suggestions/{waits['number']}"
    assert (waits["state"], waits["author"], waits["edit"]) == ("waiting", "Tom", ADD)
    assert told(student.posts(EDITS, edit=ADD, key="once"))["number"] == waits["number"]
    seen = student.asks(TEXT)
    whole = seen.text.replace("Doctors are.", "We are.")
    answer = student.puts(TEXT, whole, If_Match=seen.headers["ETag"])
    assert (answer.status_code, told(answer)["edit"]) == (202, None)
    assert coach.reads("/debates/harbor/history")["changes"] == []
    assert enter("Mia").reads("/suggestions")["suggestions"] == []
