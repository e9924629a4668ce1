"""Sending: what becomes of a form that was sent, by who has sent it: a change, a suggestion, or an accepted one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import request

from argmap import addresses
from argmap.edits.values import Edit
from argmap.errors import NotFound, NotPermitted
from argmap.stores.suggestions import SentForm, Suggestion
from argmap.volumes import Volume
from argmap.web import guarding
from argmap.web.access import Viewer
from argmap.web.site import library

if TYPE_CHECKING:  # what keeps the history takes half a second to load
    from argmap.submission import Submission

SUGGESTION = "suggestion"
"""What the address of a form calls the suggestion that it is filled with."""

MOST_DIGITS = 9

NOT_YOURS = "This suggestion is somebody else's."


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a form is sent for: the words on its button if they are not its own, and what they come to.

    `back` is where one comes from who opened it with a suggestion.
    """

    button: str = ""
    explanation: str = ""
    again: str = "Save again to keep yours."
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a form: a change, or a suggestion, of a debate as it is now."""

    volume: Volume
    words: str
    change: int = 0
    created: tuple[str, ...] = ()
    suggestion: int = 0
    is_accepted: bool = False


SUGGESTING = Purpose(
    button="Suggest",
    explanation="A coach will look at it before it is saved.",
    again="Suggest again to keep yours.",
)


def purpose() -> Purpose:
    """Return what the form of this request is sent for."""
    number = _number()
    back = addresses.suggestion_of(number) if number else ""
    if not guarding.may("edit"):
        return replace(SUGGESTING, back=back)
    if not number:
        return Purpose()
    author = library().suggestions.one(number).author
    return Purpose(
        button="Accept",
        explanation=f"{author} has suggested it. What you send is saved as a change by {author}, accepted by you.",
        again="Accept again to keep yours.",
        back=back,
    )


def filling(debate: str) -> Suggestion | None:
    """Return the suggestion that a form is to be filled with. Raises NotFound or NotPermitted."""
    number = _number()
    if not number:
        return None
    found = library().suggestions.one(number)
    if found.debate != debate:
        raise NotFound("suggestion", str(number), of=debate)
    asker = guarding.contributor()
    if not asker.may("decide") and found.account != asker.account:
        raise NotPermitted(NOT_YOURS)
    return found


def edit(debate: str, wanted: Edit, *, typed: Mapping[str, str]) -> Done:
    """Make an edit, or suggest it with what was typed into its form. Raises as `library.submit`."""
    asker, revision, key = guarding.contributor(), _revision(), guarding.sent_key()
    if not asker.may("edit"):
        return _suggested(
            library().suggestions.suggest(
                debate,
                wanted,
                revision=revision,
                account=account_of(asker),
                author=asker.name,
                key=key,
                form=_form(typed),
            )
        )
    found = filling(debate)
    if found is None:
        done = library().submit(debate, wanted, revision=revision, author=asker.name, key=key)
        return _changed(done)
    done = library().suggestions.accept_changed(
        found.id, wanted, revision=revision, by=asker.name, key=key
    )
    return _changed(done, suggestion=found.id)


def text(debate: str, whole: str, *, revision: str, claim: str) -> Done:
    """Put a whole text in the place of the one with a revision, or suggest it. Raises as `library.submit`."""
    asker, key = guarding.contributor(), guarding.sent_key()
    if not asker.may("edit"):
        return _suggested(
            library().suggestions.suggest_text(
                debate,
                whole,
                revision=revision,
                account=account_of(asker),
                author=asker.name,
                key=key,
                claim=claim,
                form=_form({}),
            )
        )
    found = filling(debate)
    if found is None:
        done = library().submit_text(
            debate, whole, revision=revision, author=asker.name, key=key, claim=claim
        )
        return _changed(done)
    done = library().suggestions.accept_changed_text(
        found.id, whole, revision=revision, by=asker.name, key=key, claim=claim
    )
    return _changed(done, suggestion=found.id)


def _changed(done: "Submission", *, suggestion: int = 0) -> Done:
    return Done(
        volume=done.volume,
        words=done.words,
        change=done.number or 0,
        created=done.created,
        suggestion=suggestion,
        is_accepted=bool(suggestion),
    )


def _suggested(made: Suggestion) -> Done:
    return Done(volume=library().volume(made.debate), words=made.words, suggestion=made.id)


def account_of(asker: Viewer) -> int:
    """Return the account of somebody who suggests. Raises NotPermitted for those without one."""
    if asker.account is None:  # who sits at the machine edits, and never suggests
        raise NotPermitted("Only who has an account suggests edits.")
    return asker.account


def _form(typed: Mapping[str, str]) -> SentForm:
    """Return the form as it was sent, to be filled so once more."""
    pairs = (pair for pair in request.args.items(multi=True) if pair[0] != SUGGESTION)
    return SentForm(address=addresses.page_at(request.path, tuple(pairs)), typed=typed)


def _revision() -> str:
    return request.form.get("revision", "")


def _number() -> int:
    """Return the number of the suggestion that the address names; 0 where it names none."""
    given = request.args.get(SUGGESTION, "")
    if not given:
        return 0
    if not given.isascii() or not given.isdigit() or len(given) > MOST_DIGITS:
        raise NotFound("suggestion", given)
    return int(given)
