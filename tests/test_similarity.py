"""Which claims say nearly the same."""

import time

import pytest

from argmap import similarity
from argmap.model import Claim, Debate

SENTENCES = (
    "A tariff is a tax that consumers pay.",
    "Marines in Okinawa deter an attack.",
    "The ferry to the island is late on most days.",
    "Nobody asked the island's voters.",
    "普天間の返還は遅れている。",
)


def debate(*sentences: str) -> Debate:
    claims = {f"c{n}": Claim(id=f"c{n}", text=text) for n, text in enumerate(sentences)}
    return Debate(id="d", title="T", question="Q?", claims=claims, theses=tuple(claims))


def found(text: str, *sentences: str) -> list[str]:
    return [
        each.text for each in similarity.similar(text, [similarity.likeness(debate(*sentences))])
    ]


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "Whales sing.", "the of and", "\x00\ud800", "x" * 100_000]
)
def test_what_shares_nothing_is_like_nothing(text: str) -> None:
    assert found(text, *SENTENCES) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Consumers pay tariffs.", 0),
        ("MARINES DETER ATTACKS", 1),
        ("Ferries to the islands are late.", 2),
        ("Nobody has asked voters.", 3),
        ("普天間返還の遅れ", 4),
    ],
)
def test_the_nearest_comes_first_in_other_forms_of_its_words(text: str, sentence: int) -> None:
    assert found(text, *SENTENCES)[0] == SENTENCES[sentence]


def test_the_same_words_share_all() -> None:
    (nearest, *_) = similarity.similar(SENTENCES[1], [similarity.likeness(debate(*SENTENCES))])
    assert nearest.share == pytest.approx(1.0)


def test_several_debates_are_asked_and_no_more_told_than_wanted() -> None:
    likeness = similarity.likeness(debate(*SENTENCES))
    assert len(similarity.similar(SENTENCES[0], [likeness] * 9, most=5)) == 5


def test_asking_ten_thousand_claims_takes_no_time_that_one_feels() -> None:
    words = [f"word{n}" for n in range(500)]
    texts = [" ".join(words[(n * k) % 500] for k in range(3, 15)) for n in range(10_000)]
    likeness = similarity.likeness(debate(*texts))
    begun = time.perf_counter()
    for _ in range(5):
        similarity.similar(texts[4_321], [likeness])
    assert (time.perf_counter() - begun) / 5 < 0.03 * 3  # with room for a busy machine
