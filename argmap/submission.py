"""Submission: the only door through which debates change."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from argmap import drafting, obstacles, repeats
from argmap.edits.values import Edit
from argmap.errors import ArgmapError, Busy, EditClash, EditRefused, NotFound, Unwritable
from argmap.problems import Problem
from argmap.repeats import Request
from argmap.saving import Saved, Saving
from argmap.standing import Standing
from argmap.stores.entries import Entry, why_only_read
from argmap.stores.history.changes import Change, Draft
from argmap.stores.history.keeping import History
from argmap.stores.store import Store
from argmap.volumes import NO_REVISION, Volume, opened
from argmap.wishes import EditWish, Proposal, TextWish, Wish

TRIES = 30
"""How often an edit is made anew on what somebody outside argmap has just saved."""

PATIENCE = 1
"""How often so before it is written beside that."""

NOTHING_UNDONE = "Change {} of {} is not undone, so there is nothing to make anew."
UNDONE_ALREADY = "Change {} of {} is undone already, by change {}."
STANDS_ALREADY = "Nothing would change: the debate says so already."
HAS_IT_ALL = "The debate has all of change {} already."
IS_THAT_TEXT = "The text of the debate is that one already."


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What came of a request to change a debate.

    `number` is that of the change, `None` when the debate said so already and nothing was written. `words` tell the
    change in the past tense. `created` are the ids of new claims, `warnings` what the file's text is warned of since.
    `volume` is the debate as it is now.
    """

    volume: Volume
    number: int | None = None
    words: str = ""
    created: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A change with the debate before and after it."""

    change: Change
    before: Volume
    after: Volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a debate would be after a change that nobody has made, and the change in words."""

    before: Volume
    after: Volume
    words: str


_Work = Callable[[Entry, Volume], Proposal | None]
"""Returns what a request makes of the present text; `None` when that has it already."""


class Desk:
    """Takes the changes of all who write to the debates of one store; threads and processes may come at once."""

    def __init__(
        self,
        store: Store,
        history: History,
        *,
        read: Callable[[Entry, bytes], Volume],
        announce: Callable[[Entry, Volume], None],
        keep: Callable[[Entry, Volume], None],
    ) -> None:
        self._store = store
        self._history = history
        self._standing = Standing(store, history, read)
        self._saving = Saving(store, history, self._standing)
        self._announce = announce
        self._keep = keep

    def open_for_edit(self, id: str) -> Volume:
        """Return a debate, whose text is kept so that edits made on it can be brought together with later ones."""
        return self._standing.seen(self._editable(id))

    def submit(
        self, id: str, edit: Edit, *, revision: str, author: str, key: str = ""
    ) -> Submission:
        """Make an edit of the text with a revision, on what the debate says now.

        Without a revision the edit is one of the present text. A repeat with the same key changes nothing and returns
        what came of the first. Raises EditRefused and its kin, Busy, Unwritable, Unreadable, or NotFound.
        """
        wish = EditWish(edit=edit, revision=revision)
        return self.fulfill(repeats.request(id, wish.kind, author, key, wish.told), wish)

    def submit_text(
        self, id: str, text: str, *, revision: str, author: str, key: str = "", claim: str = ""
    ) -> Submission:
        """Put a whole text in the place of the one with a revision; `claim` tells whose branch was edited.

        Raises as `submit`.
        """
        wish = TextWish(text=text, revision=revision, claim=claim)
        return self.fulfill(repeats.request(id, wish.kind, author, key, wish.told), wish)

    def fulfill(self, request: Request, wish: Wish) -> Submission:
        """Make the change that somebody wishes. Raises as `submit`."""

        def work(entry: Entry, present: Volume) -> Proposal | None:
            return wish.proposal(entry, present, self._standing)

        return self._take(request, work)

    def again(self, request: Request) -> Submission | None:
        """Return what came of the same request before; `None` when nobody has made it."""
        entry = self._editable(request.id)
        with self._store.lock(request.id):
            return self._again(entry, self._standing.present(entry), request)

    def preview(self, id: str, wish: Wish) -> Preview:
        """Return what a wish would make of the debate as it is. Raises as `submit`; nothing is saved."""
        present = self.open_for_edit(id)
        proposal = wish.proposal(self._store.entry(id), present, self._standing)
        if proposal is None:
            raise EditRefused(STANDS_ALREADY)
        drafting.refuse_new_errors(present, proposal.result)
        return Preview(before=present, after=proposal.result, words=proposal.words)

    def approved(self, id: str, suggestion: int) -> Change | None:
        """Return the change that a suggestion has become, also where nobody could note that it has."""
        with suppress(NotFound), self._store.lock(id):
            self._standing.present(self._store.entry(id))
        return self._history.marked(id, repeats.mark(suggestion))

    def undo(self, id: str, number: int, *, author: str, key: str = "") -> Submission:
        """Take a change back, by a new one. Raises as `submit`."""

        def work(entry: Entry, present: Volume) -> Proposal | None:
            change = self._history.change(id, number)
            if change.undone_by is not None:
                raise EditRefused(UNDONE_ALREADY.format(number, id, change.undone_by))
            return self._turned(entry, present, change, f"undid change {number}: {change.words}")

        return self._take(repeats.request(id, "undo", author, key, number), work)

    def redo(self, id: str, number: int, *, author: str, key: str = "") -> Submission:
        """Make a change anew that was undone, by a new one; either may be named. Raises as `submit`."""

        def work(entry: Entry, present: Volume) -> Proposal | None:
            change = self._history.change(id, number)
            if change.undone_by is not None and change.kind != "undo":
                undoing = self._history.change(id, change.undone_by)
            elif change.undone_by is None and change.kind == "undo":
                undoing = change
                change = self._history.change(id, change.of or number)
            else:
                raise EditRefused(NOTHING_UNDONE.format(number, id))
            words = f"redid change {change.number}: {change.words}"
            return self._turned(entry, present, undoing, words)

        return self._take(repeats.request(id, "redo", author, key, number), work)

    def apply_again(self, id: str, number: int, *, author: str, key: str = "") -> Submission:
        """Make a change again that was lost, by a new one. Raises as `submit`."""

        def work(entry: Entry, present: Volume) -> Proposal | None:
            change = self._history.change(id, number)
            before = self._standing.known(entry, change.before)
            after = self._standing.known(entry, change.after)
            try:
                result = drafting.together(before, present, after, entry)
            except EditClash:
                result = drafting.forced(change.edit, before, after, present, entry)
            if result is None:
                raise EditRefused(HAS_IT_ALL.format(number))
            words = f"applied change {number} again: {change.words}"
            return Proposal(result, words, edit=change.edit, of=number)

        return self._take(repeats.request(id, "again", author, key, number), work)

    def restore(
        self, id: str, *, at: datetime | str | int, author: str, key: str = ""
    ) -> Submission:
        """Give a debate the text that it had at a time, under a revision or after a change. Raises as `submit`."""

        def work(entry: Entry, present: Volume) -> Proposal | None:
            data = self._text(id, at)
            if data is None:
                raise EditRefused(f'The history of "{id}" does not reach back to {_shown(at)}.')
            result = opened(entry, data)
            if result.revision == present.revision:
                raise EditRefused(IS_THAT_TEXT)
            return Proposal(result, f"restored the debate as of {_shown(at)}")

        return self._take(repeats.request(id, "restore", author, key, str(at)), work)

    def changes(
        self,
        *,
        debate: str | None = None,
        author: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Change, ...]:
        """Return changes, the newest first; `before` is the serial of one that is known already."""
        return self._history.changes(debate=debate, author=author, before=before, limit=limit)

    def change(self, id: str, number: int) -> Comparison:
        """Return a change with what it has changed. Raises NotFound or Unreadable."""
        change = self._history.change(id, number)
        entry = self._entry(id)
        return Comparison(
            change=change,
            before=self._standing.known(entry, change.before),
            after=self._standing.known(entry, change.after),
        )

    def catch_up(self, revisions: Mapping[str, str]) -> None:
        """Note what was changed outside argmap, given the present revisions of debates; others write meanwhile."""
        last = self._history.last_revisions()
        for id in revisions.keys() & last.keys():
            if revisions[id] not in (last[id], NO_REVISION):
                # Who only looks at the history shall not be refused for what stands in the way of writing it.
                with suppress(ArgmapError), self._store.lock(id):
                    self._standing.present(self._store.entry(id))

    def _take(self, request: Request, work: _Work) -> Submission:
        entry = self._editable(request.id)
        with self._store.lock(request.id):
            for tried in range(TRIES):
                present = self._standing.present(entry)
                known = self._again(entry, present, request)
                if known:
                    return known
                proposal = work(entry, present)
                if proposal is None:
                    return Submission(volume=present)
                drafting.refuse_new_errors(present, proposal.result)
                saved = self._saved(entry, _draft(request, proposal), present, proposal, tried)
                if saved:
                    return _submission(saved, proposal.words, now=saved.after)
        raise Busy(f'Another program keeps saving "{request.id}": try again in a moment.')

    def _saved(
        self, entry: Entry, draft: Draft, present: Volume, proposal: Proposal, tried: int
    ) -> Saved | None:
        self._announce(entry, proposal.result)
        saved = self._saving.save(entry, draft, present, proposal.result)
        if saved is None and tried >= PATIENCE:
            saved = self._saving.save_beside(entry, draft, present, proposal.result)
        if saved:
            for volume in (saved.before, saved.after):
                self._standing.keep(volume)
            self._keep(entry, saved.after)
        return saved

    def _text(self, id: str, at: datetime | str | int) -> bytes | None:
        if isinstance(at, datetime):
            return self._history.text_at(id, at)
        revision = self._history.change(id, at).after if isinstance(at, int) else at
        return self._history.text(id, revision)

    def _turned(self, entry: Entry, present: Volume, change: Change, words: str) -> Proposal:
        """Return the present text without a change."""
        after = self._standing.known(entry, change.after)
        before = self._standing.known(entry, change.before)
        try:
            result = drafting.together(after, present, before, entry)
        except EditClash as clash:
            raise obstacles.told(
                clash, change, entry=entry, history=self._history, standing=self._standing
            ) from clash
        if result is None:
            raise EditRefused(STANDS_ALREADY)
        return Proposal(result, words, of=change.number)

    def _again(self, entry: Entry, present: Volume, request: Request) -> Submission | None:
        """Return what the change came to that the same request has made."""
        fingerprint = request.fingerprint
        change = self._history.repeated(request.id, fingerprint) if fingerprint else None
        if change is None:
            return None
        before = self._standing.known(entry, change.before)
        after = self._standing.known(entry, change.after)
        return _submission(Saved(change.number, before, after), change.words, now=present)

    def _editable(self, id: str) -> Entry:
        """Return what is known of a debate. Raises NotFound, Unwritable or EditRefused."""
        entry = self._store.entry(id)
        hindrance = self._store.why_read_only()
        if hindrance:
            raise Unwritable(hindrance)
        hindrance = why_only_read(entry)
        if hindrance:
            raise EditRefused(hindrance)
        return entry

    def _entry(self, id: str) -> Entry:
        """Return what is known of a debate, also of one whose file has gone and whose history stays."""
        try:
            return self._store.entry(id)
        except NotFound:
            return Entry(id=id, path=Path(f"{id}.yaml"), signature=None)


def _draft(request: Request, proposal: Proposal) -> Draft:
    return Draft(
        debate=request.id,
        kind=request.kind,
        author=request.author,
        words=proposal.words,
        edit=proposal.edit,
        of=proposal.of,
        fingerprint=request.fingerprint,
        approved_by=request.approved_by,
    )


def _submission(saved: Saved, words: str, *, now: Volume) -> Submission:
    old = saved.before.debate.claims if saved.before.debate else {}
    new = saved.after.debate.claims if saved.after.debate else {}
    return Submission(
        volume=now,
        number=saved.number,
        words=words,
        created=tuple(id for id in new if id not in old),
        warnings=drafting.new_problems(saved.before, saved.after, is_error=False),
    )


def _shown(at: datetime | str | int) -> str:
    if isinstance(at, int):
        return f"change {at}"
    if isinstance(at, str):
        return f"revision {at[:12]}"
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
