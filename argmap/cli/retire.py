"""`argmap retire`: takes a claim away with its branch."""

import click

from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import RetireClaim


@click.command("retire", cls=EditCommand)
@click.argument("claim")
def command(work: Work, claim: str) -> None:
    """Take a CLAIM away with all that is below it.

    Refused while claims elsewhere rest on one of those that would go.
    """
    work.submit(RetireClaim(claim=claim))
