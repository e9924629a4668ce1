"""Suggestions: the queue, what each would change, and the decisions of coaches and authors."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.errors import ArgmapError, EditRefused, NotFound, NotPermitted, WrongRequest
from argmap.stores.suggestions import WAITING, Asked, Suggestion
from argmap.web import delivery, guarding, statuses, suggested
from argmap.web.access import Viewer
from argmap.web.site import library
from argmap.web.suggested import Day

bp = Blueprint("suggestions", __name__)

ON_A_PAGE = 50
MOST_DIGITS = 9
ACTIONS = ("accept", "return", "withdraw")
COMMENT = "comment"
NOT_YOURS = "This suggestion is somebody else's: its author and coaches see it."


@bp.get("/suggestions", endpoint="all")
def every() -> Response:
    """List what waits and what was decided: to coaches everything, to others their own."""
    asker, before, state = guarding.contributor(), _before(), request.args.get("state", "")
    if state not in ("", WAITING, "decided"):
        raise WrongRequest(f'Suggestions are "waiting" or "decided", not "{state}".')
    waiting, more_wait = _listed(asker, "waiting", before if state == WAITING else None)
    decided, more_decided = _listed(asker, "decided", before if state == "decided" else None)
    page = render_template(
        "suggestions/all.html",
        waiting=waiting if state != "decided" else None,
        decided=decided if state != WAITING else None,
        more_wait=more_wait,
        more_decided=more_decided,
        is_narrowed=bool(state),
    )
    return delivery.page(page, is_lasting=False)


@bp.get("/suggestions/<int:number>")
def one(number: int) -> Response:
    """Show what a suggestion would change in the debate as it is, and what was decided on it."""
    found, asker = _seen(number)
    return _page(found, asker)


@bp.post("/suggestions/<int:number>/<action>")
def decide(number: int, action: str) -> Response:
    """Accept a suggestion, return it with a comment, or withdraw it."""
    guarding.contributor()
    if action not in ACTIONS:
        raise NotFound("way to decide on a suggestion", action, ACTIONS)
    asker = guarding.require("suggest" if action == "withdraw" else "decide")
    found, _ = _seen(number)
    comment = request.form.get(COMMENT, "")
    try:
        if action == "accept":
            library().suggestions.accept(found.id, by=asker.name)
        elif action == "return":
            library().suggestions.send_back(found.id, comment, by=asker.name)
        else:
            library().suggestions.withdraw(found.id, account=asker.account or 0)
    except ArgmapError as refusal:
        now = library().suggestions.one(number)
        return _page(now, asker, refusal=refusal, comment=comment, is_return=action == "return")
    return redirect(addresses.suggestion_of(found.id), HTTPStatus.SEE_OTHER)


def _seen(number: int) -> tuple[Suggestion, Viewer]:
    """Return a suggestion and who asks for it. Raises NotFound or NotPermitted."""
    asker = guarding.contributor()
    if number >= 10**MOST_DIGITS:
        raise NotFound("suggestion", str(number)[:MOST_DIGITS])
    found = library().suggestions.one(number)
    if not asker.may("decide") and found.account != asker.account:
        raise NotPermitted(NOT_YOURS)
    return found, asker


def _page(
    found: Suggestion,
    asker: Viewer,
    *,
    refusal: ArgmapError | None = None,
    comment: str = "",
    is_return: bool = False,
) -> Response:
    is_about_comment = is_return and type(refusal) is EditRefused
    page = render_template(
        "suggestions/one.html",
        view=suggested.view(found, asker),
        refusal="" if is_about_comment else str(refusal or ""),
        wrong=str(refusal) if is_about_comment else "",
        comment=comment,
        token=guarding.token(),
    )
    status = statuses.status_of(refusal)[0] if refusal else HTTPStatus.OK
    return Response(page, status=status, mimetype="text/html")


def _listed(asker: Viewer, state: Asked, before: int | None) -> tuple[list[Day], str]:
    """Return suggestions by day, and the address of those before them if there are any."""
    account = None if asker.may("decide") else asker.account
    found = library().suggestions.all(
        account=account, state=state, before=before, limit=ON_A_PAGE + 1
    )
    shown, more = found[:ON_A_PAGE], ""
    if len(found) > ON_A_PAGE:
        pairs = (("state", state), ("before", str(shown[-1].id)))
        more = addresses.page_at(addresses.SUGGESTIONS, pairs)
    return suggested.by_day(library().suggestions.outcomes(shown)), more


def _before() -> int | None:
    text = request.args.get("before", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise WrongRequest(f'"before" is the number of a suggestion, not "{text}".')
    return int(text)
