"""Contents: what is to be written, new values and parts of the text that go on standing somewhere else."""

from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.problems import Mark
from argmap.schema import Form
from argmap.stores.splicing.syntax import Branch


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar; its form says how it is written."""

    value: str
    form: Form


@dataclass(frozen=True, slots=True)
class Items:
    """A list; a brief one is written on one line."""

    items: tuple["Content", ...]
    is_brief: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a brief one is written on one line. `remarks` are comments that have lost what they stood at."""

    entries: tuple[tuple[str, "Content"], ...]
    is_brief: bool = False
    remarks: tuple[str, ...] = ()
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a collection of the text, with what patches make of it: an item, or an entry with its key."""

    branch: Branch
    place: int


@dataclass(frozen=True, slots=True)
class Value:
    """The scalar at a place of the text, without what it stood at."""

    branch: Branch
    place: int


Content: TypeAlias = Text | Items | Table | Part | Value
