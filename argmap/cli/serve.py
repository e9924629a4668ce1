"""`argmap serve`: shows a folder of debates in a browser."""

import errno
import logging
import signal
import threading
import webbrowser
from types import FrameType
from typing import NoReturn, Protocol, cast

import click
from waitress.server import create_server
from waitress.task import ThreadedTaskDispatcher

from argmap.errors import ArgmapError, WrongRequest
from argmap.library import Library
from argmap.stores.folder import find_folder
from argmap.web import create_app

THREADS = 4
PATIENCE = 0.3
"""Seconds that running requests get to finish when the server is told to stop."""

INTERRUPTED = 130


class Server(Protocol):
    """What waitress gives: one listening socket, or several."""

    def run(self) -> None:
        """Serve until a signal stops it."""


class PortTaken(ArgmapError):
    """Another program listens where the server should."""


@click.command("serve")
@click.argument("folder", required=False, metavar="[FOLDER]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--read-only", is_flag=True, help="Offer nothing that changes a file.")
@click.option("--open", "opens", is_flag=True, help="Open the debates in a browser.")
def command(folder: str | None, host: str, port: int, *, read_only: bool, opens: bool) -> int:
    """Show the debates of FOLDER in a browser.

    Without FOLDER: $ARGMAP_DEBATES, else debates/ here, else those that come with argmap. Changed files show at the
    next request.
    """
    code = _stop_on_signals()
    path = find_folder(folder)
    library = Library(path)
    library.state()  # refuses a folder that is not there, before anybody is told to come
    app = create_app(library, read_only=read_only)
    server = _listen(app, host, port)
    address = _address(server)
    click.echo(f"argmap serves {path} at {address} (Ctrl-C stops)")
    if opens:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    server.run()
    return code()
