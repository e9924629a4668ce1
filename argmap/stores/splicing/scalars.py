"""Scalars: the text of a value in each of the styles of YAML."""

import json

from argmap import fields
from argmap.formats import yaml_text
from argmap.schema import Form

AS_IT_IS: tuple[Form, ...] = ("date", "day", "share")
"""Forms that every program reads as what they are, or that are none of its business."""


def flow(text: str, form: Form) -> str:
    """Return a text on one line as it may stand in brackets."""
    if form in AS_IT_IS:
        return text
    return yaml_text.scalar(text, in_flow=True)


def line(text: str, form: Form) -> str:
    """Return a text on one line as it may stand behind a key or a dash."""
    return text if form in AS_IT_IS else yaml_text.scalar(text)


def is_block(text: str) -> bool:
    """True for a text that is written below a sign, line by line."""
    return "\n" in text and not text[0].isspace()


def double(text: str) -> str:
    """Return a text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def single(text: str) -> str:
    """Return a text of one line in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def wrong_with(text: str, form: Form) -> str:
    """Return why no debate can hold a text, if so: characters that nobody sees, or blanks around it."""
    if not fields.is_clean(text) or "\r" in text:
        return "The new text has a control character: take it out, or type the text anew."
    if text != text.strip():
        return "The new text begins or ends with a blank: take it away."
    if form != "prose" and fields.one_line(text) != text:
        return "The new text has line ends or several blanks in a row: write it as one line."
    return ""
