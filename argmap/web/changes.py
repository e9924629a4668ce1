"""Changes as pages show them: in words, by day, with what can be done about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from argmap import addresses, citations
from argmap.errors import ArgmapError
from argmap.web.editing import notices
from argmap.web.opening import library
from argmap.web.shell import Link

if TYPE_CHECKING:  # what keeps the history takes half a second to load
    from argmap.stores.history.changes import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done about a change, by a form of one button."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """A change as a line of a list, and at the head of its page."""

    number: int
    href: str
    words: str
    author: Link | None
    approved_by: str
    time: str
    machine_time: str
    day: str
    debate: Link
    state: str
    is_undone: bool
    is_lost: bool
    undo: Action | None
    actions: tuple[Action, ...]


def shown(change: "Change") -> ShownChange:
    """Return a change as pages show it."""
    href = addresses.change_of(change.debate, change.number)
    undo = None
    if change.undone_by is None and not change.is_lost:
        undo = Action(text="Undo", href=addresses.change_of(change.debate, change.number, "undo"))
    return ShownChange(
        number=change.number,
        href=href,
        words=notices.sentence(change.words),
        author=Link(text=change.author, href=addresses.changes(author=change.author))
        if change.author
        else None,
        approved_by=change.approved_by,
        time=f"{change.time:%H:%M} UTC",
        machine_time=machine_time(change.time),
        day=citations.date_text(f"{change.time:%Y-%m-%d}"),
        debate=Link(text=title(change.debate), href=addresses.history_of(change.debate)),
        state=_state(change),
        is_undone=change.undone_by is not None,
        is_lost=change.is_lost and change.undone_by is None,
        undo=undo,
        actions=tuple(_actions(change)),
    )


def by_day(changes: Iterable["Change"]) -> list[tuple[str, list[ShownChange]]]:
    """Return changes under their days, in the order given."""
    return [
        (day, list(each)) for day, each in groupby(map(shown, changes), key=lambda one: one.day)
    ]


def machine_time(time: datetime) -> str:
    """Return a time as RFC 3339 writes it."""
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def _state(change: "Change") -> str:
    if change.undone_by is not None:
        return f"Undone by change {change.undone_by}."
    if change.overwritten_by is not None:
        lost = f"Lost when the file was edited outside argmap, by change {change.overwritten_by}"
        return (
            f"{lost}; applied again by change {change.again_by}." if change.again_by else f"{lost}."
        )
    return ""


def _actions(change: "Change") -> Iterable[Action]:
    def action(text: str, name: str) -> Action:
        return Action(text=text, href=addresses.change_of(change.debate, change.number, name))

    if change.undone_by is not None:
        yield action("Redo", "redo")
    elif change.is_lost:
        yield action("Apply again", "again")
    else:
        yield action("Redo what it undid" if change.kind == "undo" else "Undo", "undo")
    yield action("Restore the debate as of then", "restore")


def title(debate: str) -> str:
    """Return the title of a debate; its id where it has gone."""
    try:
        return library().debate(debate).title
    except ArgmapError:
        return debate
