"""The page on editing by command: what it says can be typed."""

import re
import shlex
from pathlib import Path

import pytest

from argmap import cli
from argmap.library import Library

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]


@pytest.fixture
def debates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the debate of the README, below where commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARGMAP_DEBATES", raising=False)
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates" / "four-day-week.yaml").write_text(block[1], encoding="utf-8")
    return tmp_path / "debates"


def test_every_line_of_it_runs_in_their_order(
    debates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in LINES:
        program, *arguments = shlex.split(line)
        assert program == "argmap"
        assert cli.main(arguments) == 0, f"{line}\n{capsys.readouterr().err}"
    assert not Library(debates).volume("four-day-week").has_errors


@pytest.mark.usefixtures("debates")
def test_the_answer_is_as_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    answer = re.search(r"```\n(.*?)```", PAGE[PAGE.index("The answer is one line") :], re.DOTALL)
    assert answer is not None
    assert cli.main(shlex.split(LINES[0])[1:]) == 0
    assert capsys.readouterr().out == answer[1]


def test_every_command_that_edits_has_its_example() -> None:
    shown = {line.split()[1] for line in LINES}
    sections = (
        names for title, names in cli.SECTIONS.items() if "Edit" in title or "Look" in title
    )
    commands = {name for names in sections for name in names}
    assert commands - shown == {"again"}  # which needs somebody to overwrite a change


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGE))
def test_every_link_to_a_file_leads_somewhere(target: str) -> None:
    assert (ROOT / "docs" / target).exists()
