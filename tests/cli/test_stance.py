from pathlib import Path

import pytest

from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["few", "keepers", "acepts"], 2, 'Did you mean "accepts"?'),
        (["few", "keepers", "silnt"], 2, 'Did you mean "silent"?'),
        (["few", "keepers", "1.01"], 2, '"1.01" is no stance: write accepts, leans, open, doubts'),
        (["few", "keepers", "nan"], 2, '"nan" is no stance'),
        (["few", "keepers"], 2, "Missing argument 'STANCE'"),
        (
            ["few", "zzz", "open"],
            1,
            'There is no viewpoint "zzz". argmap viewpoint add adds one.\n',
        ),
        (["few", "keeper", "open"], 1, 'There is no viewpoint "keeper". Did you mean "keepers"?'),
        (["fw", "keepers", "open"], 1, 'There is no claim "fw". Did you mean "few"?'),
    ],
)
def test_a_stance_that_is_none_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["stance", "harbor", *arguments], code)


@pytest.mark.parametrize(
    ("written", "stance"),
    [("leans", 0.75), ("rejects", 0.0), ("0", 0.0), ("0.35", 0.35), ("1", 1.0), ("silent", None)],
)
def test_a_stance_is_set_by_word_or_number(
    harbor: Path, written: str, stance: float | None
) -> None:
    made = commanding.edit(harbor, "stance", "harbor", "build", "bystanders", written)
    assert made == {
        "edit": "set-stance",
        "claim": "build",
        "viewpoint": "bystanders",
        "stance": stance,
    }
