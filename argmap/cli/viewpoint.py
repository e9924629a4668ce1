"""`argmap viewpoint`: adds, revises and removes viewpoints."""

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import AddViewpoint, RemoveViewpoint, ReviseViewpoint


@click.group("viewpoint")
def command() -> None:
    """Add, revise or remove viewpoints."""


@command.command("add", cls=EditCommand)
@click.argument("name")
@click.argument("summary", type=typed.text)
@click.option("--id", metavar="ID", default="", help="Its id, instead of one from the name.")
@click.option("--holder", "holders", metavar="NAME", multiple=True, help="Who holds it; repeat.")
def add(work: Work, name: str, summary: str, id: str, holders: tuple[str, ...]) -> None:
    """Add a viewpoint: its NAME and a SUMMARY.

    Its holders would sign the SUMMARY; - takes it from standard input.
    """
    work.submit(AddViewpoint(name=name, summary=summary, id=id, holders=holders))


@command.command("revise", cls=EditCommand)
@click.argument("viewpoint")
@click.option("--name", metavar="TEXT", help="What it is called.")
@click.option(
    "--summary",
    metavar="TEXT",
    type=typed.text,
    help="The position; - takes it from standard input.",
)
@click.option(
    "--holder",
    "holders",
    metavar="NAME",
    multiple=True,
    help="Who holds it, in place of all named now; repeat.",
)
def revise(
    work: Work, viewpoint: str, name: str | None, summary: str | None, holders: tuple[str, ...]
) -> None:
    """Change what is said of a VIEWPOINT.

    --holder "" empties the list.
    """
    fields = typed.changes(name=name, summary=summary, holders=holders)
    work.submit(ReviseViewpoint(viewpoint=viewpoint, **fields))


@command.command("remove", cls=EditCommand)
@click.argument("viewpoint")
def remove(work: Work, viewpoint: str) -> None:
    """Take a VIEWPOINT away with all its stances."""
    work.submit(RemoveViewpoint(viewpoint=viewpoint))
