"""`argmap undo`: takes a change back."""

import click

from argmap.cli import typed
from argmap.cli.editing import Work, WorkCommand


@click.command("undo", cls=WorkCommand)
@click.argument("number", metavar="N", type=typed.number)
def command(work: Work, number: int) -> None:
    """Take the change N of DEBATE back, by a new change.

    Refused where later changes stand in its way. argmap history DEBATE lists all changes with their numbers.
    """
    work.tell(work.library.undo(work.id, number, author=work.author))
