from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from tests import commanding


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", "harbor"], 2, "Missing argument 'TITLE'"),
        (["revise", "harbor", "count"], 2, "Say what to change: --title or --by or"),
        (["revise", "harbor", "cont", "--title", "T"], 1, 'Did you mean "count"?'),
        (["remove", "harbor", "count"], 1, '"count" is cited by "hour", "few": take the citations'),
        (["add", "harbor", "T", "--url", "javascript:x"], 1, "is no address of a page"),
        (["add", "harbor", "T", "--date", "1996-13"], 1, '"1996-13" is no date'),
        (["add", "harbor", "T", "--id", "count"], 1, 'The id "count" belongs to another source'),
        (["add", "harbor", "T", "--url", "https://example.org/count"], 1, 'already, as "count"'),
    ],
)
def test_what_is_no_source_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert said in commanding.refusal(harbor, capsys, ["source", *arguments], code)


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (["add", "harbor", "A report"], {"edit": "add-source", "title": "A report"}),
        (
            [
                *("add", "harbor", "A report", "--id", "report", "--by", "A. Nyman"),
                *("--outlet", "The Post", "--date", "2025-03", "--url", "https://example.org/r"),
                *("--isbn", "978-0-19-506916-7", "--doi", "10.1000/182", "--note", "Long."),
            ],
            {
                "edit": "add-source",
                "title": "A report",
                "id": "report",
                "author": "A. Nyman",
                "outlet": "The Post",
                "date": "2025-03",
                "url": "https://example.org/r",
                "isbn": "978-0-19-506916-7",
                "doi": "10.1000/182",
                "note": "Long.",
            },
        ),
        (
            ["revise", "harbor", "count", "--by", "The office", "--url", ""],
            {"edit": "revise-source", "source": "count", "author": "The office", "url": ""},
        ),
    ],
)
def test_a_source_is_added_and_revised(
    harbor: Path, arguments: list[str], edit: dict[str, Any]
) -> None:
    assert commanding.edit(harbor, "source", *arguments) == edit


def test_a_source_is_removed_when_nothing_cites_it(harbor: Path) -> None:
    commanding.edit(harbor, "source", "add", "harbor", "A report", "--id", "report")
    made = commanding.edit(harbor, "source", "remove", "harbor", "report")
    assert made == {"edit": "remove-source", "source": "report"}


def test_who_wrote_it_is_not_who_adds_it(harbor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["source", "add", "harbor", "A report", "--by", "A. Nyman", "--date", "2025"]
    assert cli.main([*line, "--author", "Me"]) == 0
    assert "; its id is nyman-2025 (" in capsys.readouterr().out
    assert commanding.debate(harbor).sources["nyman-2025"].author == "A. Nyman"
    assert commanding.changes(harbor)[0].author == "Me"
