import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.stores.history import deltas
from argmap.stores.history.deltas import Hunk

LINES = st.lists(st.sampled_from([b"one\n", b"two\n", b"a long line that stays, " * 4, b"\xe6"]))


def text(lines: list[bytes]) -> bytes:
    return b"".join(lines)


@given(LINES, LINES)
def test_a_delta_leads_from_each_text_to_the_other(old: list[bytes], new: list[bytes]) -> None:
    delta = deltas.make(text(old), text(new))
    assert deltas.forward(delta, text(old)) == text(new)
    assert deltas.backward(delta, text(new)) == text(old)


def test_changes_far_apart_take_little_room() -> None:
    lines = [b"- claim: This is the sentence of claim %d.\n" % number for number in range(60_000)]
    changed = [*lines[:10], b"- new one\n", *lines[10:30_000], *lines[30_001:], b"- new two\n"]
    start = time.perf_counter()
    delta = deltas.make(text(lines), text(changed))
    assert time.perf_counter() - start < 0.2
    assert len(delta) < 300
    assert deltas.forward(delta, text(lines)) == text(changed)


def test_equal_texts_differ_nowhere() -> None:
    assert deltas.compare(b"same", b"same") == ()


def test_a_hunk_is_as_short_as_can_be() -> None:
    assert deltas.compare(b"a cat sat", b"a dog sat") == (Hunk(2, b"cat", b"dog"),)


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        (b"A cat sat.", b"a cat sat!", b"A cat sat!"),
        (b"a cat sat.", b"a cat sat!", b"a cat sat!"),
        (b"a dog sat.", b"a dog sat.", b"a dog sat."),
        (b"a big cat sat.", b"a fat cat sat.", b"a big fat cat sat."),
        (b"a dog sat.", b"a pig sat.", None),
        (b"sat.", b"a dog sat.", None),
    ],
)
def test_two_changes_come_together_unless_they_touch_the_same(
    theirs: bytes, mine: bytes, both: bytes | None
) -> None:
    assert deltas.combined(b"a cat sat.", theirs, mine) == both


@given(LINES, LINES)
def test_a_change_comes_together_with_none(old: list[bytes], new: list[bytes]) -> None:
    assert deltas.combined(text(old), text(new), text(old)) == text(new)
    assert deltas.combined(text(old), text(old), text(new)) == text(new)


LINED = b"one\ntwo\nthree\nfour\nfive\n"


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        (b"1\ntwo\nthree\nfour\nfive\n", b"one\ntwo\n3\nfour\nfive\n", b"1\ntwo\n3\nfour\nfive\n"),
        (LINED, b"one\ntwo\n3\nfour\nfive\n", b"one\ntwo\n3\nfour\nfive\n"),
        (LINED + b"six\n", b"1\ntwo\nthree\nfour\nfive\n", b"1\ntwo\nthree\nfour\nfive\nsix\n"),
        (b"1\ntwo\nthree\nfour\nfive\n", b"one\n2\nthree\nfour\nfive\n", None),
        (b"1\n" + LINED[4:], b"2\n" + LINED[4:], None),
        (b"  " + LINED[:-1].replace(b"\n", b"\n  ") + b"\n", LINED[:-1] + b"!\n", None),
    ],
)
def test_two_changes_stand_side_by_side_with_a_whole_line_between_them(
    theirs: bytes, mine: bytes, both: bytes | None
) -> None:
    assert deltas.side_by_side(LINED, theirs, mine) == both
