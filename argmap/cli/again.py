"""`argmap again`: applies a change again that somebody has overwritten without argmap."""

import click

from argmap.cli.editing import Work, WorkCommand


@click.command("again", cls=WorkCommand)
@click.argument("number", metavar="N", type=click.IntRange(min=1))
def command(work: Work, number: int) -> None:
    """Apply the change N of DEBATE again, which an edit of the file outside argmap has overwritten."""
    work.tell(work.library.apply_again(work.id, number, author=work.author))
