"""Requests a second of a page from memory, against a bare WSGI function on the same server."""

import logging
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from statistics import median
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import waitress

from argmap import web
from argmap.library import Library
from bench import figures, pages, processes, timing, wire
from bench.figures import Figure
from bench.plan import Plan
from bench.wire import Connection

MOST = 2.0
"""Half the requests a second of the bare function, told as time for a request."""

CONNECTIONS = 4
REQUESTS = 400
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
    """Ask a server for the same page again and again over a few connections; raises RuntimeError when it is refused."""
    question = wire.question(address, port)
    left = requests
    with selectors.DefaultSelector() as selector:
        for _ in range(min(CONNECTIONS, requests)):
            connection = Connection(port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(question)
            left -= 1
        while selector.get_map():
            for key, _ in selector.select():
                connection = key.data
                status = connection.take()
                if status not in (0, HTTPStatus.OK):
                    raise RuntimeError(f"{address}: {status}")
                if status and left:
                    connection.ask(question)
                    left -= 1
                elif status:
                    selector.unregister(connection.socket)
                    connection.close()


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
