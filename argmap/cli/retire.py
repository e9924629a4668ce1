"""`argmap retire`: takes a claim away with its branch."""

import click

from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import RetireClaim


@click.command("retire", cls=EditCommand)
@click.argument("claim")
def command(work: Work, claim: str) -> None:
    """Take a CLAIM away with all that is below it; refused while claims elsewhere rest on one of them."""
    work.submit(RetireClaim(claim=claim))
