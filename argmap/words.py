"""Words: a text as the terms that a search compares, in any script, and where in the text they stand.

Terms are the same for upper and lower case, with and without accents, and for full and half width. Scripts that put
no spaces between words, Japanese above all, are cut into pairs of neighboring characters, and a run ends with its last
character alone: so that words of one or two characters are found wherever they stand.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

MOST_CHARACTERS = 400
MOST_PIECES = 12
MOST_TERMS = 40
"""A query is cut here: nobody types more, and a machine that does must not keep the others waiting."""

SHORTEST_PREFIX = 3
"""Shorter words are looked for whole: US is not the beginning of use."""

_RUN = "々-〇ぁ-ゖゝ-ゟァ-ヺー-ヿㇰ-ㇿ㐀-䶿一-鿿豈-龎가-힣\U00020000-\U0003134f"
_TERM = re.compile(
    rf"(?P<run>[{_RUN}]+)|(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?|[^\W_{_RUN}]+"
)  # 沖縄, u.s., bases
_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)  # é as e and accent
_IN_RUN = re.compile(rf"[{_RUN}]")
_QUOTATION_MARKS = re.compile('["“”„«»]')  # fmt: skip
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


class Term(NamedTuple):
    """What is compared, with its place in the text; `first_end` is the end of its first character."""

    text: str
    start: int
    first_end: int
    end: int


class Piece(NamedTuple):
    """Terms of a query that must stand side by side; the last one may be the beginning of a term."""

    terms: tuple[str, ...]
    is_open: bool


def terms(text: str) -> tuple[Term, ...]:
    """Return the terms of a text in order."""
    folded, starts, ends = _folded(text)
    found: list[Term] = []
    for match in _TERM.finditer(folded):
        first, last = match.start(), match.end() - 1
        if match["run"]:
            pairs = ((at, min(at + 1, last)) for at in range(first, last + 1))
            found.extend(
                Term(folded[at : to + 1], starts[at], ends[at], ends[to]) for at, to in pairs
            )
        else:
            word = match[0].replace(".", "")
            found.append(Term(word, starts[first], ends[first], ends[last]))
    return tuple(found)


def indexed(text: str) -> str:
    """Return the terms of a text with spaces between them, as an index takes them."""
    if text.isascii() and "." not in text:
        return " ".join(match[0] for match in _TERM.finditer(text.lower()))
    return " ".join(term.text for term in terms(text))


def query(words: str) -> tuple[Piece, ...]:
    """Return the pieces of what somebody has typed: words, and phrases between quotation marks."""
    parts = _QUOTATION_MARKS.split(words[:MOST_CHARACTERS])
    pieces: list[Piece] = []
    for place, part in enumerate(parts):
        is_phrase = place % 2 == 1
        for one in [part] if is_phrase else part.split():
            pieces.extend(_pieces(one, is_phrase=is_phrase))
    return tuple(dict.fromkeys(pieces))[:MOST_PIECES]


def expression(pieces: Sequence[Piece]) -> str:
    """Return pieces as a full-text expression of SQLite that asks for all of them.

    Terms hold letters and digits alone, so that none can mean anything in the expression.
    """
    return " AND ".join(f'"{" ".join(terms)}"{"*" * is_open}' for terms, is_open in pieces)


def find(text: Sequence[Term], piece: Piece) -> tuple[int, int] | None:
    """Return where a piece first stands in a text that is given as its terms."""
    last = len(piece.terms) - 1
    for place in range(len(text) - last):
        if all(text[place + i].text == piece.terms[i] for i in range(last)):
            end = _end_of(text[place + last], piece)
            if end is not None:
                return text[place].start, end
    return None


def _end_of(term: Term, piece: Piece) -> int | None:
    """Return where a term ends that agrees with the last one of a piece; `None` if it does not."""
    wanted = piece.terms[-1]
    if term.text == wanted:
        return term.end
    if piece.is_open and term.text.startswith(wanted):
        return term.first_end if _IN_RUN.match(wanted) else term.end
    return None


def _pieces(words: str, *, is_phrase: bool) -> Iterator[Piece]:
    """Yield the piece that words side by side make, if there is a word among them."""
    found = [term.text for term in terms(words)][:MOST_TERMS]
    if not found:
        return
    if not _IN_RUN.match(found[-1]):
        is_long = len(found[-1]) >= SHORTEST_PREFIX
        yield Piece(tuple(found), is_open=is_long and not is_phrase)
        return
    if len(found[-1]) == 1 and any(map(_is_pair, found[-2:-1])):
        # The text may go on behind the last character, and the pair with it has said all.
        found = found[:-1]
    yield Piece(tuple(found), is_open=not _is_pair(found[-1]))


def _is_pair(term: str) -> bool:
    return _IN_RUN.match(term) is not None and len(term) > 1


def _folded(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return a text as it is compared, and for each of its characters where it began and ended."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        characters = _fold(match[0])
        folded.append(characters)
        starts.extend([match.start()] * len(characters))
        ends.extend([match.end()] * len(characters))
    return "".join(folded), starts, ends


@lru_cache(maxsize=16_384)
def _fold(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", cluster).casefold()
    return "".join(_without_accents(composed)).translate(_NOT_DECOMPOSED)


def _without_accents(text: str) -> Iterator[str]:
    for character in text:
        if _IN_RUN.match(character):
            yield character
        else:
            decomposed = unicodedata.normalize("NFKD", character)
            yield from (part for part in decomposed if not unicodedata.combining(part))
