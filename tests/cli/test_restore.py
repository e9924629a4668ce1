import time
from datetime import timedelta
from pathlib import Path

import pytest

from argmap import cli
from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Say to when, with --at TIME or --after N."),
        (["--at", "2026-03-31", "--after", "1"], 2, "Say to when"),
        (["--at", "tomorrow"], 2, '"tomorrow" is no time'),
        (["--after", "0"], 2, '"0" is none: the first is 1.'),
        (["--after", "1"], 1, 'There is no change "1" of "harbor".'),
        (["--at", "2001-01-01"], 1, "does not reach back to"),
    ],
)
def test_a_time_or_change_that_is_none_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["restore", "harbor", *arguments], code)


def test_a_debate_comes_back_as_it_was_after_a_change(harbor: Path) -> None:
    assert cli.main(["retire", "harbor", "more"]) == 0
    then = harbor.read_bytes()
    assert cli.main(["revise", "harbor", "hour", "It saves two hours."]) == 0
    assert cli.main(["restore", "harbor", "--after", "1"]) == 0
    assert commanding.changes(harbor)[0].words == "restored the debate as of change 1"
    assert harbor.read_bytes() == then
    assert cli.main(["undo", "harbor", "3"]) == 0
    assert commanding.debate(harbor).claims["hour"].text == "It saves two hours."


def test_a_debate_comes_back_as_it_was_at_a_time_that_history_tells(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["retire", "harbor", "more"]) == 0
    then = harbor.read_bytes()
    (change,) = commanding.changes(harbor)
    time.sleep(max(0.0, 1.05 - change.time.microsecond / 1_000_000))
    assert cli.main(["revise", "harbor", "hour", "It saves two hours."]) == 0
    told = f"{change.time.astimezone():%Y-%m-%d %H:%M:%S}"
    capsys.readouterr()
    assert cli.main(["history", "harbor"]) == 0
    assert told in capsys.readouterr().out
    assert cli.main(["restore", "harbor", "--at", told]) == 0
    assert harbor.read_bytes() == then


def test_a_day_that_has_not_ended_brings_back_nothing(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["retire", "harbor", "more"]) == 0
    (change,) = commanding.changes(harbor)
    capsys.readouterr()
    day = change.time.astimezone() + timedelta(days=1)
    assert cli.main(["restore", "harbor", "--at", f"{day:%Y-%m-%d}"]) == 1
    assert capsys.readouterr().err == "argmap: The text of the debate is that one already.\n"
