"""Identifiers: what an id may look like, the id of a sentence without one, and the nearest known word."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""The most characters an id may have."""

CUT = 60
"""Where the id made from a long sentence is cut."""

ASCII_ID = re.compile(r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*")  # u-s-bases, G7
ASCII_WORD = re.compile(r"[a-z0-9]+")
MANY = 500
"""Of more words than this, only those that begin or end alike are compared, which takes 20 microseconds each."""

APOSTROPHES = str.maketrans("", "", "'’")


def is_valid(id: str) -> bool:
    """True for letters of any script, digits and inner hyphens, normalized (NFC), at most 80 characters."""
    if len(id) > LONGEST:
        return False
    if id.isascii():
        return ASCII_ID.fullmatch(id) is not None
    if not unicodedata.is_normalized("NFC", id) or id[0] == "-" or id[-1] == "-":
        return False
    return _begins_word(id[0]) and all(
        character == "-" or _is_in_word(character) for character in id
    )


def from_sentence(sentence: str) -> str:
    """Return the id of a claim that has none of its own; it changes with every word of the sentence."""
    words = _words(sentence)
    id = "-".join(words)
    if words and len(id) <= CUT:
        return id
    fingerprint = hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    if not words:
        return fingerprint
    whole_words = id[: CUT + 1].rpartition("-")[0]
    return f"{whole_words or id[:CUT]}-{fingerprint}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was probably meant, if any is near."""
    return next(iter(near(name, known)), None)


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that may have been meant, the nearest first."""
    candidates = list(known)
    if len(candidates) > MANY:
        begin, end = name[:2], name[-3:]
        candidates = [word for word in candidates if word.startswith(begin) or word.endswith(end)]
    return difflib.get_close_matches(name, candidates, n=3, cutoff=0.6)


def _words(sentence: str) -> list[str]:
    plain = sentence.translate(APOSTROPHES)
    if plain.isascii():
        return ASCII_WORD.findall(plain.lower())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    spaced = "".join(character if _is_in_word(character) else " " for character in folded)
    return [word for word in map(_without_leading_marks, spaced.split()) if word]


def _without_leading_marks(word: str) -> str:
    start = next(
        (place for place, character in enumerate(word) if _begins_word(character)), len(word)
    )
    return word[start:]


def _begins_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"


def _is_in_word(character: str) -> bool:
    # Marks belong to letters: without them no word of Hindi or Thai stays whole.
    return unicodedata.category(character)[0] == "M" or _begins_word(character)
