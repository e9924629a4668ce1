"""Changes: edits, texts and ways back that the API makes, or leaves to a coach as suggestions."""

from http import HTTPStatus

from flask import request
from werkzeug.wrappers import Response

from argmap import addresses, reports
from argmap.edits.values import Edit
from argmap.web import guarding
from argmap.web.api import answers
from argmap.web.api.suggestions import made, waits
from argmap.web.editing import sending
from argmap.web.site import library


def history(debate: str, before: int | None, limit: int) -> Response:
    """Send the changes of a debate, the newest first."""
    library().volume(debate)
    found = library().changes(debate=debate, before=before, limit=limit + 1)
    told = [reports.change(each) | {"serial": each.serial} for each in found[:limit]]
    older = ""
    if len(found) > limit:
        pairs = (("before", str(told[-1]["serial"])), ("limit", str(limit)))
        older = addresses.page_at(request.path, pairs)
    return answers.read({"debate": debate, "changes": told}, is_of_files=False, following=older)


def change(debate: str, number: int) -> Response:
    """Send one change with what it has changed."""
    library().volume(debate)
    found = library().change(debate, number)
    return answers.read(reports.comparison(found), is_of_files=False)


def edit(debate: str, edit: Edit, revision: str, key: str) -> Response:
    """Make an edit, or suggest it."""
    asker = guarding.contributor()
    if asker.may("edit"):
        done = library().submit(debate, edit, revision=revision, author=asker.name, key=key)
        return made(done, edit)
    account = sending.account_of(asker)
    return waits(
        library().suggestions.suggest(
            debate, edit, revision=revision, account=account, author=asker.name, key=key
        )
    )


def put_text(debate: str, text: str, revision: str, key: str) -> Response:
    """Put a whole text in the place of the one with a revision, or suggest it."""
    asker = guarding.contributor()
    if asker.may("edit"):
        done = library().submit_text(debate, text, revision=revision, author=asker.name, key=key)
        return answers.done(reports.submission(library(), done), HTTPStatus.OK)
    account = sending.account_of(asker)
    return waits(
        library().suggestions.suggest_text(
            debate, text, revision=revision, account=account, author=asker.name, key=key
        )
    )


def undo(debate: str, number: int, key: str) -> Response:
    """Take a change back."""
    return made(library().undo(debate, number, author=_editor(), key=key))


def redo(debate: str, number: int, key: str) -> Response:
    """Make a change anew that was undone."""
    return made(library().redo(debate, number, author=_editor(), key=key))


def again(debate: str, number: int, key: str) -> Response:
    """Make a change again that was lost."""
    return made(library().apply_again(debate, number, author=_editor(), key=key))


def restore(debate: str, number: int, key: str) -> Response:
    """Give a debate the text that it had after a change."""
    return made(library().restore(debate, at=number, author=_editor(), key=key))


def _editor() -> str:
    return guarding.require("edit").name
