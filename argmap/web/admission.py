"""Admission: under which names the site answers, and who has sent a request."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Response
from werkzeug.http import parse_cookie

from argmap import permissions
from argmap.errors import ArgmapError
from argmap.library import Library
from argmap.stores.accounts.values import Account
from argmap.web.access import Access, Arrival, Viewer
from argmap.web.api import kinds, refusals
from argmap.web.delivery import FINGERPRINTED, secured

ARRIVAL = "argmap.arrival"
API = "/api"
BEARER = "bearer "

AT_HOME = "These debates are edited on this machine only: open them at http://localhost:{}/"
ELSEWHERE = "These debates are at another address: {}"
THROUGH_OTHERS = (
    "This request has come through another server, and whoever sits at this machine is trusted here. "
    "Make accounts, and start argmap with --public-name."
)
_PASSED_ON = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_VIA")


class Admission:
    """A WSGI application around the site that turns away what has come under another name, and tells who asks.

    A page of another site can give this machine a name of its own, and would then read whatever is sent to it.
    """

    def __init__(self, application: WSGIApplication, access: Access, library: Library) -> None:
        self._application = application
        self._access = access
        self._hosts = access.hosts
        self._library = library

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or say that it has come to the wrong place."""
        host = environ.get("HTTP_HOST", "").lower()
        if self._hosts and host not in self._hosts:
            return _misdirected(environ, self._where())(environ, start_response)
        if self._access.is_encrypted(host):
            environ["wsgi.url_scheme"] = "https"
        if not environ["PATH_INFO"].startswith(FINGERPRINTED):
            environ[ARRIVAL] = arrival = self._arrival(environ)
            if _is_at_home(arrival) and any(name in environ for name in _PASSED_ON):
                return _misdirected(environ, THROUGH_OTHERS)(environ, start_response)
        return self._application(environ, start_response)

    def _where(self) -> str:
        if self._access.public_name:
            scheme = "https" if self._access.is_secure else "http"
            return ELSEWHERE.format(f"{scheme}://{self._access.public_name}/")
        return AT_HOME.format(self._access.port)

    def _arrival(self, environ: WSGIEnvironment) -> Arrival:
        try:
            if not (self._access.takes_accounts and self._library.has_accounts()):
                return self._without_accounts(environ)
            return self._by_account(environ)
        except ArgmapError as trouble:
            return Arrival(trouble=trouble)

    def _without_accounts(self, environ: WSGIEnvironment) -> Arrival:
        if _token(environ):
            return Arrival(has_wrong_token=True)
        author = self._access.author
        return Arrival(viewer=Viewer(name=author, role="coach") if author else None)

    def _by_account(self, environ: WSGIEnvironment) -> Arrival:
        authentication = self._library.authentication
        token = _token(environ)
        if token:
            account = authentication.by_token(token)
            return (
                self._of(account) if account else Arrival(has_accounts=True, has_wrong_token=True)
            )
        if is_api(environ["PATH_INFO"]):
            # Other sites can make a browser send cookies, and no token.
            return Arrival(has_accounts=True)
        name = self._access.cookie("session", environ.get("HTTP_HOST", ""))
        secret = parse_cookie(environ).get(name)
        return self._of(authentication.by_session(secret) if secret else None)

    def _of(self, account: Account | None) -> Arrival:
        if account is None:
            return Arrival(has_accounts=True)
        role = "reader" if self._access.is_read_only else account.role
        waiting = self._library.suggestions.waiting() if permissions.may(role, "decide") else 0
        viewer = Viewer(name=account.name, role=role, account=account.id, waiting=waiting)
        return Arrival(viewer=viewer, has_accounts=True)


def arrival_of(environ: WSGIEnvironment) -> Arrival:
    """Return what is known of a request."""
    return cast("Arrival", environ.get(ARRIVAL, _NOTHING))


def is_api(path: str) -> bool:
    """Return whether a path is one of the API, which knows tokens and no cookies."""
    return path == API or path.startswith(f"{API}/")


_NOTHING = Arrival()


def _is_at_home(arrival: Arrival) -> bool:
    return arrival.viewer is not None and arrival.viewer.account is None


def _token(environ: WSGIEnvironment) -> str:
    header: str = environ.get("HTTP_AUTHORIZATION", "")
    is_meant = is_api(environ["PATH_INFO"]) and header.lower().startswith(BEARER)
    return header[len(BEARER) :].strip() if is_meant else ""


def _misdirected(environ: WSGIEnvironment, sentence: str) -> WSGIApplication:
    if is_api(environ["PATH_INFO"]):
        kind = kinds.of_status(HTTPStatus.MISDIRECTED_REQUEST)
        return refusals.told(kind, sentence, environ["PATH_INFO"])
    return secured(
        Response(
            f"421 Misdirected Request\n\n{sentence}\n",
            status=HTTPStatus.MISDIRECTED_REQUEST,
            mimetype="text/plain",
            headers={"Cache-Control": "no-store"},
        )
    )
