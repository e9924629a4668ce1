import pytest
from hypothesis import HealthCheck, given, settings

from argmap import formats
from argmap.formats.branch import branch
from argmap.model import Debate
from argmap.stores import yaml_reader
from argmap.views import View
from tests.strategies import debates

slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str, *, is_json: bool) -> yaml_reader.Reading:
    return yaml_reader.read(text.encode(), id="random", is_json=is_json)


def mistakes(reading: yaml_reader.Reading) -> list[str]:
    """Return the errors of a reading, but for links that a random text may have made."""
    found = (problem for problem in reading.problems if problem.is_error)
    return [problem.code for problem in found if problem.code != "unknown-link"]


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
