"""YAML: a text to nodes, without the parts of YAML that no debate needs."""

from collections.abc import Callable
from typing import Any, TypeVar

import yaml
from yaml import events

from argmap.problems import Mark, Problem, error
from argmap.stores import characters
from argmap.stores.nodes import Items, Lost, Node, Scalar, Table, mark

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML was built without libyaml
    from argmap.stores.pure_yaml import Parser  # type: ignore[assignment]

DEEPEST_COLLECTION = 250

SECOND_DOCUMENT = 'A file holds one debate: delete the "---" that begins a second one, or move that to a file of its own.'

REFUSED = {
    "alias": 'Aliases (*name) are not read: write the value out, or quote a sentence that begins with "*".',
    "anchor": 'Anchors (&name) are not read: take it away, or quote a sentence that begins with "&".',
    "tag": 'Tags (!name) are not read: take it away, or quote a sentence that begins with "!".',
}

ADVICE = (
    ("mapping values are not allowed", 'Quote a sentence that contains ": ", and indent the keys of a record alike.'),
    ("cannot start any token", 'Indent with spaces, not tabs, and quote a sentence that begins with "@", "`" or "%".'),
    ("unexpected end of stream", "A quotation mark is opened here and never closed."),
    ("expected ',' or", "A bracket is opened and never closed, or a comma is missing before this place."),
    ("could not find expected ':'", 'A key needs ": " behind it, and every line of a text its indentation.'),
    ("did not find expected '-'", 'The items of a list begin with "- " in the same column.'),
    ("block sequence entries", 'A list begins on the line below its key; quote a sentence that begins with "- ".'),
    ("did not find expected key", "Indent the keys of a record alike, and quote the whole of a value or nothing of it."),
    ("alphabetic or numeric", 'Quote a sentence that begins with "*" or "&".'),
    ("escape", 'In double quotes a backslash begins an escape: write "\\\\" for a backslash, or use single quotes.'),
    ("tab character", "Indent with spaces, not tabs."),
)  # fmt: skip
"""What to do about the parser's complaints, by a part of their wording."""

AnyNode = TypeVar("AnyNode", bound=Node)


class TooDeep(Exception):
    """Collections are nested deeper than any debate needs."""


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    """Return the node of the document, if it is YAML at all and not empty, and what is wrong with it as YAML."""
    problems: list[Problem] = []
    try:
        return _Builder(Parser(text).get_event, problems).document(), problems
    except yaml.MarkedYAMLError as wrong:
        _complain(wrong, problems)
    except TooDeep:
        pass  # the builder has told where
    return None, problems


class _Builder:
    """Makes nodes of a parser's events, with a stack instead of recursion: no file is too deep for it."""

    def __init__(self, next_event: Callable[[], Any], problems: list[Problem]) -> None:
        self.next_event = next_event
        self.problems = problems
        start = next_event().start_mark
        self.root = Items(start)
        self.parent: Items | Table = self.root
        self.key: Scalar | None = None
        self.stack: list[tuple[Items | Table, Scalar | None]] = []
        self.no_key = Scalar("", start, start, is_plain=True)

    def document(self) -> Node | None:
        """Return the only document."""
        is_open = True
        while is_open:
            event = self.next_event()
            kind: object = event.__class__
            if kind is events.ScalarEvent:
                node = Scalar(event.value, event.start_mark, event.end_mark, not event.style)
                if event.style == '"':
                    self.check_escapes(node)
                self.attach(node, event)
            else:
                is_open = self.take(event)
        return self.root.items[0] if self.root.items else None

    def take(self, event: Any) -> bool:
        """Take an event that is no scalar; false when nothing more is to be read."""
        kind = event.__class__
        if kind is events.MappingStartEvent:
            self.descend(self.attach(Table(event.start_mark), event))
        elif kind is events.SequenceStartEvent:
            self.descend(self.attach(Items(event.start_mark), event))
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            self.parent, self.key = self.stack.pop()
        elif kind is events.AliasEvent:
            self.refuse("alias", event)
            self.attach(Lost(event.start_mark), event)
        elif kind is events.DocumentStartEvent and self.root.items:
            self.problems.append(error("second-document", SECOND_DOCUMENT, _mark(event.start_mark)))
            return False
        return kind is not events.StreamEndEvent

    def attach(self, node: AnyNode, event: Any) -> AnyNode:
        """Put a node where it belongs; return it, or the earlier node that it continues."""
        if event.anchor or getattr(event, "tag", None):
            self.refuse_properties(node, event)
        parent, key = self.parent, self.key
        if isinstance(parent, Items):
            parent.items.append(node)
        elif key is None:
            self.key = node if isinstance(node, Scalar) else self.refuse_key(node)
        else:
            self.key = None
            earlier = parent.entries.get(key.value)
            if earlier is not None:
                return self.refuse_duplicate(key, node, earlier)
            if key is not self.no_key:
                parent.entries[key.value] = (key, node)
        return node

    def descend(self, node: Items | Table) -> None:
        """Read what follows into a list or table."""
        if len(self.stack) >= DEEPEST_COLLECTION:
            sentence = f"Lists and tables stand more than {DEEPEST_COLLECTION} deep inside each other: flatten them."
            self.problems.append(error("nested-too-deep", sentence, mark(node)))
            raise TooDeep
        self.stack.append((self.parent, self.key))
        self.parent, self.key = node, None

    def refuse(self, code: str, event: Any) -> None:
        """Report a part of YAML that debates do without."""
        self.problems.append(error(code, REFUSED[code], _mark(event.start_mark)))

    def refuse_properties(self, node: Node, event: Any) -> None:
        """Report the anchor and the tag of a node, which is read all the same."""
        if event.anchor and not isinstance(node, Lost):
            self.refuse("anchor", event)
        if getattr(event, "tag", None):
            self.refuse("tag", event)

    def refuse_key(self, node: Node) -> Scalar:
        """Report a list or table in the place of a key; return a key under which nothing is kept."""
        if not isinstance(node, Lost):
            sentence = "A key is a single word; quote a sentence that begins with a bracket, a brace or a question mark."
            self.problems.append(error("wrong-type", sentence, mark(node)))
        return self.no_key

    def refuse_duplicate(self, key: Scalar, node: AnyNode, earlier: tuple[Scalar, Node]) -> AnyNode:
        """Report a key that stands twice; return the node to go on with, so that a list written in parts stays whole."""
        sentence = f'"{key.value}" stands here already, in line {earlier[0].start.line + 1}: join the two or delete one.'
        self.problems.append(error("duplicate-key", sentence, mark(key)))
        return earlier[1] if isinstance(earlier[1], type(node)) else node

    def check_escapes(self, node: Scalar) -> None:
        """Report control characters that are written as escapes."""
        node.value, found = characters.without_controls(node.value)
        for control in found:
            self.problems.append(
                error("control-character", characters.refusal(control), mark(node))
            )


def _complain(wrong: yaml.MarkedYAMLError, problems: list[Problem]) -> None:
    """Report what the parser has stumbled over, in a sentence of our own where there is one."""
    complaint = f"{wrong.context or ''} {wrong.problem or ''}"
    is_unclosed = "unexpected end of stream" in complaint
    place: Any = (
        (wrong.context_mark if is_unclosed else None) or wrong.problem_mark or wrong.context_mark
    )
    advice = next(
        (advice for part, advice in ADVICE if part in complaint),
        "Mend the line or quote the sentence.",
    )
    line = place.line + 1
    if problems and problems[-1].line == line and problems[-1].code in REFUSED:
        return  # a sentence that begins with "*" or "&" is one fault, and told already
    sentence = f"This is no YAML ({complaint.strip()}). {advice}"
    problems.append(error("yaml-syntax", sentence, Mark(line, place.column + 1)))


def _mark(place: Any) -> Mark:
    return Mark(place.line + 1, place.column + 1)
