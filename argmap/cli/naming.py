"""Naming: the debate that a command names, and how another command would name it."""

import shlex

from argmap.cli import opening
from argmap.errors import WrongRequest
from argmap.library import Library
from argmap.locating import is_path, locate
from argmap.stores import places

BY_ID = 'A debate in a database is named by its id alone, not as "{}".'


def find_debate(debate: str, folder: str | None, store: str | None) -> tuple[Library, str]:
    """Return the library of the debate that a command names, and its id there. Raises NotFound or WrongRequest."""
    refuse_path(debate, store)
    return locate(debate, opening.find_store(folder, store))


def refuse_path(debate: str, store: str | None) -> None:
    """Raise WrongRequest for a path where a database was named: it would mean the file."""
    if store and is_path(debate):
        raise WrongRequest(BY_ID.format(debate))


def named_again(debate: str, folder: str | None, store: str | None) -> str:
    """Return the words that name a debate in another command, as a shell takes them; no password is among them."""
    place = ["--folder", folder] if folder else []
    place += ["--store", places.parse(store).name] if store else []
    return shlex.join([debate, *place])
