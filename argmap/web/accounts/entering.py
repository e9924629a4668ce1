"""Entering: logging in by a name and a password, and logging out."""

from http import HTTPStatus

from flask import render_template
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.errors import NotLoggedIn, TooManyAttempts
from argmap.web import guarding
from argmap.web.accounts import answering, wanting
from argmap.web.site import library

bp = answering.blueprint("entering", __name__, home=addresses.LOG_IN)


@bp.get("/log-in")
def log_in() -> Response:
    """Ask for a name and a password, or tell who is logged in already."""
    return _asking() if guarding.viewer() is None else _known()


@bp.post("/log-in")
def enter() -> Response:
    """Log in and go on to the page that was wanted."""
    if guarding.viewer() is not None:
        return _known()
    name, password = answering.sent("name"), answering.sent("password")
    try:
        secret = library().authentication.log_in(name, password, origin=answering.origin())
    except NotLoggedIn as refusal:
        return _asking(name, str(refusal), HTTPStatus.UNAUTHORIZED)
    except TooManyAttempts as refusal:
        return answering.later(_asking(name, str(refusal), HTTPStatus.TOO_MANY_REQUESTS), refusal)
    return answering.with_session(secret, wanting.page())


@bp.post("/log-out")
def leave() -> Response:
    """Log out."""
    return answering.logged_out()


def _asking(name: str = "", refusal: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    page = render_template(
        "accounts/log_in.html",
        token=guarding.token(),
        onward=wanting.page(),
        name=name,
        refusal=refusal,
    )
    return answering.page(page, status)


def _known() -> Response:
    return answering.page(render_template("accounts/known.html", onward=wanting.page()))
