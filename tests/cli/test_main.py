import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from argmap import __version__, cli
from argmap.errors import WrongRequest
from tests.corpus import FOLDER

ARGMAP = [sys.executable, "-m", "argmap"]


@pytest.mark.parametrize(
    ("error", "code", "printed"),
    [
        (WrongRequest("That makes no sense."), 1, "argmap: That makes no sense.\n"),
        (KeyboardInterrupt(), 130, "\n"),
        (BrokenPipeError(), 1, ""),
    ],
)
def test_a_refusal_is_one_line_and_an_interruption_none(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    printed: str,
) -> None:
    raise_in_place_of_a_command(error, monkeypatch)
    assert cli.main(["check"]) == code
    assert capfd.readouterr().err == printed


def test_a_bug_is_said_to_be_ours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_in_place_of_a_command(ZeroDivisionError("oh"), monkeypatch)
    assert cli.main(["check"]) == 3
    first, *_, last = capsys.readouterr().err.strip().splitlines()
    assert first == "argmap: This is a bug in argmap. Please report it with these lines:"
    assert last == "ZeroDivisionError: oh"


def raise_in_place_of_a_command(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def command() -> None:
        raise error

    monkeypatch.setattr(cli.Commands, "get_command", lambda *_: command)


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["check", "--fast"],
        ["check", "--format", "xml"],
        ["new"],
        ["schema", "now"],
        ["--folder", "x"],
    ],
)
def test_a_wrong_command_line_is_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert cli.main(arguments) == 2
    assert "Usage: argmap" in capsys.readouterr().err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"argmap {__version__}\n"


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n  {name} " in printed for name in cli.COMMANDS)


def test_a_start_imports_nothing_that_only_other_commands_need() -> None:
    code = (
        "import sys; from argmap import cli; cli.main(['check', sys.argv[1]]); print(*sys.modules)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code, FOLDER / "good" / "minimal.yaml"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded = printed.splitlines()[-1].split()
    assert "argmap.stores.yaml_reader" in loaded
    assert {"flask", "waitress", "graphviz", "typst", "sqlite3", "argmap.library"}.isdisjoint(
        loaded
    )


def test_a_reader_that_goes_away_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    finished = subprocess.run(
        [*ARGMAP, "schema"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert finished.stderr == ""
    assert finished.returncode == 1


def test_a_terminal_without_a_character_gets_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("題: x\n", encoding="utf-8")
    finished = subprocess.run(
        [*ARGMAP, "check", tmp_path / "a.yaml"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert finished.returncode == 1
    assert "\\u984c" in finished.stdout
