"""The library: what can be asked of a store of debates, always answered as the store is now."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from argmap import composition, leading, views
from argmap.errors import Unreadable
from argmap.model import Debate
from argmap.palette import colors
from argmap.picture import Picture
from argmap.problems import Problem
from argmap.recent import Recent
from argmap.shelf import Shelf
from argmap.stores import about, contents
from argmap.stores.about import About
from argmap.stores.entries import Entry, why_only_read
from argmap.stores.folder import FolderStore
from argmap.stores.readings import Readings
from argmap.stores.store import Store
from argmap.views import View
from argmap.volumes import Volume

if TYPE_CHECKING:  # only a search needs SQLite, which takes as long to load as a small map to draw
    from argmap.stores.search_index import Hit, SearchIndex

if (
    TYPE_CHECKING
):  # only a change or its history needs SQLAlchemy, which takes longer than all the rest
    from argmap.authentication import Authentication
    from argmap.edits.values import Edit
    from argmap.membership import Membership
    from argmap.stores.history.changes import Change
    from argmap.submission import Comparison, Desk, Submission
    from argmap.suggesting import Suggestions

SHAPE_LASTS = 2.0
"""Seconds for which the shape of a debate is shown although it has changed again."""

PICTURE_MEMORY = 64 * 1024 * 1024
CHARACTER_BYTES = 2


class _Shape(NamedTuple):
    """The shape of a debate's map with a revision, and when it was made."""

    revision: str
    made: float
    svg: str


class Library:
    """The debates of one folder or other store; threads may ask it at once.

    A file is read again when its signature has changed, so that edits made by hand show at the next question; with
    `readings`, by one of all processes that share them.
    """

    def __init__(self, place: Path | Store, *, readings: Readings | None = None) -> None:
        self._store: Store = FolderStore(place) if isinstance(place, Path) else place
        self._shelf = Shelf(self._store, readings)
        self._glimpsed = local()
        self._pictures: Recent[Picture] = Recent(PICTURE_MEMORY, weigh=_weigh)
        self._shapes: Recent[_Shape] = Recent(
            PICTURE_MEMORY // 8, weigh=lambda shape: len(shape.svg)
        )

    @property
    def name(self) -> str:
        """Return the path of the folder, or how another store is called."""
        return self._store.name

    def state(self, id: str = "") -> str:
        """Return a fingerprint of the whole store, which changes with any of its files.

        That of one debate changes with all that its pages show. Raises NotFound.
        """
        if id:
            return self._state_of(self._store.entry(id))
        digest = blake2b(digest_size=16)
        now = time.time_ns()
        for entry in filter(None, (*self._store.entries(), self._store.about())):
            digest.update(repr((entry.path.name, entry.signature)).encode())
            if entry.signature and not entry.signature.is_settled(now):
                digest.update(self._bytes_of(entry))
        return digest.hexdigest()

    @contextmanager
    def glance(self) -> Iterator[None]:
        """Show this thread each debate as it first sees it, until it writes itself: as long as one request."""
        with self._store.glance():
            self._glimpsed.volumes = {}
            try:
                yield
            finally:
                self._glimpsed.volumes = None

    def about(self) -> About:
        """Return what the store tells of its debates, as it is now."""
        return about.read(self._store)

    def volumes(self) -> tuple[Volume, ...]:
        """Return every file of the folder by title, those that hold no debate last."""
        entries = self._store.entries()
        self._shelf.keep_only(entries)
        volumes = [self._with_links(self._read(entry)) for entry in entries]
        return tuple(sorted(volumes, key=_by_title))

    def volume(self, id: str) -> Volume:
        """Return one file; raises NotFound with the nearest ids."""
        return self._with_links(self._read(self._store.entry(id)))

    def debate(self, id: str) -> Debate:
        """Return a debate; raises NotFound, or UnreadableDebate for a file that holds none."""
        return self.volume(id).readable()

    def lines(self, id: str, wanted: Collection[int]) -> Mapping[int, str]:
        """Return some lines of a debate's file by their numbers, which count from 1."""
        text = self.volume(id).data.decode("utf-8-sig", "replace")
        return {
            number: line for number, line in enumerate(text.splitlines(), 1) if number in wanted
        }

    def draw(self, id: str, view: View, *, leads_to_pages: bool = False) -> Picture:
        """Return the picture of a view for a page; its boxes open on the map, or lead to the claims' own pages.

        Raises NotFound, UnreadableDebate, or EngineError and its kin.
        """
        return self.begin(id, view, leads_to_pages=leads_to_pages)()

    def begin(self, id: str, view: View, *, leads_to_pages: bool = False) -> Callable[[], Picture]:
        """Begin the picture that `draw` returns, unless it is at hand; what is returned waits for it.

        Raises NotFound or UnreadableDebate at once, EngineError and its kin when the picture is asked for.
        """
        volume = self.volume(id)
        key = (volume.id, volume.revision, view, leads_to_pages)
        known = self._pictures.get(key)
        if known is not None:
            return lambda: known
        links = (leading.to_pages if leads_to_pages else leading.to_map)(volume.id, view)
        begun = composition.begin(
            volume.readable(),
            view,
            volume.relations,
            colors=colors("light"),
            budget=views.page_budget(view),
            links=links,
        )

        def drawn() -> Picture:
            made = begun()  # also when another thread was faster: what was begun must be ended
            self._pictures.put(key, made)
            return made

        return drawn

    def thumbnail(self, id: str) -> tuple[str, bool]:
        """Return the shape of a debate's map without words, as a small SVG, and whether it is the present one.

        While a debate changes again and again, it has a new shape only every few seconds.
        """
        volume = self.volume(id)
        known = self._shapes.get(id)
        now = time.monotonic()
        if known and (known.revision == volume.revision or now - known.made < SHAPE_LASTS):
            return known.svg, known.revision == volume.revision
        svg = composition.sketch(volume.readable(), volume.relations)
        self._shapes.put(id, _Shape(volume.revision, now, svg))
        return svg, True

    def search(
        self, words: str, *, debate: str | None = None, viewpoint: str | None = None
    ) -> "tuple[Hit, ...]":
        """Return where words occur, best first: in one debate or all, on claims that a viewpoint has a stance on."""
        readable = [volume for volume in self.volumes() if volume.debate is not None]
        self._index.update({v.id: (v.revision, v.readable()) for v in readable})
        return self._index.search(words, debate=debate, viewpoint=viewpoint)

    def why_read_only(self, id: str = "") -> str:
        """Return the sentence that says why a debate, or any of them, cannot be changed; empty where it can."""
        return self._store.why_read_only() or (why_only_read(self._store.entry(id)) if id else "")

    def open_for_edit(self, id: str) -> Volume:
        """Return a debate and keep its text, so that edits made on it can be brought together with later ones."""
        return self._desk.open_for_edit(id)

    def submit(
        self, id: str, edit: "Edit", *, revision: str, author: str, key: str = ""
    ) -> "Submission":
        """Make an edit of the text with a revision, on what the debate says now; see `submission`."""
        return self._desk.submit(id, edit, revision=revision, author=author, key=key)

    def submit_text(
        self, id: str, text: str, *, revision: str, author: str, key: str = "", claim: str = ""
    ) -> "Submission":
        """Put a whole text in the place of the one with a revision; see `submission`."""
        return self._desk.submit_text(
            id, text, revision=revision, author=author, key=key, claim=claim
        )

    def undo(self, id: str, number: int, *, author: str, key: str = "") -> "Submission":
        """Take a change back, by a new one; see `submission`."""
        return self._desk.undo(id, number, author=author, key=key)

    def redo(self, id: str, number: int, *, author: str, key: str = "") -> "Submission":
        """Make a change anew that was undone, by a new one; see `submission`."""
        return self._desk.redo(id, number, author=author, key=key)

    def apply_again(self, id: str, number: int, *, author: str, key: str = "") -> "Submission":
        """Make a change again that was lost, by a new one; see `submission`."""
        return self._desk.apply_again(id, number, author=author, key=key)

    def restore(
        self, id: str, *, at: datetime | str | int, author: str, key: str = ""
    ) -> "Submission":
        """Give a debate the text that it had at a time, under a revision or after a change; see `submission`."""
        return self._desk.restore(id, at=at, author=author, key=key)

    def changes(
        self,
        debate: str | None = None,
        author: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> "tuple[Change, ...]":
        """Return changes, the newest first; `before` is the serial of one that is known already."""
        entries = self._store.entries()
        seen = [entry for entry in entries if debate in (None, entry.id)]
        self._desk.catch_up({entry.id: self._read(entry).revision for entry in seen})
        return self._desk.changes(debate=debate, author=author, before=before, limit=limit)

    def change(self, id: str, number: int) -> "Comparison":
        """Return a change with what it has changed. Raises NotFound or Unreadable."""
        return self._desk.change(id, number)

    def private_place(self) -> Path | None:
        """Return the folder in which a server may keep what is its own; `None` where the store has none."""
        return self._store.private_place()

    def load(self) -> None:
        """Load all that is loaded when it is first needed: who begins several processes does it once before."""
        _ = self._desk, self.membership, self.authentication, self.suggestions

    def has_accounts(self) -> bool:
        """Return whether people have accounts here."""
        return self._store.has_kept_accounts() and self.membership.has_any()

    @cached_property
    def membership(self) -> "Membership":
        """Return who has an account, and how people come to one."""
        from argmap.membership import Membership  # noqa: PLC0415 - see above

        return Membership(self._store.accounts())

    @cached_property
    def authentication(self) -> "Authentication":
        """Return what tells who somebody is."""
        from argmap.authentication import Authentication  # noqa: PLC0415 - see above

        return Authentication(self._store.accounts())

    @cached_property
    def suggestions(self) -> "Suggestions":
        """Return what waits for somebody who may edit, and what was decided on it."""
        from argmap.suggesting import Suggestions  # noqa: PLC0415 - see above

        return Suggestions(self._store, lambda: self._desk)

    @property
    def _desk(self) -> "Desk":
        """Return who takes changes; what this thread has seen before is not what it shall see after one."""
        if self._glimpses is not None:
            self._glimpses.clear()
        return self._own_desk

    @cached_property
    def _own_desk(self) -> "Desk":
        from argmap.submission import Desk  # noqa: PLC0415 - see above

        return Desk(
            self._store,
            self._store.history(),
            read=self._shelf.opened,
            announce=self._shelf.announce,
            keep=self._shelf.put,
        )

    def _state_of(self, entry: Entry) -> str:
        # Other debates show only in what is wrong with the links to them.
        volume = self._read(entry)
        told = (entry, volume.revision or volume.problems, self._wrong_links(volume))
        return blake2b(repr(told).encode(), digest_size=16).hexdigest()

    def _bytes_of(self, entry: Entry) -> bytes:
        try:
            return self._store.load(entry)
        except Unreadable as refusal:
            return str(refusal).encode()

    @cached_property
    def _index(self) -> "SearchIndex":
        from argmap.stores.search_index import SearchIndex  # noqa: PLC0415 - see above

        return SearchIndex()

    @property
    def _glimpses(self) -> dict[Path, Volume] | None:
        """Return what this thread has seen since it began to glance, if it does."""
        return getattr(self._glimpsed, "volumes", None)

    def _read(self, entry: Entry) -> Volume:
        glimpses = self._glimpses
        if glimpses is None:
            return self._shelf.read(entry)
        if entry.path not in glimpses:
            glimpses[entry.path] = self._shelf.read(entry)
        return glimpses[entry.path]

    def _with_links(self, volume: Volume) -> Volume:
        """Return the volume with what is wrong about its links to other debates, which change with those."""
        wrong = self._wrong_links(volume)
        if not wrong:
            return volume
        problems = sorted((*volume.problems, *wrong), key=lambda each: (each.line, each.column))
        return replace(volume, problems=tuple(problems))

    def _wrong_links(self, volume: Volume) -> tuple[Problem, ...]:
        found = (contents.wrong_link(link, self._linked) for link in volume.links)
        return tuple(filter(None, found))

    def _linked(self, id: str) -> Debate | None:
        return self._read(self._store.entry(id)).debate


def _weigh(picture: Picture) -> int:
    return len(picture.body) * CHARACTER_BYTES


def _by_title(volume: Volume) -> tuple[bool, str, str]:
    title = volume.debate.title if volume.debate else ""
    return volume.debate is None, title.casefold(), volume.id
