"""Relaying: requests of those who change something, passed on to the process that writes."""

import socket
from collections.abc import Callable, Iterable
from http.client import HTTPConnection, HTTPException
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from argmap.cli import dealing
from argmap.errors import ArgmapError, Busy

READING = ("GET", "HEAD", "OPTIONS")
FORMS = "/edit/"
"""What the addresses of the forms that edit have in them: whoever opens one is about to write."""

CAME_FROM = "Argmap-Came-From"
"""The header in which one process tells another where a request has come from."""

FOR_ONE_HOP = ("connection", "keep-alive", "transfer-encoding")

PATIENCE = 120.0
"""Seconds; longer than any change waits for others."""

BROKEN = (
    "This was broken off while it was being done. Look whether it is there before you do it again."
)


class Relay:
    """A WSGI application in a process that reads: what changes something is done by the process that writes.

    `refused` returns the application that tells of a refusal.
    """

    def __init__(
        self,
        application: WSGIApplication,
        to: socket.socket,
        refused: Callable[[ArgmapError], WSGIApplication],
    ) -> None:
        self._application = application
        self._to = to
        self._refused = refused

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] in READING and FORMS not in environ["PATH_INFO"]:
            return self._application(environ, start_response)
        try:
            status, headers, body = self._passed_on(environ)
        except (OSError, HTTPException):
            return self._refused(Busy(BROKEN))(environ, start_response)
        start_response(status, headers)
        return [body]

    def _passed_on(self, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
        connection = HTTPConnection("argmap")
        connection.sock, theirs = socket.socketpair()
        connection.sock.settimeout(PATIENCE)
        try:
            with theirs:
                dealing.send(theirs, self._to)
            connection.putrequest(
                environ["REQUEST_METHOD"],
                environ["REQUEST_URI"],
                skip_host=True,
                skip_accept_encoding=True,
            )
            for name, value in _headers(environ):
                connection.putheader(name, value.encode("latin-1"))
            connection.endheaders(environ["wsgi.input"].read())
            answer = connection.getresponse()
            told = [each for each in answer.getheaders() if each[0].lower() not in FOR_ONE_HOP]
            return f"{answer.status} {answer.reason}", told, answer.read()
        finally:
            connection.close()


def _headers(environ: WSGIEnvironment) -> Iterable[tuple[str, str]]:
    """Yield the headers of a request as they came, and where it has come from."""
    for key, value in environ.items():
        name = key.removeprefix("HTTP_").replace("_", "-").title()
        is_one = key.startswith("HTTP_") or key in ("CONTENT_TYPE", "CONTENT_LENGTH")
        if is_one and name.lower() not in FOR_ONE_HOP and name != CAME_FROM:
            yield name, value
    yield CAME_FROM, environ["REMOTE_ADDR"]
    yield "Connection", "close"


def relayed(application: WSGIApplication) -> WSGIApplication:
    """Return an application of the process that writes: it knows where requests have come from at first."""
    key = f"HTTP_{CAME_FROM.upper().replace('-', '_')}"

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = environ.pop(key)
        return application(environ, start_response)

    return answer
