from pathlib import Path
from typing import Any

import pytest

from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["hour"], 2, "Say what the claim is to be, such as --support CLAIM."),
        (["hour", "--thesis", "--premise", "few>build"], 2, "do not go together"),
        (["our", "--thesis"], 1, 'There is no claim "our". Did you mean "hour"?'),
        (["few", "--support", "more"], 1, "cannot be moved into its own branch"),
        (["build", "--support", "hour"], 1, "cannot be moved into its own branch"),
    ],
)
def test_what_cannot_be_moved_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["move", "harbor", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (["more", "--thesis"], {"claim": "more", "role": "thesis"}),
        (
            ["more", "--thesis", "--position", "1"],
            {"claim": "more", "role": "thesis", "at": 0},
        ),
        (["known", "--support", "few"], {"claim": "known", "role": "support", "target": "few"}),
        (
            ["known", "--objection", "hour"],
            {"claim": "known", "role": "objection", "target": "hour"},
        ),
        (
            ["known", "--undercut", "hour>build"],
            {"claim": "known", "role": "undercut", "target": "hour>build"},
        ),
        (
            ["known", "--premise", "fees+poor>build"],
            {"claim": "known", "role": "premise", "target": "fees+poor>build"},
        ),
    ],
)
def test_a_claim_is_moved(harbor: Path, arguments: list[str], fields: dict[str, Any]) -> None:
    made = commanding.edit(harbor, "move", "harbor", *arguments)
    assert made == {"edit": "move-claim", **fields}
