from pathlib import Path

import pytest
from flask.testing import FlaskClient

from argmap.views import View
from argmap.web import outline_rows
from argmap.web.outline_rows import Row
from tests import sketches

HEAD = """\
title: TITLE
question: How far?
viewpoints: {a: {name: A, summary: S.}, b: {name: B, summary: S.}}
claims:
"""


def rows(sketch: str, *, most: int = 100, **view: str) -> tuple[Row, ...]:
    return outline_rows.outline_of(sketches.debate(sketch), View(**view), most=most).rows  # type: ignore[arg-type] # only texts here


def shape(listed: tuple[Row, ...]) -> list[str]:
    """Return each row as its level, kind and claim; `=` marks a reuse."""
    return [
        f"{row.level} {row.kind} {'=' if row.is_reuse else ''}{row.claim or '&'}" for row in listed
    ]


def test_rows_nest_as_the_file_does() -> None:
    assert shape(rows("top\n  + a\n    - b\n  - c\nother\n")) == [
        "1 thesis top",
        "2 support a",
        "3 objection b",
        "2 objection c",
        "1 thesis other",
    ]


def test_linked_premises_stand_below_one_head() -> None:
    assert shape(rows("top\n  + a & b\n    ! u\n")) == [
        "1 thesis top",
        "2 support &",
        "3 support a",
        "3 support b",
        "3 undercut u",
    ]


def test_an_undercut_stands_below_the_premise_whose_step_it_questions() -> None:
    assert shape(rows("top\n  + a\n    ! u\n      ! v\n    + b\n")) == [
        "1 thesis top",
        "2 support a",
        "3 undercut u",
        "4 undercut v",
        "3 support b",
    ]


def test_a_reuse_leads_to_the_row_where_the_claim_is_made() -> None:
    listed = rows("top\n  + a\n    + b\nother\n  - @a\n")
    assert shape(listed)[-1] == "2 objection =a"
    assert listed[-1].href == "#row-a"
    assert listed[-1].remarks == ("made above",)


def test_a_reuse_of_a_claim_outside_the_branch_leads_to_its_page() -> None:
    listed = rows("top\n  + a\nother\n  - @a\n", focus="other")
    assert listed[-1].href == "/debates/sketch/claims/a"
    assert listed[-1].remarks == ("made elsewhere",)


def test_lists_begin_and_end_in_balance() -> None:
    listed = rows("top\n  + a\n    - b\n      + c\n  - d & e\n    ! u\nother\n")
    depth = 0
    for row, following in zip(listed, (*listed[1:], None), strict=True):
        depth += row.opens
        depth -= row.closes
        assert depth == (following.level - 1 if following else 0)


def test_a_full_page_keeps_whole_levels_and_says_what_is_below() -> None:
    sketch = "top\n  + a\n    - b\n    - c\n  + d & e\n    ! u\n  - f\n"
    listed = rows(sketch, most=7)
    assert shape(listed) == [
        "1 thesis top",
        "2 support a",
        "2 support &",
        "3 support d",
        "3 support e",
        "3 undercut u",
        "2 objection f",
    ]
    assert [(row.claim, row.more, row.more_href) for row in listed if row.more] == [
        ("a", "2 claims below", "/debates/sketch/outline?focus=a")
    ]


def test_what_is_left_out_is_counted() -> None:
    sketch = sketches.debate("top\n  + a\n    - b\n    - c\n")
    assert outline_rows.outline_of(sketch, View(), most=2).left_out == 2
    assert outline_rows.outline_of(sketch, View(), most=9).left_out == 0


def test_circles_end() -> None:
    assert shape(rows("top\n  + a\n    + @top\n")) == [
        "1 thesis top",
        "2 support a",
        "3 support =top",
    ]


def test_a_very_deep_debate_has_its_outline(client: FlaskClient, folder: Path) -> None:
    deep = "- claim: The deepest.\n"
    for level in range(98, -1, -1):
        deep = f"- claim: Level {level}.\n  supports:\n" + "".join(
            f"    {line}\n" for line in deep.splitlines()
        )
    head = HEAD.replace("TITLE", "Deep")
    text = head + "".join(f"  {line}\n" for line in deep.splitlines())
    (folder / "deep.yaml").write_text(text, encoding="utf-8")
    page = client.get("/debates/deep/outline").text
    assert "Level 98." in page
    assert page.count("<details") == 99
    assert page.count("</details>") == 99


def test_many_claims_are_cut_and_each_branch_opens(client: FlaskClient, folder: Path) -> None:
    claims = "".join(
        f"  - claim: Thesis {number}.\n    supports:\n"
        + "".join(f"      - Reason {number} {below}.\n" for below in range(30))
        for number in range(100)
    )
    head = HEAD.replace("TITLE", "Wide")
    (folder / "wide.yaml").write_text(head + claims, encoding="utf-8")
    page = client.get("/debates/wide/outline").text
    assert "3,000 claims further down are not listed here." in page
    assert '<a class="more" href="/debates/wide/outline?focus=thesis-7">30 claims below</a>' in page
    assert "Reason 7 29." in client.get("/debates/wide/outline?focus=thesis-7").text


def test_the_page_shows_kinds_marks_and_sources(client: FlaskClient) -> None:
    page = client.get("/debates/harbor/outline").text
    assert '<span class="kind undercut">Undercut</span>' in page
    assert "All of these together:" in page
    assert '<a class="sentence" href="#row-few">Few people cross the harbor.</a>' in page
    assert 'href="#source-count" aria-label="Source 2">2</a>' in page
    assert '<li id="source-ledger">' in page


@pytest.mark.parametrize(
    ("lens", "stances"), [("keepers", ["rejects", "doubts"]), ("builders", ["accepts", "accepts"])]
)
def test_through_a_lens_each_row_bears_its_stance(
    client: FlaskClient, lens: str, stances: list[str]
) -> None:
    page = client.get(f"/debates/harbor/outline?lens={lens}").text
    found = [part.split('"')[0] for part in page.split('class="stance stance-')[1:]]
    assert found[:2] == stances


def test_the_first_levels_are_open(client: FlaskClient) -> None:
    page = client.get("/debates/harbor/outline").text
    assert folds(page, "build") == "<details open>"
    assert folds(page, "few") == "<details open>"
    on_map = client.get("/debates/harbor").text
    assert folds(on_map, "build") == "<details open>"
    assert folds(on_map, "few") == "<details>"


def folds(page: str, claim: str) -> str:
    """Return the tag that begins what stands below a claim's row."""
    return (
        "<details"
        + page.split(f'id="row-{claim}"')[1].split("<details")[1].split(">", maxsplit=1)[0]
        + ">"
    )
