"""Nodes: a text as scalars, lists and tables that know where they stand, before anything is made of them."""

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from argmap.problems import Mark


class Place(Protocol):
    """A place in a text as the parsers count: index, line and column from 0."""

    @property
    def index(self) -> int:
        """Return how many characters stand before it."""

    @property
    def line(self) -> int:
        """Return how many lines stand above it."""

    @property
    def column(self) -> int:
        """Return how many characters stand before it in its line."""


class Scalar:
    """A text value. `end` is where a plain one ends, which stands without quotes or block sign; else `None`."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: str, start: Place, end: Place | None) -> None:
        self.value = value
        self.start = start
        self.end = end


class Items:
    """A list of nodes."""

    __slots__ = ("items", "start")

    def __init__(self, start: Place) -> None:
        self.start = start
        self.items: list[Node] = []


class Table:
    """Nodes by key; `places` says where each key stands."""

    __slots__ = ("places", "start", "values")

    def __init__(self, start: Place) -> None:
        self.start = start
        self.values: dict[str, Node] = {}
        self.places: dict[str, Place] = {}

    def mark(self, key: str) -> Mark:
        """Return where a key stands."""
        return mark_of(self.places[key])


class Lost:
    """Stands where something was refused; what refused it has told."""

    __slots__ = ("start",)

    def __init__(self, start: Place) -> None:
        self.start = start


Node: TypeAlias = Scalar | Items | Table | Lost


def mark(node: Node) -> Mark:
    """Return where a node begins."""
    place = node.start
    return Mark(place.line + 1, place.column + 1)


def mark_of(place: Place) -> Mark:
    """Return a place as people count."""
    return Mark(place.line + 1, place.column + 1)


def is_empty(node: Node) -> bool:
    """True for a scalar without a value."""
    return node.__class__ is Scalar and (not node.value or node.value.isspace())


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it, keys left out."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        if isinstance(current, Items):
            pending.extend(reversed(current.items))
        elif isinstance(current, Table):
            pending.extend(reversed(current.values.values()))
