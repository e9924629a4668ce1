from pathlib import Path

import pytest

from argmap import cli
from tests import commanding


@pytest.mark.parametrize("command", ["undo", "redo", "again"])
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("1", 1, 'There is no change "1" of "harbor".'),
        ("0", 2, '"0" is none: the first is 1.'),
        ("-1", 2, "No such option"),
        ("１", 2, '"１" is no number'),
        ("9" * 30, 2, "is no number"),
        ("last", 2, '"last" is no number'),
    ],
)
def test_a_change_that_is_none_is_refused(
    harbor: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    number: str,
    code: int,
    said: str,
) -> None:
    assert said in commanding.refusal(harbor, capsys, [command, "harbor", number], code)


def test_a_change_that_later_ones_rest_on_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["add", "harbor", "It costs.", "--thesis", "--id", "cost"]) == 0
    assert cli.main(["add", "harbor", "It pays.", "--objection", "cost"]) == 0
    before = harbor.read_bytes()
    capsys.readouterr()
    assert cli.main(["undo", "harbor", "1"]) == 1
    assert capsys.readouterr().err.startswith("argmap: ")
    assert harbor.read_bytes() == before


def test_a_change_is_undone_among_later_ones_and_redone(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["revise", "harbor", "hour", "It saves two hours."]) == 0
    assert cli.main(["revise", "harbor", "known", "Painters come."]) == 0
    capsys.readouterr()
    assert cli.main(["undo", "harbor", "1", "--author", "Me"]) == 0
    assert capsys.readouterr().out == (
        "harbor: undid change 1: revised the sentence of “A bridge saves an hour a day.” "
        "(take it back: argmap undo harbor 3)\n"
    )
    claims = commanding.debate(harbor).claims
    assert (claims["hour"].text, claims["known"].text) == (
        "A bridge saves an hour a day.",
        "Painters come.",
    )
    assert cli.main(["undo", "harbor", "1"]) == 1
    assert "is undone already, by change 3." in capsys.readouterr().err
    assert cli.main(["redo", "harbor", "1"]) == 0
    assert commanding.debate(harbor).claims["hour"].text == "It saves two hours."
    assert cli.main(["redo", "harbor", "1"]) == 1
    assert "is not undone" in capsys.readouterr().err
