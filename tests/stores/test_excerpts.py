"""Excerpts: a claim's lines, taken out and put back."""

import pytest

from argmap.errors import Unspliceable
from argmap.stores import excerpts, yaml_reader

HEAD = """\
title: T
question: Q?
viewpoints: {a: {name: A, summary: One.}, b: {name: B, summary: Two.}}
claims:
"""
CLAIMS = """\
# above the first
- id: one
  claim: One.
  supports:
    # a comment of two
    - id: two
      claim: Two.
      note: |
        Line.

          Deeper.
      # still of two
    - premises:
        - id: three
          claim: Three.
        - Four is
          a sentence.
# of the last one
- id: last
  claim: >
    Folded
    and done.
"""


def taken(claim: str, claims: str = CLAIMS) -> tuple[str, excerpts.Excerpt]:
    whole = HEAD + claims
    debate = yaml_reader.read_text(whole, id="d").debate
    assert debate
    return whole, excerpts.excerpt(whole, debate.claims[claim])


@pytest.mark.parametrize(
    "claims",
    [
        "[{id: one, claim: One.}, {id: two, claim: Two.}]\n",
        "- {id: x, claim: X., supports: [{id: two, claim: Two.}]}\n",
    ],
)
def test_a_claim_within_a_line_is_no_excerpt(claims: str) -> None:
    with pytest.raises(Unspliceable, match="edit the whole file"):
        taken("two", "  " + claims)


@pytest.mark.parametrize("claim", ["one", "two", "three", "four-is-a-sentence", "last"])
def test_an_excerpt_put_back_as_it_was_changes_nothing(claim: str) -> None:
    whole, excerpt = taken(claim)
    assert excerpt.put_back(whole, excerpt.text) == whole


def test_an_excerpt_has_its_comments_and_begins_the_line() -> None:
    _, excerpt = taken("two")
    assert excerpt.first == 9
    assert excerpt.text == (
        "# a comment of two\n- id: two\n  claim: Two.\n  note: |\n    Line.\n\n      Deeper.\n"
        "  # still of two\n"
    )


def test_what_was_edited_stands_where_the_excerpt_stood() -> None:
    whole, excerpt = taken("three")
    after = excerpt.put_back(
        whole, "- id: three\n  claim: Three and a half.\n  note: |\n    Said.\n\n\n"
    )
    assert after == whole.replace(
        "          claim: Three.\n",
        "          claim: Three and a half.\n          note: |\n            Said.\n",
    )
