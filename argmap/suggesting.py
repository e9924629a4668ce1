"""Suggesting: edits that wait until somebody who may edit accepts them, or returns them with a comment."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from argmap import repeats
from argmap.edits import codec, texts
from argmap.edits.values import Edit
from argmap.errors import EditClash, EditRefused, NotPermitted
from argmap.repeats import Approval
from argmap.stores.history.changes import Change
from argmap.stores.queue import Queue
from argmap.stores.store import Store
from argmap.stores.suggestions import WAITING, Asked, Draft, SentForm, State, Suggestion
from argmap.submission import Desk, Preview, Submission
from argmap.wishes import EditWish, TextWish, Wish

MOST_WAITING = 200
"""How many suggestions of one account may wait at once."""

DECIDING = " suggestions"
"""What is locked while a suggestion is decided on; no debate has such an id."""

AS_IT_IS = "as it is"
"""The key under which a suggestion is accepted unchanged."""

TOO_MANY = (
    f"{MOST_WAITING} suggestions of yours wait already: "
    "withdraw one, or come back when some have been decided on."
)
SAYS_SO = "Nothing would change: the debate says so already. Return the suggestion with a comment."
NOT_YOURS = "Only who has made a suggestion withdraws it."
DECIDED: Mapping[State, str] = {
    "accepted": "{by} has accepted suggestion {number} already: it is change {change} of {debate}.",
    "returned": "{by} has returned suggestion {number} already.",
    "withdrawn": "{by} has withdrawn suggestion {number}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A suggestion, and the change that it has become if it was accepted."""

    suggestion: Suggestion
    change: Change | None


class Suggestions:
    """The suggestions for the debates of one store; threads and processes may come at once."""

    def __init__(self, store: Store, desk: Callable[[], Desk]) -> None:
        self._store = store
        self._desk = desk
        self._history = store.history()
        self._queue = Queue(store.accounts())

    def suggest(
        self,
        id: str,
        edit: Edit,
        *,
        revision: str,
        account: int,
        author: str,
        key: str = "",
        form: SentForm | None = None,
    ) -> Suggestion:
        """Put an edit into the queue, if it could be made now.

        A repeat with the same key returns the first. Raises as `Desk.submit`, or EditRefused when too many wait.
        """
        wish = EditWish(edit=edit, revision=revision)
        return self._add(id, wish, account=account, author=author, key=key, form=form)

    def suggest_text(
        self,
        id: str,
        text: str,
        *,
        revision: str,
        account: int,
        author: str,
        key: str = "",
        claim: str = "",
        form: SentForm | None = None,
    ) -> Suggestion:
        """Put a whole text into the queue; `claim` tells whose branch was edited. Raises as `suggest`."""
        wish = TextWish(text=text, revision=revision, claim=claim)
        return self._add(id, wish, account=account, author=author, key=key, form=form)

    def all(
        self,
        *,
        debate: str | None = None,
        account: int | None = None,
        state: Asked | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Suggestion, ...]:
        """Return suggestions without their texts and forms, the newest first; `before` is a number known already."""
        return self._queue.all(
            debate=debate, account=account, state=state, before=before, limit=limit
        )

    def one(self, number: int) -> Suggestion:
        """Return one suggestion. Raises NotFound."""
        return self._queue.one(number)

    def waiting(self, *, account: int | None = None) -> int:
        """Return how many wait, of an account or of all."""
        return self._queue.count(account=account)

    def outcomes(self, found: Iterable[Suggestion]) -> tuple[Outcome, ...]:
        """Return suggestions with the changes that they have become."""
        found = tuple(found)
        numbers = [(each.debate, each.change) for each in found if each.change is not None]
        changes = {
            (change.debate, change.number): change for change in self._history.several(numbers)
        }
        return tuple(
            Outcome(suggestion=each, change=changes.get((each.debate, each.change or 0)))
            for each in found
        )

    def compare(self, number: int) -> Preview:
        """Return what a suggestion would make of the debate as it is.

        Raises EditClash or EditRefused where it does not fit any more, NotFound, or as `Desk.submit`.
        """
        found = self.one(number)
        return self._desk().preview(found.debate, wish_of(found))

    def accept(self, number: int, *, by: str) -> Submission:
        """Make the change that was suggested, in the name of who has suggested it.

        Once more by the same coach returns what came of it; raises EditClash when anything else was decided
        meanwhile, or as `Desk.submit` when it does not fit any more.
        """
        found = self.one(number)
        return self._accept(number, wish_of(found), by=by, key=AS_IT_IS)

    def accept_changed(
        self, number: int, edit: Edit, *, revision: str, by: str, key: str
    ) -> Submission:
        """Make another edit in the place of the one that was suggested. Raises as `accept`."""
        return self._accept(number, EditWish(edit=edit, revision=revision), by=by, key=key)

    def accept_changed_text(
        self, number: int, text: str, *, revision: str, by: str, key: str, claim: str = ""
    ) -> Submission:
        """Put a whole text in the place of what was suggested. Raises as `accept`."""
        wish = TextWish(text=text, revision=revision, claim=claim)
        return self._accept(number, wish, by=by, key=key)

    def send_back(self, number: int, comment: str, *, by: str) -> Suggestion:
        """Return a suggestion to who has made it. Raises EditRefused without a comment, or EditClash."""
        comment = texts.required_prose(comment, "comment")
        return self._decide(number, "returned", by=by, comment=comment)

    def withdraw(self, number: int, *, account: int) -> Suggestion:
        """Take a suggestion of one's own out of the queue. Raises NotPermitted or EditClash."""
        found = self.one(number)
        if found.account != account:
            raise NotPermitted(NOT_YOURS)
        return self._decide(number, "withdrawn", by=found.author)

    def _add(
        self, id: str, wish: Wish, *, account: int, author: str, key: str, form: SentForm | None
    ) -> Suggestion:
        told: list[object] = ["suggestion", account, key, id, wish.kind, wish.told]
        fingerprint = repeats.digest(told) if key else None
        known = fingerprint and self._queue.repeated(fingerprint)
        if known:
            return known
        seen = self._desk().preview(id, wish)
        draft = Draft(
            debate=id,
            account=account,
            author=author,
            words=seen.words,
            revision=wish.revision or seen.before.revision,
            edit=codec.to_record(wish.edit) if isinstance(wish, EditWish) else None,
            text=wish.text if isinstance(wish, TextWish) else None,
            claim=wish.claim if isinstance(wish, TextWish) else "",
            form=form,
            fingerprint=fingerprint,
        )
        number = self._queue.add(draft, most=MOST_WAITING)
        if number is None:
            raise EditRefused(TOO_MANY)
        return self.one(number)

    def _accept(self, number: int, wish: Wish, *, by: str, key: str) -> Submission:
        # In a database the change and what is noted here are one transaction; in a folder whoever decides next notes
        # what was not noted any more.
        with self._store.lock(DECIDING):
            found = self._noted(number)
            request = repeats.request(found.debate, wish.kind, found.author, key, wish.told)
            request = repeats.approved(request, Approval(by=by, suggestion=number))
            if found.state == "accepted" and found.decided_by == by:
                done = self._desk().again(request)
                if done:
                    return done
            _refuse_decided(found)
            done = self._desk().fulfill(request, wish)
            if done.number is None:
                raise EditRefused(SAYS_SO)
            self._queue.decide(number, "accepted", by=by, change=done.number)
            return done

    def _decide(self, number: int, state: State, *, by: str, comment: str = "") -> Suggestion:
        with self._store.lock(DECIDING):
            found = self._noted(number)
            if (found.state, found.decided_by, found.comment) != (state, by, comment):
                _refuse_decided(found)
                self._queue.decide(number, state, by=by, comment=comment)
        return self.one(number)

    def _noted(self, number: int) -> Suggestion:
        """Return a suggestion as it is, when it is noted that it was accepted if it was."""
        found = self.one(number)
        if found.state != WAITING:
            return found
        change = self._desk().approved(found.debate, number)
        if change is None:
            return found
        self._queue.decide(
            number,
            "accepted",
            by=change.approved_by,
            change=change.number,
            decided=change.time,
        )
        return self.one(number)


def wish_of(found: Suggestion) -> Wish:
    """Return what a suggestion wishes. Raises EditRefused for an edit that this version does not know."""
    if found.edit is not None:
        return EditWish(edit=codec.from_record(found.edit), revision=found.revision)
    return TextWish(text=found.text or "", revision=found.revision, claim=found.claim)


def _refuse_decided(found: Suggestion) -> None:
    if found.state != WAITING:
        said = DECIDED[found.state].format(
            by=found.decided_by, number=found.id, change=found.change, debate=found.debate
        )
        raise EditClash(said)
