"""`argmap serve`: shows a folder of debates in a browser."""

import errno
import gc
import logging
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Mapping
from ipaddress import ip_address
from types import FrameType
from typing import NoReturn

import click
from flask import Flask
from waitress.server import create_server

from argmap.cli import opening, options
from argmap.cli.editing import who
from argmap.errors import ArgmapError
from argmap.library import Library
from argmap.web import create_app
from argmap.web.guarding import MOST_BYTES_OF_TEXT, Editing

THREADS = 4
PATIENCE = 0.5
"""Seconds that running requests get to finish when the server is told to stop."""

EXIT_CODES: Mapping[int, int] = {signal.SIGTERM: 0, signal.SIGINT: 130}


class CannotListen(ArgmapError):
    """The system does not let the server listen where it was told to."""


@click.command("serve")
@click.argument("folder", required=False, metavar="[FOLDER]")
@options.store
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--read-only", is_flag=True, help="Offer nothing that changes a file.")
@click.option("--author", help="Whom changes are credited to; by default the system's user.")
@click.option("--open", "opens", is_flag=True, help="Open the debates in a browser.")
def command(
    folder: str | None,
    store: str | None,
    host: str,
    port: int,
    *,
    read_only: bool,
    author: str | None,
    opens: bool,
) -> int:
    """Show the debates of FOLDER, or of a database, in a browser, and let whoever sits at this machine edit them.

    Without FOLDER: $ARGMAP_DEBATES, else debates/ here, else those that come with argmap. Changed
    files show at the next request. On another address than this machine's own they are only read.
    """
    gc.enable()  # unlike other commands, this one lives on
    received = _watch_signals()
    library = Library(opening.find_store(folder, store))
    library.state()  # refuses a folder that is not there before anybody is told to come
    listening = _listen(host, port)
    address = _address(listening)
    click.echo(f"argmap serves {library.name} at {address} (Ctrl-C stops)")
    editing = None if read_only else _editing(listening, author)
    hindrance = "" if read_only else _hindrance(library, editing)
    if hindrance:
        click.echo(hindrance)
    if opens:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    _serve(create_app(library, editing=editing), listening)
    return EXIT_CODES[received[0]]  # nothing else ends it; waitress has caught what was raised


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises CannotListen with what to do instead."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family, backlog=128)
    except socket.gaierror as unknown:
        raise CannotListen(
            f'There is no address "{host}" on this machine to listen on.'
        ) from unknown
    except OSError as refused:
        raise CannotListen(_refusal(refused, host, port)) from refused


def _refusal(refused: OSError, host: str, port: int) -> str:
    if refused.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; choose another with --port, or a free one with --port 0."
    if refused.errno == errno.EACCES:
        return f"The system does not let this user listen on port {port}; choose one from 1024 with --port."
    reason = os.strerror(refused.errno).lower() if refused.errno else str(refused)
    return f'argmap cannot listen on "{host}": {reason}.'


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _editing(listening: socket.socket, author: str | None) -> Editing | None:
    """Return how editing is offered: to this machine only, so not at all where others can come too."""
    host, port = listening.getsockname()[:2]
    if not ip_address(host).is_loopback:
        return None
    return Editing(author=who(author), port=port)


def _hindrance(library: Library, editing: Editing | None) -> str:
    """Return the sentence that says why nothing can be edited; nothing where it can."""
    if editing is None:
        return "Others than this machine can reach this address, so the debates are only read."
    return library.why_read_only()


def _watch_signals() -> list[int]:
    """Let the signals that stop a server end the program; return the list that they are written into."""
    received: list[int] = []

    def stop(number: int, _: FrameType | None) -> NoReturn:
        received.append(number)
        last_word = threading.Timer(PATIENCE, os._exit, (EXIT_CODES[number],))
        last_word.daemon = True
        last_word.start()
        raise SystemExit(EXIT_CODES[number])

    for number in EXIT_CODES:
        signal.signal(number, stop)
    return received


def _serve(app: Flask, listening: socket.socket) -> None:
    """Answer requests until a signal ends it."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a busy moment is no news
    create_server(
        app, sockets=[listening], threads=THREADS, max_request_body_size=MOST_BYTES_OF_TEXT
    ).run()
