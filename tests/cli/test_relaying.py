"""Requests that change something are answered by another server, over sockets that one process sends the other."""

import socket
import threading
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from waitress import wasyncore
from waitress.server import create_server
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from argmap.cli import relaying
from argmap.cli.dealing import Hand
from argmap.cli.relaying import Relay
from argmap.errors import ArgmapError


def reader(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    return Response("read here")(environ, start_response)


def writer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Tell what has come."""
    request = Request(environ)
    told = [
        request.method,
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        request.headers.get("Authorization", ""),
        request.headers.get("X-Forwarded-For", ""),
        str(request.remote_addr),
        str(relaying.CAME_FROM in request.headers),
        request.get_data(as_text=True),
    ]
    response = Response("|".join(told), status=303)
    response.headers.add("Set-Cookie", "a=1")
    response.headers.add("Set-Cookie", "b=2")
    return response(environ, start_response)


def end() -> None:
    raise SystemExit


def refused(error: ArgmapError) -> Response:
    return Response(str(error), status=503)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    mine, theirs = socket.socketpair()
    with mine, theirs:
        yield mine, theirs


@pytest.fixture
def client(ends: tuple[socket.socket, socket.socket]) -> Iterator[Client]:
    mine, theirs = ends
    hand = Hand.of(theirs, ended=end)
    server = create_server(
        relaying.relayed(writer), sockets=[hand], clear_untrusted_proxy_headers=False
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Client(Relay(reader, mine, refused=refused))
    mine.close()
    thread.join(10)
    wasyncore.close_all(server._map)  # noqa: SLF001 - what a server that ends leaves to its process


def ask(client: Client, method: str, path: str, **given: object) -> str:
    uri = path if "?" in path else f"{path}?"
    return client.open(
        path,
        method=method,
        environ_overrides={"REQUEST_URI": uri, "REMOTE_ADDR": "192.0.2.7"},
        **given,  # type: ignore[arg-type] # what a test request takes
    ).get_data(as_text=True)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_who_reads_is_answered_here(client: Client, method: str) -> None:
    assert ask(client, method, "/debates/a") == ("" if method == "HEAD" else "read here")


def test_a_form_is_opened_where_it_is_sent(client: Client) -> None:
    assert ask(client, "GET", "/debates/a/edit/thesis").startswith("GET|/debates/a/edit/thesis|")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_change_arrives_as_it_was_sent(client: Client, method: str) -> None:
    told = ask(
        client,
        method,
        "/debates/%E6%97%A5?a=%20b",
        data="körper\r\n",
        headers={"Authorization": "Bearer b", "X-Forwarded-For": "203.0.113.9"},
    )
    path = "/debates/日".encode().decode("latin-1")
    expected = [
        method,
        path,
        "a=%20b",
        "Bearer b",
        "203.0.113.9",
        "192.0.2.7",
        "False",
        "körper\r\n",
    ]
    assert told == "|".join(expected)


def test_the_answer_comes_back_as_it_was_given(client: Client) -> None:
    response = client.post("/a", environ_overrides={"REQUEST_URI": "/a", "REMOTE_ADDR": "::1"})
    assert response.status_code == 303
    assert response.headers.getlist("Set-Cookie") == ["a=1", "b=2"]


def test_nobody_tells_from_elsewhere_where_he_comes_from(client: Client) -> None:
    told = ask(client, "POST", "/a", headers={relaying.CAME_FROM: "127.0.0.1"})
    assert told.split("|")[5:7] == ["192.0.2.7", "False"]


def test_a_change_that_is_broken_off_is_told(ends: tuple[socket.socket, socket.socket]) -> None:
    mine, theirs = ends
    hand = Hand.of(theirs, ended=lambda: None)

    def die() -> None:
        connection, _ = hand.accept()
        connection.recv(10)
        connection.close()

    threading.Thread(target=die, daemon=True).start()
    assert ask(Client(Relay(reader, mine, refused=refused)), "POST", "/a") == relaying.BROKEN
    hand.close()


def test_a_change_that_nobody_takes_is_told(ends: tuple[socket.socket, socket.socket]) -> None:
    mine, theirs = ends
    theirs.close()
    assert ask(Client(Relay(reader, mine, refused=refused)), "POST", "/a") == relaying.BROKEN
