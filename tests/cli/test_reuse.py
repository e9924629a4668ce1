from pathlib import Path
from typing import Any

import pytest

from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["known"], 2, "Say what the claim is to be, such as --support CLAIM, or --end STEP."),
        (["known", "--thesis"], 2, "No such option '--thesis'"),
        (["known", "--end", "few>keep", "--support", "few"], 2, "--end STEP goes alone"),
        (["known", "--end", "few>keep", "--position", "1"], 2, "--end STEP goes alone"),
        (["known", "--end", "few>keep", "--relevance", "0.5"], 2, "--end STEP goes alone"),
        (["knwn", "--support", "few"], 1, 'Did you mean "known"?'),
        (["known", "--support", "known"], 1, "A claim is no reason for or against itself"),
        (["few", "--support", "keep"], 1, '"few" stands there already, as a support of "keep".'),
        (["known", "--end", "few>keep"], 1, '"known" is not reused in few>keep.'),
        (["few", "--end", "few"], 1, "name one of them: few>build, few>keep."),
    ],
)
def test_what_cannot_be_reused_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["reuse", "harbor", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (["--support", "few"], {"role": "support", "target": "few"}),
        (["--objection", "hour"], {"role": "objection", "target": "hour"}),
        (["--undercut", "hour"], {"role": "undercut", "target": "hour"}),
        (["--premise", "fees"], {"role": "premise", "target": "fees"}),
        (
            ["--objection", "build", "--position", "1", "--relevance", "0.5", "--scheme", "sign"],
            {"role": "objection", "target": "build", "at": 0, "relevance": 0.5, "scheme": "sign"},
        ),
    ],
)
def test_a_claim_is_reused(harbor: Path, arguments: list[str], fields: dict[str, Any]) -> None:
    made = commanding.edit(harbor, "reuse", "harbor", "known", *arguments)
    assert made == {"edit": "reuse-claim", "claim": "known", **fields}


def test_a_reuse_is_ended(harbor: Path) -> None:
    made = commanding.edit(harbor, "reuse", "harbor", "few", "--end", "few>keep")
    assert made == {"edit": "end-reuse", "claim": "few", "step": "few>keep"}
    assert "few" in commanding.debate(harbor).claims
