"""The folder of debates: which of its files are debates, under which id, and which have changed."""

import os
import stat
import time
import unicodedata
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from argmap import identifiers, problems, resources
from argmap.errors import NotFound, Unreadable
from argmap.problems import Problem
from argmap.stores import writing
from argmap.stores.locks import Locks

ENDINGS = (".yaml", ".yml", ".json")
"""The endings of debate files; of two files with the same stem the earlier ending keeps the id."""

SIZE_LIMIT = 16 * 1024 * 1024
SIZE_LIMIT_WORDS = "16 MiB"

OWN = ".argmap"
"""What argmap itself keeps in a folder: locks and the history."""

HISTORY = "history.sqlite"

SETTLED_AFTER = 2_000_000_000
"""Nanoseconds; on a coarse file system two changes closer than this may carry the same time."""


READ_ONLY = '"{}" cannot be written, so debates can be read here and not changed.'

ONLY_READ = (
    "{} is JSON, which argmap only reads: export it as YAML, put that in its place, and edit it."
)

_WRITE_IN = os.W_OK | os.X_OK


class Signature(NamedTuple):
    """What the system says of a file or folder without reading it; equal when nothing changed."""

    changed: int
    status_changed: int
    size: int
    inode: int

    def is_settled(self, seen: int) -> bool:
        """Return whether every change after the time `seen` (in ns) alters the signature."""
        return seen - max(self.changed, self.status_changed) > SETTLED_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One debate file of a folder; `signature` is `None` where the system tells nothing of it."""

    id: str
    path: Path
    signature: Signature | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """The names of the folder as last seen."""

    signature: Signature
    seen: int
    entries: tuple[Entry, ...]
    by_id: dict[str, Entry] = field(repr=False)


class FolderStore:
    """The debate files of one folder; every question is answered as the folder is now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._listing: _Listing | None = None
        self._locks = Locks(folder / OWN)

    def entries(self) -> tuple[Entry, ...]:
        """Return the debate files by id. Raises NotFound or Unreadable for the folder itself."""
        return tuple(filter(None, map(_as_it_is_now, self._list().entries)))

    def entry(self, id: str) -> Entry:
        """Return one debate file, asking about no other. Raises NotFound with the nearest ids."""
        by_id = self._list().by_id
        entry = _as_it_is_now(by_id[id]) if id in by_id else None
        if entry is None:
            raise NotFound("debate", id, by_id)
        return entry

    def load(self, entry: Entry) -> bytes:
        """Return the bytes of a debate file. Raises Unreadable."""
        return load(entry.path)

    def lock(self, id: str) -> AbstractContextManager[None]:
        """Return the lock that whoever writes to a debate holds. Entering it raises Busy or Unwritable."""
        return self._locks.lock(id)

    def replace(self, entry: Entry, data: bytes, *, instead_of: bytes) -> bool:
        """Write a debate file, and return whether it was done: not when it holds something else by now.

        Raises Unwritable or Unreadable.
        """
        return writing.replace(entry.path, data, instead_of=instead_of)

    def clear(self, entry: Entry) -> None:
        """Remove what a write that has died has left beside a debate file."""
        writing.clear(entry.path)

    def why_read_only(self) -> str:
        """Return the sentence that says why nothing here can be changed; empty where it can."""
        own = self.folder / OWN
        for place in (self.folder, own) if os.path.lexists(own) else (self.folder,):
            if not os.access(place, _WRITE_IN) or not place.is_dir():
                return READ_ONLY.format(place)
        history = own / HISTORY
        if history.exists() and not os.access(history, os.W_OK):
            return READ_ONLY.format(history)
        return ""

    def _list(self) -> _Listing:
        signature = _folder_signature(self.folder)
        known = self._listing
        if known and known.signature == signature and signature.is_settled(known.seen):
            return known
        seen = time.time_ns()
        entries = _listed(self.folder)
        self._listing = _Listing(
            signature=signature,
            seen=seen,
            entries=entries,
            by_id={entry.id: entry for entry in entries},
        )
        return self._listing


def find_folder(named: str | None) -> Path:
    """Return the folder that a command means.

    As named, else ARGMAP_DEBATES, else `debates/` here, else the debates shipped with argmap.
    Whether it is there shows when its entries are asked for: a command may be about to make it.
    """
    wanted = named or os.environ.get("ARGMAP_DEBATES")
    if wanted:
        return Path(wanted)
    here = Path("debates")
    return here if here.is_dir() else resources.debates()


def is_debate_name(name: str) -> bool:
    """Return whether a file name has a known ending and begins with neither a dot nor `_`."""
    return not name.startswith((".", "_")) and name.casefold().endswith(ENDINGS)


def why_only_read(entry: Entry) -> str:
    """Return the sentence that says why a debate file cannot be changed; empty where it can."""
    is_json = _ending(entry.path.name) == ".json"
    return ONLY_READ.format(entry.path.name) if is_json else ""


def load(path: Path) -> bytes:
    """Return the bytes of a file of at most 16 MiB, or raise Unreadable with the reason."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{path.name} is a folder, not a debate file.")
        if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for its writer
            raise Unreadable(f"{path.name} is not a regular file.")
        if found.st_size > SIZE_LIMIT:
            raise _too_large(path)
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise Unreadable(_missing(path)) from error
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {_reason(error)}.") from error
    if len(data) > SIZE_LIMIT:
        raise _too_large(path)
    return data


def signature_of(path: Path) -> Signature | None:
    """Return the signature of a file, following links; `None` where there is nothing to ask."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _signature(found)


def _signature(found: os.stat_result) -> Signature:
    return Signature(
        changed=found.st_mtime_ns,
        status_changed=found.st_ctime_ns,
        size=found.st_size,
        inode=found.st_ino,
    )


def _folder_signature(folder: Path) -> Signature:
    try:
        found = folder.stat()
    except FileNotFoundError as error:
        raise NotFound("folder", str(folder)) from error
    except OSError as error:
        raise _closed(folder, error) from error
    if not stat.S_ISDIR(found.st_mode):
        raise Unreadable(f'"{folder}" is a file; argmap expects a folder of debates.')
    return _signature(found)


def _listed(folder: Path) -> tuple[Entry, ...]:
    try:
        names = [path.name for path in folder.iterdir() if is_debate_name(path.name)]
    except FileNotFoundError as error:
        raise NotFound("folder", str(folder)) from error
    except OSError as error:
        raise _closed(folder, error) from error
    names.sort(key=lambda name: (_stem(name), ENDINGS.index(_ending(name)), name))
    owners: dict[str, str] = {}
    entries = []
    for name in names:
        id = _stem(name)
        problem = _name_problem(name, owners.get(id))
        if problem:
            id = _free(_shown(name), owners)
        owners[id] = name
        entries.append(_entry(id, folder / name, problem))
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _entry(id: str, path: Path, problem: Problem | None) -> Entry:
    return Entry(id=id, path=path, signature=None, problems=(problem,) if problem else ())


def _as_it_is_now(entry: Entry) -> Entry | None:
    """Return the entry with its present signature; `None` when the file has gone."""
    signature = signature_of(entry.path)
    if signature is None and not os.path.lexists(entry.path):
        return None
    return replace(entry, signature=signature)


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


def _missing(path: Path) -> str:
    if path.is_symlink():
        return f"{path.name} is a link to a file that is not there."
    return f"There is no file {path.name} any more."


def _too_large(path: Path) -> Unreadable:
    return Unreadable(
        f"{path.name} is larger than {SIZE_LIMIT_WORDS}; split it into several debates."
    )


def _closed(folder: Path, error: OSError) -> Unreadable:
    return Unreadable(f'The folder "{folder}" cannot be read: {_reason(error)}.')


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
