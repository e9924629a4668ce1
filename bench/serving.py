"""Requests a second of a page from memory, against a bare WSGI function on the same server."""

import logging
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import waitress

from argmap import web
from argmap.library import Library
from bench import figures, pages, processes, timing
from bench.figures import Figure
from bench.plan import Plan

MOST = 2.0
"""Half the requests a second of the bare function, told as time for a request."""

CONNECTIONS = 4
REQUESTS = 400
HEAD_END = b"\r\n\r\n"
SECONDS_TO_START = 30.0


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield how the time of a request compares between the site and a bare function that returns the same bytes."""
    folder = plan.folder / "served"
    file = plan.file(plan.page, name=f"{folder.name}/debate")
    address = f"/debates/{file.stem}"
    bare = plan.folder / "page.html"
    bare.write_bytes(pages.get(pages.site(folder), address))
    with _server("site", folder) as site, _server("bare", bare) as function:
        cases = {
            "site": lambda: load(site, address),
            "bare": lambda: load(function, address),
        }
        load(site, address, requests=1)
        times = timing.in_turn(cases, plan.rounds)
    per_second = REQUESTS / median(times["site"])
    what = f"time of a request, page from memory ({per_second:,.0f} a second) / bare WSGI function"
    yield figures.ratio("serve page", what, times["site"], times["bare"], bound=MOST)


def load(port: int, address: str, *, requests: int = REQUESTS) -> None:
    """Ask a server for the same page again and again over a few connections."""
    with selectors.DefaultSelector() as selector:
        for number in range(CONNECTIONS):
            share = requests // CONNECTIONS + (number < requests % CONNECTIONS)
            if share:
                connection = _Connection(port, address, share)
                selector.register(connection.socket, selectors.EVENT_READ, connection)
        while selector.get_map():
            for key, _ in selector.select():
                if key.data.has_ended():
                    selector.unregister(key.fileobj)


class _Connection:
    """One connection that asks for a page as often as it is told."""

    def __init__(self, port: int, address: str, requests: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.question = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        self.left = requests
        self.received = bytearray()
        self.expected = 0
        self.socket.sendall(self.question)

    def has_ended(self) -> bool:
        """Take what has come; true once the last answer is there."""
        self.received += self.socket.recv(1 << 20)
        if not self.expected and HEAD_END in self.received:
            self.expected = _length(bytes(self.received))
        if not self.expected or len(self.received) < self.expected:
            return False
        self.received.clear()
        self.expected = 0
        self.left -= 1
        if self.left:
            self.socket.sendall(self.question)
        else:
            self.socket.close()
        return not self.left


def _length(received: bytes) -> int:
    """Return how long an answer is, head and body; raises RuntimeError when it is no page."""
    head, _, _ = received.partition(HEAD_END)
    status, *lines = head.decode("latin-1").split("\r\n")
    if " 200 " not in status:
        raise RuntimeError(status)
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return len(head) + len(HEAD_END) + int(fields["content-length"])


@contextmanager
def _server(kind: str, path: Path) -> Iterator[int]:
    """Run a server in a process of its own, and return its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "bench.serving", kind, str(path), str(port)]
    with subprocess.Popen(command, cwd=processes.ROOT, env=processes.variables()) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _serve(kind: str, path: Path, port: int) -> None:
    application = (
        web.create_app(Library(path)).wsgi_app if kind == "site" else _bare(path.read_bytes())
    )
    # It would tell how many requests wait, thousands of times.
    logging.getLogger("waitress").setLevel(logging.ERROR)
    waitress.serve(application, host="127.0.0.1", port=port, _quiet=True)


def _bare(page: bytes) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:  # noqa: ARG001
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))]
        start_response("200 OK", headers)
        return [page]

    return answer


if __name__ == "__main__":
    _serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
