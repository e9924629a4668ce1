"""`argmap revise`: changes what a claim says."""

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import ReviseClaim


@click.command("revise", cls=EditCommand)
@click.argument("claim")
@click.argument("sentence", required=False, type=typed.text)
@click.option("--note", metavar="TEXT", type=typed.text, help="Its longer explanation.")
@click.option(
    "--tag", "tags", metavar="WORD", multiple=True, help="A tag in place of all it has; repeat."
)
def command(
    work: Work, claim: str, sentence: str | None, note: str | None, tags: tuple[str, ...]
) -> None:
    """Change what a CLAIM says: its sentence, note or tags; its id stays.

    - takes a text from standard input, and "" empties a note or the tags.
    """
    fields = typed.changes(sentence=sentence, note=note, tags=tags)
    work.submit(ReviseClaim(claim=claim, **fields))
