import json
import shutil
from pathlib import Path

import pytest

from argmap import cli
from tests.corpus import FOLDER, FRAME

GOOD = FRAME + "claims:\n  - {id: a, claim: A., stances: {one: accepts, two: rejects}}\n"
WRONG = GOOD.replace("accepts", "acepts")
HARBOR = FOLDER.parent / "web" / "debates" / "harbor.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARGMAP_DEBATES", raising=False)
    return tmp_path


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], 'There is no folder "nowhere".'),
        (["--folder", "nowhere"], 'There is no folder "nowhere".'),
        (["god.yaml"], 'There is no file "god.yaml". Did you mean "good.yaml"?'),
        (["x" * 500], f'The folder "{"x" * 500}" cannot be read: file name too long.'),
        (["x" * 500 + ".yaml"], f'There is no file "{"x" * 500}.yaml".'),
    ],
)
def test_what_is_not_there_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    write(folder, good=GOOD)
    assert cli.main(["tally", *arguments]) == 1
    assert capsys.readouterr() == ("", f"argmap: {sentence}\n")


def test_an_unknown_format_is_a_wrong_command_line() -> None:
    assert cli.main(["tally", "--format", "csv"]) == 2


def test_a_file_that_holds_no_debate_is_told_and_hides_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, good=GOOD, broken="title: [")
    assert cli.main(["tally", "."]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("argmap: broken.yaml holds no debate that could be shown. This")
    assert "| A title | 1 | 1 | 0 | 0 | 0 | 0 | 0% |" in printed.out.splitlines()


def test_a_file_with_an_error_is_counted_as_far_as_it_reads(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, wrong=WRONG)
    assert cli.main(["tally", "wrong.yaml"]) == 1
    printed = capsys.readouterr()
    assert printed.err == (
        "argmap: wrong.yaml has 1 error, so only what reads is counted; "
        "argmap check wrong.yaml lists them.\n"
    )
    assert "| One | silent | 0 |" in printed.out.splitlines()


def test_an_empty_folder_has_an_empty_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["tally", str(folder)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_debate_is_a_row_and_behind_it_stand_its_theses_and_viewpoints(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(HARBOR, folder)
    assert cli.main(["tally", "harbor.yaml"]) == 0
    assert capsys.readouterr().out == (
        "| Debate | Claims | Levels | Supports | Objections | Undercuts | Sources | With evidence |\n"
        "| --- | --: | --: | --: | --: | --: | --: | --: |\n"
        "| The harbor bridge | 11 | 4 | 4 | 3 | 2 | 2 | 18% |\n"
        "\n"
        "### The harbor bridge\n"
        "\n"
        "|  | Thesis | Supports | Objections | Held by | Claims of its branch | Supports in it | Objections in it"
        " | Undercuts in it |\n"
        "| --- | --- | --: | --: | --: | --: | --: | --: | --: |\n"
        "| 1 | The town should build the bridge. | 2 | 1 | 2 | 9 | 2 | 3 | 2 |\n"
        "| 2 | The ferry should stay. | 2 | 0 | 1 | 2 | 2 | 0 | 0 |\n"
        "\n"
        "| Viewpoint | Thesis 1 | Thesis 2 | Claims with a stance |\n"
        "| --- | --- | --- | --: |\n"
        "| Builders | accepts | open | 3 |\n"
        "| Keepers of the ferry | rejects | accepts | 3 |\n"
        "| Bystanders | open (0.6) | silent | 1 |\n"
    )


def test_a_folder_is_counted_by_title(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    debates = folder / "debates"
    debates.mkdir()
    write(debates, one=GOOD.replace("A title", "Zebras"), two=GOOD.replace("A title", "Apples"))
    assert cli.main(["tally"]) == 0
    names = [line.split(" | ")[0] for line in capsys.readouterr().out.splitlines()[2:4]]
    assert names == ["| Apples", "| Zebras"]


def test_words_that_Markdown_would_read_stay_words(  # noqa: N802 - a proper name
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, marked=GOOD.replace("A title", "'A | B *and* <C>'"))
    assert cli.main(["tally", "marked.yaml"]) == 0
    printed = capsys.readouterr().out
    assert "| A \\| B \\*and\\* \\<C> | 1 |" in printed


def test_json_carries_the_same_for_programs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(HARBOR, folder)
    assert cli.main(["tally", "harbor.yaml", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["id"] == "harbor"
    assert found["size"] == {"claims": 11, "supports": 4, "objections": 3, "undercuts": 2}
    assert {key: found[key] for key in ("levels", "sources", "backed")} == {
        "levels": 4,
        "sources": 2,
        "backed": 2,
    }
    assert [thesis["held_by"] for thesis in found["theses"]] == [2, 1]
    assert found["viewpoints"][2]["stances"] == {"build": 0.6, "keep": None}
