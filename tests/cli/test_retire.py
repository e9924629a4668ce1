from pathlib import Path

import pytest

from tests import commanding


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("fw", 'There is no claim "fw". Did you mean "few"?'),
        ("few", 'Other claims rest on "few" or its branch: few>keep.'),
        ("build", 'Other claims rest on "build" or its branch: few>keep.'),
    ],
)
def test_a_claim_that_others_rest_on_stays(
    harbor: Path, capsys: pytest.CaptureFixture[str], claim: str, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["retire", "harbor", claim], 1)


def test_a_claim_goes_with_its_branch(harbor: Path) -> None:
    assert commanding.edit(harbor, "retire", "harbor", "more") == {
        "edit": "retire-claim",
        "claim": "more",
    }
    assert {"more", "elsewhere"}.isdisjoint(commanding.debate(harbor).claims)
