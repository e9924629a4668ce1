import json
from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["turn", "harbor", "few"], 1, "name one of them: few>build, few>keep."),
        (["turn", "harbor", "nobody-hurries>(hour>build)"], 1, "only supports and objections"),
        (["turn", "harbor", "a>>b"], 1, '"a>>b" names no step'),
        (["weigh", "harbor", "hour"], 2, "Say what to change: --relevance or --scheme."),
        (["weigh", "harbor", "hour", "--relevance", "-1"], 2, '"-1" is no number from 0 to 1'),
        (["list", "harbour"], 1, 'There is no debate "harbour". Did you mean "harbor"?'),
        (["list", "harbor", "fw"], 1, 'There is no claim "fw". Did you mean "few"?'),
        (["lift", "harbor"], 2, "No such command 'lift'"),
    ],
)
def test_what_is_no_step_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["step", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (["turn", "harbor", "few>build"], {"edit": "turn-step", "step": "few>build"}),
        (
            ["weigh", "harbor", "hour", "--relevance", "0"],
            {"edit": "weigh-step", "step": "hour", "relevance": 0.0},
        ),
        (
            ["weigh", "harbor", "known", "--scheme", "popular opinion"],
            {"edit": "weigh-step", "step": "known", "scheme": "popular opinion"},
        ),
        (
            ["weigh", "harbor", "hour", "--scheme", "", "--relevance", "1"],
            {"edit": "weigh-step", "step": "hour", "relevance": 1.0, "scheme": ""},
        ),
    ],
)
def test_a_step_is_turned_and_weighed(
    harbor: Path, arguments: list[str], edit: dict[str, Any]
) -> None:
    assert commanding.edit(harbor, "step", *arguments) == edit


@pytest.mark.usefixtures("harbor")
def test_steps_are_listed_by_the_names_that_other_commands_take(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["step", "list", "harbor"]) == 0
    assert capsys.readouterr().out == (
        "support    hour>build  (relevance 0.8, cause-to-effect)\n"
        "undercut   nobody-hurries>(hour>build)\n"
        "undercut   doctors>(nobody-hurries>(hour>build))\n"
        "support    fees+poor>build\n"
        "objection  few>build\n"
        "objection  more>few\n"
        "objection  elsewhere>more\n"
        "support    few>keep\n"
        "support    known>keep\n"
    )


@pytest.mark.usefixtures("harbor")
def test_the_steps_around_a_claim_are_those_that_use_it_or_bear_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["step", "list", "harbor", "few", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["step"] for each in found] == ["few>build", "more>few", "few>keep"]
    assert found[0] == {
        "step": "few>build",
        "kind": "objection",
        "premises": ["few"],
        "relevance": 1.0,
        "scheme": "",
    }
