"""The orders of lists that two people have changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edits import lists

permutations = st.lists(st.sampled_from("abcdefgh"), unique=True)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "expected"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "abcx", "abcy", "abcxy"),
        ("abc", "xabc", "yabc", "xyabc"),
        ("abc", "axbc", "abyc", "axbyc"),
        ("abc", "ac", "ab", "a"),
        ("abc", "bac", "abcx", "bacx"),
        ("abc", "abcx", "cba", "cbax"),
        ("abc", "cab", "bac", "cab"),
        ("", "x", "y", "xy"),
        ("ab", "ab", "axb", "axb"),
        ("ab", "b", "axb", "xb"),
        ("ab", "", "abx", "x"),
    ],
)
def test_the_orders_of_two_sides_come_together(
    base: str, theirs: str, mine: str, expected: str
) -> None:
    assert "".join(lists.order(base, theirs, mine)) == expected


@settings(max_examples=60, deadline=None)
@given(base=permutations, theirs=permutations, mine=permutations)
def test_what_both_keep_or_either_adds_is_there_once(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    found = lists.order(base, theirs, mine)
    kept = {key for key in base if key in theirs and key in mine}
    assert sorted(found) == sorted(kept | ({*theirs, *mine} - {*base}))
    assert lists.order(base, theirs, base) == theirs
    assert lists.order(base, base, mine) == mine


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", []),
        ("abcd", "dabc", [("d", "4 of 4", "1 of 4")]),
        ("abcd", "bcda", [("a", "1 of 4", "4 of 4")]),
        ("ab", "xyab", []),
        ("abcx", "cyab", [("c", "3 of 4", "1 of 4")]),
    ],
)
def test_as_few_as_possible_are_told_as_displaced(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert list(lists.displaced(old, new)) == expected


@settings(max_examples=60, deadline=None)
@given(old=permutations, new=permutations)
def test_what_is_not_displaced_stands_in_one_order(old: list[str], new: list[str]) -> None:
    displaced = {each.key for each in lists.displaced(old, new)}
    assert [key for key in old if key in new and key not in displaced] == [
        key for key in new if key in old and key not in displaced
    ]
