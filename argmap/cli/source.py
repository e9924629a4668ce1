"""`argmap source`: adds, revises and removes sources."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import AddSource, RemoveSource, ReviseSource

F = TypeVar("F", bound=Callable[..., object])

_FIELDS = (
    ("--by", "by", "NAME", "Who wrote it."),  # --author is who makes the change
    ("--outlet", "outlet", "TEXT", "Where it appeared: a newspaper, publisher or office."),
    ("--date", "date", "DATE", "When: 1996, 1996-12 or 1996-12-02."),
    ("--url", "url", "URL", "Its address, beginning with https:// or http://."),
    ("--isbn", "isbn", "ISBN", "The ISBN of a book."),
    ("--doi", "doi", "DOI", "The DOI of an article."),
    ("--note", "note", "TEXT", "What a reader should know; - takes it from standard input."),
)


def _bibliographic(default: str | None) -> Callable[[F], F]:
    """Let a command take what a bibliography says of a work besides its title."""

    def decorate(command: F) -> F:
        for option, name, metavar, meaning in reversed(_FIELDS):
            type_ = typed.text if name == "note" else str
            command = click.option(
                option, name, metavar=metavar, type=type_, default=default, help=meaning
            )(command)
        return command

    return decorate


@click.group("source")
def command() -> None:
    """Add, revise or remove sources."""


@command.command("add", cls=EditCommand)
@click.argument("title")
@click.option(
    "--id", metavar="ID", default="", help="Its id, instead of one from author and date, or title."
)
@_bibliographic("")
def add(work: Work, title: str, id: str, **fields: Any) -> None:  # noqa: ANN401 - see _FIELDS
    """Add a work by its TITLE.

    A reader can find it by --url, --doi or --isbn, or by who wrote it and where or when.
    """
    work.submit(AddSource(title=title, id=id, author=fields.pop("by"), **fields))


@command.command("revise", cls=EditCommand)
@click.argument("source")
@click.option("--title", metavar="TEXT", help="Its title.")
@_bibliographic(None)
def revise(work: Work, source: str, **fields: Any) -> None:  # noqa: ANN401 - see _FIELDS
    """Change what is said of a SOURCE; "" empties a field."""
    changes = typed.changes(author=fields.pop("by"), **fields)
    work.submit(ReviseSource(source=source, **changes))


@command.command("remove", cls=EditCommand)
@click.argument("source")
def remove(work: Work, source: str) -> None:
    """Take a SOURCE away; refused while something cites it."""
    work.submit(RemoveSource(source=source))
