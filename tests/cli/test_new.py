from pathlib import Path

import pytest

from argmap import cli
from argmap.stores import yaml_reader
from tests import unprivileged


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the command runs."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARGMAP_DEBATES", raising=False)
    return tmp_path


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json"])
def test_a_debate_with_the_same_id_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    taken = folder / "debates" / f"school-uniforms{ending}"
    taken.parent.mkdir()
    taken.write_text("mine")
    assert cli.main(["new", "School uniforms"]) == 1
    assert "is there already: choose another title" in capsys.readouterr().err
    assert [path.read_text() for path in taken.parent.iterdir()] == ["mine"]


@pytest.mark.parametrize("title", ["", "  ", "a\x07b"])
def test_a_title_that_is_no_line_of_text_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    assert cli.main(["new", title]) == 1
    assert capsys.readouterr().err.startswith("argmap: A title is a line of text")
    assert list(folder.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_one_line(folder: Path) -> None:
    code, printed = unprivileged.run(folder, "new", "School uniforms", "--folder", "new")
    assert code == 1
    assert printed.startswith('argmap: "new/school-uniforms.yaml" cannot be written: ')


@pytest.mark.parametrize(
    "title",
    [
        "School uniforms",
        'A "quoted": title # with \\ signs',
        "学校の制服",
        "'&*!%@`{[: -",
        "no",
        "x" * 200,
    ],
)
def test_the_file_passes_a_strict_check_and_has_the_title(
    capsys: pytest.CaptureFixture[str], title: str
) -> None:
    assert cli.main(["new", title]) == 0
    path = Path(capsys.readouterr().out.rstrip("\n"))
    reading = yaml_reader.read(path.read_bytes(), id=path.stem)
    assert reading.problems == ()
    assert reading.debate is not None
    assert reading.debate.title == title
    assert cli.main(["check", "--strict"]) == 0


def test_the_folder_is_made_where_it_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "School uniforms", "--folder", "a/b"]) == 0
    assert capsys.readouterr().out == "a/b/school-uniforms.yaml\n"
    assert (folder / "a/b/school-uniforms.yaml").is_file()


def test_the_environment_names_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_DEBATES", "elsewhere")
    assert cli.main(["new", "School uniforms"]) == 0
    assert (folder / "elsewhere/school-uniforms.yaml").is_file()
