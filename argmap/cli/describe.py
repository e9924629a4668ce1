"""`argmap describe`: changes what a debate says of itself."""

from typing import Any

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import ReviseDebate


@click.command("describe", cls=EditCommand)
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--question", metavar="TEXT", help="The question that it is about.")
@click.option(
    "--summary",
    metavar="TEXT",
    type=typed.text,
    help="Why it is debated; - takes it from standard input.",
)
@click.option("--checked", metavar="DAY", help="The day up to which facts were checked.")
@click.option(
    "--tag", "tags", metavar="WORD", multiple=True, help="A tag in place of all it has; repeat."
)
@click.option("--language", metavar="TAG", help="Its language, such as en or ja.")
@click.option(
    "--by",
    "authors",
    metavar="NAME",
    multiple=True,
    help="Who wrote it, in place of all named now; repeat.",
)
@click.option("--license", metavar="TEXT", help="Under which license.")
def command(work: Work, **fields: Any) -> None:  # noqa: ANN401 - as the options above make them
    """Change what DEBATE says of itself: title, question and so on.

    "" empties a field.
    """
    work.submit(ReviseDebate(**typed.changes(**fields)))
