"""Delivery: how answers leave the site, with their headers, their fingerprint, and from memory where they can.

A page is known by its address, by the state of what it shows, one debate or all of them, and by whom it is for. While
that lasts, a browser that has the page is told so (304), and any other gets it from memory; neither reaches the
application.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from typing import NamedTuple, TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Response

from argmap import addresses
from argmap.errors import ArgmapError
from argmap.recent import Recent
from argmap.stores.shared import Shared

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

ADDRESSES = 4_096
"""Of how many addresses it is known which page they had last."""

LASTS = 1.0
"""Seconds for which strangers get a page that has just been made anew."""

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


class _Latest(NamedTuple):
    """The page that an address had last, and until when strangers get it even if it changes, on the monotonic clock."""

    tag: str
    lasts_until: float


class Delivery:
    """A WSGI application around the site that answers from memory what has not changed.

    With `shared`, one of several processes, it takes over the pages of the others. Then a page that was made anew is
    what strangers get for a moment, also when it changes again: where many write, those who read do not wait for each
    of their changes.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        state: Callable[[str], str],
        audience: Callable[[WSGIEnvironment], str],
        is_stranger: Callable[[WSGIEnvironment], bool],
        build: str,
        shared: Shared | None = None,
    ) -> None:
        self._application = application
        self._state = state
        self._audience = audience
        self._is_stranger = is_stranger
        self._build = build
        self._kept: Recent[_Kept] = Recent(MEMORY, weigh=lambda kept: len(kept.body) + 2_000)
        self._latest: Recent[_Latest] = Recent(ADDRESSES, weigh=lambda _: 1)
        self._shared = shared

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        address = self._address(environ)
        if address is None:
            return self._application(environ, start_response)
        latest = self._latest.get(address)
        if latest and time.monotonic() < latest.lasts_until and self._is_stranger(environ):
            kept = self._kept.get(latest.tag)
            if kept:
                return self._handed_out(latest.tag, kept, environ, start_response)
        tag = self._tag(environ, address)
        if tag is None:
            return self._application(environ, start_response)
        if latest is None:
            self._latest.put(address, _Latest(tag, lasts_until=0.0))
        elif latest.tag != tag:
            lasts = LASTS if self._shared else 0.0
            self._latest.put(address, _Latest(tag, lasts_until=time.monotonic() + lasts))
        kept = self._kept.get(tag)
        if kept is None and latest:  # what is asked for again, other processes are asked for too
            kept = self._taken_over(tag)
        if kept or tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            return self._handed_out(tag, kept, environ, start_response)
        return self._make(tag, environ, start_response, is_shared=latest is not None)

    def _handed_out(
        self,
        tag: str,
        kept: _Kept | None,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Answer with a page that is at hand, or say that the browser has it; only then may it be `None`."""
        if kept is None or tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", self._validators(tag, environ))
            return []
        start_response("200 OK", kept.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]

    def _taken_over(self, tag: str) -> _Kept | None:
        """Return a page that another process has made."""
        data = self._shared.get(tag) if self._shared else None
        if data is None:
            return None
        head, _, body = data.partition(b"\n")
        kept = _Kept([(name, value) for name, value in json.loads(head)], body)
        self._kept.put(tag, kept)
        return kept

    def _address(self, environ: WSGIEnvironment) -> str | None:
        """Return what is asked for and by whom as one text, or `None` for what is never remembered."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(FINGERPRINTED):
            return None
        if len(path) + len(query) > LONGEST_ADDRESS:
            return None
        asked_by = environ.get("HTTP_X_REQUESTED_WITH", "")
        host = environ.get("HTTP_HOST", "")
        scheme = environ["wsgi.url_scheme"]
        return "\n".join((self._audience(environ), scheme, host, path, query, asked_by))

    def _tag(self, environ: WSGIEnvironment, address: str) -> str | None:
        """Return the fingerprint of all that a page depends on, or `None` where that cannot be told."""
        try:
            state = self._state(addresses.debate_in(_decoded(environ["PATH_INFO"])))
        except ArgmapError:  # the application says it better
            return None
        told = f"{self._build}\n{state}\n{address}"
        return f'"{blake2b(told.encode(), digest_size=15).hexdigest()}"'

    def _validators(self, tag: str, environ: WSGIEnvironment) -> Headers:
        is_for_all = not self._audience(environ)
        return [
            ("ETag", tag),
            ("Cache-Control", "no-cache" if is_for_all else "private, no-cache"),
            ("Vary", "X-Requested-With, Cookie, Authorization"),
        ]

    def _make(
        self,
        tag: str,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        is_shared: bool,
    ) -> Iterable[bytes]:
        """Let the application make a page, and remember it if it may be."""
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        environ["REQUEST_METHOD"] = "GET"
        answer = Response.from_app(self._application, environ, buffered=True)
        body, headers = answer.get_data(), answer.headers
        is_kept = not {"no-store", "private"} & set(answer.cache_control)
        if answer.status_code == HTTPStatus.OK and is_kept:
            for name, value in self._validators(tag, environ):
                headers[name] = value
            self._kept.put(tag, _Kept(list(headers), body))
            if is_shared and self._shared:
                self._shared.put(tag, json.dumps(list(headers)).encode() + b"\n" + body)
        start_response(answer.status, list(headers))
        return [] if is_head else [body]


def _decoded(path: str) -> str:
    """Return a path as a text; WSGI hands out its bytes as characters."""
    return path.encode("latin-1").decode(errors="replace")


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
