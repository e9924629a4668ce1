"""Many who write at once, by form, on a real server."""

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from waitress.server import create_server

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access

WRITERS = 8
EACH = 5


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    site = create_app(Library(folder), access=Access.local(author="Ann", port=port))
    server = create_server(site, sockets=[listening], threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.close()
    thread.join(timeout=5)


def write(address: str, writer: int) -> list[str]:
    """Open a form once, send it again and again, and return where each time the claim is seen."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = f"{address}/debates/harbor/claims/few/edit/support"
    with browser.open(form) as answer:
        hidden = dict(
            re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', answer.read().decode())
        )
    seen = []
    for number in range(EACH):
        typed = {
            "sentence": f"Writer {writer} says {number}.",
            "key": f"writer-{writer}-says-{number}-once",
        }
        data = urlencode({**hidden, **typed}).encode()
        with browser.open(Request(form, data=data)) as answer:  # noqa: S310 - our own server
            seen.append(answer.url)
    return seen


def test_each_claim_of_each_writer_is_there_once(address: str, folder: Path) -> None:
    with ThreadPoolExecutor(WRITERS) as writers:
        seen = [
            url for urls in writers.map(lambda n: write(address, n), range(WRITERS)) for url in urls
        ]
    assert len(set(seen)) == WRITERS * EACH
    volume = Library(folder).volume("harbor")
    assert not volume.has_errors
    said = [
        volume.readable().claims[step.claims[0]].text
        for step in volume.readable().claims["few"].supports
    ]
    assert sorted(said) == sorted(
        f"Writer {w} says {n}." for w in range(WRITERS) for n in range(EACH)
    )
    numbers = [change.number for change in Library(folder).changes(debate="harbor", limit=100)]
    assert sorted(numbers) == list(range(1, WRITERS * EACH + 1))
