"""Notices: what a change has done, on the page where one lands after it, with a way to undo it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import g, request

from argmap import addresses
from argmap.edits import wording
from argmap.errors import ArgmapError
from argmap.web import guarding
from argmap.web.opening import library

if TYPE_CHECKING:  # what keeps the history takes half a second to load
    from argmap.stores.history.changes import Change

MOST_DIGITS = 9
RECENT = 30
PLACING = ("add-claim", "move-claim", "reuse-claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A change in words, and the form that takes it back; `is_new` when a claim stands where none stood.

    `unfinished` is the form of a source that came with the change, of which hardly more than the address is known.
    """

    words: str
    unfinished: str
    number: int
    is_new: bool
    undo_href: str
    history_href: str
    back: str
    token: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionNotice:
    """A suggestion in words, and its page."""

    words: str
    href: str


def notice(debate: str) -> Notice | None:
    """Return what the address says was changed last; `None` where it says nothing, or nothing true."""
    if "notice" not in g:
        g.notice = _notice(debate)
    return cast("Notice | None", g.notice)


def _notice(debate: str) -> Notice | None:
    number = request.args.get("changed", "")
    if not guarding.may("edit") or not number.isascii() or not number.isdigit():
        return None
    change = recent(debate, int(number[:MOST_DIGITS]))
    if change is None or change.undone_by is not None:
        return None
    return Notice(
        words=sentence(change.words),
        unfinished=unfinished_source(change),
        number=change.number,
        is_new=_puts_in_place(change.edit),
        undo_href=addresses.change_of(debate, change.number, "undo"),
        history_href=addresses.history_of(debate),
        back=_without_notice(),
        token=guarding.token(),
        key=guarding.new_key(),
    )


def suggestion() -> SuggestionNotice | None:
    """Return what the address says that whoever asks has suggested; `None` where it says nothing, or nothing true."""
    number, asker = request.args.get("suggested", ""), guarding.viewer()
    if asker is None or not number.isascii() or not number.isdigit():
        return None
    try:
        found = library().suggestions.one(int(number[:MOST_DIGITS]))
    except ArgmapError:
        return None
    if asker.account is None or found.account != asker.account:
        return None
    return SuggestionNotice(words=suggested(found.words), href=addresses.suggestion_of(found.id))


def suggested(words: str) -> str:
    """Return what was suggested as sentences."""
    return f"Suggested: {ended(wording.imperative(words))} A coach will look at it."


def recent(debate: str, number: int) -> "Change | None":
    """Return one of the last changes of a debate by its number; `None` where it is none of them."""
    try:
        found = library().changes(debate=debate, limit=RECENT)
    except ArgmapError:
        return None
    return next((change for change in found if change.number == number), None)


def unfinished_source(change: "Change") -> str:
    """Return the form of a source that a change has added by its address alone; nothing where there is none."""
    edits = change.edit.get("edits", ()) if change.edit else ()
    added = [edit.get("id", "") for edit in edits if edit.get("edit") == "add-source"]
    try:
        sources = library().debate(change.debate).sources
    except ArgmapError:
        return ""
    found = (sources[id] for id in added if id in sources)
    bare = next((each.id for each in found if not (each.author or each.date)), None)
    return addresses.debate_edit(change.debate, "source", more=(("source", bare),)) if bare else ""


def sentence(words: str) -> str:
    """Return a change in words as a sentence."""
    return ended(words[:1].upper() + words[1:])


def ended(words: str) -> str:
    """Return words with the end of a sentence."""
    return words if words.endswith((".", "…”", ".”", "?”", "!”")) else f"{words}."


def _puts_in_place(edit: object) -> bool:
    """True for the record of an edit after which a claim stands where it did not stand."""
    if not isinstance(edit, Mapping):
        return False
    return edit.get("edit") in PLACING or any(map(_puts_in_place, edit.get("edits", ())))


def _without_notice() -> str:
    """Return the address of this page without what was changed last."""
    pairs = [(name, text) for name, text in request.args.items(multi=True) if name != "changed"]
    return addresses.page_at(request.path, tuple(pairs))
