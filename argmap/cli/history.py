"""`argmap history`: lists the changes of debates, or shows one."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from argmap import fields, reports
from argmap.cli import naming, opening, options, typed
from argmap.cli.editing import who
from argmap.edits.difference import Difference, as_lines
from argmap.edits.differences import differences
from argmap.errors import NotFound
from argmap.library import Library
from argmap.stores.history.changes import Change

if TYPE_CHECKING:  # the help is printed without SQLAlchemy, which takes long to load
    from argmap.submission import Comparison

MOST = 1_000
NOBODY = "-"
"""Stands for the author of what was edited outside argmap."""


@click.command("history")
@click.argument("debate", required=False)
@click.argument("number", metavar="[N]", required=False, type=typed.number)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=20,
    show_default=True,
    help="How many changes to list.",
)
@options.folder
@options.store
@click.option("--author", metavar="NAME", help="Only the changes that this author has made.")
@options.answer
def command(
    debate: str | None,
    number: int | None,
    *,
    folder: str | None,
    store: str | None,
    author: str | None,
    limit: int,
    format: str,
) -> None:
    """List the changes of DEBATE, or of the whole folder; show one.

    The newest comes first. With N that change is shown: what it did to the argument, and to the text of the file.
    """
    library, id = (
        naming.find_debate(debate, folder, store)
        if debate
        else (Library(opening.find_store(folder, store)), None)
    )
    if id and fields.CONTROL.search(id):
        raise NotFound("debate", id)
    named = naming.named_again(debate, folder, store) if debate else ""
    if id and number:
        _show(library.change(id, number), named, format)
        return
    changes = library.changes(debate=id, author=author and who(author), limit=limit)
    if id and not changes:
        library.volume(id)  # refuses a debate that is not there
    if format == "json":
        _print_json([reports.change(change) for change in changes])
        return
    for line in _lines(changes, named):
        click.echo(line)


def _lines(changes: Sequence[Change], named: str) -> Iterator[str]:
    """Yield a line for each change, with its debate where none is named."""
    if not changes:
        yield "No changes yet."
        return
    debates = max(len(change.debate) for change in changes)
    numbers = max(len(str(change.number)) for change in changes)
    authors = max(len(_by(change)) for change in changes)
    for change in changes:
        place = "" if named else f"{change.debate:<{debates}}  "
        author = f"{_by(change):<{authors}}"
        fate = _fate(change, named or change.debate)
        yield f"{place}{change.number:>{numbers}}  {_time(change)}  {author}  {change.words}{fate}"


def _by(change: Change) -> str:
    """Return who has made a change, and who has accepted it."""
    accepted = f", accepted by {change.approved_by}" if change.approved_by else ""
    return f"{change.author or NOBODY}{accepted}"


def _fate(change: Change, named: str) -> str:
    """Return what has become of a change."""
    if change.undone_by is not None:
        return f" (undone by {change.undone_by})"
    if change.overwritten_by is None:
        return ""
    if change.is_lost:
        return f" (overwritten by {change.overwritten_by}; apply it again: argmap again {named} {change.number})"
    return f" (overwritten by {change.overwritten_by}, applied again by {change.again_by})"


def _show(found: "Comparison", named: str, format: str) -> None:
    change = found.change
    if format == "json":
        _print_json(reports.comparison(found))
        return
    argument: Sequence[Difference] = ()
    if found.before.debate and found.after.debate:
        argument = differences(found.before.debate, found.after.debate)
    text = list(reports.text_difference(found.before, found.after))
    fate = _fate(change, named)
    click.echo(f"Change {change.number} of {change.debate}: {change.words}")
    click.echo(f"by {_by(change)}, {_time(change)}{fate}")
    for part in ([line for each in argument for line in as_lines(each)], text):
        if part:
            click.echo("\n".join(["", *part]))


def _time(change: Change) -> str:
    return f"{change.time.astimezone():%Y-%m-%d %H:%M:%S}"


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
