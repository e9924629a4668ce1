import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import cli
from tests import pictured


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the command runs, with a folder of debates in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARGMAP_DEBATES", raising=False)
    (tmp_path / "debates").mkdir()
    shutil.copy(pictured.HARBOR, tmp_path / "debates" / "harbor.yaml")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("harbour -f svg", 'There is no debate "harbour". Did you mean "harbor"?'),
        ("harbor -f svg --focus fw", 'There is no claim "fw". Did you mean "few"?'),
        ("harbor -f svg --lens keeper", 'There is no viewpoint "keeper". Did you mean "keepers"?'),
        ("harbor -o no/x.svg", 'There is no folder "no" to write x.svg to.'),
        ("harbor --folder no -f svg", 'There is no folder "no".'),
        (
            "harbor -f yaml -o debates/harbor.yaml",
            '"debates/harbor.yaml" is the debate itself. Name another file with -o.',
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: str, line: str
) -> None:
    assert cli.main(["export", *arguments.split()]) == 1
    assert capsys.readouterr().err == f"argmap: {line}\n"
    assert [path.name for path in folder.iterdir()] == ["debates"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("harbor", "Name a format with -f: svg, png, pdf, dot, json, yaml, md."),
        ("harbor -o x.gif", "Name a format with -f"),
        ("harbor -f gif", "'gif' is not one of 'svg'"),
        ("harbor -f png --scale 9", "9.0 is not in the range"),
        ("harbor -f png --scale x", "'x' is not a valid float"),
        ("harbor -f svg --scale 2", "--scale goes with png, not with svg."),
        ("harbor -f png --paper a4", "--paper goes with pdf, not with png."),
        ("harbor -f md --theme dark", "--theme goes with svg, png, pdf, dot, not with md."),
        ("harbor -f svg --direction RL", "'RL' is not one of 'LR', 'TB'"),
        ("harbor -f svg --depth -1", "-1 is not in the range"),
        ("", "Missing argument 'DEBATE'"),
    ],
)
def test_a_wrong_command_line_is_told_from_a_refusal(
    capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    assert cli.main(["export", *arguments.split()]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ("harbor -f svg", "harbor.svg"),
        ("harbor -f md --lens keepers", "harbor-through-keepers.md"),
        ("harbor -f json --focus few", "harbor-around-few.json"),
        ("debates/harbor.yaml -f dot --direction TB --depth 1", "harbor.dot"),
        ("harbor -o map.yml", "map.yml"),
        ("harbor -o out.pdf --paper a4 --theme mono", "out.pdf"),
        ("harbor -o picture.png --scale 0.5 --transparent", "picture.png"),
        ("harbor -f svg -o debates", "debates/harbor.svg"),
    ],
)
def test_a_file_is_written_and_named(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: str, name: str
) -> None:
    assert cli.main(["export", *arguments.split()]) == 0
    captured = capsys.readouterr()
    assert (folder / name).stat().st_size > 0
    assert captured.err.startswith(name)
    assert captured.out == ""
    assert not list(folder.rglob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "size"),
    [("-f svg", "px)"), ("-f pdf", "pt)"), ("-f pdf --paper slide", "slide)"), ("-f md", "md")],
)
def test_the_size_is_told(capsys: pytest.CaptureFixture[str], arguments: str, size: str) -> None:
    assert cli.main(["export", "harbor", *arguments.split()]) == 0
    assert capsys.readouterr().err.endswith(f"{size}\n")


def test_standard_output_gets_the_bytes_and_nothing_else(folder: Path) -> None:
    command = [sys.executable, "-m", "argmap", "export", "harbor", "-f", "yaml", "-o", "-"]
    done = subprocess.run(command, capture_output=True, cwd=folder, check=False)
    assert done.stdout == pictured.HARBOR.read_bytes()
    assert done.stderr == b""


def test_an_earlier_picture_is_replaced(folder: Path) -> None:
    (folder / "harbor.svg").write_text("old")
    assert cli.main(["export", "harbor", "-f", "svg"]) == 0
    assert (folder / "harbor.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_a_debate_that_is_there_is_replaced_only_when_it_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "harbor.yaml").write_text("another debate")
    assert cli.main(["export", "harbor", "-f", "yaml"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert (folder / "harbor.yaml").read_text() == "another debate"
    assert cli.main(["export", "harbor", "-o", "harbor.yaml"]) == 0
    assert (folder / "harbor.yaml").read_bytes() == pictured.HARBOR.read_bytes()


def test_a_refused_picture_leaves_no_file(folder: Path) -> None:
    text = pictured.long_debate(500)
    (folder / "debates" / "long.yaml").write_text(text)
    assert cli.main(["export", "long", "-f", "pdf"]) == 1
    assert not (folder / "long.pdf").exists()


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert cli.main(["export", "harbor", "-f", "svg", "-o", os.devnull]) == 0
    assert not Path(os.devnull).is_file()


def test_a_debate_with_errors_is_written_with_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "debates" / "harbor.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("ref: few", "ref: fewer"))
    assert cli.main(["export", "harbor", "-f", "svg"]) == 1
    _, warning = capsys.readouterr().err.splitlines()
    assert warning.startswith("argmap: harbor.yaml has 1 error, so what was written holds only")
    assert (folder / "harbor.svg").exists()
