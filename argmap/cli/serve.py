"""`argmap serve`: shows a folder of debates in a browser."""

import errno
import gc
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn
from wsgiref.types import WSGIApplication

import click
from waitress.server import create_server

from argmap.cli import crew, letting_in, opening, options, relaying
from argmap.cli.crew import Work
from argmap.cli.letting_in import Wanted
from argmap.cli.relaying import Relay
from argmap.errors import ArgmapError
from argmap.library import Library
from argmap.stores.readings import Readings
from argmap.stores.shared import Shared
from argmap.stores.store import Store
from argmap.web import create_app, refusals
from argmap.web.access import Access
from argmap.web.guarding import MOST_BYTES_OF_TEXT

THREADS = 16
"""Who edits waits for others who do, and for the disk; meanwhile the others are there for those who read."""
PATIENCE = 0.5
"""Seconds that running requests get to finish when the server is told to stop."""

COLLECTED_AFTER = (2_000, 5, 5_000)
"""New objects until the youngest are looked through, and how many such rounds until the next older ones are."""

MOST_READINGS = 64
MOST_PAGES = 512
"""How many are shared among processes; each is wanted soon, or never."""

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
@click.option("--read-only", is_flag=True, help="Offer nothing that changes a debate.")
@click.option("--private", is_flag=True, help="Let only those read who have an account.")
@click.option(
    "--public-name",
    metavar="HOST",
    help="The name under which people come from elsewhere, such as debates.example.org.",
)
@click.option(
    "--insecure", is_flag=True, help="Let people come without TLS; passwords can be read underway."
)
@click.option(
    "--proxy",
    metavar="ADDRESS",
    help="The server in front, which tells where requests come from [default: this machine, with --public-name].",
)
@click.option(
    "--secret-key",
    metavar="FILE",
    help="The file that signs forms, made if it is missing; servers that share a name share it.",
)
@click.option(
    "--author",
    help="Whom changes are credited to while there are no accounts [default: the system's user].",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes read, beside one that writes; as many as the machine has cores serve the most.",
)
@click.option("--open", "opens", is_flag=True, help="Open the debates in a browser.")
def command(
    folder: str | None,
    store: str | None,
    host: str,
    port: int,
    *,
    opens: bool,
    proxy: str | None,
    processes: int,
    **wanted: Any,  # noqa: ANN401 - click's own
) -> int:
    """Show the debates of FOLDER, or of a database, in a browser, and let whoever sits at this machine edit them.

    Without FOLDER: $ARGMAP_DEBATES, else debates/ here, else those that come with argmap. Changed
    files show at the next request. On another address than this machine's own, or once there are
    accounts (argmap user), who edits must log in.
    """
    _live_long()
    crew.refuse_crowds(processes)
    received = _watch_signals()
    found = opening.find_store(folder, store)
    library = Library(found)
    library.state()  # refuses a folder that is not there before anybody is told to come
    listening = _listen(host, port)
    access = letting_in.access_to(library, listening, _wanted(**wanted))
    trusted = letting_in.trusted(proxy, access)
    address = _address(listening)
    click.echo(f"argmap serves {library.name} at {address} (Ctrl-C stops)")
    for sentence in letting_in.sentences(library, access):
        click.echo(sentence)

    if processes > 1:
        if opens:
            webbrowser.open(address)
        found.close()  # what is open cannot be shared with another process
        with tempfile.TemporaryDirectory(prefix="argmap-") as shared:
            crew.run(processes, listening, _work(found, Path(shared), access, proxy=trusted))
    if opens:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    _serve(create_app(library, access=access), listening, proxy=trusted)
    return EXIT_CODES[received[0]]  # nothing else ends it; waitress has caught what was raised


def _work(store: Store, shared: Path, access: Access, *, proxy: str | None) -> Work:
    """Return what several processes do; what one of them makes the others find in a folder."""
    library = Library(store, readings=Readings(Shared(shared / "readings", most=MOST_READINGS)))
    pages = Shared(shared / "pages", most=MOST_PAGES)
    app = create_app(library, access=access, shared=pages)
    # What is loaded before there are several processes is loaded once.
    library.load()
    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)
    gc.collect()
    gc.freeze()

    def read(coming: socket.socket, changing: socket.socket) -> None:
        relay = Relay(app, changing, refused=partial(refusals.told_by, app))
        _serve(relay, coming, proxy=proxy)

    def write(coming: socket.socket) -> None:
        _serve(relaying.relayed(app), coming, proxy=None)

    return Work(read=read, write=write)


def _live_long() -> None:
    """Set Python up for many requests at once, where commands are set up to end soon.

    The garbage collector looks through everything that is kept only now and then, since all wait for it: debates and
    pages are let go of without it, and cycles hardly outlive the request that has made them.
    """
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    gc.enable()


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


def _wanted(
    *,
    read_only: bool,
    private: bool,
    public_name: str | None,
    insecure: bool,
    secret_key: str | None,
    author: str | None,
) -> Wanted:
    return Wanted(
        author=author,
        public_name=public_name,
        is_insecure=insecure,
        is_private=private,
        is_read_only=read_only,
        secret_file=secret_key,
    )


def _watch_signals() -> list[int]:
    """Let the signals that stop a server end the program; return the list that they are written into."""
    received: list[int] = []

    def stop(number: int, _: FrameType | None) -> NoReturn:
        received.append(number)
        # What is broken off while it is being made complains, and helps nobody.
        sys.unraisablehook = _pass_over
        last_word = threading.Timer(PATIENCE, os._exit, (EXIT_CODES[number],))
        last_word.daemon = True
        last_word.start()
        raise SystemExit(EXIT_CODES[number])

    for number in EXIT_CODES:
        signal.signal(number, stop)
    return received


def _pass_over(_: object) -> None:
    """Say nothing."""


def _serve(app: WSGIApplication, coming: socket.socket, *, proxy: str | None) -> None:
    """Answer requests until a signal ends it; a proxy is believed where requests have come from."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a busy moment is no news
    told = {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for"}} if proxy else {}
    create_server(
        app,
        sockets=[coming],
        threads=THREADS,
        max_request_body_size=MOST_BYTES_OF_TEXT,
        clear_untrusted_proxy_headers=bool(proxy),
        **told,
    ).run()
