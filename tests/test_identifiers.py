import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import identifiers


@pytest.mark.parametrize(
    "id",
    [
        "",
        "-a",
        "a-",
        "-",
        "a b",
        "a_b",
        "a.b",
        "a/b",
        "a:b",
        "a\n",
        "cafe\u0301",
        "\u0301a",
        "日本。",
        "🗾",
        "½",
        "a" * 81,
    ],
)
def test_other_signs_than_letters_digits_and_inner_hyphens_are_refused(id: str) -> None:
    assert not identifiers.is_valid(id)


@pytest.mark.parametrize(
    "id", ["a", "7", "G7", "u-s-bases", "a--b", "café", "再稼働-2024", "हिन्दी", "база", "a" * 80]
)
def test_letters_of_any_script_digits_and_inner_hyphens_are_an_id(id: str) -> None:
    assert identifiers.is_valid(id)


@pytest.mark.parametrize(
    ("sentence", "id"),
    [
        ("Building at Henoko is the only way.", "building-at-henoko-is-the-only-way"),
        ("Japan’s U.S. bases", "japans-u-s-bases"),
        ("ＡＢＣ — Straße ½!", "abc-strasse-1-2"),
        ("電気料金が下がる。", "電気料金が下がる"),
        ("\u0301accent first", "accent-first"),
    ],
)
def test_a_sentence_becomes_its_folded_words(sentence: str, id: str) -> None:
    assert identifiers.from_sentence(sentence) == id


def test_a_long_sentence_is_cut_at_a_word_and_told_apart_by_its_fingerprint() -> None:
    first = identifiers.from_sentence("word " * 30 + "first")
    second = identifiers.from_sentence("word " * 30 + "second")
    assert first.startswith("word-word-word-word-word-word-word-word-word-word-word-word-")
    assert first[:59] == second[:59]
    assert first != second


def test_sixty_characters_are_not_cut_and_sixty_one_are() -> None:
    assert identifiers.from_sentence("a" * 60) == "a" * 60
    assert identifiers.from_sentence("a" * 61).startswith("a" * 60 + "-")
    assert identifiers.from_sentence("a" * 57 + " bb") == "a" * 57 + "-bb"
    assert identifiers.from_sentence("a" * 57 + " bbb").startswith("a" * 57 + "-")
    assert "bbb" not in identifiers.from_sentence("a" * 57 + " bbb")


def test_a_sentence_without_words_has_a_fingerprint_alone() -> None:
    assert len(identifiers.from_sentence("?!")) == 6


@settings(deadline=None)
@given(st.text(min_size=1))
def test_every_sentence_makes_a_valid_id(sentence: str) -> None:
    id = identifiers.from_sentence(sentence)
    assert identifiers.is_valid(id)
    assert len(id) <= 67
    assert unicodedata.is_normalized("NFC", id)


def test_the_nearest_word_is_found_if_any_is_near() -> None:
    assert identifiers.nearest("suports", ["claim", "supports", "objections"]) == "supports"
    assert identifiers.nearest("weight", ["claim", "supports", "objections"]) is None
