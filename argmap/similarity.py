"""Similarity: the claims that say nearly what somebody is about to say."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from argmap import words
from argmap.model import Debate

LEAST = 0.25
"""Claims that share less of what they say with a text are no kin of it; 1 is all of both."""

MOST_TERMS = 60
COMMON = 0.1
"""Terms that more than this part of many claims have tell nothing apart, and asking for them takes long."""

FEW = 200
"""Of so few claims, each is compared whatever terms it shares."""

STOPWORDS = frozenset(
    words.indexed(
        "a an and are as at be been but by for from had has have if in into is it its no not of on "
        "or so than that the their them they this to was were which who will with would"
    ).split()
)
"""Words that say nothing by themselves; a sentence of nothing else is compared with them."""


ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")
SHORTEST_STEM = 3


class Similar(NamedTuple):
    """A claim that shares a part of what a text says; 1 is all."""

    debate: str
    claim: str
    text: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The claims of one debate by the terms that they have; made once for a revision."""

    debate: str
    claims: Sequence[tuple[str, str]]
    having: Mapping[str, Sequence[int]]
    norms: Sequence[float]

    def weight(self, term: str) -> float:
        """Return how much a term tells apart: much where few claims have it."""
        return math.log(1 + len(self.claims) / (1 + len(self.having.get(term, ()))))


def likeness(debate: Debate) -> Likeness:
    """Return the claims of a debate as they are compared."""
    having: dict[str, list[int]] = {}
    terms = [_terms(claim.text) for claim in debate.claims.values()]
    for number, each in enumerate(terms):
        for term in each:
            having.setdefault(term, []).append(number)
    count = len(terms)
    squares = {term: math.log(1 + count / (1 + len(has))) ** 2 for term, has in having.items()}
    return Likeness(
        debate=debate.id,
        claims=tuple((claim.id, claim.text) for claim in debate.claims.values()),
        having=having,
        norms=[math.sqrt(sum([squares[term] for term in each])) or 1.0 for each in terms],
    )


def similar(text: str, among: Iterable[Likeness], *, most: int = 5) -> tuple[Similar, ...]:
    """Return the claims that say nearly what a text says, the nearest first."""
    asked = sorted(_terms(text), key=len, reverse=True)[:MOST_TERMS]
    found = [each for likeness in among for each in _similar(asked, likeness)]
    found.sort(key=lambda each: -each.share)
    return tuple(found[:most])


def _similar(asked: Sequence[str], likeness: Likeness) -> Iterable[Similar]:
    """Yield the claims whose angle to a text is small, each term counting by how much it tells apart."""
    weights = {term: likeness.weight(term) for term in asked}
    norm = math.sqrt(sum(weight * weight for weight in weights.values()))
    if not norm:
        return
    many = max(FEW, round(COMMON * len(likeness.claims)))
    shared: dict[int, float] = {}
    for term, weight in weights.items():
        having = likeness.having.get(term, ())
        if len(having) <= many:
            for number in having:
                shared[number] = shared.get(number, 0.0) + weight * weight
    for number, product in shared.items():
        share = product / (norm * likeness.norms[number])
        if share >= LEAST:
            id, sentence = likeness.claims[number]
            yield Similar(likeness.debate, id, sentence, round(share, 3))


@lru_cache(maxsize=65_536)
def _terms(text: str) -> frozenset[str]:
    """Return the terms of a sentence, each once; what was compared before need not be cut again."""
    found = words.indexed(text).split()
    telling = [term for term in found if term not in STOPWORDS]
    return frozenset(map(_stem, telling or found))


def _stem(term: str) -> str:
    """Return an English word without the endings that tell forms of it apart: tariffs, closing, closes."""
    for ending in ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= SHORTEST_STEM and term.isascii():
            return term[: -len(ending)]
    return term
