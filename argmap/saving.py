"""Saving: a text into its file and its change into the history, so that neither is without the other."""

from contextlib import suppress
from typing import NamedTuple

from argmap import drafting
from argmap.errors import Busy, Unreadable, Unwritable
from argmap.standing import Standing, text_of
from argmap.stores.entries import Entry
from argmap.stores.history import deltas
from argmap.stores.history.archive import Text
from argmap.stores.history.changes import OUTSIDE, Draft
from argmap.stores.history.keeping import History
from argmap.stores.store import Store
from argmap.volumes import Volume, opened, revision_of

HURRIES = 10
"""How often a text is written beside what somebody else has just saved, before it is made anew on that."""

NEAR = 20
"""How many changes back the last one that argmap has made is looked for."""


class Saved(NamedTuple):
    """A change that stands in the file: its number and the texts before and after it."""

    number: int
    before: Volume
    after: Volume


class Saving:
    """Writes the texts of one store. Whoever asks it holds the lock of the debate."""

    def __init__(self, store: Store, history: History, standing: Standing) -> None:
        self._store = store
        self._history = history
        self._standing = standing

    def save(self, entry: Entry, draft: Draft, before: Volume, after: Volume) -> Saved | None:
        """Write a text that was checked, and return what came of it; `None` when the file has changed meanwhile."""
        number = self._history.begin(draft, text_of(before), text_of(after))
        if not self._replaced(entry, number, after.data, instead_of=before.data):
            return None
        self._completed(entry, number)
        return Saved(number, before, after)

    def save_beside(
        self, entry: Entry, draft: Draft, before: Volume, after: Volume
    ) -> Saved | None:
        """Write what a change brings into a file that changes faster than it can be read.

        Lines that somebody outside has changed and those that the change concerns must lie apart. Only then, when
        nobody can have saved anything in between any more, the whole is read; in the case that it is not what was
        meant, the file gets back what it had. Returns `None` when nothing was written.
        """
        known = text_of(before)
        for _ in range(HURRIES):
            data = self._store.load(entry)
            theirs = Text(revision_of(data), data)
            joined = deltas.side_by_side(before.data, data, after.data)
            if joined is None or not self._goes_on(entry, before, data):
                return None
            number = self._history.begin(
                draft, theirs, Text(revision_of(joined), joined), since=known
            )
            known = theirs
            if self._replaced(entry, number, joined, instead_of=data):
                return self._checked(entry, number, before, after, (data, joined))
        return None

    def _checked(
        self, entry: Entry, number: int, base: Volume, mine: Volume, texts: tuple[bytes, bytes]
    ) -> Saved | None:
        theirs, result = (opened(entry, data) for data in texts)
        is_meant = drafting.says_both(base, theirs, mine, result)
        if is_meant or not self._store.replace(entry, theirs.data, instead_of=result.data):
            self._completed(entry, number)
            return Saved(number, theirs, result)
        self._dropped(entry, number)
        return None

    def _goes_on(self, entry: Entry, present: Volume, theirs: bytes) -> bool:
        """Return whether a text looks as if made from the present one, not from one before the last change here."""
        made = self._history.changes(debate=entry.id, limit=NEAR)
        last = next((change for change in made if change.kind != OUTSIDE), None)
        if last is None:
            return True
        before = self._standing.known(entry, last.before)
        return deltas.distance(present.data, theirs) < deltas.distance(before.data, theirs)

    def _replaced(self, entry: Entry, number: int, data: bytes, *, instead_of: bytes) -> bool:
        is_written = False
        try:
            is_written = self._store.replace(entry, data, instead_of=instead_of)
        finally:
            if not is_written:
                self._dropped(entry, number)
        return is_written

    # Whatever hinders these two, whoever comes next decides by what stands in the file.

    def _completed(self, entry: Entry, number: int) -> None:
        with suppress(Unwritable, Unreadable, Busy):
            self._history.complete(entry.id, number)

    def _dropped(self, entry: Entry, number: int) -> None:
        with suppress(Unwritable, Unreadable, Busy):
            self._history.drop(entry.id, number)
