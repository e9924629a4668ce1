"""Delivery: how answers leave the site, with their headers, their fingerprint, and from memory where they can.

A page is known by its address, by the state of what it shows, one debate or all of them, and by whom it is for. While
that lasts, a browser that has the page is told so (304), and any other gets it from memory; neither reaches the
application.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from typing import TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Response

from argmap import addresses
from argmap.errors import ArgmapError
from argmap.recent import Recent

Headers: TypeAlias = list[tuple[str, str]]

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
MEMORY = 64 * 1024 * 1024
LONGEST_ADDRESS = 8_000
"""Longer ones are answered and not remembered."""

FINGERPRINTED = ("/static/", "/fonts/")
"""Files that bring their own fingerprints."""


def page(html: str, *, is_lasting: bool = True) -> Response:
    """Return a page; one that shows a passing failure is not kept."""
    response = Response(html)
    if not is_lasting:
        response.headers["Cache-Control"] = "no-store"
    return response


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: Headers
    body: bytes


class Delivery:
    """A WSGI application around the site that answers from memory what has not changed."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        state: Callable[[str], str],
        audience: Callable[[WSGIEnvironment], str],
        build: str,
    ) -> None:
        self._application = application
        self._state = state
        self._audience = audience
        self._build = build
        self._kept: Recent[_Kept] = Recent(MEMORY, weigh=lambda kept: len(kept.body) + 2_000)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        key = self._key(environ)
        if key is None:
            return self._application(environ, start_response)
        tag = f'"{blake2b(key.encode(), digest_size=15).hexdigest()}"'
        validators = _validators(tag, is_for_all=not self._audience(environ))
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", validators)
            return []
        kept = self._kept.get(tag)
        if kept is None:
            return self._make(tag, validators, environ, start_response)
        start_response("200 OK", kept.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]

    def _key(self, environ: WSGIEnvironment) -> str | None:
        """Return all that a page depends on as one text, or `None` for what is never remembered."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(FINGERPRINTED):
            return None
        if len(path) + len(query) > LONGEST_ADDRESS:
            return None
        try:
            state = self._state(addresses.debate_in(_decoded(path)))
        except ArgmapError:  # the application says it better
            return None
        asked_by = environ.get("HTTP_X_REQUESTED_WITH", "")
        host = environ.get("HTTP_HOST", "")
        scheme = environ["wsgi.url_scheme"]
        told = (self._build, state, self._audience(environ), scheme, host, path, query, asked_by)
        return "\n".join(told)

    def _make(
        self,
        tag: str,
        validators: Headers,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Let the application make a page, and remember it if it may be."""
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        environ["REQUEST_METHOD"] = "GET"
        answer = Response.from_app(self._application, environ, buffered=True)
        body, headers = answer.get_data(), answer.headers
        is_kept = not {"no-store", "private"} & set(answer.cache_control)
        if answer.status_code == HTTPStatus.OK and is_kept:
            for name, value in validators:
                headers[name] = value
            self._kept.put(tag, _Kept(list(headers), body))
        start_response(answer.status, list(headers))
        return [] if is_head else [body]


def _decoded(path: str) -> str:
    """Return a path as a text; WSGI hands out its bytes as characters."""
    return path.encode("latin-1").decode(errors="replace")


def _validators(tag: str, *, is_for_all: bool) -> Headers:
    return [
        ("ETag", tag),
        ("Cache-Control", "no-cache" if is_for_all else "private, no-cache"),
        ("Vary", "X-Requested-With, Cookie, Authorization"),
    ]


def at_once(
    application: WSGIApplication, glance: Callable[[], AbstractContextManager[None]]
) -> WSGIApplication:
    """Return an application that answers each request from the debates as they were at its beginning."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with glance():
            return application(environ, start_response)

    return answer


def secured(response: Response) -> Response:
    """Return a response with the headers that bind what a browser may do with it."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response
