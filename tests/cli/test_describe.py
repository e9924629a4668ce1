from pathlib import Path
from typing import Any

import pytest

from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Say what to change: --"),
        (["--title", ""], 1, "The title is empty: write one."),
        (["--checked", "2026-04"], 1, '"2026-04" is no full day'),
        (["--language", "english language"], 1, "is no language"),
    ],
)
def test_what_a_debate_cannot_say_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["describe", "harbor", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (["--title", "The bridge"], {"title": "The bridge"}),
        (
            ["--question", "Bridge?", "--summary", "Why."],
            {"question": "Bridge?", "summary": "Why."},
        ),
        (
            ["--checked", "2026-04-01", "--tag", "a", "--tag", "b", "--language", "en-GB"],
            {"checked": "2026-04-01", "tags": ["a", "b"], "language": "en-GB"},
        ),
        (
            ["--by", "A", "--by", "B", "--license", "MIT", "--author", "Me"],
            {"authors": ["A", "B"], "license": "MIT"},
        ),
        (["--summary", "", "--tag", ""], {"summary": "", "tags": [""]}),
    ],
)
def test_a_debate_is_described(harbor: Path, arguments: list[str], fields: dict[str, Any]) -> None:
    made = commanding.edit(harbor, "describe", "harbor", *arguments)
    assert made == {"edit": "revise-debate", **fields}
