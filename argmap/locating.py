"""Locating: the debate that a command names, by a path or by an id."""

import os
from pathlib import Path

from argmap.errors import NotFound, WrongRequest
from argmap.library import Library
from argmap.stores.entries import ENDINGS, Entry, is_debate_name
from argmap.stores.folder import FolderStore, load
from argmap.stores.store import Store
from argmap.volumes import Volume, read_volume


def open_path(path: Path) -> Volume:
    """Return the debate file at a path; raises NotFound when there is none."""
    if not os.path.lexists(path):
        raise NotFound("file", str(path), _neighbors(path))
    return read_volume(
        Entry(id=path.stem, path=path, signature=None), lambda entry: load(entry.path)
    )


def _neighbors(path: Path) -> tuple[str, ...]:
    try:
        return tuple(str(near) for near in path.parent.iterdir() if is_debate_name(near.name))
    except OSError:
        return ()


def open_named(name: str, store: Store) -> Volume:
    """Return the debate that a command names: a path if it has a slash or a known ending, else an id."""
    if is_path(name):
        return open_path(Path(name))
    return Library(store).volume(name)


def locate(name: str, store: Store) -> tuple[Library, str]:
    """Return the library of the debate that a command names, and its id there; a path means its own folder.

    Raises NotFound for a path where no debate of a folder is; whether an id is there shows when it is asked for.
    """
    if not is_path(name):
        return Library(store), name
    path = Path(name)
    found = [entry.id for entry in FolderStore(path.parent).entries() if entry.path == path]
    if not found and os.path.lexists(path):
        raise WrongRequest(
            f'"{name}" is no debate of its folder: such a name ends in .yaml, .yml or .json and begins without . or _.'
        )
    if not found:
        raise NotFound("file", name, _neighbors(path))
    return Library(path.parent), found[0]


def is_path(name: str) -> bool:
    """Return whether a command that names a debate so means a file and not an id."""
    return "/" in name or "\\" in name or name.casefold().endswith(ENDINGS)
