"""`argmap redo`: makes a change again that was taken back."""

import click

from argmap.cli import typed
from argmap.cli.editing import Work, WorkCommand


@click.command("redo", cls=WorkCommand)
@click.argument("number", metavar="N", type=typed.number)
def command(work: Work, number: int) -> None:
    """Make the change N of DEBATE again that was taken back."""
    work.tell(work.library.redo(work.id, number, author=work.author))
