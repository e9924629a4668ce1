"""`argmap again`: applies a change again that somebody has overwritten without argmap."""

import click

from argmap.cli import typed
from argmap.cli.editing import Work, WorkCommand


@click.command("again", cls=WorkCommand)
@click.argument("number", metavar="N", type=typed.number)
def command(work: Work, number: int) -> None:
    """Apply a change again that an edit outside argmap has overwritten.

    argmap history DEBATE tells which changes N were.
    """
    work.tell(work.library.apply_again(work.id, number, author=work.author))
