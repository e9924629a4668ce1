"""`argmap stance`: says what a viewpoint holds of a claim."""

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import SetStance


@click.command("stance", cls=EditCommand)
@click.argument("claim")
@click.argument("viewpoint")
@click.argument("stance", type=typed.stance_or_silent)
def command(work: Work, claim: str, viewpoint: str, stance: float | str) -> None:
    """Say what a VIEWPOINT holds of a CLAIM.

    STANCE is accepts, leans, open, doubts, rejects, a number from 0 to 1, or silent for none.
    """
    work.submit(
        SetStance(
            claim=claim,
            viewpoint=viewpoint,
            stance=None if isinstance(stance, str) else stance,
        )
    )
