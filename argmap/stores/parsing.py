"""Parsing: a text to nodes, as JSON or as YAML without the parts that no debate needs."""

import re
from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from argmap.stores import characters
from argmap.stores.findings import Findings
from argmap.stores.json_events import JsonParser, NoJson
from argmap.stores.nodes import Items, Lost, Node, Place, Scalar, Table, mark_of

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML was built without libyaml
    from argmap.stores.pure_yaml import Parser  # type: ignore[assignment]

DEEPEST_COLLECTION = 250

NO_KEY = "\0"
"""Stands for a key that was refused; no text can hold this character."""

Event: TypeAlias = Any
"""An event of PyYAML. Its published types let every mark be missing, which none of a parser's ever is."""

SECOND_DOCUMENT = 'A file holds one debate: delete the "---" that begins a second one, or move that into its own file.'
KEY_IS_A_WORD = "A key is a single word: quote a sentence that begins with a bracket, a brace or a question mark."
TOO_DEEP = f"Lists and tables stand more than {DEEPEST_COLLECTION} deep inside each other here: nest them less."

SIGNS = re.compile(r"[&!\\]")
"""Without one of these signs a text has no anchor, tag or escape, and nobody need look for them."""

REFUSED = {
    "alias": 'Aliases (*name) are not read: write the value out, or quote a sentence that begins with "*".',
    "anchor": 'Anchors (&name) are not read: take it away, or quote a sentence that begins with "&".',
    "tag": 'Tags (!name) are not read: take it away, or quote a sentence that begins with "!".',
}

ADVICE = (
    ("mapping values are not allowed", 'Quote a sentence that contains ": ", and indent the keys of a record alike.'),
    ("cannot start any token", 'Indent with spaces, not tabs, and quote a sentence that begins with "@", "`" or "%".'),
    ("unexpected end of stream", "A quotation mark is opened here and never closed."),
    ("expected node content", "A value is missing here, or a bracket is opened and never closed."),
    ("expected ',' or", "A bracket is opened and never closed, or a comma is missing before this place."),
    ("could not find expected ':'", 'A key needs ": " behind it, and every line of a text its indentation.'),
    ("did not find expected '-'", 'The items of a list begin with "- " in the same column.'),
    ("block sequence entries", 'A list begins on the line below its key; quote a sentence that begins with "- ".'),
    ("expected key", "Indent the keys of a record alike, and quote the whole of a value or nothing of it."),
    ("alphabetic or numeric", 'Quote a sentence that begins with "*" or "&".'),
    ("escape", 'In double quotes a backslash begins an escape: write "\\\\" for a backslash, or use single quotes.'),
    ("tab character", "Indent with spaces, not tabs."),
)  # fmt: skip
"""What to do about the parser's complaints, by a part of their wording."""


class TooDeep(Exception):
    """Collections are nested deeper than any debate needs."""


def parse(
    text: str, findings: Findings, *, is_json: bool = False, events: list[Event] | None = None
) -> Node | None:
    """Return the node of the document, unless it is none or empty; what is wrong with its syntax is found.

    All events that were read are added to `events`.
    """
    try:
        parser = JsonParser(text) if is_json else event_parser(text)
        if events is not None:
            parser = Recorder(parser, events)
        builder = _Builder(parser, findings, has_signs=SIGNS.search(text) is not None)
        return builder.document()
    except yaml.MarkedYAMLError as wrong:
        _complain(wrong, findings)
    except NoJson as wrong:
        findings.error("json-syntax", mark_of(wrong.place), str(wrong))
    except TooDeep:
        pass  # the builder has told where
    return None


class EventSource(Protocol):
    """What reads a text as events."""

    @property
    def get_event(self) -> Callable[[], Event]:
        """Return the next event, each time it is called."""


class Recorder:
    """Passes on what another one reads, and keeps it."""

    def __init__(self, source: EventSource, events: list[Event]) -> None:
        self._next = source.get_event
        self._events = events

    def get_event(self) -> Event:
        """Return the next event."""
        event = self._next()
        self._events.append(event)
        return event


def event_parser(text: str) -> EventSource:
    """Return what reads a text as YAML."""
    return Parser(text)


class _Builder:
    """Makes nodes of a parser's events."""

    def __init__(self, parser: EventSource, findings: Findings, *, has_signs: bool) -> None:
        self.next_event: Callable[[], Event] = parser.get_event
        self.has_signs = has_signs
        self.findings = findings
        self.root = Items(self.next_event().start_mark)
        self.misfits: list[Table] = []
        self.continued: set[int] = set()

    def document(self) -> Node | None:  # noqa: C901, PLR0912  # one loop, as it says
        """Return the only document.

        One loop with a stack of its own: recursion would end at a deep file, and a call for each scalar would take a
        third of the reading time.
        """
        next_event, has_signs = self.next_event, self.has_signs
        parent: Items | Table = self.root
        key: str | None = None
        place = self.root.start
        stack: list[tuple[Items | Table, str | None]] = []
        node: Node
        while True:
            event = next_event()
            kind: object = event.__class__
            if kind is ScalarEvent:
                if has_signs:
                    self.inspect(event)
                if key is None and isinstance(parent, Table):
                    key, place = event.value, event.start_mark
                    continue
                end = None if event.style else event.end_mark
                node = Scalar(event.value, event.start_mark, end)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                parent, key = stack.pop()
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if has_signs:
                    self.inspect(event)
                node = (Table if kind is MappingStartEvent else Items)(event.start_mark)
            elif kind is AliasEvent:
                node = self.alias(event)
            elif self.is_last(event):
                return self.result()
            else:
                continue
            if isinstance(parent, Items):
                parent.items.append(node)
            elif key is None:
                key, place = self.refuse_key(parent, node)
            else:
                if key in parent.values:
                    node = self.refuse_duplicate(parent, key, place, node)
                else:
                    parent.values[key] = node
                    parent.places[key] = place
                key = None
            if not isinstance(node, Scalar | Lost):
                stack.append((parent, key))
                parent, key = node, None
                self.limit_depth(node, len(stack))

    def refuse_duplicate(self, table: Table, key: str, place: Place, node: Node) -> Node:
        """Report a key that stands twice; return the node to go on with: a list written in parts stays whole."""
        earlier = table.values[key]
        if key == NO_KEY or id(table) in self.continued:
            return node
        if isinstance(earlier, Table):
            self.continued.add(id(earlier))
        sentence = f'"{key}" stands here already, in line {table.mark(key).line}: join the two or delete one.'
        self.findings.error("duplicate-key", mark_of(place), sentence)
        return earlier if earlier.__class__ is node.__class__ else node

    def result(self) -> Node | None:
        """Return the node of the document, without what was kept under keys that are none."""
        for table in self.misfits:
            del table.values[NO_KEY], table.places[NO_KEY]
        return self.root.items[0] if self.root.items else None

    def alias(self, event: Event) -> Lost:
        """Report an alias; return what stands in its place."""
        self.refuse("alias", event)
        return Lost(event.start_mark)

    def is_last(self, event: Event) -> bool:
        """True when nothing more is to be read: the end, or a second document."""
        kind: object = event.__class__
        if kind is DocumentStartEvent and self.root.items:
            self.findings.error("second-document", mark_of(event.start_mark), SECOND_DOCUMENT)
            return True
        return kind is StreamEndEvent

    def inspect(self, event: Event) -> None:
        """Report an anchor, a tag and escaped control characters; what has them is read all the same."""
        if event.anchor:
            self.refuse("anchor", event)
        if event.tag:
            self.refuse("tag", event)
        kind: object = event.__class__
        if kind is ScalarEvent and event.style == '"':
            event.value, found = characters.without_controls(event.value.replace("\r\n", "\n"))
            for control in found:
                refusal = characters.refusal(control)
                self.findings.error("control-character", mark_of(event.start_mark), refusal)

    def refuse(self, code: str, event: Event) -> None:
        """Report a part of YAML that debates do without."""
        self.findings.error(code, mark_of(event.start_mark), REFUSED[code])

    def refuse_key(self, table: Table, node: Node) -> tuple[str, Place]:
        """Report a key that is no word; return one under which its value is kept for a while."""
        if not isinstance(node, Lost):
            self.findings.error("wrong-type", node, KEY_IS_A_WORD)
        if NO_KEY not in table.values:
            self.misfits.append(table)
        return NO_KEY, node.start

    def limit_depth(self, node: Node, depth: int) -> None:
        """Refuse collections that are nested deeper than any debate needs."""
        if depth > DEEPEST_COLLECTION:
            self.findings.error("nested-too-deep", node, TOO_DEEP)
            raise TooDeep


def _complain(wrong: yaml.MarkedYAMLError, findings: Findings) -> None:
    """Report what the parser has stumbled over, in a sentence of our own where there is one."""
    complaint = f"{wrong.context or ''} {wrong.problem or ''}".strip()
    begins_it = "unexpected end of stream" in complaint or "alphabetic or numeric" in complaint
    place: Any = wrong.context_mark if begins_it or not wrong.problem_mark else wrong.problem_mark
    where = mark_of(place)
    advice = next(
        (advice for part, advice in ADVICE if part in complaint), "Mend it, or quote the sentence."
    )
    last = findings.problems[-1] if findings.problems else None
    if last and last.line == where.line and last.code in REFUSED:
        return  # a sentence that begins with "*" or "&" is one fault, and told already
    findings.error("yaml-syntax", where, f"This is no YAML ({complaint}). {advice}")
