"""Carrying: debates from one store to another, unchanged to the byte, with their histories.

It makes no text of its own, so it needs no submission: what it writes stands in another store already. What two of them
have made of a debate since they last had the same is never mixed, and nothing gets lost: when one is put over the
other, the changes of both stay in the history.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal, NamedTuple

from argmap.errors import AccountRefused, Busy, NotFound, Unreadable, Unwritable
from argmap.library import Library
from argmap.stores.accounts import copying
from argmap.stores.entries import Entry
from argmap.stores.folder import FolderStore
from argmap.stores.history import deltas
from argmap.stores.history.archive import Text
from argmap.stores.history.changes import Kind
from argmap.stores.history.ledger import Extension, Ledger, Row
from argmap.stores.store import Store

Fate = Literal["new", "newer", "over", "same", "older", "refused"]
"""What became of a file: it was not there; it replaced an older text; with force it was put over another one; it was
there already; the other store has a newer one; or it was refused."""

BRIDGE: Kind = "restore"
BRIDGE_WORDS = (
    "went back to the text that others went on from elsewhere, to put theirs over this one"
)

APART = "both have changed since they were last the same (--force puts it over the other)"
DIFFERS = (
    "another one is there, and no history tells which is newer (--force puts it over the other)"
)
RENAMED = 'the debate "{}" is called {} there'
WHO_IS_WHO = (
    "There are accounts or suggestions already, so none were carried: nobody could say who is who."
)
MOVING = "it is being changed: try again in a moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A file, what became of it, how many changes of its history came along, and why it was refused."""

    name: str
    fate: Fate
    changes: int = 0
    reason: str = ""


class _Refused(Exception):
    """A file that is not carried; the text says why."""


class _Plan(NamedTuple):
    """What is to be written for one file, if anything: its text, and changes in its history."""

    carried: Carried
    data: bytes | None = None
    present: Entry | None = None
    instead_of: bytes = b""
    extension: Extension | None = None


def carry(source: Store, target: Store, *, force: bool, author: str) -> tuple[Carried, ...]:
    """Bring every file of a store to another, and return what became of each.

    Raises NotFound, Unwritable, Unreachable or Busy for the stores themselves.
    """
    hindrance = target.why_read_only()
    if hindrance:
        raise Unwritable(hindrance)
    for store in (source, target):
        Library(store).changes(limit=1)  # notes what was changed outside argmap
    ids = sorted(entry.id for entry in source.entries())
    # Whoever carries the other way at the same time waits here, and not for us while we wait for them.
    first, second = sorted((source, target), key=lambda store: not isinstance(store, FolderStore))
    with _held(first, ids), _held(second, ids):
        sides = _Side(source), _Side(target)
        return _Carrier(*sides, force=force, author=author).carry()


def carry_accounts(source: Store, target: Store) -> int:
    """Bring all accounts and suggestions of a store to another that has none, and return how many accounts there were.

    Raises AccountRefused, or Unwritable and its like.
    """
    if not source.has_kept_accounts():
        return 0
    here, there = source.history(), target.history()

    def has_change(debate: str, number: int) -> bool:
        try:
            ours, theirs = here.change(debate, number), there.change(debate, number)
        except NotFound:
            return False
        return (ours.time, ours.author, ours.after) == (theirs.time, theirs.author, theirs.after)

    try:
        return copying.copy(source.accounts(), target.accounts(), has_change=has_change)
    except copying.NotEmpty as error:
        raise AccountRefused(WHO_IS_WHO) from error


@contextmanager
def _held(store: Store, ids: Sequence[str]) -> Iterator[None]:
    """Hold the locks of debates, unless nobody can change them."""
    with ExitStack() as held:
        for id in ids if not store.why_read_only() else ():
            held.enter_context(store.lock(id))
        yield


class _Side:
    """One of the two stores, with its history."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.history = store.history()
        self._is_read_only = bool(store.why_read_only())

    def find(self, entry: Entry) -> Entry | None:
        """Return the file of a name, if it is there. Raises _Refused where its id belongs to another one."""
        try:
            found = self.store.entry(entry.id)
        except NotFound:
            return None
        if found.path.name != entry.path.name:
            raise _Refused(RENAMED.format(entry.id, found.path.name))
        return found

    def ledger(self, id: str, data: bytes | None) -> Ledger | None:
        """Return the history of a debate up to its present text; one without any begins with that."""
        if data is None:
            return self.history.ledger(id)
        present = _text(data)
        if not self._is_read_only:
            if self.history.settle(id, present.revision).revision not in (None, present.revision):
                raise _Refused(MOVING)
            self.history.see(id, present)
        known = self.history.ledger(id)
        if known is None or known.last != present.revision:  # nobody can note what was changed here
            return Ledger(first=present, since=datetime.now(UTC))
        return known


class _Carrier:
    """Brings the files of one store to another, whose locks are held."""

    def __init__(self, source: _Side, target: _Side, *, force: bool, author: str) -> None:
        self._source = source
        self._target = target
        self._force = force
        self._author = author

    def carry(self) -> tuple[Carried, ...]:
        """Write what is to be written, and return what became of each file."""
        plans = [self._plan(entry, self._debate) for entry in self._source.store.entries()]
        about = self._source.store.about()
        if about:
            plans.append(self._plan(about, self._about))
        written: list[Extension] = []
        try:
            for plan in plans:
                self._write(plan)
                written += [plan.extension] if plan.extension else []
        finally:
            # A folder keeps what was written when a later file is refused; then its history shall know.
            if written:
                self._target.history.extend(written)
        return tuple(plan.carried for plan in plans)

    def _write(self, plan: _Plan) -> None:
        if plan.data is None:
            return
        if plan.present is None:
            self._target.store.add(plan.carried.name, plan.data)
        elif not self._target.store.replace(plan.present, plan.data, instead_of=plan.instead_of):
            raise Busy(f'"{plan.carried.name}" is being changed: try again in a moment.')

    def _plan(self, entry: Entry, plan: Callable[[Entry, bytes], _Plan]) -> _Plan:
        name = entry.path.name
        try:
            name.encode()  # names of files may hold bytes that are no text
            return plan(entry, self._source.store.load(entry))
        except UnicodeEncodeError:
            shown = name.encode(errors="replace").decode()
            return _Plan(Carried(name=shown, fate="refused", reason="its name is no text"))
        except (_Refused, Unreadable) as refusal:
            return _Plan(Carried(name=name, fate="refused", reason=str(refusal)))

    def _about(self, entry: Entry, data: bytes) -> _Plan:
        """Return the plan for the file that tells what the debates are, which has no history."""
        present = self._target.store.about()
        there = None if present is None else self._target.store.load(present)
        if there == data:
            return _Plan(Carried(name=entry.path.name, fate="same"))
        if present and not self._force:
            raise _Refused(DIFFERS)
        fate: Fate = "over" if present else "new"
        return _Plan(Carried(name=entry.path.name, fate=fate), data, present, there or b"")

    def _debate(self, entry: Entry, data: bytes) -> _Plan:
        present = self._target.find(entry)
        there = None if present is None else self._target.store.load(present)
        mine = self._source.ledger(entry.id, data)
        theirs = self._target.ledger(entry.id, there)
        if mine is None:
            raise _Refused(MOVING)
        fate, place = self._judged(mine, theirs, is_there=there is not None)
        changes = mine.changes[place:] if fate in ("new", "newer", "over") else ()
        begin = _text(mine.text(place))
        if fate == "over" and theirs and theirs.last != begin.revision:
            changes = (self._bridge(theirs, begin, changes), *changes)
            begin = _text(theirs.text(len(theirs.changes)))
        extension = None
        if fate not in ("same", "older"):
            extension = Extension(
                debate=entry.id, known=theirs, origin=mine, begin=begin, changes=changes
            )
        carried = Carried(name=entry.path.name, fate=fate, changes=len(changes))
        text = data if fate not in ("same", "older") and data != there else None
        return _Plan(carried, text, present, there or b"", extension)

    def _judged(self, mine: Ledger, theirs: Ledger | None, *, is_there: bool) -> tuple[Fate, int]:
        """Return what is to become of a debate, and how many changes here the other store has already."""
        if theirs is None:
            return "new", 0
        known = mine.end_of(theirs)
        if known is not None:
            is_same = known == len(mine.changes) and is_there
            return ("same" if is_same else "newer"), known
        if is_there and theirs.end_of(mine) is not None:
            return "older", 0
        if is_there and mine.last == theirs.last:
            return "same", 0
        if not self._force:
            raise _Refused(APART)
        return "over", mine.common_with(theirs)

    def _bridge(self, theirs: Ledger, begin: Text, following: Sequence[Row]) -> Row:
        """Return the change that leads from the last text there to one that changes made elsewhere began with."""
        there = theirs.text(len(theirs.changes))
        return {
            "serial": min((row["serial"] for row in following), default=0) - 0.5,
            "is_done": True,
            "kind": BRIDGE,
            "author": self._author,
            "time": datetime.now(UTC),
            "words": BRIDGE_WORDS,
            "edit": None,
            "fingerprint": None,
            "of_number": None,
            "overwritten_by": None,
            "before_revision": theirs.last,
            "after_revision": begin.revision,
            "delta": deltas.make(there, begin.data),
        }


def _text(data: bytes) -> Text:
    return Text(sha256(data).hexdigest(), data)
