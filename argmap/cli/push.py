"""`argmap push`: carries a folder of debates into a database."""

import click

from argmap.cli import carried, options


@click.command("push")
@click.argument("folder", required=False, metavar="[FOLDER]")
@options.store
@click.option("--force", is_flag=True, help="Put a debate over one that has changed there too.")
@carried.with_accounts
@options.author
def command(
    folder: str | None, *, store: str | None, force: bool, accounts: bool, author: str | None
) -> int:
    """Carry the debates of FOLDER into a PostgreSQL database, to the byte, with their history.

    What has changed on both sides is refused by name. With --force it is put over what is there, whose changes stay
    in the history. Nothing is removed there.

    Exit code 1 if a file was refused, else 0.
    """
    database = carried.find_database(store)
    return carried.push(
        carried.find_place(folder), database, force=force, author=author, accounts=accounts
    )
