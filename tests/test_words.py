import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import words
from argmap.words import Piece


def found(text: str, query: str) -> str | None:
    """Return what the only piece of a query marks in a text."""
    (piece,) = words.query(query)
    span = words.find(words.terms(text), piece)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ""),
        ("?! …", ""),
        ("Okinawa's bases", "okinawa s bases"),
        ("Tōkyō, ＴＯＫＹＯ, Łódź, straße", "tokyo tokyo lodz strasse"),
        ("The U.S. and the U.S.A.", "the us and the usa"),
        ("F-35B in 2.5 years.", "f 35b in 2 5 years"),
        ("沖縄の基地", "沖縄 縄の の基 基地 地"),
        ("米", "米"),
        ("日米alliance第2", "日米 米 alliance 第 2"),
        ("ｶﾞﾗｽ がが", "ガラ ラス ス がが が"),
        ("한국의", "한국 국의 의"),
        ("e\u0301te\u0301", "ete"),
        ("snake_case", "snake case"),
    ],
)
def test_texts_are_cut_into_terms_that_ignore_case_accents_and_width(text: str, terms: str) -> None:
    assert words.indexed(text) == terms
    assert " ".join(term.text for term in words.terms(text)) == terms


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("", ()),
        ("?!* \0", ()),
        ("sea base", (Piece(("sea",), is_open=True), Piece(("base",), is_open=True))),
        ('"sea base"', (Piece(("sea", "base"), is_open=False),)),
        ("“sea base”", (Piece(("sea", "base"), is_open=False),)),
        ('"sea base', (Piece(("sea", "base"), is_open=False),)),
        ("US", (Piece(("us",), is_open=False),)),
        ("F-35", (Piece(("f", "35"), is_open=False),)),
        ("米", (Piece(("米",), is_open=True),)),
        ("基地", (Piece(("基地",), is_open=False),)),
        ("沖縄の 基地", (Piece(("沖縄", "縄の"), is_open=False), Piece(("基地",), is_open=False))),
        ("same same", (Piece(("same",), is_open=True),)),
    ],
)
def test_a_query_is_cut_into_words_and_phrases(query: str, pieces: tuple[Piece, ...]) -> None:
    assert words.query(query) == pieces


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("The Tōkyō line", "tok", "Tōkyō"),
        ("The Tōkyō line", '"tok"', None),
        ("In the U.S.", "us", "U.S."),
        ("He used it", "us", None),
        ("在沖縄米軍", "米", "米"),
        ("在沖縄米軍", "軍", "軍"),
        ("在沖縄米軍", "縄米", "縄米"),
        ("在沖縄米軍", "米縄", None),
        ("ｶﾞﾗｽの天井", "ガラス", "ｶﾞﾗｽ"),
        ("A sea-based plan", "sea-base", "sea-based"),
        ("sea, then based", "sea-base", None),
    ],
)
def test_a_piece_is_found_where_it_stands(text: str, query: str, marked: str | None) -> None:
    assert found(text, query) == marked


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("sea base", '"sea"* AND "base"*'),
        ('"sea base" OR', '"sea base" AND "or"'),
        (
            'NEAR(a b, 3) ^c {d} e:f -g "',
            '"near a" AND "b" AND "3" AND "c" AND "d" AND "e f" AND "g"',
        ),
    ],
)
def test_no_sign_of_a_query_means_anything_to_the_database(query: str, expression: str) -> None:
    assert words.expression(words.query(query)) == expression


def test_a_huge_query_is_cut() -> None:
    assert len(words.query("word " * 100_000)) == 1
    assert len(words.query(" ".join(map(str, range(100_000))))) == words.MOST_PIECES
    assert len(words.query("漢" * 100_000)[0].terms) == words.MOST_TERMS


@given(text=st.text(max_size=40), at=st.integers(0, 40), length=st.integers(1, 10))
def test_every_span_lies_in_the_text(text: str, at: int, length: int) -> None:
    for piece in words.query(text[at : at + length]):
        start, end = words.find(words.terms(text), piece) or (0, 0)
        assert 0 <= start <= end <= len(text)


@given(
    text=st.text(st.sampled_from("日本語の基地ガ米軍々ー"), min_size=1, max_size=20), data=st.data()
)
def test_every_part_of_a_japanese_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert found(text, part) == part
