"""`argmap event`: adds, revises and removes events."""

import click

from argmap.cli import typed
from argmap.cli.editing import EditCommand, Work
from argmap.edits.values import AddEvent, RemoveEvent, ReviseEvent
from argmap.errors import EditRefused, NotFound
from argmap.model import Debate, Event


@click.group("event")
def command() -> None:
    """Add, revise or remove events."""


@command.command("add", cls=EditCommand)
@click.argument("date")
@click.argument("text", type=typed.text)
@click.option("--source", metavar="SOURCE", default="", help="A source that says so.")
def add(work: Work, date: str, text: str, source: str) -> None:
    """Add an event: a DATE, and a TEXT that says what happened.

    DATE is 1996, 1996-12 or 1996-12-02; - takes the TEXT from standard input.
    """
    work.submit(AddEvent(date=date, text=text, source=source))


@command.command("revise", cls=EditCommand)
@click.argument("event")
@click.option("--date", metavar="DATE", help="When it was.")
@click.option("--text", metavar="TEXT", type=typed.text, help="What happened.")
@click.option("--source", metavar="SOURCE", help='A source that says so; "" for none.')
def revise(work: Work, event: str, date: str | None, text: str | None, source: str | None) -> None:
    """Change an EVENT.

    It is named by its date, or by "DATE: beginning of its text".
    """
    fields = typed.changes(date=date, text=text, source=source)
    found = _find(work.debate, event)
    work.submit(ReviseEvent(old_date=found.date, old_text=found.text, **fields))


@command.command("remove", cls=EditCommand)
@click.argument("event")
def remove(work: Work, event: str) -> None:
    """Take an EVENT away.

    It is named by its date, or by "DATE: beginning of its text".
    """
    found = _find(work.debate, event)
    work.submit(RemoveEvent(date=found.date, text=found.text))


def _find(debate: Debate, named: str) -> Event:
    date, _, beginning = (part.strip() for part in named.partition(":"))
    found = [
        event for event in debate.events if event.date == date and event.text.startswith(beginning)
    ]
    found = [event for event in found if event.text == beginning] or found
    if not found:
        raise NotFound("event", named, [event.date for event in debate.events])
    if len(found) > 1:
        listed = "; ".join(f'"{event.date}: {event.text}"' for event in found)
        raise EditRefused(f'"{named}" may be any of several events; name one of them: {listed}.')
    return found[0]
