"""Answering: what the pages of accounts read from a request, and how they answer it."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from argmap import addresses, citations, passwords
from argmap.errors import TooManyAttempts
from argmap.permissions import ACCOUNT_ROLES, AccountRole
from argmap.stores.accounts.values import Account
from argmap.web import guarding
from argmap.web.shell import Link
from argmap.web.site import library

PLURALS: Mapping[AccountRole, str] = {
    "coach": "coaches",
    "student": "students",
    "reader": "readers",
}
NO_ROLE = "This is none of the roles: choose again."
PASSWORD_HINT = f"At least {passwords.SHORTEST} characters; a few words are easy to remember."
STALE = "This page was opened too long ago, so nothing was done: open it again."


def blueprint(name: str, module: str, *, home: str = "") -> Blueprint:
    """Return the blueprint of some pages, which are there where there are accounts; `home` is the first of them."""
    made = Blueprint(name, module)
    made.before_request(_refuse_without_accounts)
    made.register_error_handler(CSRFError, lambda _: _stale(home or request.path))
    return made


def sent(name: str) -> str:
    """Return what was typed into a field."""
    return request.form.get(name, "")


def role_sent() -> AccountRole | None:
    """Return the role that was chosen, or `None` for what is none."""
    return next((each for each in ACCOUNT_ROLES if each == sent("role")), None)


def origin() -> str:
    """Return the address that a request has come from, by which attempts are counted."""
    return request.remote_addr or ""


def page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a page that nobody keeps: it tells something about whoever asks."""
    response = Response(html, status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def onward(address: str) -> Response:
    """Return what leads on after something was done."""
    return redirect(address, HTTPStatus.SEE_OTHER)


def logged_in(account: Account, address: str) -> Response:
    """Return what begins a session of an account and leads on."""
    secret = library().authentication.begin_session(account)
    return with_session(secret, address)


def with_session(secret: str, address: str) -> Response:
    """Return what gives the browser the secret of its session and leads on."""
    response = onward(address)
    guarding.begin_session(response, secret)
    return response


def logged_out() -> Response:
    """Return what ends the session of the browser and leads home."""
    library().authentication.log_out(guarding.session_secret())
    response = onward(addresses.HOME)
    guarding.end_session(response)
    return response


def later(response: Response, refusal: TooManyAttempts) -> Response:
    """Return a response that says when to try again."""
    response.headers["Retry-After"] = str(refusal.seconds)
    return response


def day(time: datetime) -> str:
    """Return the day of a time in words."""
    return citations.date_text(f"{time:%Y-%m-%d}")


def _refuse_without_accounts() -> None:
    if not guarding.has_accounts():
        raise NotFound


def _stale(again: str) -> Response:
    """Refuse a form without its token; nothing that was typed is sent back, for it may be a password."""
    html = render_template(
        "refusals/refusal.html",
        title="This was not sent from here, or too late",
        sentence=STALE,
        back=Link(text="Open it again", href=again),
    )
    return page(html, HTTPStatus.BAD_REQUEST)
