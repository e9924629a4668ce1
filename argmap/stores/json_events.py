"""JSON: a text to the events that YAML's parser would make of it.

JSON is nearly a style of YAML, but YAML's parser refuses pairs of surrogates, which are how JSON may write rarer
characters, and tabs before the first brace; and it would not tell a writer of JSON what is wrong.
"""

import bisect
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from argmap.stores.nodes import Place

TOKEN = re.compile(
    r"""[ \t\r\n]*+(?:
    (?P<sign>[{}\[\],:])
  | (?P<text>"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")
  | (?P<word>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)
  | (?P<end>\Z)
  | (?P<other>)
    )""",
    re.VERBOSE,
)  # "title" : [ 0.8, null ]

Kinds = tuple[str, ...]

VALUE: Kinds = ("{", "[", "text", "word")

NAMES = {"text": "a text in double quotes", "word": "a number", "end": "the end of the file"}


class JsonPlace:
    """A place in a text that looks up its line only when asked."""

    __slots__ = ("_line_starts", "index")

    def __init__(self, index: int, line_starts: list[int]) -> None:
        self.index = index
        self._line_starts = line_starts

    @property
    def line(self) -> int:
        """Return how many lines stand above it."""
        return bisect.bisect_right(self._line_starts, self.index) - 1

    @property
    def column(self) -> int:
        """Return how many characters stand before it in its line."""
        return self.index - self._line_starts[self.line]


class NoJson(Exception):
    """A text breaks the grammar of JSON; carries a sentence and the place."""

    def __init__(self, sentence: str, place: Place) -> None:
        super().__init__(sentence)
        self.place = place


class JsonParser:
    """Stands in for YAML's parser."""

    def __init__(self, text: str) -> None:
        self.get_event = _events(text).__next__


def _events(text: str) -> Iterator[Event]:
    """Yield the events of a document. Raises NoJson."""
    line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
    start: Any = JsonPlace(0, line_starts)  # to PyYAML a mark, which it only carries
    yield StreamStartEvent(start)
    tables: list[bool] = []
    is_key = False
    expected: Kinds = (*VALUE, "end")
    for kind, written, index in _tokens(text):
        start = JsonPlace(index, line_starts)
        if kind not in expected:
            raise NoJson(f"This is no JSON: {_choice(expected)} is expected here.", start)
        match kind:
            case "{" | "[":
                is_key = kind == "{"
                tables.append(is_key)
                expected = ("text", "}") if is_key else (*VALUE, "]")
                begin = MappingStartEvent if is_key else SequenceStartEvent
                yield begin(None, None, implicit=True, start_mark=start)
            case "}" | "]":
                yield MappingEndEvent() if tables.pop() else SequenceEndEvent()
                is_key, expected = False, _after(tables)
            case ",":
                is_key = tables[-1]
                expected = ("text",) if is_key else VALUE
            case ":":
                is_key, expected = False, VALUE
            case "text" | "word":
                yield ScalarEvent(None, None, (False, True), _value(written), start, style='"')
                expected = (":",) if is_key else _after(tables)
    yield StreamEndEvent()


def _after(tables: Sequence[bool]) -> Kinds:
    """Return what may follow a value, given whether the open collections are tables (or lists)."""
    if not tables:
        return ("end",)
    return (",", "}") if tables[-1] else (",", "]")


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the kind, the text and the start of each token, the end as the last one."""
    index = 0
    while True:
        found = TOKEN.match(text, index)
        kind = found.lastgroup if found else "other"
        if found is None or kind is None:  # the pattern matches everywhere
            return
        written, start, index = found[kind], found.start(kind), found.end()
        yield (written if kind == "sign" else kind), written, start
        if kind in ("end", "other"):
            return


def _value(written: str) -> str:
    """Return the value of a text or word; null is none."""
    if written.startswith('"'):
        return str(json.loads(written, strict=False)) if "\\" in written else written[1:-1]
    return "" if written == "null" else written


def _choice(kinds: Kinds) -> str:
    """Return what is expected in words."""
    names = ["a value"] if kinds[: len(VALUE)] == VALUE else []
    names += [NAMES.get(kind, f'"{kind}"') for kind in kinds if not names or kind not in VALUE]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
