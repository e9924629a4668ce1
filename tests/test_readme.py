"""The README keeps what it promises."""

import re
from pathlib import Path

import pytest

from argmap.cli import COMMANDS
from argmap.stores.yaml_reader import read_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_debate_is_a_debate_without_problems_in_about_twenty_lines() -> None:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    reading = read_text(block[1], id="four-day-week")
    assert [problem.sentence for problem in reading.problems] == []
    assert len(block[1].splitlines()) <= 22


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_line(command: str) -> None:
    assert f"`argmap {command}" in README


@pytest.mark.parametrize("target", re.findall(r"\]\(((?!https?:)[^)]+)\)", README))
def test_every_link_to_a_file_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
