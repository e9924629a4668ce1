"""Places: which store a person means, a folder or a database."""

import os

from argmap.errors import WrongRequest
from argmap.stores.folder import FolderStore, find_folder
from argmap.stores.postgres import address
from argmap.stores.postgres.address import Address
from argmap.stores.store import Store

STORE = "ARGMAP_STORE"
"""The variable that names a database where no command does; there it is no part of a list of processes."""

BOTH = "Name a folder or a store, not both."
NO_FOLDER = "This is the address of a database, not a folder: name it with --store."


def find_store(folder: str | None, store: str | None) -> Store:
    """Return the store that a command means.

    A store or folder as named, else the database in ARGMAP_STORE, else the folder that is found without a name.
    Whether it is there shows when it is first asked. Raises WrongRequest.
    """
    if folder and store:
        raise WrongRequest(BOTH)
    refuse_address(folder)
    named = store or (None if folder else from_environment())
    return open_store(named) if named else FolderStore(find_folder(folder))


def refuse_address(folder: str | None) -> None:
    """Raise WrongRequest for the address of a database in the place of a folder; it may hold a password."""
    if folder and address.is_address(folder):
        raise WrongRequest(NO_FOLDER)


def from_environment() -> str | None:
    """Return the address of the database that is meant where no command names another place."""
    return os.environ.get(STORE) or None


def parse(named: str) -> Address:
    """Return the address of a database. Raises WrongRequest."""
    return address.parse(named)


def open_store(named: str) -> Store:
    """Return the database at an address. Raises WrongRequest."""
    place = parse(named)
    # It needs SQLAlchemy, which takes longer to load than all the rest.
    from argmap.stores.postgres.store import PostgresStore  # noqa: PLC0415

    return PostgresStore(place)
