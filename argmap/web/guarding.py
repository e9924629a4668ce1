"""Guarding: who may do what, and that every change comes from one of our own pages."""

import re
import secrets
from collections.abc import Mapping
from typing import Any, cast

import flask
from flask import Flask, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.exceptions import Forbidden, NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from argmap.errors import NotLoggedIn, NotPermitted
from argmap.permissions import Act
from argmap.web import admission
from argmap.web.access import Access, Arrival, Viewer

EXTENSION = "argmap-access"

MOST_BYTES = 1024 * 1024
MOST_BYTES_OF_TEXT = 17 * 1024 * 1024
MOST_FIELDS = 400
"""A debate has few viewpoints, and a form few fields; nobody fills in more."""

READING = ("GET", "HEAD", "OPTIONS")
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")

OPEN = frozenset({"static", "fonts", "entering", "joining", "explained"})
"""The parts of a private site that strangers reach: what they need to log in, and what explains refusals."""

PARTS_FOR_AUTHORS = frozenset({"editing", "text", "hints"})
_PARTS_FOR_MEMBERS = frozenset({"history"})

LOG_IN = "Log in to do this."
SEND_TOKEN = "This needs the token of an account: send it as Authorization: Bearer TOKEN."  # noqa: S105 - a sentence
LOG_IN_TO_READ = "Log in to read these debates."
WRONG_TOKEN = "This token is nobody's: it was revoked, or mistyped."  # noqa: S105 - a sentence
DENIED: Mapping[Act, str] = {
    "read": "This account may not read these debates.",
    "suggest": "This account may read debates, and not suggest edits.",
    "edit": "This account may not edit debates.",
    "decide": "Only coaches decide on suggestions.",
    "manage": "Only coaches manage accounts.",
}


class Sessions(SecureCookieSessionInterface):
    """Cookies of forms, under a name that fits how the request has come."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name of the cookie."""
        del app
        return access().cookie("forms", request.environ.get("HTTP_HOST", ""))

    def get_cookie_secure(self, app: Flask) -> bool:
        """Return whether browsers send the cookie by TLS alone."""
        del app
        return request.is_secure


def register(app: Flask, access: Access) -> None:
    """Let the site know who may do what."""
    app.extensions[EXTENSION] = access
    app.session_interface = Sessions()
    app.config.update(
        SECRET_KEY=access.secret,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_CHECK_DEFAULT=False,  # `_guard` does it
        WTF_CSRF_SSL_STRICT=False,  # `_refuse_other_sites` does it, also where there is no TLS
    )
    protection = CSRFProtect(app)
    app.before_request(_admit)
    app.before_request(lambda: _guard(protection))
    app.after_request(_kept_by_nobody)


def access() -> Access:
    """Return how the server lets people in."""
    return cast("Access", current_app.extensions[EXTENSION])


def arrival() -> Arrival:
    """Return what is known of this request."""
    return admission.arrival_of(request.environ)


def viewer() -> Viewer | None:
    """Return who has sent this request; `None` for nobody known, who may read at most."""
    return arrival().viewer


def has_accounts() -> bool:
    """Return whether people can log in."""
    return arrival().has_accounts


def may(act: Act) -> bool:
    """Return whether whoever has sent this request may do something."""
    found = viewer()
    if found is None:
        return act == "read" and not access().is_private
    return found.may(act)


def may_contribute() -> bool:
    """Return whether whoever has sent this request may edit, or at least suggest edits."""
    return may("edit") or may("suggest")


def require(act: Act) -> Viewer:
    """Return who has sent this request. Raises NotLoggedIn or NotPermitted for those who may not do something."""
    found = viewer()
    if found is None:
        raise _unknown()
    if not found.may(act):
        raise NotPermitted(DENIED[act])
    return found


def contributor() -> Viewer:
    """Return who has sent this request and may edit, or at least suggest. Raises NotLoggedIn or NotPermitted."""
    return require("edit" if may("edit") else "suggest")


def token() -> str:
    """Return the token that shows that a form is ours; the page that holds it is kept by nobody."""
    g.holds_token = True
    return cast("str", generate_csrf())


def new_key() -> str:
    """Return a key that makes a form count once, however often it is sent."""
    return secrets.token_urlsafe(16)


def sent_key() -> str:
    """Return the key that came with a form, or a new one in the place of none or a forged one."""
    sent = request.form.get("key", "")
    return sent if KEY.fullmatch(sent) else new_key()


def begin_session(response: Response, secret: str) -> None:
    """Let an answer give the browser the secret of a session; forms opened before it count no more."""
    flask.session.clear()
    response.set_cookie(_session_cookie(), secret, **_cookie_manners())


def session_secret() -> str:
    """Return the secret of the browser's session; empty where it has none."""
    return request.cookies.get(_session_cookie(), "")


def end_session(response: Response) -> None:
    """Let an answer take the secret of its session from the browser."""
    flask.session.clear()
    response.delete_cookie(_session_cookie(), **_cookie_manners())


def _session_cookie() -> str:
    return access().cookie("session", request.environ.get("HTTP_HOST", ""))


def _cookie_manners() -> dict[str, Any]:
    return {"secure": request.is_secure, "httponly": True, "samesite": "Lax"}


def _admit() -> None:
    """Let in whom the part of the site is for that is asked for."""
    found = arrival()
    if found.trouble:
        raise found.trouble
    if found.has_wrong_token:
        raise NotLoggedIn(WRONG_TOKEN)
    part = request.blueprint or request.endpoint or ""
    if part not in OPEN and not may("read"):
        raise NotLoggedIn(SEND_TOKEN if admission.is_api(request.path) else LOG_IN_TO_READ)
    if part in PARTS_FOR_AUTHORS:
        contributor()
    elif part in _PARTS_FOR_MEMBERS and viewer() is None:
        raise _unknown()


def _unknown() -> Exception:
    """Return what is said to a stranger; where nobody can log in, there is nothing to be said."""
    if not has_accounts():
        return NotFound()
    return NotLoggedIn(SEND_TOKEN if admission.is_api(request.path) else LOG_IN)


def _guard(protection: CSRFProtect) -> None:
    if request.method in READING or request.routing_exception:
        return
    _refuse_other_sites()
    takes_text = request.blueprint in ("text", "api")
    size = MOST_BYTES_OF_TEXT if takes_text else MOST_BYTES
    request.max_content_length = request.max_form_memory_size = size
    if admission.is_api(request.path):
        return  # no cookie is looked at, so no other site can act in the name of one
    if sum(len(values) for _, values in request.form.lists()) > MOST_FIELDS:
        raise RequestEntityTooLarge(f"A form has at most {MOST_FIELDS} fields.")
    protection.protect()


def _refuse_other_sites() -> None:
    """Raise Forbidden for a change that a page of another site has sent."""
    host = request.environ.get("HTTP_HOST", "").lower()
    origin = request.headers.get("Origin")
    if origin is None and request.referrer:
        origin = "/".join(request.referrer.split("/", 3)[:3])
    if origin is not None and origin.lower() != f"{request.scheme}://{host}":
        raise Forbidden("This was sent from another site, so nothing was changed.")


def _kept_by_nobody(response: Response) -> Response:
    """Return a response that no memory keeps if it holds a token or answers a change."""
    if g.get("holds_token") or request.method not in READING:
        response.headers["Cache-Control"] = "no-store"
    return response
