"""Entries: what a store knows of its debate files before they are read: names, ids, and what tells that they change."""

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from argmap import identifiers, problems
from argmap.problems import Problem

ENDINGS = (".yaml", ".yml", ".json")
"""The endings of debate files; of two files with the same stem the earlier ending keeps the id."""

ABOUT = "about.md"
"""The file in which a store tells what its debates are."""

SIZE_LIMIT = 16 * 1024 * 1024
SIZE_LIMIT_WORDS = "16 MiB"

ONLY_READ = (
    "{} is JSON, which argmap only reads: export it as YAML, put that in its place, and edit it."
)


class Signature(Protocol):
    """What a store says of a file without reading it; equal when nothing changed."""

    @property
    def size(self) -> int:
        """Return how many bytes the file has."""

    def is_settled(self, seen: int) -> bool:
        """Return whether every change after the time `seen` (in ns) alters the signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One debate file; `signature` is `None` where nothing is told of it.

    `path` leads to the file in a folder, and is its bare name in a database.
    """

    id: str
    path: Path
    signature: Signature | None
    problems: tuple[Problem, ...] = ()


def is_debate_name(name: str) -> bool:
    """Return whether a file name has a known ending and begins with neither a dot nor `_`."""
    return not name.startswith((".", "_")) and name.casefold().endswith(ENDINGS)


def why_only_read(entry: Entry) -> str:
    """Return the sentence that says why a debate file cannot be changed; empty where it can."""
    is_json = _ending(entry.path.name) == ".json"
    return ONLY_READ.format(entry.path.name) if is_json else ""


def too_large(name: str) -> str:
    """Return the sentence that refuses a file over the limit."""
    return f"{name} is larger than {SIZE_LIMIT_WORDS}; split it into several debates."


def missing(name: str) -> str:
    """Return the sentence that says that a file has gone."""
    return f"There is no file {name} any more."


def from_names(names: Iterable[str], place: Path = Path()) -> tuple[Entry, ...]:
    """Return the entries of all names that are those of debates, by id, without signatures."""
    found = sorted(
        filter(is_debate_name, names),
        key=lambda name: (_stem(name), ENDINGS.index(_ending(name)), name),
    )
    owners: dict[str, str] = {}
    entries = []
    for name in found:
        id = _stem(name)
        problem = _name_problem(name, owners.get(id))
        if problem:
            id = _free(_shown(name), owners)
        owners[id] = name
        faults = (problem,) if problem else ()
        entries.append(Entry(id=id, path=place / name, signature=None, problems=faults))
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _name_problem(name: str, owner: str | None) -> Problem | None:
    """Return what is wrong with a file's name, given the file that has its id already."""
    if owner is not None:
        sentence = f'"{_shown(owner)}" has the same id; rename one of the two files.'
        return problems.error("duplicate-debate", sentence, None)
    if identifiers.is_valid(_stem(name)):
        return None
    advice = identifiers.from_sentence(_stem(name).encode(errors="replace").decode())
    hint = f', for instance "{advice}{_ending(name)}"' if identifiers.is_valid(advice) else ""
    sentence = (
        f'The name "{_shown(name)}" makes no id: use letters, digits and inner hyphens{hint}.'
    )
    return problems.error("bad-file-name", sentence, None)


def _ending(name: str) -> str:
    return Path(name).suffix.casefold()


def _stem(name: str) -> str:
    # Some systems hand out decomposed names; ids are composed.
    return unicodedata.normalize("NFC", name[: -len(_ending(name))])


def _shown(name: str) -> str:
    """Return a file name as printable text; names may hold bytes that are no text."""
    text = os.fsencode(name).decode(errors="replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _free(wanted: str, taken: dict[str, str]) -> str:
    """Return an id for a file that cannot have its stem: its whole name, which no id equals."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
