"""Characters: the bytes of a file to text, and the characters that no text may hold."""

import unicodedata
from collections import Counter

from argmap.fields import CONTROL, is_clean
from argmap.problems import Mark, Problem, error

BYTE_ORDER_MARK = "\ufeff"


def decode(data: bytes) -> tuple[str | None, Problem | None]:
    """Return the text of a file without its byte-order mark, or why it is none."""
    try:
        return data.decode("utf-8").removeprefix(BYTE_ORDER_MARK), None
    except UnicodeDecodeError as wrong:
        start = wrong.start
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sentence = "The file is written in UTF-16: save it as UTF-8."
    else:
        sentence = f"The byte {data[start]:#04x} is no UTF-8: save the file as UTF-8."
    before = data[:start].decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    return None, error("not-utf-8", sentence, end(before))


def without_controls(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with a blank for each control character, and the different ones that stood in it."""
    if is_clean(text):
        return text, ()
    return CONTROL.sub(" ", text), tuple(dict.fromkeys(CONTROL.findall(text)))


def problems(text: str) -> list[Problem]:
    """Return one problem for each different control character, at the first of them."""
    if is_clean(text):
        return []
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    for found in CONTROL.finditer(text):
        times[found[0]] += 1
        first.setdefault(found[0], found.start())
    return [
        error("control-character", refusal(control, times[control]), end(text[:start]))
        for control, start in first.items()
    ]


def refusal(control: str, times: int = 1) -> str:
    """Return the sentence about a control character that was found so many times."""
    name = unicodedata.name(control, "control character")
    more = f" and {times - 1} more below" if times > 1 else ""
    return f"The character U+{ord(control):04X} ({name.lower()}) stands here{more}: delete it."


def end(text: str) -> Mark:
    """Return the place right behind a text."""
    line_start = text.rfind("\n") + 1
    return Mark(text.count("\n") + 1, len(text) - line_start + 1)
