"""Suggestions: what waits for a decision, and what coaches and students decide about it by the API."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import request, url_for
from werkzeug.wrappers import Response

from argmap import addresses, reports
from argmap.edits.values import Edit
from argmap.errors import EditRefused, NotFound
from argmap.stores.suggestions import State, Suggestion
from argmap.web import guarding
from argmap.web.api import answers
from argmap.web.editing import sending
from argmap.web.site import library

if TYPE_CHECKING:  # it keeps the history, which takes half a second to load
    from argmap.submission import Submission


def suggestions(debate: str, state: State | None, before: int | None, limit: int) -> Response:
    """Send the suggestions of all, or to a student their own, the newest first."""
    if debate:
        library().volume(debate)
    viewer = guarding.require("read")
    found = library().suggestions.all(
        debate=debate or None,
        account=None if viewer.may("decide") else sending.account_of(viewer),
        state=state,
        before=before,
        limit=limit + 1,
    )
    older = ""
    if len(found) > limit:
        given = request.args.to_dict() | {"before": str(found[limit - 1].id)}
        older = addresses.page_at(request.path, tuple(given.items()))
    told = [_record(each) for each in found[:limit]]
    return answers.read({"suggestions": told}, is_of_files=False, following=older)


def suggestion(number: int) -> Response:
    """Send one suggestion, with what it would change in the debate as it is."""
    return answers.read(_whole(_seen(number)), is_of_files=False)


def accept(number: int, edit: Edit | None, revision: str, key: str) -> Response:
    """Make the change that was suggested, or another edit in its place."""
    coach = guarding.require("decide").name
    asked = library().suggestions
    if edit is None:
        return made(asked.accept(number, by=coach))
    key = key or guarding.new_key()
    return made(asked.accept_changed(number, edit, revision=revision, by=coach, key=key), edit)


def send_back(number: int, comment: str) -> Response:
    """Return a suggestion to who has made it."""
    coach = guarding.require("decide").name
    found = library().suggestions.send_back(number, comment, by=coach)
    return answers.done(_record(found), HTTPStatus.OK)


def withdraw(number: int) -> Response:
    """Take a suggestion of one's own out of the queue."""
    account = sending.account_of(guarding.require("suggest"))
    found = library().suggestions.withdraw(_seen(number).id, account=account)
    return answers.done(_record(found), HTTPStatus.OK)


def waits(found: Suggestion) -> Response:
    """Return that a suggestion was taken into the queue."""
    return answers.done(
        _record(found), HTTPStatus.ACCEPTED, location=url_for("api.suggestion", number=found.id)
    )


def made(done: "Submission", edit: Edit | None = None) -> Response:
    """Return what came of a request to change a debate: a new change, or none where all is so already."""
    report = reports.submission(library(), done, edit)
    if done.number is None:
        return answers.done(report, HTTPStatus.OK)
    place = url_for("api.change", debate=done.volume.id, number=done.number)
    return answers.done(report, HTTPStatus.CREATED, location=place)


def _seen(number: int) -> Suggestion:
    """Return a suggestion to those who may see it. Raises NotFound or NotLoggedIn."""
    viewer = guarding.require("read")
    found = library().suggestions.one(number)
    if not viewer.may("decide") and found.account != viewer.account:
        raise NotFound("suggestion", str(number))
    return found


def _whole(found: Suggestion) -> dict[str, Any]:
    record = {
        **_record(found),
        "whole_text": found.text,
        "argument": [],
        "text": "",
        "hindrance": "",
    }
    if found.state != "waiting":
        return record
    try:
        seen = library().suggestions.compare(found.id)
    except EditRefused as hindrance:
        return {**record, "hindrance": str(hindrance)}
    return {**record, **reports.differing(seen.before, seen.after)}


def _record(found: Suggestion) -> dict[str, Any]:
    return {
        "number": found.id,
        "debate": found.debate,
        "author": found.author,
        "time": found.time.isoformat(),
        "words": found.words,
        "revision": found.revision,
        "edit": found.edit,
        "claim": found.claim,
        "state": found.state,
        "decided_by": found.decided_by,
        "decided": found.decided.isoformat() if found.decided else None,
        "comment": found.comment,
        "change": found.change,
    }
