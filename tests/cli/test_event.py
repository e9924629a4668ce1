from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", "harbor", "2025"], 2, "Missing argument 'TEXT'"),
        (["add", "harbor", "spring", "A vote."], 1, '"spring" is no date'),
        (["add", "harbor", "2025", "A vote.", "--source", "cont"], 1, 'Did you mean "count"?'),
        (["revise", "harbor", "1911"], 2, "Say what to change: --date or"),
        (["revise", "harbor", "1912", "--text", "T."], 1, 'There is no event "1912". Did you mean'),
        (["remove", "harbor", "1911: The bridge"], 1, 'There is no event "1911: The bridge".'),
    ],
)
def test_what_is_no_event_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["event", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (
            ["add", "harbor", "2025-03", "The vote: no.", "--source", "count"],
            {"edit": "add-event", "date": "2025-03", "text": "The vote: no.", "source": "count"},
        ),
        (
            ["revise", "harbor", "1911", "--date", "1911-05", "--text", "It runs.", "--source", ""],
            {
                "edit": "revise-event",
                "old_date": "1911",
                "old_text": "The ferry begins.",
                "date": "1911-05",
                "text": "It runs.",
                "source": "",
            },
        ),
        (
            ["remove", "harbor", "2024-05-02: The council"],
            {
                "edit": "remove-event",
                "date": "2024-05-02",
                "text": "The council asks for a plan.",
            },
        ),
    ],
)
def test_an_event_is_added_revised_and_removed(
    harbor: Path, arguments: list[str], edit: dict[str, Any]
) -> None:
    assert commanding.edit(harbor, "event", *arguments) == edit


def test_of_several_events_on_a_day_one_is_named_by_its_text(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commanding.edit(harbor, "event", "add", "harbor", "1911", "The first fee.")
    capsys.readouterr()
    assert cli.main(["event", "remove", "harbor", "1911"]) == 1
    assert capsys.readouterr().err == (
        'argmap: "1911" may be any of several events; name one of them: '
        '"1911: The first fee."; "1911: The ferry begins.".\n'
    )
    made = commanding.edit(harbor, "event", "remove", "harbor", "1911: The fi")
    assert made["text"] == "The first fee."


def test_a_text_that_begins_another_is_named_whole(harbor: Path) -> None:
    commanding.edit(harbor, "event", "add", "harbor", "1911", "The ferry begins. Slowly.")
    made = commanding.edit(harbor, "event", "remove", "harbor", "1911: The ferry begins.")
    assert made["text"] == "The ferry begins."
