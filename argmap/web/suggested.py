"""Suggested: a suggestion as a line of a list, and as a page with what it would change and what can be done."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from argmap import addresses, citations
from argmap.edits import wording
from argmap.errors import ArgmapError, Clash, EditClash, EditRefused, NotFound, UnreadableDebate
from argmap.stores.suggestions import WAITING, Suggestion
from argmap.volumes import Volume
from argmap.web import changes, comparing, text_difference
from argmap.web.access import Viewer
from argmap.web.comparing import Compared
from argmap.web.editing import notices
from argmap.web.shell import Link
from argmap.web.site import library
from argmap.web.text_difference import Line

if TYPE_CHECKING:  # it keeps the history, which takes half a second to load
    from argmap.suggesting import Outcome

LONGEST_COMMENT = 240
"""Characters of a comment in a list."""

WHOLE = "the text"
"""What a clash of whole texts is about, which is shown line by line."""


ABOUT_CLAIM = re.compile(r"/claims/([^/?]+)/edit/")  # /debates/harbor/claims/few/edit/support


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A suggestion as a line of a list, and at the head of its page."""

    id: int
    href: str
    words: str
    author: str
    state: str
    decision: str
    fate: str
    comment: str
    change: Link | None
    time: str
    machine_time: str
    day: str
    debate: Link

    @property
    def short_comment(self) -> str:
        """Return the comment for a list."""
        if len(self.comment) <= LONGEST_COMMENT:
            return self.comment
        return f"{self.comment[:LONGEST_COMMENT].rsplit(' ', 1)[0]} …"


Day: TypeAlias = tuple[str, list[Shown]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Why a suggestion does not fit a debate any more: a sentence, and both sides of each clash.

    `lines` are what others have changed in the text since, where it was suggested as a whole.
    """

    sentence: str
    clashes: Sequence[Clash]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The page of a suggestion: what it changes or why it cannot, and what whoever asks can do about it."""

    shown: Shown
    about: Link | None
    language: str
    compared: Compared | None
    misfit: Misfit | None
    accept: str
    change: str
    send_back: str
    withdraw: str
    again: str
    next: str


def by_day(outcomes: Iterable["Outcome"]) -> list[Day]:
    """Return suggestions under the days on which they were made, in the order given."""
    return [
        (day, list(each)) for day, each in groupby(map(shown, outcomes), key=lambda one: one.day)
    ]


def shown(outcome: "Outcome") -> Shown:
    """Return a suggestion as pages show it."""
    found, change = outcome.suggestion, outcome.change
    undone = change.undone_by if change else None
    return Shown(
        id=found.id,
        href=addresses.suggestion_of(found.id),
        words=notices.sentence(wording.imperative(found.words)),
        author=found.author,
        state=found.state,
        decision=_decision(found),
        fate=f"Undone by change {undone}." if undone is not None else "",
        comment=found.comment,
        change=_change(found),
        time=f"{found.time:%H:%M} UTC",
        machine_time=changes.machine_time(found.time),
        day=citations.date_text(f"{found.time:%Y-%m-%d}"),
        debate=Link(text=changes.title(found.debate), href=addresses.map_of(found.debate)),
    )


def view(found: Suggestion, asker: Viewer) -> View:
    """Return the page of a suggestion for whoever asks."""
    (outcome,) = library().suggestions.outcomes([found])
    compared, misfit = _compared(found)
    is_waiting = found.state == WAITING
    is_own = found.account is not None and found.account == asker.account
    decides = is_waiting and asker.may("decide")

    def offered(action: str, *, to: bool) -> str:
        return addresses.suggestion_of(found.id, action) if to else ""

    is_refillable = is_own and asker.may("suggest") and found.state in ("returned", "withdrawn")
    return View(
        shown=shown(outcome),
        about=_about(found),
        language=_language(found.debate),
        compared=compared,
        misfit=misfit if found.state != "accepted" else None,
        accept=offered("accept", to=decides and compared is not None),
        change=_form(found) if decides and _can_open(found, misfit) else "",
        send_back=offered("return", to=decides),
        withdraw=offered("withdraw", to=is_waiting and is_own and asker.may("suggest")),
        again=_form(found) if is_refillable and _can_open(found, misfit) else "",
        next=_next(found) if asker.may("decide") and not is_waiting else "",
    )


def _about(found: Suggestion) -> Link | None:
    """Return the claim at which a suggestion was made, if it is there."""
    present = _present(found.debate)
    claims = present.debate.claims if present and present.debate else {}
    edit = found.edit or {}
    named = (_claim_of_form(found), found.claim, edit.get("claim"), edit.get("target"))
    claim = next((each for each in named if each in claims), None)
    if claim is None:
        return None
    return Link(text=claims[claim].text, href=addresses.claim_of(found.debate, claim))


def _claim_of_form(found: Suggestion) -> str:
    """Return the claim that the form was about; nothing for the whole debate."""
    about = ABOUT_CLAIM.search(found.form.address) if found.form else None
    return unquote(about[1]) if about else ""


def _decision(found: Suggestion) -> str:
    if found.state == WAITING or found.decided is None:
        return "Waiting"
    day = citations.date_text(f"{found.decided:%Y-%m-%d}")
    return f"{found.state.capitalize()} by {found.decided_by} on {day}"


def _change(found: Suggestion) -> Link | None:
    if found.change is None:
        return None
    href = addresses.change_of(found.debate, found.change)
    return Link(text=f"Change {found.change}", href=href)


def _compared(found: Suggestion) -> tuple[Compared | None, Misfit | None]:
    """Return what a suggestion has changed or would change, or why it cannot any more.

    Raises what says nothing of the suggestion, such as Busy or Unreachable.
    """
    try:
        if found.change is not None:
            made = library().change(found.debate, found.change)
            present = _present(found.debate) or made.after
            return comparing.compared(made.before, made.after, present=present), None
        seen = library().suggestions.compare(found.id)
        return comparing.compared(seen.before, seen.after, present=seen.before), None
    except (EditRefused, NotFound, UnreadableDebate) as refusal:
        return None, _misfit(refusal)


def _misfit(refusal: ArgmapError) -> Misfit:
    clashes = refusal.clashes if isinstance(refusal, EditClash) else ()
    lines = [
        line
        for each in clashes
        if each.what == WHOLE
        for line in text_difference.difference(each.base.split("\n"), each.theirs.split("\n"))
    ]
    fields = tuple(each for each in clashes if each.what != WHOLE)
    return Misfit(sentence=str(refusal), clashes=fields, lines=lines)


def _can_open(found: Suggestion, misfit: Misfit | None) -> bool:
    """Return whether there is a form for a suggestion: none where its claim has gone.

    For an edit of a program there is one only where it still fits.
    """
    present = _present(found.debate)
    if present is None or found.form is None or present.debate is None:
        return present is not None and (found.text is not None or misfit is None)
    claim = _claim_of_form(found)
    return not claim or claim in present.debate.claims


def _form(found: Suggestion) -> str:
    """Return the form that a suggestion was made by, filled so; else the text as it would be."""
    address = found.form.address if found.form else addresses.debate_edit(found.debate, "text")
    return addresses.with_suggestion(address, found.id)


def _next(found: Suggestion) -> str:
    """Return the address of a suggestion that still waits."""
    waiting = library().suggestions.all(state=WAITING, limit=2)
    return next((addresses.suggestion_of(each.id) for each in waiting if each.id != found.id), "")


def _present(debate: str) -> Volume | None:
    try:
        return library().volume(debate)
    except ArgmapError:
        return None


def _language(debate: str) -> str:
    present = _present(debate)
    return present.debate.language if present and present.debate else "en"
