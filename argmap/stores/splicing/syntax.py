"""Syntax: a text as nodes that know where they begin and end and how they are written."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeAlias

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

from argmap.errors import Unspliceable
from argmap.problems import Mark
from argmap.stores import characters
from argmap.stores.parsing import DEEPEST_COLLECTION, Event, event_parser

NO_YAML = "The file is no YAML from here on: mend it in a text editor first."
ONE_TABLE = "The file is not one table of keys: mend it in a text editor first."
ODD_PART = (
    "An anchor (&), an alias (*) or a tag (!) stands here: take it away in a text editor first."
)
NOT_FOUND = (
    "What is to change is not written here as keys and items: mend the file in a text editor first."
)
TWICE = 'The key "{}" stands twice in one table: delete one in a text editor first.'

ODD = "*"
"""The style of a leaf with an anchor or a tag, and of an alias: it stays as it is."""

_start = attrgetter("start")


class Leaf:
    """A scalar, from its first character to behind its last; blank lines behind a block are none of it."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, start: int, end: int, style: str | None, value: str) -> None:
        self.start = start
        self.end = end
        self.style = style
        self.value = value

    @property
    def is_empty(self) -> bool:
        """True for a scalar without a value, which counts as absent."""
        return not self.value or self.value.isspace()


class Branch:
    """A list, or a table with its keys; `level` counts the collections around it."""

    __slots__ = ("end", "is_flow", "is_odd", "is_table", "keys", "level", "start", "values")

    def __init__(self, start: int, level: int, *, is_table: bool, is_flow: bool) -> None:
        self.start = start
        self.end = start  # of a flow collection, behind its bracket
        self.level = level
        self.is_table = is_table
        self.is_flow = is_flow
        self.is_odd = False  # it has an anchor or a tag, and begins with that
        self.keys: list[Leaf] = []
        self.values: list[Node] = []

    def place(self, key: str) -> int | None:
        """Return the place of a key in a table, if it is there."""
        found = [place for place, leaf in enumerate(self.keys) if leaf.value == key]
        return found[0] if found else None

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, unless it is absent."""
        place = self.place(key)
        return None if place is None else self.values[place]


Node: TypeAlias = Leaf | Branch


def content_end(node: Node) -> int:
    """Return the end of what a node holds, before comments and blank lines."""
    while isinstance(node, Branch) and not node.is_flow:
        if not node.values:
            return node.start
        node = node.values[-1]
    return node.end


class Place(NamedTuple):
    """Where a part of a collection stands."""

    branch: Branch
    at: int

    @property
    def node(self) -> Node:
        """Return the part, of a table the value."""
        return self.branch.values[self.at]


class Tree:
    """The nodes of one text."""

    def __init__(self, text: str, root: Branch) -> None:
        self.text = text
        self.root = root
        self._line_starts: list[int] = []
        self._latest = root  # the next item is often one of the same list

    def offset(self, mark: Mark) -> int:
        """Return how many characters stand before a mark."""
        if not self._line_starts:
            starts = [0]
            position = self.text.find("\n")
            while position >= 0:
                starts.append(position + 1)
                position = self.text.find("\n", position + 1)
            self._line_starts = starts
        if mark.line > len(self._line_starts):
            return len(self.text)
        return self._line_starts[mark.line - 1] + mark.column - 1

    def line(self, offset: int) -> int:
        """Return the line of a place, counted from 1."""
        return self.text.count("\n", 0, offset) + 1

    def way(self, offset: int) -> Iterator[Place]:
        """Yield the collections around a place, from the outermost on, each with the place of its part there."""
        node: Node = self.root
        while isinstance(node, Branch) and node.values:
            parts = node.keys if node.is_table else node.values
            place = bisect_right(parts, offset, key=_start) - 1
            if place < 0:
                return
            yield Place(node, place)
            node = node.values[place]

    def item(self, mark: Mark | None) -> Place:
        """Return the list that an item stands in, and its place there."""
        if mark is None:
            raise Unspliceable(NOT_FOUND, 1)
        offset = self.offset(mark)
        latest = self._latest  # of a tree that several threads may ask at once
        at = _item_at(latest, offset)
        if at is not None:
            return Place(latest, at)
        for branch, place in self.way(offset):
            if not branch.is_table and branch.values[place].start == offset:
                self._latest = branch
                return Place(branch, place)
        raise Unspliceable(NOT_FOUND, mark.line)


def _item_at(branch: Branch, offset: int) -> int | None:
    """Return the place of the item of a list that begins somewhere."""
    if branch.is_table:
        return None
    at = bisect_right(branch.values, offset, key=_start) - 1
    return at if at >= 0 and branch.values[at].start == offset else None


def parse(text: str) -> Tree:
    """Return the tree of a text that is one table; `Unspliceable` says where it is none."""
    clean, _ = characters.without_controls(text)
    try:
        root = _document(clean, event_parser(clean).get_event)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise Unspliceable(NO_YAML, mark.line + 1 if mark else 1) from wrong
    if not isinstance(root, Branch) or not root.is_table:
        raise Unspliceable(ONE_TABLE, 1)
    return Tree(text, root)


def of_events(text: str, events: Sequence[Event]) -> Tree | None:
    """Return the tree of a text without control characters, from its events; `None` where `parse` would refuse it."""
    if characters.without_controls(text)[0] != text:
        return None
    try:
        root = _document(text, iter(events).__next__)
    except (Unspliceable, StopIteration):
        return None
    return Tree(text, root) if isinstance(root, Branch) and root.is_table else None


def _document(  # noqa: C901, PLR0912  # one loop, as in the reader
    text: str, next_event: Callable[[], Event]
) -> Node | None:
    """Return the node of the only document."""
    top = Branch(0, -1, is_table=False, is_flow=False)
    parent = top
    stack: list[Branch] = []
    is_key = False
    while True:
        event = next_event()
        kind: object = event.__class__
        if kind is ScalarEvent:
            start = event.start_mark.index
            style = event.style
            end = event.end_mark.index
            if style == "|" or style == ">":  # noqa: PLR1714  # asked for every scalar
                end = start + len(text[start:end].rstrip(" \t\r\n"))
            if event.anchor or event.tag:
                style = ODD
            node: Node = Leaf(start, end, style, event.value)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if parent.is_flow:
                parent.end = event.end_mark.index
            parent = stack.pop()
            is_key = parent.is_table
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            node = Branch(
                event.start_mark.index,
                len(stack),
                is_table=kind is MappingStartEvent,
                is_flow=event.flow_style,
            )
            node.is_odd = bool(event.anchor or event.tag)
        elif kind is AliasEvent:
            node = Leaf(event.start_mark.index, event.end_mark.index, ODD, "*")
        elif kind is StreamEndEvent or (kind is DocumentStartEvent and top.values):
            return top.values[0] if top.values else None
        else:
            continue
        if is_key:
            if node.__class__ is not Leaf:
                raise Unspliceable(NOT_FOUND, event.start_mark.line + 1)
            parent.keys.append(node)
            is_key = False
            continue
        parent.values.append(node)
        if node.__class__ is Branch:
            if len(stack) > DEEPEST_COLLECTION:
                raise Unspliceable(NO_YAML, event.start_mark.line + 1)
            stack.append(parent)
            parent = node
        is_key = parent.is_table
