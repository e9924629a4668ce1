"""`argmap restore`: brings a debate back to what it was."""

from datetime import datetime

import click

from argmap.cli import typed
from argmap.cli.editing import Work, WorkCommand


@click.command("restore", cls=WorkCommand)
@click.option("--at", metavar="TIME", type=typed.moment, help="As it was at the end of this time.")
@click.option("--after", metavar="N", type=typed.number, help="As it was after a change.")
def command(work: Work, at: datetime | None, after: int | None) -> None:
    """Bring DEBATE back to what it was, by a new change.

    TIME is a day, 2026-03-31, or more exactly "2026-03-31 14:05" or "2026-03-31 14:05:30", of this machine's zone
    unless one follows, such as Z or +09:00. What happened within the day, minute or second is kept.
    """
    if (at is None) == (after is None):
        raise click.UsageError("Say to when, with --at TIME or --after N.")
    work.tell(work.library.restore(work.id, at=at or after or 0, author=work.author))
