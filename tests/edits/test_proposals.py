"""Two revisions of one text joined word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edits.proposals import MOST_WORDS, join

texts = st.lists(st.sampled_from(("a", "b", "cc", "日本", ",", "\n")), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("base", "theirs", "mine"),
    [
        ("a b c", "a X c", "a Y c"),
        ("a b", "X b", "Y b"),
        ("a", "a X", "a Y"),
        ("", "X", "Y"),
        ("a b c", "c", "a X c"),
    ],
)
def test_revisions_of_the_same_words_are_not_joined(base: str, theirs: str, mine: str) -> None:
    assert join(base, theirs, mine) is None


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "joined"),
    [
        ("a b c d", "a X c d", "a b c Y", "a X c Y"),
        ("a b c d", "b c d", "a b c", "b c"),
        ("a b c d", "a b c d X", "Y a b c d", "Y a b c d X"),
        ("One.\n\nTwo.", "One!\n\nTwo.", "One.\n\nTwo.\n\nThree.", "One!\n\nTwo.\n\nThree."),
        ("a b", "a X", "a X", "a X"),
    ],
)
def test_revisions_of_different_words_are_joined(
    base: str, theirs: str, mine: str, joined: str
) -> None:
    assert join(base, theirs, mine) == joined
    assert join(base, mine, theirs) == joined


@settings(max_examples=100, deadline=None)
@given(base=texts, other=texts)
def test_a_text_that_one_side_changed_is_joined_to_it(base: str, other: str) -> None:
    assert join(base, other, base) == join(base, base, other) == join(base, other, other) == other


def test_long_texts_are_joined_line_by_line() -> None:
    lines = [f"Line {number} here.\n" for number in range(MOST_WORDS // 4)]
    theirs, mine = ["Line X here.\n", *lines[1:]], [*lines[:-1], "Line Y here.\n"]
    assert join("".join(lines), "".join(theirs), "".join(mine)) == "".join([*theirs[:-1], mine[-1]])


def test_texts_too_long_to_compare_are_not_joined() -> None:
    assert join("a\n" * (MOST_WORDS + 1), "b", "c") is None
