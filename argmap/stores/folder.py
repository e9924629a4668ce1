"""The folder of debates: which of its files are debates, under which id, and which have changed."""

import os
import stat
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap import resources
from argmap.errors import NotFound, Unreadable
from argmap.stores import entries, writing
from argmap.stores.entries import ABOUT, SIZE_LIMIT, Entry, missing, too_large
from argmap.stores.locks import Locks

if TYPE_CHECKING:  # only a change or its history needs SQLAlchemy
    from argmap.stores.history.keeping import History
    from argmap.stores.records import Records
    from argmap.stores.sqlite import Database

OWN = ".argmap"
"""What argmap itself keeps in a folder: locks, the history, accounts."""

HISTORY = "history.sqlite"
ACCOUNTS = "accounts.sqlite"

SETTLED_AFTER = 2_000_000_000
"""Nanoseconds; on a coarse file system two changes closer than this may carry the same time."""


INSTALLED = (
    '"{}" belongs to the installed argmap, and the next version would take changes away: '
    "copy the folder, and name the copy."
)
READ_ONLY = '"{}" cannot be written, so debates can be read here and not changed.'

_WRITE_IN = os.W_OK | os.X_OK


class FileSignature(NamedTuple):
    """What the system says of a file or folder without reading it; equal when nothing changed."""

    changed: int
    status_changed: int
    size: int
    inode: int

    def is_settled(self, seen: int) -> bool:
        """Return whether every change after the time `seen` (in ns) alters the signature."""
        return seen - max(self.changed, self.status_changed) > SETTLED_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """The folder as last seen; `names` are those of all its files, sorted."""

    signature: FileSignature
    seen: int
    names: list[str] = field(repr=False)
    entries: tuple[Entry, ...]
    by_id: dict[str, Entry] = field(repr=False)


class FolderStore:
    """The debate files of one folder; every question is answered as the folder is now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._listing: _Listing | None = None
        self._locks = Locks(folder / OWN)
        self._databases: dict[str, Database] = {}

    @property
    def name(self) -> str:
        """Return the path of the folder."""
        return str(self.folder)

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

    def about(self) -> Entry | None:
        """Return the file that tells what the debates are, if there is one."""
        path = self.folder / ABOUT
        signature = signature_of(path)
        if signature is None and not os.path.lexists(path):
            return None
        return Entry(id=path.stem, path=path, signature=signature)

    def glance(self) -> AbstractContextManager[None]:
        """Return a time in which nothing is remembered: asking the system again costs next to nothing."""
        return nullcontext()

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

    def add(self, name: str, data: bytes) -> None:
        """Write a new file of a name. Raises Unwritable when there is one already."""
        writing.create(self.folder / name, data)

    def clear(self, entry: Entry) -> None:
        """Remove what a write that has died has left beside a debate file."""
        writing.clear(entry.path)

    def why_read_only(self) -> str:
        """Return the sentence that says why nothing here can be changed; empty where it can."""
        if resources.is_installed(self.folder):
            return INSTALLED.format(self.folder)
        own = self.folder / OWN
        for place in (self.folder, own) if os.path.lexists(own) else (self.folder,):
            if not os.access(place, _WRITE_IN) or not place.is_dir():
                return READ_ONLY.format(place)
        history = own / HISTORY
        if history.exists() and not os.access(history, os.W_OK):
            return READ_ONLY.format(history)
        return ""

    def history(self) -> "History":
        """Return the history that lies beside the files."""
        from argmap.stores.history.keeping import History  # noqa: PLC0415 - see above

        return History(self._database(HISTORY))

    def accounts(self) -> "Records":
        """Return the database of accounts, which lies beside the files and which only its owner can read."""
        return self._database(ACCOUNTS, holds="accounts", is_private=True)

    def private_place(self) -> Path | None:
        """Return the folder of what argmap keeps beside the files."""
        return self.folder / OWN

    def has_kept_accounts(self) -> bool:
        """Return whether there was ever an account."""
        return (self.folder / OWN / ACCOUNTS).exists()

    def close(self) -> None:
        """Close the databases that were opened; a later question opens them again."""
        for database in self._databases.values():
            database.close()

    def _database(
        self, name: str, *, holds: str = "history", is_private: bool = False
    ) -> "Database":
        """Return one of the databases beside the files; all who ask share its connections."""
        from argmap.stores.sqlite import Database  # noqa: PLC0415 - see above

        if name not in self._databases:
            made = Database(self.folder / OWN / name, holds=holds, is_private=is_private)
            self._databases.setdefault(name, made)
        return self._databases[name]

    def _list(self) -> _Listing:
        signature = _folder_signature(self.folder)
        known = self._listing
        if known and known.signature == signature and signature.is_settled(known.seen):
            return known
        seen = time.time_ns()
        names = _names(self.folder)
        if known and known.names == names:  # a save alters the folder, and seldom what is in it
            listing = replace(known, signature=signature, seen=seen)
        else:
            found = entries.from_names(names, self.folder)
            listing = _Listing(
                signature=signature,
                seen=seen,
                names=names,
                entries=found,
                by_id={entry.id: entry for entry in found},
            )
        self._listing = listing
        return listing


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


def load(path: Path) -> bytes:
    """Return the bytes of a file of at most 16 MiB, or raise Unreadable with the reason."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{path.name} is a folder, not a debate file.")
        if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for its writer
            raise Unreadable(f"{path.name} is not a regular file.")
        if found.st_size > SIZE_LIMIT:
            raise Unreadable(too_large(path.name))
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise Unreadable(_missing(path)) from error
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {_reason(error)}.") from error
    if len(data) > SIZE_LIMIT:
        raise Unreadable(too_large(path.name))
    return data


def signature_of(path: Path) -> FileSignature | None:
    """Return the signature of a file, following links; `None` where there is nothing to ask."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _signature(found)


def _signature(found: os.stat_result) -> FileSignature:
    return FileSignature(
        changed=found.st_mtime_ns,
        status_changed=found.st_ctime_ns,
        size=found.st_size,
        inode=found.st_ino,
    )


def _folder_signature(folder: Path) -> FileSignature:
    try:
        found = folder.stat()
    except FileNotFoundError as error:
        raise NotFound("folder", str(folder)) from error
    except OSError as error:
        raise _closed(folder, error) from error
    if not stat.S_ISDIR(found.st_mode):
        raise Unreadable(f'"{folder}" is a file; argmap expects a folder of debates.')
    return _signature(found)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - asked often, and only for the names
    except FileNotFoundError as error:
        raise NotFound("folder", str(folder)) from error
    except OSError as error:
        raise _closed(folder, error) from error


def _as_it_is_now(entry: Entry) -> Entry | None:
    """Return the entry with its present signature; `None` when the file has gone."""
    signature = signature_of(entry.path)
    if signature is None and not os.path.lexists(entry.path):
        return None
    return replace(entry, signature=signature)


def _missing(path: Path) -> str:
    if path.is_symlink():
        return f"{path.name} is a link to a file that is not there."
    return missing(path.name)


def _closed(folder: Path, error: OSError) -> Unreadable:
    return Unreadable(f'The folder "{folder}" cannot be read: {_reason(error)}.')


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
