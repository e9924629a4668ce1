"""Machines: many edit one debate at two servers on one PostgreSQL, while both of these go down and come back."""

import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias

import click

from argmap import addresses
from argmap.library import Library
from argmap.model import Debate
from argmap.stores import places
from argmap.stores.store import Store
from bench import clients, debates, histories, postgres, servers, wishes
from bench.browsing import Browser
from bench.clients import BROKEN, Client, Coach, Hand, Program, Progress
from bench.postgres import Cluster
from bench.servers import Server
from bench.wishes import Wish

CLIENTS = 8
EDITS = 50
COACHES = 3
PROGRAMS = 4
"""Every so many clients are programs that use the API."""

TWICE = 10
"""Every so many edits are sent twice at once, to different servers."""

CLAIMS = 100
ID = "debate"
NAME = "debates.example"
PASSWORD = "only for the trial"  # noqa: S105 - it opens nothing

BEFORE_LAST, LAST = 2, 1
Gates: TypeAlias = Mapping[int, threading.Event]
"""What clients wait for when they have so many edits left, so that few do not end before it: the worst."""

EXPECTED = (*clients.SAVED, *clients.AGAIN)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the edits of all clients have come to; `faults` are sentences."""

    wanted: int
    progress: Progress
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield what is told of it."""
        saved, answers = self.progress.saved, sorted(self.progress.answers.items())
        told = ", ".join(f"{times} {status or 'broken connections'}" for status, times in answers)
        yield (
            f"{saved} of {self.wanted} saved in {self.seconds:.1f} s,"
            f" {saved / self.seconds:.1f} a second; answers: {told}; {len(self.faults)} faults"
        )
        for (status, sentence), times in self.progress.sentences.most_common():
            if status in clients.AGAIN:
                yield f"{times:>7,}  {status} {sentence}"
        yield from self.faults


def trial() -> Iterator[str]:
    """Yield what 400 edits have come to, alone and through disasters; fails if something was lost or doubled."""
    is_whole = True
    with postgres.running() as cluster:
        for has_disasters in (False, True):
            tally = run(cluster, CLIENTS, EDITS, has_disasters=has_disasters)
            yield "a server killed, the database restarted:" if has_disasters else "undisturbed:"
            yield from tally.lines()
            is_whole = is_whole and not tally.faults
    if not is_whole:
        raise click.exceptions.Exit(1)


def run(cluster: Cluster, crowd: int, edits: int, *, has_disasters: bool) -> Tally:
    """Return what the edits of some clients have come to who write to one debate at two servers.

    With disasters, one server is killed and started again after a third of the edits, and the database is stopped
    after two thirds, until somebody was told so, and started again.
    """
    address, progress, gates = cluster.new(), Progress(), _gates(is_open=not has_disasters)
    store = places.open_store(address)
    store.add(f"{ID}.yaml", debates.generate(CLAIMS).encode())
    library = Library(store)
    before = library.debate(ID)
    wanted = wishes.wanted(before, crowd, edits)
    tally = Tally(wanted=crowd * edits, progress=progress)
    with _two_servers(address) as both, ThreadPoolExecutor(crowd) as pool:
        sites = [server.address for server in both]
        hands = _hands(library, crowd, sites[0])
        began = time.perf_counter()
        writing = [
            pool.submit(_write, Client(hand, sites, progress), wanted[number], number, gates)
            for number, hand in enumerate(hands)
        ]
        if has_disasters:
            _disturb(both[1], cluster, progress, gates, total=crowd * edits)
        tally.faults += [fault for each in writing for fault in each.result()]
        tally.seconds = time.perf_counter() - began
        tally.faults += _unlike(both, library.volume(ID).data.decode())
        tally.faults += [fault for server in both for fault in server.faults()]
    tally.faults += _unexpected(progress)
    tally.faults += _wrong(Library(store), store, before, [each for one in wanted for each in one])
    tally.faults += _miscredited(library, edits, crowd)
    store.close()
    return tally


@contextmanager
def _two_servers(address: str) -> Iterator[list[Server]]:
    """Run two servers that share a database, a name, and the key that signs forms."""
    with tempfile.TemporaryDirectory(prefix="argmap-machines-") as folder, ExitStack() as running:
        shared = ("--public-name", NAME, "--secret-key", Path(folder) / "key")
        variables = {places.STORE: address}
        yield [
            running.enter_context(servers.serving(*shared, variables=variables)) for _ in range(2)
        ]


def _hands(library: Library, crowd: int, site: str) -> list[Hand]:
    """Return how each client edits, in the names of a few coaches."""
    accounts = [
        library.membership.add(f"Coach {number}", "coach", PASSWORD) for number in range(COACHES)
    ]
    hands: list[Hand] = []
    for number in range(crowd):
        account, browser = accounts[number % COACHES], Browser(site, name=NAME)
        if number % PROGRAMS == 1:
            token = library.authentication.new_token(account, f"Program {number}")
            hands.append(Program(browser, ID, token, f"program-{number}"))
        else:
            browser.log_in(account.name, PASSWORD)
            hands.append(Coach(browser, ID))
    return hands


def _gates(*, is_open: bool) -> Gates:
    gates = {BEFORE_LAST: threading.Event(), LAST: threading.Event()}
    for gate in gates.values() if is_open else ():
        gate.set()
    return gates


def _write(client: Client, wanted: Sequence[Wish], first: int, gates: Gates) -> list[str]:
    """Send all edits of a client, to the servers in turn; return what is wrong with the answers."""
    found = []
    for number, wish in enumerate(wanted):
        gate = gates.get(len(wanted) - number)
        if gate:
            gate.wait(clients.PATIENCE)
        found.append(client.save(wish, first=first + number, is_twice=number % TWICE == 0))
    return [fault for fault in found if fault]


def _disturb(
    doomed: Server, cluster: Cluster, progress: Progress, gates: Gates, *, total: int
) -> None:
    """Kill a server and start it again, then do so with the database, each when somebody has noticed."""
    progress.wait(lambda so_far: so_far.saved >= total // 3)
    broken = progress.answers[BROKEN]
    doomed.kill()
    gates[BEFORE_LAST].set()
    progress.wait(lambda so_far: so_far.answers[BROKEN] > broken)
    doomed.start()
    progress.wait(lambda so_far: so_far.saved >= total * 2 // 3)
    refused = progress.answers[HTTPStatus.SERVICE_UNAVAILABLE]
    cluster.stop()
    gates[LAST].set()
    progress.wait(lambda so_far: so_far.answers[HTTPStatus.SERVICE_UNAVAILABLE] > refused)
    cluster.start()


def _unexpected(progress: Progress) -> Iterator[str]:
    """Yield the answers that nobody should be given."""
    for (status, sentence), times in progress.sentences.items():
        if status not in EXPECTED and status != BROKEN:
            yield f"{times} times {status}: {sentence}"
        elif status in clients.AGAIN and not sentence:
            yield f"{times} times {status} without a sentence"


def _unlike(both: Sequence[Server], text: str) -> Iterator[str]:
    """Yield which server shows another text than the database has."""
    for server in both:
        shown = Browser(server.address, name=NAME).open(f"{addresses.API}/debates/{ID}/text")
        if shown.text != text:
            yield f"the server at {server.address} shows another text: {shown.status}"


def _wrong(library: Library, store: Store, before: Debate, saved: Sequence[Wish]) -> Iterator[str]:
    """Yield what is wrong in the debate and its history."""
    yield from wishes.faults(library.debate(ID), before, saved)
    yield from histories.faults(library, store.history(), ID)
    yield from histories.unreadable(library, store.history(), ID)


def _miscredited(library: Library, edits: int, crowd: int) -> Iterator[str]:
    """Yield to whom more or fewer changes are credited than they have made."""
    made = Counter(f"Coach {number % COACHES}" for number in range(crowd) for _ in range(edits))
    found = Counter(change.author for change in histories.changes(library, ID))
    for name in sorted(made | found):
        if made[name] != found[name]:
            yield f"{found[name]} changes of {name or 'nobody'}, expected {made[name]}"
