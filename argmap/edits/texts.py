"""Texts: what people type, as the file will give it back, or a refusal that says what is wrong with it."""

from collections.abc import Iterable, Mapping

from argmap import fields, identifiers
from argmap.errors import EditRefused, NotFound

LONGEST_SENTENCE = 1_000
LONGEST_LINE = 500
LONGEST_PROSE = 20_000
MOST_LINES = 100


def sentence(text: str, what: str) -> str:
    """Return a text as one line; it must not be empty."""
    return _required(line(text, what, longest=LONGEST_SENTENCE), what)


def name(text: str, what: str) -> str:
    """Return a short text as one line; it must not be empty."""
    return _required(line(text, what), what)


def line(text: str, what: str, *, longest: int = LONGEST_LINE) -> str:
    """Return a text as one line."""
    return _limited(fields.one_line(_clean(text, what)), what, longest)


def prose(text: str, what: str) -> str:
    """Return a text of one or more lines."""
    return _limited(_clean(text, what), what, LONGEST_PROSE)


def required_prose(text: str, what: str) -> str:
    """Return a text of one or more lines; it must not be empty."""
    return _required(prose(text, what), what)


def lines(texts: Iterable[str], what: str) -> tuple[str, ...]:
    """Return texts of one line each, every one once, without empty ones."""
    found = tuple(dict.fromkeys(filter(None, (line(text, what) for text in texts))))
    if len(found) > MOST_LINES:
        raise EditRefused(f"There are over {MOST_LINES} {what}: keep the telling ones.")
    return found


def date(text: str, what: str) -> str:
    """Return a date at the precision in which it is written, or nothing."""
    written = line(text, what)
    if written and not fields.is_date(written):
        raise EditRefused(
            f'"{written}" is no date: write YYYY, YYYY-MM or YYYY-MM-DD, such as 1996-12.'
        )
    return written


def day(text: str, what: str) -> str:
    """Return a full day, or nothing."""
    written = date(text, what)
    if written and len(written) < len("YYYY-MM-DD"):
        raise EditRefused(f'"{written}" is no full day: write YYYY-MM-DD, such as 2026-03-31.')
    return written


def url(text: str) -> str:
    """Return an address that a browser may be sent to, or nothing."""
    written = line(text, "address", longest=2 * LONGEST_SENTENCE)
    if written and not fields.URL.fullmatch(written):
        raise EditRefused(
            f'"{written}" is no address of a page: it begins with http:// or https:// and has no blanks.'
        )
    return written


def language(text: str) -> str:
    """Return a language tag; English for nothing."""
    written = line(text, "language") or "en"
    if not fields.LANGUAGE.fullmatch(written):
        raise EditRefused(f'"{written}" is no language: write a language tag, such as en or ja.')
    return written


def share(number: float, what: str) -> float:
    """Return a number from 0 to 1."""
    if not 0 <= number <= 1:
        raise EditRefused(f"The {what} is a number from 0 to 1, such as 0.8; {number:g} is none.")
    return float(number)


def new_id(wanted: str, proposal: str, taken: Mapping[str, object], what: str) -> str:
    """Return the id that something new gets: the one wanted, or a free one like the proposal."""
    if wanted:
        if not identifiers.is_valid(wanted):
            raise EditRefused(
                f'"{wanted}" is no id: use letters, digits and inner hyphens, at most {identifiers.LONGEST} characters.'
            )
        if wanted in taken:
            raise EditRefused(f'The id "{wanted}" belongs to another {what}: choose another.')
        return wanted
    stem = identifiers.from_sentence(proposal)
    free, number = stem, 1
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    return free


def known(id: str, among: Mapping[str, object], what: str) -> str:
    """Return an id that is among the known ones; raises NotFound with the nearest."""
    if id not in among:
        raise NotFound(what, id, identifiers.near(id, among))
    return id


def _clean(text: str, what: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    wrong = fields.CONTROL.search(text)
    if wrong:
        raise EditRefused(
            f"The {what} holds the control character U+{ord(wrong[0]):04X} at character {wrong.start() + 1}: delete it."
        )
    return text


def _limited(text: str, what: str, longest: int) -> str:
    if len(text) > longest:
        raise EditRefused(f"The {what} has {len(text):,} characters; at most {longest:,} are kept.")
    return text


def _required(text: str, what: str) -> str:
    if not text:
        raise EditRefused(f"The {what} is empty: write one.")
    return text
