from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", "harbor", "Painters"], 2, "Missing argument 'SUMMARY'"),
        (["add", "harbor", "Painters", ""], 1, "The summary is empty"),
        (["add", "harbor", "P", "S.", "--id", "keepers"], 1, "belongs to another viewpoint"),
        (["revise", "harbor", "keepers"], 2, "Say what to change: --name or"),
        (["revise", "harbor", "keeper", "--name", "K"], 1, 'Did you mean "keepers"?'),
        (["remove", "harbor", "keeper"], 1, 'Did you mean "keepers"?'),
    ],
)
def test_what_is_no_viewpoint_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["viewpoint", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (
            ["add", "harbor", "Painters", "It is *pretty*.", "--id", "art", "--holder", "A, B"],
            {
                "edit": "add-viewpoint",
                "name": "Painters",
                "summary": "It is *pretty*.",
                "id": "art",
                "holders": ["A, B"],
            },
        ),
        (
            ["revise", "harbor", "builders", "--name", "B", "--summary", "S.", "--holder", ""],
            {
                "edit": "revise-viewpoint",
                "viewpoint": "builders",
                "name": "B",
                "summary": "S.",
                "holders": [""],
            },
        ),
        (
            ["remove", "harbor", "bystanders"],
            {"edit": "remove-viewpoint", "viewpoint": "bystanders"},
        ),
    ],
)
def test_a_viewpoint_is_added_revised_and_removed(
    harbor: Path, arguments: list[str], edit: dict[str, Any]
) -> None:
    assert commanding.edit(harbor, "viewpoint", *arguments) == edit


@pytest.mark.usefixtures("harbor")
def test_the_id_of_a_new_viewpoint_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["viewpoint", "add", "harbor", "Local painters", "It is pretty."]) == 0
    assert "; its id is local-painters (" in capsys.readouterr().out
