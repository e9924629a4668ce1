"""Fields: what the simple values of a debate look like, whoever writes them."""

import re
from datetime import date

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
"""What no text may hold: control characters but tab and line end, line and paragraph separators, what turns the
direction of the text around it, and halves of pairs."""

URL = re.compile(r"https?://[^\s/?#\\]\S*", re.IGNORECASE)  # https://example.org/page
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # en, ja, zh-Hant

LONGEST_SENTENCE = 300
"""Characters; a longer claim is warned of."""

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)  # 1996, 1996-12, 1996-12-02
_SPACES = re.compile(r"[ \t]*\n\s*|[ \t]{2,}")  # the line ends of a folded sentence


def one_line(text: str) -> str:
    """Return a text with one blank for each line end and each run of blanks."""
    return _SPACES.sub(" ", text) if "\n" in text or "  " in text else text


def is_clean(text: str) -> bool:
    """True when a text holds no control character."""
    # Every control character is unprintable, and asking for that is three times as fast as searching.
    return all(map(str.isprintable, text.split("\n"))) or not CONTROL.search(text)


def is_date(written: str) -> bool:
    """True for a day, month or year of the calendar."""
    if not _DATE.fullmatch(written):
        return False
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True
