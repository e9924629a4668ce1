"""`argmap move`: moves a claim with its branch."""

import click

from argmap.cli import roles
from argmap.cli.editing import EditCommand, Work
from argmap.cli.roles import Bearing
from argmap.edits.values import MoveClaim


@click.command("move", cls=EditCommand)
@click.argument("claim")
@roles.bearings("thesis", "support", "objection", "undercut", "premise")
@roles.position
def command(work: Work, claim: str, at: int | None, bearing: Bearing | None = None) -> None:
    """Move a CLAIM with all that is below it to another place."""
    work.submit(MoveClaim(claim=claim, **roles.required(bearing)._asdict(), at=at))
