"""YAML text: a debate as people would write it by hand."""

import json
import re
from collections.abc import Iterator

from argmap.formats import branch
from argmap.formats.record import Record, Value, record
from argmap.model import Debate
from argmap.views import View

WIDTH = 100
SECTIONS = frozenset({"viewpoints", "sources", "events", "claims"})
"""The keys of a debate that begin below an empty line."""

_DATES = frozenset({"date", "checked"})
_UNSAFE = re.compile(  # - x, a: b, a #b, *a
    r"[-\s?:,\[\]{}#&*!|>'\"%@`=<~]|.*(?::(?:\s|$)|\s#|\s$)"
)
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:]")
_LOOKS_TYPED = re.compile(  # no, 012, 1:30, 0x1f, 1996-12-02: other programs read no text there
    r"(?:y|n|yes|no|on|off|true|false|null|[-+]?\.(?:inf|nan)|[-+.]?[0-9][-+0-9a-fox_.,: tz]*)",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_ESCAPED = re.compile(rf"[\t\n]|{_UNPRINTABLE.pattern}")
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_BREAK = re.compile(r"(?<=[^\s\\]) (?=\S)")


def text(debate: Debate, view: View) -> str:
    """Return the whole debate, or the branch in focus, in block style with literal prose."""
    excerpt = branch.branch(debate, view.focus) if view.focus else debate
    return "\n".join(_debate_lines(record(excerpt))) + "\n"


def _debate_lines(debate: Record) -> Iterator[str]:
    for key, value in debate.items():
        if key in SECTIONS:
            yield ""
        yield from _entry(key, value, "", "")


def _entry(key: str, value: Value, lead: str, indent: str) -> Iterator[str]:
    """Yield a key and its value; `lead` stands before the key, `indent` before the lines below it."""
    head = f"{lead}{scalar(key)}:"
    if not isinstance(value, dict | list):
        yield from _text_lines(head, value, indent, is_date=key in _DATES)
        return
    flow = _flow(value) if key == "stances" or isinstance(value, list) else None
    if flow is not None and len(head) + len(flow) < WIDTH:
        yield f"{head} {flow}"
        return
    yield head
    yield from _block(value, indent + "  ")


def _block(value: dict[str, Value] | list[Value], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(key, inner, indent, indent)
        return
    for item in value:
        if isinstance(item, dict):
            lead = f"{indent}- "
            for key, inner in item.items():
                yield from _entry(key, inner, lead, f"{indent}  ")
                lead = f"{indent}  "
        else:
            yield from _text_lines(f"{indent}-", item, indent)


def _flow(value: dict[str, Value] | list[Value]) -> str | None:
    """Return a collection of scalars on one line; `None` when it holds other collections."""
    items = value.values() if isinstance(value, dict) else value
    if any(isinstance(item, dict | list) for item in items):
        return None
    if isinstance(value, list):
        return f"[{', '.join(_flow_scalar(item) for item in value)}]"
    pairs = (f"{scalar(key)}: {_flow_scalar(item)}" for key, item in value.items())
    return f"{{{', '.join(pairs)}}}"


def _text_lines(head: str, value: Value, indent: str, *, is_date: bool = False) -> Iterator[str]:
    """Yield a scalar behind its key: prose as a literal block, long sentences folded."""
    text = value if isinstance(value, str) else number(value)
    if "\n" in text and not text[0].isspace() and not _UNPRINTABLE.search(text):
        yield f"{head} |"
        yield from (f"{indent}  {line}" if line else "" for line in text.split("\n"))
    elif not isinstance(value, str) or (is_date and _ISO_DATE.fullmatch(text)):
        yield f"{head} {text}"
    else:
        yield from _folded(head, scalar(text), f"{indent}  ")


def _folded(head: str, scalar: str, indent: str) -> Iterator[str]:
    """Yield a scalar behind its key on lines of at most 100 characters, where its spaces allow."""
    line = head
    for word in _BREAK.split(scalar):
        if line != head and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent + word
        else:
            line = f"{line} {word}"
    yield line


def _flow_scalar(value: Value) -> str:
    return scalar(value, in_flow=True) if isinstance(value, str) else number(value)


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a text plain where every YAML program reads it as that text, quoted elsewhere."""
    return text if is_plain(text, in_flow=in_flow) else _quoted(text)


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """True for a text that every YAML program reads as itself without quotes."""
    if not text or _UNSAFE.match(text) or _ESCAPED.search(text):
        return False
    return not _LOOKS_TYPED.fullmatch(text) and not (in_flow and _UNSAFE_IN_FLOW.search(text))


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and "'" not in text and not _ESCAPED.search(text):
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=bool(_UNPRINTABLE.search(text)))


def number(value: object) -> str:
    """Return a number as a file shows it."""
    return json.dumps(value)
