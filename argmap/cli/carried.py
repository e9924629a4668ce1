"""Carried: what `push` and `pull` have in common, from the two stores to saying what became of each file."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from argmap.carrying import Carried, Fate, carry, carry_accounts
from argmap.cli.editing import who
from argmap.errors import WrongRequest
from argmap.stores import places
from argmap.stores.folder import FolderStore, find_folder
from argmap.stores.store import Store

NO_STORE = "Name the database with --store postgresql://USER@HOST/DATABASE, or in ARGMAP_STORE."

REFUSED = 1

with_accounts = click.option(
    "--accounts",
    is_flag=True,
    help="Carry accounts and suggestions too, to where there are none yet.",
)

WORDS: dict[Fate, str] = {
    "new": "{done}",
    "newer": "{done}",
    "over": "{done} over the one that was there",
    "older": "left alone: it has newer changes there, which argmap {back} brings",
}


def find_place(folder: str | None) -> Path:
    """Return the folder that is meant. Raises WrongRequest for the address of a database."""
    places.refuse_address(folder)
    return find_folder(folder)


def find_database(named: str | None) -> Store:
    """Return the database as named, else that in ARGMAP_STORE. Raises WrongRequest."""
    address = named or places.from_environment()
    if not address:
        raise WrongRequest(NO_STORE)
    return places.open_store(address)


def push(folder: Path, database: Store, *, force: bool, author: str | None, accounts: bool) -> int:
    """Carry a folder into a database, say what became of each file, and return the exit code."""
    with closing(database):
        done = carry(FolderStore(folder), database, force=force, author=who(author))
        code = _tell(done, "sent", database.name, back="pull")
        _carry_accounts(FolderStore(folder), database, wanted=accounts)
    return code


def pull(folder: Path, database: Store, *, force: bool, author: str | None, accounts: bool) -> int:
    """Carry a database into a folder, say what became of each file, and return the exit code."""
    with closing(database):
        done = carry(database, FolderStore(folder), force=force, author=who(author))
        code = _tell(done, "brought", str(folder), back="push")
        _carry_accounts(database, FolderStore(folder), wanted=accounts)
    return code


def _carry_accounts(source: Store, target: Store, *, wanted: bool) -> None:
    if wanted:
        count = carry_accounts(source, target)
        click.echo(f"{_number(count, 'account')} came along; who is logged in must do so again.")


def _tell(files: Sequence[Carried], done: str, place: str, *, back: str) -> int:
    for file in files:
        if file.fate == "refused":
            click.echo(f"argmap: {file.name} was not {done}: {file.reason}.", err=True)
        elif file.fate in WORDS:
            words = WORDS[file.fate].format(done=done, back=back)
            click.echo(f"{file.name}: {words}{_changes(file.changes)}")
    counts = Counter(file.fate for file in files)
    moved = counts["new"] + counts["newer"] + counts["over"]
    told = [f"{_number(moved, 'file')} {done} to {place}"]
    told += [f"{counts['same']} there already"] if counts["same"] else []
    told += [f"{counts['older']} left alone"] if counts["older"] else []
    told += [f"{counts['refused']} refused"] if counts["refused"] else []
    click.echo(f"{', '.join(told)}.")
    return REFUSED if counts["refused"] else 0


def _changes(count: int) -> str:
    return f", with {_number(count, 'change')} of its history" if count else ""


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
