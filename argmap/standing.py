"""Standing: the text that a debate has now and those that it had, with a history that has heard of them all."""

import time
from collections.abc import Callable, Iterator

from argmap import overwriting
from argmap.errors import UnknownRevision, Unreadable
from argmap.overwriting import Made
from argmap.recent import Recent
from argmap.stores.entries import Entry
from argmap.stores.history.archive import Text
from argmap.stores.history.changes import OUTSIDE
from argmap.stores.history.keeping import History
from argmap.stores.store import Store
from argmap.volumes import NO_REVISION, Volume, opened

PAGES = 20
"""How many pages of the history are gone through for changes that a text made outside argmap may have lost."""

LOOKS = 5
PAUSE = 0.03
"""Seconds between two looks at a file that has got errors; a text is written in less than all of them."""

MEMORY = 16 * 1024 * 1024
"""Bytes of texts that stay at hand with what was read from them."""

UNKNOWN = (
    "The debate has changed since you opened it, in a way that argmap has not seen: open it anew."
)


class Standing:
    """The texts of the debates of one store, as far as its history goes."""

    def __init__(
        self, store: Store, history: History, read: Callable[[Entry, bytes], Volume]
    ) -> None:
        self._store = store
        self._history = history
        self._read = read
        self._past: Recent[Volume] = Recent(MEMORY, weigh=lambda volume: len(volume.data))

    def present(self, entry: Entry) -> Volume:
        """Return a debate as it is, when the history has heard of it; its lock is held."""
        present = self._at_rest(entry)
        settled = self._history.settle(entry.id, present.revision)
        if settled.was_begun:
            self._store.clear(entry)
        if settled.revision not in (None, present.revision):
            known = self.known(entry, settled.revision or NO_REVISION)
            lost = overwriting.lost(known, present, self._made(entry))
            self._history.add_outside(entry.id, text_of(known), text_of(present), lost=lost)
        return present

    def seen(self, entry: Entry) -> Volume:
        """Return a debate as it is, whose text is kept; who writes is waited for only when nobody knows it yet."""
        volume = self._read(entry, self._store.load(entry))
        if self._is_last(volume):
            return volume
        with self._store.lock(entry.id):
            volume = self.present(entry)
            self._history.see(entry.id, text_of(volume))
        return volume

    def _at_rest(self, entry: Entry) -> Volume:
        """Return what a file holds; an editor that does not replace it leaves half a text for a moment."""
        present = self._read(entry, self._store.load(entry))
        for _ in range(LOOKS):
            if not present.has_errors or self._is_last(present):
                break
            time.sleep(PAUSE)
            present = self._read(entry, self._store.load(entry))
        return present

    def _is_last(self, volume: Volume) -> bool:
        return self._history.last_revision(volume.id) == volume.revision

    def _made(self, entry: Entry) -> Iterator[Made]:
        """Yield the changes that were made here and are thought to stand, the newest first."""
        before: int | None = None
        for _ in range(PAGES):
            page = self._history.changes(debate=entry.id, before=before)
            for change in page:
                if change.kind != OUTSIDE and change.overwritten_by is None:
                    yield Made(
                        change.number,
                        self.known(entry, change.before),
                        self.known(entry, change.after),
                    )
            if not page:
                return
            before = page[-1].serial

    def named(self, entry: Entry, revision: str, present: Volume) -> Volume:
        """Return the text that an edit was made on. Raises UnknownRevision when nobody knows it."""
        if revision in (NO_REVISION, present.revision):
            return present
        found = self._at(entry, revision)
        if found is None:
            raise UnknownRevision(UNKNOWN)
        return found

    def known(self, entry: Entry, revision: str) -> Volume:
        """Return a text that the history has; raises Unreadable when it is damaged."""
        found = self._at(entry, revision)
        if found is None:
            raise Unreadable(f'The history of "{entry.id}" is damaged.')
        return found

    def _at(self, entry: Entry, revision: str) -> Volume | None:
        known = self._past.get((entry.id, revision))
        if known is None:
            data = self._history.text(entry.id, revision)
            known = None if data is None else opened(entry, data)
            if known:
                self._past.put((entry.id, revision), known)
        return known

    def keep(self, volume: Volume) -> None:
        """Keep a text at hand."""
        self._past.put((volume.id, volume.revision), volume)


def text_of(volume: Volume) -> Text:
    """Return the text of a volume as the history keeps it."""
    return Text(volume.revision, volume.data)
