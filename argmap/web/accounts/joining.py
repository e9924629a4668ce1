"""Joining: what an invitation leads to, a name and a password of one's own or a new password."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TypeAlias

from flask import current_app, render_template
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from argmap import addresses, permissions
from argmap.errors import AccountRefused, ArgmapError, TooManyAttempts
from argmap.stores.accounts.values import Invitation
from argmap.web import guarding
from argmap.web.accounts import answering
from argmap.web.site import library

bp = answering.blueprint("joining", __name__)

View: TypeAlias = Callable[[str], Response]


def discreet(view: View) -> View:
    """Return a view that writes no address into the log when argmap makes a mistake, for it is a secret."""

    @wraps(view)
    def answer(secret: str) -> Response:
        try:
            return view(secret)
        except (ArgmapError, HTTPException):
            raise
        except Exception as mistake:
            current_app.logger.exception("Exception on an invitation")
            raise InternalServerError from mistake

    return answer


@bp.after_request
def tell_nobody(response: Response) -> Response:
    """Let browsers tell nobody the address from which they come, which is a secret."""
    # With "no-referrer" they would not say either that our own form is ours.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@bp.get("/join/<secret>")
@discreet
def join(secret: str) -> Response:
    """Ask for a name and a password, or say that the invitation works no more."""
    try:
        invitation = library().membership.invitation(secret, origin=answering.origin())
    except (AccountRefused, TooManyAttempts) as refusal:
        return _ended(refusal)
    return _asking(secret, invitation)


@bp.post("/join/<secret>")
@discreet
def enter(secret: str) -> Response:
    """Make the account, or give it the new password, and log in at once."""
    membership, origin = library().membership, answering.origin()
    name, password = answering.sent("name"), answering.sent("password")
    try:
        invitation = membership.invitation(secret, origin=origin)
        account = membership.join(secret, name, password, origin=origin)
    except TooManyAttempts as refusal:
        return _ended(refusal)
    except AccountRefused as refusal:
        return _asking(secret, invitation, name, refusal) if refusal.field else _ended(refusal)
    return answering.logged_in(account, addresses.HOME)


def _asking(
    secret: str, invitation: Invitation, name: str = "", refusal: AccountRefused | None = None
) -> Response:
    page = render_template(
        "accounts/join.html",
        token=guarding.token(),
        action=addresses.join(secret),
        invitation=invitation,
        does=permissions.WORDS[invitation.role],
        name=name,
        refusals={refusal.field: str(refusal)} if refusal else {},
        hint=answering.PASSWORD_HINT,
    )
    return answering.page(page, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _ended(refusal: AccountRefused | TooManyAttempts) -> Response:
    page = render_template("accounts/ended.html", sentence=str(refusal))
    if isinstance(refusal, TooManyAttempts):
        return answering.later(answering.page(page, HTTPStatus.TOO_MANY_REQUESTS), refusal)
    return answering.page(page, HTTPStatus.GONE)
