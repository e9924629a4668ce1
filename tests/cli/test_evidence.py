from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from tests import commanding

OF_HOUR = [
    {"source": "count", "quote": "Fifty-eight minutes on average.", "at": "p. 3"},
    {"source": "ledger", "finding": "Crossings took half an hour in 1911."},
]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["add", "harbor", "few", "count"],
            2,
            "Say what the source says, with --quote or --finding",
        ),
        (["add", "harbor", "few", "--quote", "Ten."], 2, "Missing argument 'SOURCE'"),
        (["add", "harbor", "few", "cont", "--quote", "Ten."], 1, 'Did you mean "count"?'),
        (["add", "harbor", "fw", "count", "--quote", "Ten."], 1, 'Did you mean "few"?'),
        (["add", "harbor", "few", "count", "--quote", " "], 1, "Evidence needs a quotation"),
        (
            ["revise", "harbor", "hour", "count"],
            2,
            "Say what to change: --source or --quote or --finding or --at.",
        ),
        (["revise", "harbor", "our", "count", "--at", "p. 4"], 1, 'Did you mean "hour"?'),
        (["remove", "harbor", "few", "2"], 1, '"few" has no evidence "2"; it has: 1, count:'),
        (["remove", "harbor", "few", "²"], 1, '"few" has no evidence "²"'),
        (["remove", "harbor", "few", "9" * 5000], 1, '"few" has no evidence'),
        (["remove", "harbor", "build", "1"], 1, '"build" has no evidence.'),
    ],
)
def test_what_backs_nothing_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["evidence", *arguments], code)


def test_a_source_that_backs_a_claim_twice_is_no_name(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commanding.edit(harbor, "evidence", "add", "harbor", "few", "count", "--quote", "Ten.")
    capsys.readouterr()
    assert cli.main(["evidence", "remove", "harbor", "few", "count"]) == 1
    assert capsys.readouterr().err == (
        'argmap: "few" has several pieces of evidence from "count"; name one by its number: '
        "1, count: “Forty crossings a day.”; 2, count: “Ten.”.\n"
    )
    made = commanding.edit(harbor, "evidence", "remove", "harbor", "few", "2")
    assert made["evidence"] == {"source": "count", "quote": "Ten."}


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (
            ["add", "harbor", "few", "ledger", "--quote", "Q.", "--finding", "F.", "--at", "p. 1"],
            {
                "edit": "add-evidence",
                "claim": "few",
                "evidence": {"source": "ledger", "quote": "Q.", "finding": "F.", "at": "p. 1"},
            },
        ),
        (
            ["revise", "harbor", "hour", "count", "--quote", "An hour.", "--at", ""],
            {
                "edit": "revise-evidence",
                "claim": "hour",
                "old": OF_HOUR[0],
                "new": {"source": "count", "quote": "An hour."},
            },
        ),
        (
            ["revise", "harbor", "hour", "2", "--source", "count"],
            {
                "edit": "revise-evidence",
                "claim": "hour",
                "old": OF_HOUR[1],
                "new": {**OF_HOUR[1], "source": "count"},
            },
        ),
        (
            ["remove", "harbor", "hour", "ledger"],
            {"edit": "remove-evidence", "claim": "hour", "evidence": OF_HOUR[1]},
        ),
        (
            ["remove", "harbor", "hour", "1"],
            {"edit": "remove-evidence", "claim": "hour", "evidence": OF_HOUR[0]},
        ),
    ],
)
def test_evidence_is_added_revised_and_removed(
    harbor: Path, arguments: list[str], edit: dict[str, Any]
) -> None:
    assert commanding.edit(harbor, "evidence", *arguments) == edit
