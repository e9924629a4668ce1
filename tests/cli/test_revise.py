from pathlib import Path
from typing import Any

import pytest

from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["hour"], 2, "Say what to change: SENTENCE or --note or --tag."),
        (["hour", "Two.", "Three."], 2, "Got unexpected extra argument (Three.)"),
        (["our", "It saves two hours."], 1, 'There is no claim "our". Did you mean "hour"?'),
        (["hour", ""], 1, "The sentence is empty: write one."),
        (["hour", "--tag", "a\x07b"], 1, "holds the control character U+0007"),
    ],
)
def test_what_cannot_be_revised_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["revise", "harbor", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (["It saves two hours."], {"sentence": "It saves two hours."}),
        (["--note", "Why: it *does*."], {"note": "Why: it *does*."}),
        (["--tag", "time", "--tag", "money"], {"tags": ["time", "money"]}),
        (
            ["Two hours.", "--note", "", "--tag", "x"],
            {"sentence": "Two hours.", "note": "", "tags": ["x"]},
        ),
    ],
)
def test_a_claim_is_revised(harbor: Path, arguments: list[str], fields: dict[str, Any]) -> None:
    made = commanding.edit(harbor, "revise", "harbor", "hour", *arguments)
    assert made == {"edit": "revise-claim", "claim": "hour", **fields}


def test_an_empty_text_empties_a_field(harbor: Path) -> None:
    commanding.edit(harbor, "revise", "harbor", "build", "--note", "Why.", "--tag", "a")
    commanding.edit(harbor, "revise", "harbor", "build", "--note", "", "--tag", "")
    claim = commanding.debate(harbor).claims["build"]
    assert (claim.note, claim.tags) == ("", ())
