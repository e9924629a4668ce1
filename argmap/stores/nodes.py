"""Nodes: a text as scalars, lists and tables that know where they stand, before anything is made of them."""

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from argmap.problems import Mark


class Place(Protocol):
    """A place in a text as the parsers count: index, line and column from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Scalar:
    """A text value. `is_plain` when it stands in the text without quotes or a block sign."""

    __slots__ = ("end", "is_plain", "start", "value")

    def __init__(self, value: str, start: Place, end: Place, is_plain: bool) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.is_plain = is_plain


class Items:
    """A list of nodes."""

    __slots__ = ("items", "start")

    def __init__(self, start: Place) -> None:
        self.start = start
        self.items: list[Node] = []


class Table:
    """Nodes by key, each with the node of its key; no key stands twice."""

    __slots__ = ("entries", "start")

    def __init__(self, start: Place) -> None:
        self.start = start
        self.entries: dict[str, tuple[Scalar, Node]] = {}


class Lost:
    """Stands where something was refused; what refused it has told."""

    __slots__ = ("start",)

    def __init__(self, start: Place) -> None:
        self.start = start


Node: TypeAlias = Scalar | Items | Table | Lost


def mark(node: Node) -> Mark:
    """Return where a node begins."""
    return Mark(node.start.line + 1, node.start.column + 1)


def is_empty(node: Node) -> bool:
    """True for a scalar without a value."""
    return isinstance(node, Scalar) and (not node.value or node.value.isspace())


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it, keys left out."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        if isinstance(current, Items):
            pending.extend(reversed(current.items))
        elif isinstance(current, Table):
            pending.extend(value for _, value in reversed(current.entries.values()))
