"""Inspection: files and folders with all that is wrong in them, also their names and the links between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.errors import NotFound, Unreadable
from argmap.model import Debate
from argmap.problems import Problem
from argmap.stores import contents
from argmap.stores.entries import ENDINGS, Entry
from argmap.stores.folder import FolderStore
from argmap.stores.store import Store
from argmap.stores.yaml_reader import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One file, how many claims could be read in it (`None`: it is no debate), and all that is wrong."""

    file: Path
    claims: int | None
    problems: tuple[Problem, ...]


def inspect(path: Path) -> Iterator[Inspection]:
    """Yield what a file, or each debate file of a folder, is like. Raises NotFound or Unreadable for a folder."""
    if means_file(path):
        yield _Shelf(FolderStore(path.parent)).inspection(_entry(path))
    else:
        yield from inspect_all(FolderStore(path))


def means_file(path: Path) -> bool:
    """Return whether a path means a file: there is one, or it ends as debate files do and is no folder."""
    has_ending = path.suffix.casefold() in ENDINGS
    try:
        return path.is_file() or (has_ending and not path.is_dir())
    except OSError:  # no system has a place with such a name
        return has_ending


def inspect_all(store: Store) -> Iterator[Inspection]:
    """Yield what each debate of a store is like. Raises NotFound, Unreadable or Unreachable for the store."""
    shelf = _Shelf(store)
    yield from (shelf.inspection(entry) for entry in store.entries())


def _entry(path: Path) -> Entry:
    """Return a file as its folder lists it, or as it is named where the folder does not."""
    try:
        listed = FolderStore(path.parent).entries()
    except (NotFound, Unreadable):
        listed = ()
    lone = Entry(id=path.stem, path=path, signature=None)
    return next((entry for entry in listed if entry.path.name == path.name), lone)


class _Shelf:
    """The debates of one store, each read at most once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.readings: dict[str, Reading] = {}

    def inspection(self, entry: Entry) -> Inspection:
        """Return what one file is like."""
        reading = self.reading(entry)
        problems = [
            *entry.problems,
            *reading.problems,
            *filter(None, (contents.wrong_link(link, self.debate) for link in reading.links)),
        ]
        return Inspection(
            file=entry.path,
            claims=None if reading.debate is None else len(reading.debate.claims),
            problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))),
        )

    def reading(self, entry: Entry) -> Reading:
        """Return what a file holds; one that the system does not hand out holds only that problem."""
        if entry.id not in self.readings:
            try:
                self.readings[entry.id] = contents.parse(entry, self.store.load(entry))
            except Unreadable as refusal:
                self.readings[entry.id] = contents.refused(entry, refusal)
        return self.readings[entry.id]

    def debate(self, id: str) -> Debate | None:
        """Return a debate of the folder. Raises NotFound or Unreadable."""
        return self.reading(self.store.entry(id)).debate
