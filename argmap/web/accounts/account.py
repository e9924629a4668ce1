"""Account: what everybody with an account looks after, the password and the tokens of programs."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import render_template, request
from werkzeug.wrappers import Response

from argmap import addresses, permissions
from argmap.errors import AccountRefused, NotFound, NotLoggedIn, TooManyAttempts
from argmap.stores.accounts.values import Account
from argmap.web import guarding
from argmap.web.accounts import answering
from argmap.web.site import library

bp = answering.blueprint("account", __name__, home=addresses.ACCOUNT)

PASSWORD = "password"  # noqa: S105 - the name of a form


@bp.get("/account")
def account() -> Response:
    """Show the account of whoever asks."""
    return _shown(_own())


@bp.post("/account/password")
def change_password() -> Response:
    """Change the password of who knows the present one; all other sessions end."""
    own, authentication = _own(), library().authentication
    try:
        proof = authentication.log_in(
            own.name, answering.sent("present"), origin=answering.origin()
        )
    except NotLoggedIn:
        return _shown(own, PASSWORD, {"present": "This is not your present password."})
    except TooManyAttempts as refusal:
        again = _shown(own, PASSWORD, {"present": str(refusal)}, HTTPStatus.TOO_MANY_REQUESTS)
        return answering.later(again, refusal)
    try:
        library().membership.change_password(own.name, answering.sent("password"))
    except AccountRefused as refusal:
        return _shown(own, PASSWORD, {refusal.field: str(refusal)})
    finally:
        authentication.log_out(proof)
    return answering.logged_in(own, f"{addresses.ACCOUNT}?changed={PASSWORD}")


@bp.post("/account/tokens")
def make_token() -> Response:
    """Make a token and show it, this once."""
    own, label = _own(), answering.sent("label")
    try:
        secret = library().authentication.new_token(own, label)
    except AccountRefused as refusal:
        return _shown(own, "token", {refusal.field: str(refusal)})
    page = render_template(
        "accounts/token.html", secret=secret, label=label, site=request.host_url.rstrip("/")
    )
    return answering.page(page)


@bp.post("/account/tokens/<int:id>/revoke")
def revoke_token(id: int) -> Response:
    """Let a token work no more."""
    own, authentication = _own(), library().authentication
    if id not in {each.id for each in authentication.tokens(own)}:
        raise NotFound("token", str(id))
    authentication.revoke_token(own, id)
    return answering.onward(f"{addresses.ACCOUNT}?changed=tokens")


def _own() -> Account:
    """Return the account of whoever asks. Raises NotLoggedIn."""
    viewer = guarding.require("read")
    return library().membership.account(viewer.name)


def _shown(
    own: Account,
    wrong: str = "",
    refusals: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    """Return the page of an account; `wrong` names the form that was refused."""
    tokens = library().authentication.tokens(own)
    page = render_template(
        "accounts/account.html",
        token=guarding.token(),
        own=own,
        does=permissions.WORDS[guarding.require("read").role],
        since=answering.day(own.created),
        tokens=[(each, answering.day(each.created)) for each in tokens],
        wrong=wrong,
        refusals=refusals or {},
        label=answering.sent("label"),
        changed=request.args.get("changed", ""),
        hint=answering.PASSWORD_HINT,
    )
    return answering.page(page, status if wrong else HTTPStatus.OK)
