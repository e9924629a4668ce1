import json
from pathlib import Path

import pytest

from argmap import cli
from argmap.stores.entries import SIZE_LIMIT
from tests import unprivileged
from tests.corpus import FOLDER, FRAME

GOOD = FRAME + "claims:\n  - {id: a, claim: A., stances: {one: accepts, two: rejects}}\n"
WARNED = GOOD.replace("claims:", "sources: {s: {title: S, doi: 10.1/1}}\nclaims:")
WRONG = GOOD.replace("accepts", "acepts")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the command runs; others may look into it."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARGMAP_DEBATES", raising=False)
    return tmp_path


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_problem_is_a_line_that_editors_jump_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, wrong=WRONG)
    assert cli.main(["check", "wrong.yaml"]) == 1
    expected = (
        'wrong.yaml:7:39: error unknown-stance: "acepts" is no stance: write accepts, leans, open, doubts, rejects or '
        'a number from 0 to 1. Did you mean "accepts"?\n'
        "1 debate, 1 claim: 1 error.\n"
    )
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    ("text", "options", "code", "summary"),
    [
        (GOOD, [], 0, "1 debate, 1 claim: no problems."),
        (GOOD, ["--strict"], 0, "1 debate, 1 claim: no problems."),
        (WARNED, [], 0, "1 debate, 1 claim: 1 warning."),
        (WARNED, ["--strict"], 1, "1 debate, 1 claim: 1 warning."),
        (WRONG, [], 1, "1 debate, 1 claim: 1 error."),
        ("", [], 1, "0 debates, 0 claims: 1 error."),
    ],
)
def test_errors_fail_the_check_and_warnings_only_a_strict_one(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    options: list[str],
    code: int,
    summary: str,
) -> None:
    write(folder, debate=text)
    assert cli.main(["check", "debate.yaml", *options]) == code
    assert capsys.readouterr().out.splitlines()[-1] == summary


def test_a_folder_is_checked_file_by_file_with_the_links_between_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked = GOOD.replace("claims:", "summary: '[a](b/a), [b](b/c), [c](c/a)'\nclaims:")
    write(folder, a=linked, b=GOOD, _draft=WRONG)
    assert cli.main(["check", "."]) == 0
    expected = (
        'a.yaml:6:25: warning unknown-link: This link leads to the claim "c" of the debate "b", which is not there. '
        "Name another one, or take the link away.\n"
        'a.yaml:6:35: warning unknown-link: There is no debate "c".\n'
        "2 debates, 2 claims: 2 warnings.\n"
    )
    assert capsys.readouterr().out == expected


def test_a_file_alone_is_checked_with_the_links_to_its_neighbors(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked = GOOD.replace("claims:", "summary: '[a](b/a), [b](b/c)'\nclaims:")
    write(folder, a=linked, b=WRONG)
    assert cli.main(["check", str(folder / "a.yaml")]) == 0
    assert capsys.readouterr().out.count("unknown-link") == 1


@pytest.mark.parametrize("way", ["option", "environment", "here"])
def test_without_a_path_the_folder_of_debates_is_checked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    debates = folder / "debates"
    debates.mkdir()
    write(debates, one=GOOD, two=GOOD)
    monkeypatch.setenv("ARGMAP_DEBATES", "debates" if way == "environment" else "")
    assert cli.main(["check", *(["--folder", "debates"] if way == "option" else [])]) == 0
    assert capsys.readouterr().out == "2 debates, 2 claims: no problems.\n"


def test_json_carries_the_same_for_programs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, good=GOOD, wrong=WRONG)
    assert cli.main(["check", ".", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    (problem,) = found.pop("problems")
    assert found == {"debates": 2, "claims": 2, "errors": 1, "warnings": 0}
    assert problem["sentence"].startswith('"acepts" is no stance')
    assert {key: problem[key] for key in ("file", "line", "column", "severity", "code")} == {
        "file": "wrong.yaml",
        "line": 7,
        "column": 39,
        "severity": "error",
        "code": "unknown-stance",
    }


@pytest.mark.parametrize("name", ["missing.yaml", "debates/missing.json"])
def test_a_file_that_is_not_there_is_a_problem_of_that_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(folder, good=GOOD)
    assert cli.main(["check", name, "good.yaml"]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{name}:1:1: error unreadable: There is no file")
    assert last == "1 debate, 1 claim: 1 error."


@pytest.mark.parametrize("arguments", [["nowhere"], ["--folder", "nowhere"]])
def test_a_folder_that_is_not_there_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert cli.main(["check", *arguments]) == 1
    assert capsys.readouterr().err == 'argmap: There is no folder "nowhere".\n'


def test_what_cannot_be_read_is_a_problem_and_hides_no_other_file(folder: Path) -> None:
    write(folder, good=GOOD, secret=GOOD)
    (folder / "secret.yaml").chmod(0)
    (folder / "folder.yaml").mkdir()
    (folder / "gone.yaml").symlink_to("nowhere")
    (folder / "a b.yaml").write_text(GOOD)
    (folder / "good.json").write_text("{}")
    with (folder / "large.yaml").open("wb") as large:
        large.truncate(SIZE_LIMIT + 1)
    code, printed = unprivileged.run(folder, "check", ".")
    assert code == 1
    found = [line.split(": ")[:2] for line in printed.splitlines()]
    assert found[:-1] == [
        ["a b.yaml:1:1", "error bad-file-name"],
        ["folder.yaml:1:1", "error unreadable"],
        ["gone.yaml:1:1", "error unreadable"],
        ["good.json:1:1", "error duplicate-debate"],
        ["good.json:1:1", "error missing-key"],
        ["good.json:1:1", "error missing-key"],
        ["good.json:1:1", "error missing-key"],
        ["good.json:1:1", "error missing-key"],
        ["large.yaml:1:1", "error unreadable"],
        ["secret.yaml:1:1", "error unreadable"],
    ]
    assert found[-1][0] == "2 debates, 2 claims"


def test_a_folder_that_may_not_be_listed_is_one_line(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(0)
    code, printed = unprivileged.run(folder, "check", "closed")
    closed.chmod(0o755)
    assert (code, printed) == (
        1,
        'argmap: The folder "closed" cannot be read: permission denied.\n',
    )


def test_sixteen_mebibytes_are_read(folder: Path) -> None:
    text = GOOD + "#" * (SIZE_LIMIT - len(GOOD))
    write(folder, largest=text)
    assert cli.main(["check", "largest.yaml"]) == 0


def test_names_and_texts_in_any_script_are_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, 日本語=WRONG.replace("acepts", "賛成"))
    assert cli.main(["check", "日本語.yaml"]) == 1
    assert capsys.readouterr().out.startswith('日本語.yaml:7:39: error unknown-stance: "賛成"')


def test_the_good_corpus_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--strict", str(FOLDER / "good")]) == 0
    assert capsys.readouterr().out == "13 debates, 149 claims: no problems.\n"
