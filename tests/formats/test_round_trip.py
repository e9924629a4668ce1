from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from argmap import formats
from argmap.formats.branch import branch
from argmap.model import Debate
from argmap.stores import yaml_reader
from argmap.stores.entries import is_debate_name
from argmap.views import View
from tests.strategies import debates

pytestmark = pytest.mark.long

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(
    path
    for folder in (ROOT / "tests" / "debates" / "good", ROOT / "debates")
    for path in folder.iterdir()
    if is_debate_name(path.name)
)

slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str, *, is_json: bool) -> yaml_reader.Reading:
    return yaml_reader.read(text.encode(), id="random", is_json=is_json)


def mistakes(reading: yaml_reader.Reading) -> list[str]:
    """Return the errors of a reading, but for links that a random text may have made."""
    found = (problem for problem in reading.problems if problem.is_error)
    return [problem.code for problem in found if problem.code != "unknown-link"]


def debate_in(file: Path) -> Debate:
    is_json = file.suffix == ".json"
    reading = yaml_reader.read(file.read_bytes(), id="random", is_json=is_json)
    assert reading.debate is not None
    return reading.debate


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_good_file_can_be_written_and_read_back(file: Path, format: str) -> None:
    debate = debate_in(file)
    reading = read(formats.TEXTS[format](debate, View()), is_json=format == "json")
    assert reading.debate == debate
    assert not reading.has_errors


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_branch_of_a_good_file_is_a_debate_without_errors(file: Path, format: str) -> None:
    debate = debate_in(file)
    texts = [formats.TEXTS[format](debate, View(focus=claim)) for claim in debate.claims]
    readings = [read(text, is_json=format == "json") for text in texts]
    assert [
        problem for reading in readings for problem in reading.problems if problem.is_error
    ] == []


@pytest.mark.parametrize("format", ["json", "yaml"])
@slow
@given(debate=debates())
def test_what_is_written_reads_back_to_an_equal_debate(format: str, debate: Debate) -> None:
    reading = read(formats.TEXTS[format](debate, View()), is_json=format == "json")
    assert reading.debate == debate
    assert mistakes(reading) == []


@pytest.mark.parametrize("format", ["json", "yaml"])
@slow
@given(debate=debates())
def test_every_branch_reads_back_as_a_debate_of_its_own(format: str, debate: Debate) -> None:
    focus = list(debate.claims)[-1]
    reading = read(formats.TEXTS[format](debate, View(focus=focus)), is_json=format == "json")
    assert reading.debate == branch(debate, focus)
    assert mistakes(reading) == []
