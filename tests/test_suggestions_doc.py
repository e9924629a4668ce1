"""The words and figures of docs/suggestions.md, held against the program."""

from pathlib import Path

import pytest

from argmap import suggesting

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "suggestions.md").read_text(encoding="utf-8")
SHOWN = "".join(
    path.read_text(encoding="utf-8")
    for path in (
        ROOT / "templates" / "suggestions" / "one.html",
        ROOT / "argmap" / "web" / "editing" / "sending.py",
    )
)


@pytest.mark.parametrize(
    "words", ["Suggest", "Withdraw", "Suggest again", "Accept", "Change and accept", "Return"]
)
def test_every_button_is_there_by_its_words(words: str) -> None:
    assert f"*{words}*" in PAGE
    assert f">{words}<" in SHOWN or f'"{words}"' in SHOWN


def test_the_bound_is_the_one_that_holds() -> None:
    assert f"At most {suggesting.MOST_WAITING} of yours wait at once." in PAGE
