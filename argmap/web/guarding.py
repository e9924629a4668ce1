"""Guarding: who may change anything, and that every change comes from one of our own pages."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.exceptions import Forbidden, RequestEntityTooLarge

from argmap.web.delivery import secured

EXTENSION = "argmap-editing"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT = 80

MOST_BYTES = 1024 * 1024
MOST_BYTES_OF_TEXT = 17 * 1024 * 1024
MOST_FIELDS = 400
"""A debate has few viewpoints, and a form few fields; nobody fills in more."""

READING = ("GET", "HEAD", "OPTIONS")
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Editing as a server on loopback offers it: whom changes are credited to, and the port of our own pages."""

    author: str
    port: int

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names by which the pages may be asked for."""
        named = frozenset(f"{name}:{self.port}" for name in LOOPBACK)
        return named | frozenset(LOOPBACK) if self.port == HTTP_PORT else named


MISDIRECTED = (
    "421 Misdirected Request\n\nThese debates are edited on this machine only: "
    "open them at http://localhost:{}/\n"
)


class Gate:
    """A WSGI application around the site that answers only under our own names.

    A page of another site can give this machine a name of its own, and would then read whatever is sent to it.
    """

    def __init__(self, application: WSGIApplication, editing: Editing) -> None:
        self._application = application
        self._editing = editing

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or say that it has come to the wrong place."""
        if environ.get("HTTP_HOST", "").lower() in self._editing.hosts:
            return self._application(environ, start_response)
        refusal = Response(
            MISDIRECTED.format(self._editing.port),
            status=HTTPStatus.MISDIRECTED_REQUEST,
            mimetype="text/plain",
            headers={"Cache-Control": "no-store"},
        )
        return secured(refusal)(environ, start_response)


def register(app: Flask, editing: Editing | None) -> None:
    """Let the site offer editing, or nothing that changes anything."""
    app.extensions[EXTENSION] = editing
    app.after_request(_kept_by_nobody)
    if editing is None:
        return
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),  # forms of an earlier run come back with a new token
        SESSION_COOKIE_NAME=f"argmap-{editing.port}",  # cookies know no ports
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )
    app.before_request(_guard)
    CSRFProtect(app)


def editing() -> Editing | None:
    """Return how editing is offered to whoever sent this request, or `None`: this alone decides who may edit."""
    return cast("Editing | None", current_app.extensions[EXTENSION])


def author() -> str:
    """Return whom changes of this request are credited to."""
    offered = editing()
    if offered is None:
        raise Forbidden("Nothing can be changed here.")
    return offered.author


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


def _guard() -> None:
    if request.method in READING:
        return
    _refuse_other_sites()
    size = MOST_BYTES_OF_TEXT if (request.endpoint or "").startswith("text.") else MOST_BYTES
    request.max_content_length = request.max_form_memory_size = size
    if sum(len(values) for _, values in request.form.lists()) > MOST_FIELDS:
        raise RequestEntityTooLarge(f"A form has at most {MOST_FIELDS} fields.")


def _refuse_other_sites() -> None:
    """Raise Forbidden for a change that a page of another site has sent."""
    host = request.environ.get("HTTP_HOST", "").lower()
    origin = request.headers.get("Origin")
    if origin is None and request.referrer:
        origin = "/".join(request.referrer.split("/", 3)[:3])
    if origin is not None and origin.lower() != f"{request.scheme}://{host}":
        raise Forbidden("This form was sent from another site, so nothing was changed.")


def _kept_by_nobody(response: Response) -> Response:
    """Return a response that no memory keeps if it holds a token or answers a change."""
    if g.get("holds_token") or request.method not in READING:
        response.headers["Cache-Control"] = "no-store"
    return response
