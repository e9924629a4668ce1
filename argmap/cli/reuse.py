"""`argmap reuse`: lets a claim stand in one more step, or ends that."""

import click

from argmap.cli import roles
from argmap.cli.editing import EditCommand, Work
from argmap.cli.roles import Bearing
from argmap.edits.values import EndReuse, ReuseClaim


@click.command("reuse", cls=EditCommand)
@click.argument("claim")
@roles.bearings("support", "objection", "undercut", "premise")
@click.option("--end", metavar="STEP", help="Take it out of this step again.")
@roles.position
@roles.weight
def command(
    work: Work,
    claim: str,
    end: str | None,
    at: int | None,
    relevance: float,
    scheme: str,
    bearing: Bearing | None = None,
) -> None:
    """Let a CLAIM that is there bear on something else as well."""
    if end is None:
        bearing = roles.required(bearing, otherwise=", or --end STEP")
        work.submit(
            ReuseClaim(claim=claim, **bearing._asdict(), relevance=relevance, scheme=scheme, at=at)
        )
    elif bearing or at is not None or (relevance, scheme) != (1, ""):
        raise click.UsageError("--end STEP goes alone: it takes the claim out of that step.")
    else:
        work.submit(EndReuse(claim=claim, step=end))
