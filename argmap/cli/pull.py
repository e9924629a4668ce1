"""`argmap pull`: carries the debates of a database into a folder."""

import os

import click

from argmap.cli import carried, options
from argmap.errors import Unwritable


@click.command("pull")
@click.argument("folder", required=False, metavar="[FOLDER]")
@options.store
@click.option("--force", is_flag=True, help="Put a debate over one that has changed here too.")
@carried.with_accounts
@options.author
def command(
    folder: str | None, *, store: str | None, force: bool, accounts: bool, author: str | None
) -> int:
    """Carry the debates of a PostgreSQL database into FOLDER, to the byte, with their history.

    Without FOLDER: $ARGMAP_DEBATES, else debates/ here; it is made if need be. What has changed on both sides is
    refused by name. With --force it is put over what is here, whose changes stay in the history. Nothing is removed.

    Exit code 1 if a file was refused, else 0.
    """
    database = carried.find_database(store)
    # Unlike other commands, this one never means the debates shipped with argmap.
    place = carried.find_place(folder or os.environ.get("ARGMAP_DEBATES") or "debates")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Unwritable(f'"{place}" cannot be made: {wrong.strerror}.') from wrong
    return carried.pull(place, database, force=force, author=author, accounts=accounts)
