"""Two revisions of a text laid over each other."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edits.spans import MOST_WORDS, Span, spans

SIGNS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(SIGNS[span.state].format(span.text) for span in spans(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("gone", "", "[-gone-]"),
        ("A base.", "A base here.", "A base{+ here+}."),
        ("A base here.", "A base.", "A base[- here-]."),
        ("The base moves.", "The base moved.", "The base [-moves-]{+moved+}."),
        ("It is so, today.", "It was so today.", "It [-is-]{+was+} so[-,-] today."),
        ("a b c d", "a b  c d", "a b[- -]{+  +}c d"),
        ("One.\nTwo.", "One.\n\nTwo.", "One.[-\n-]{+\n\n+}Two."),
        ("end ", "end", "end[- -]"),
        ("普天間飛行場の移設", "普天間基地の移設", "普天間[-飛行場-]{+基地+}の移設"),
        ("GDPの1%", "GDPの2%", "GDPの[-1-]{+2+}%"),
        (
            "quite another thing",
            "no word alike here",
            "[-quite another thing-]{+no word alike here+}",
        ),
    ],
)
def test_changed_words_are_marked(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@settings(max_examples=100, deadline=None)
@given(
    old=st.text(alphabet="ab ,.\n日本é_", max_size=40),
    new=st.text(alphabet="ab ,.\n日本é_", max_size=40),
)
def test_both_texts_can_be_read_from_the_spans(old: str, new: str) -> None:
    found = spans(old, new)
    assert "".join(span.text for span in found if span.state != "new") == old
    assert "".join(span.text for span in found if span.state != "gone") == new
    assert all(span.text for span in found)
    assert not any(one.state == other.state for one, other in itertools.pairwise(found))


def test_of_very_long_texts_lines_are_compared() -> None:
    lines = [f"word{number} stays." for number in range(MOST_WORDS)]
    revised = [f"new{number} stays." if number % 2 else line for number, line in enumerate(lines)]
    first, gone, new, *_ = spans("\n".join(lines), "\n".join(revised))
    assert (first.text, gone.text, new.text) == ("word0 stays.\n", "word1 stays.", "new1 stays.")


def test_texts_too_long_to_compare_are_told_whole() -> None:
    old, new = ("\n".join(f"{word}{n}" for n in range(MOST_WORDS + 1)) for word in ("a", "b"))
    assert spans(old, new) == (Span(old, "gone"), Span(new, "new"))
