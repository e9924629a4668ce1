import json
import re
from pathlib import Path

import pytest

from argmap import cli
from argmap.edits.values import RetireClaim
from argmap.library import Library
from tests import commanding

TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["harbour"], 1, 'There is no debate "harbour". Did you mean "harbor"?'),
        (
            ["harbor", "1"],
            1,
            'There is no change "1" of "harbor". argmap history DEBATE lists them.',
        ),
        (["harbor", "0"], 2, '"0" is none: the first is 1.'),
        (["harbor", "9" * 30], 2, "is no number"),
        (["harbor", "--limit", "0"], 2, "0 is not in the range"),
        (["harbor", "--author", "\udcff"], 1, "The author's name holds the control character"),
        (["--folder", "nowhere"], 1, 'There is no folder "nowhere".'),
    ],
)
def test_a_history_that_is_none_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["history", *arguments], code)


@pytest.mark.parametrize("arguments", [[], ["harbor"], ["harbor", "--author", "Me"]])
def test_a_debate_that_nobody_has_changed_has_no_changes_and_gets_no_files(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert cli.main(["history", *arguments]) == 0
    assert capsys.readouterr().out == "No changes yet.\n"
    assert list(harbor.parent.iterdir()) == [harbor]


def test_changes_are_listed_the_newest_first(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["retire", "harbor", "more", "--author", "Ann"]) == 0
    assert cli.main(["undo", "harbor", "1", "--author", "Kenzaburō"]) == 0
    harbor.write_bytes(harbor.read_bytes() + b"# by hand\n")
    capsys.readouterr()
    assert cli.main(["history", "harbor"]) == 0
    expected = (
        rf"3  {TIME}  -          edited outside argmap\n"
        rf"2  {TIME}  Kenzaburō  undid change 1: retired “A bridge makes more people cross.” with its branch\n"
        rf"1  {TIME}  Ann        retired “A bridge makes more people cross.” with its branch \(undone by 2\)\n"
    )
    assert re.fullmatch(expected, capsys.readouterr().out)


def test_who_has_accepted_a_suggestion_stands_beside_its_author(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library(harbor.parent)
    account = library.membership.add("Tom", "student", "a long enough password").id
    edit = RetireClaim(claim="more")
    made = library.suggestions.suggest("harbor", edit, revision="", account=account, author="Tom")
    library.suggestions.accept(made.id, by="Ann")
    assert cli.main(["history", "harbor"]) == 0
    assert re.match(rf"1  {TIME}  Tom, accepted by Ann  retired", capsys.readouterr().out)
    assert cli.main(["history", "harbor", "1"]) == 0
    assert re.search(rf"\nby Tom, accepted by Ann, {TIME}\n", capsys.readouterr().out)
    assert cli.main(["history", "harbor", "1", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["author"], told["approved_by"]) == ("Tom", "Ann")


def test_the_history_of_the_folder_names_the_debates(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (harbor.parent / "b.yaml").write_bytes(harbor.read_bytes())
    assert cli.main(["retire", "harbor", "more", "--author", "Ann"]) == 0
    assert cli.main(["retire", "b", "more", "--author", "Bo"]) == 0
    capsys.readouterr()
    assert cli.main(["history"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert re.match(rf"b       1  {TIME}  Bo   retired ", first)
    assert re.match(rf"harbor  1  {TIME}  Ann  retired ", second)
    assert cli.main(["history", "--author", "Ann", "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith("harbor  1  ")


@pytest.mark.usefixtures("harbor")
def test_one_change_is_shown_with_what_it_did_to_argument_and_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["stance", "harbor", "few", "keepers", "doubts", "--author", "Ann"]) == 0
    capsys.readouterr()
    assert cli.main(["history", "harbor", "1"]) == 0
    expected = re.escape(
        "Change 1 of harbor: set the stance of Keepers of the ferry on “Few people cross the harbor.”: doubts\n"
        "by Ann, TIME\n"
        "\n"
        "~ added the stance of Keepers of the ferry on “Few people cross the harbor.”: doubts\n"
        "\n"
        "--- harbor.yaml before\n"
        "+++ harbor.yaml after\n"
        "@@ -"
    )
    printed = capsys.readouterr().out
    assert re.match(expected.replace("TIME", TIME), printed)
    assert [line for line in printed.splitlines()[8:] if line.startswith("+")] == [
        "+        stances: {keepers: doubts}"
    ]


def test_json_carries_the_same_for_programs(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["stance", "harbor", "few", "keepers", "doubts", "--author", "Ann"]) == 0
    capsys.readouterr()
    assert cli.main(["history", "harbor", "--format", "json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    (change,) = commanding.changes(harbor)
    assert listed["time"] == change.time.isoformat()
    assert {key: listed[key] for key in ("debate", "number", "kind", "author", "edit")} == {
        "debate": "harbor",
        "number": 1,
        "kind": "edit",
        "author": "Ann",
        "edit": {"edit": "set-stance", "claim": "few", "viewpoint": "keepers", "stance": 0.25},
    }
    assert cli.main(["history", "harbor", "1", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {key: shown[key] for key in listed} == listed
    assert [each["sentence"] for each in shown["argument"]] == [
        "added the stance of Keepers of the ferry on “Few people cross the harbor.”"
    ]
    assert shown["text"].startswith("--- harbor.yaml before\n")


def test_a_change_that_left_the_argument_alone_shows_the_text_alone(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["retire", "harbor", "more"]) == 0
    harbor.write_bytes(harbor.read_bytes() + b"# by hand\n")
    assert cli.main(["history", "harbor"]) == 0
    capsys.readouterr()
    assert cli.main(["history", "harbor", "2"]) == 0
    _, _, empty, header, *_, last = capsys.readouterr().out.splitlines()
    assert (empty, header, last) == ("", "--- harbor.yaml before", "+# by hand")
