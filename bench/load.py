"""Load: readers at half of what a server can do, without and with people who edit meanwhile."""

import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import chain, count, product
from pathlib import Path

import click

from argmap import addresses
from argmap.library import Library
from argmap.model import Debate, Direction
from argmap.stores import places
from argmap.stores.folder import FolderStore
from argmap.stores.store import Store
from argmap.views import View
from bench import clients, debates, figures, postgres, readers, servers, wishes
from bench.browsing import Answer, Browser
from bench.clients import Coach
from bench.figures import Figure
from bench.postgres import Cluster
from bench.readers import Reading, share
from bench.wishes import Wish

MOST = 3.0
"""How many times longer the slowest hundredth of readers may wait while people edit."""

KNOWN: Mapping[str, int] = {"home": 10, "map": 15, "claim": 15, "outline": 10}
ANEW: Mapping[str, int] = {"view": 20, "claim": 20, "outline": 10}
"""What readers ask for, in percent: pages that others have asked for, and pages at addresses that nobody has.

A view is a map that has to be drawn; of the other pages made anew some parts may be at hand.
"""

PROCESSES = os.cpu_count() or 1
"""One for each core, as docs/deploy.md recommends."""

CLAIMS_KNOWN = 5
"""How many claims of a debate have pages that readers ask for again and again."""

DEPTHS = (1, 2, 3)
DIRECTIONS: tuple[Direction, ...] = ("LR", "TB")

PASSWORD = "only for the trial"  # noqa: S105 - it opens nothing
TRIED = 200
"""Requests from which it is guessed how many a longer measurement needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done: each coach makes an edit a second, all in the same one of the debates that are read."""

    coaches: int = 8
    debates: int = 8
    claims: int = 200
    seconds: int = 20
    rounds: int = 2


@dataclass(slots=True)
class Phase:
    """What readers have met for some seconds, and how long each edit took meanwhile from when it was due."""

    reading: Reading
    edits: list[float] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Return what is told of it."""
        found = self.reading
        told = (
            f"{name:<12} {'with' if self.edits else 'without':<8} {len(found.waits):>7,}"
            f" {found.rate:>7.0f} {found.failures:>6} {_told(share(found.waits, 50))}"
            f" {_told(share(found.waits, 99))} {_told(max(found.waits))}"
            f" {_told(share(found.delays, 99))} {_told(max(found.delays))}"
        )
        return f"{told} {len(self.edits):>6} {_told(share(self.edits, 50))}" if self.edits else told


HEAD = (
    f"{'store':<12} {'writers':<8} {'answers':>7} {'a s':>7} {'failed':>6} {'p50':>8} {'p99':>8}"
    f" {'most':>8} {'late p99':>8} {'late':>8} {'edits':>6} {'p50':>8}"
)


@dataclass(slots=True)
class Tally:
    """What a server has done; `faults` are sentences."""

    kind: str
    peak: float = 0.0
    phases: list[Phase] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield what is told of it."""
        yield from (phase.line(self.kind) for phase in self.phases)
        yield from self.faults

    def figures(self) -> Iterator[Figure]:
        """Yield how much longer readers wait while people edit, and whether edits keep up with those who make them."""
        waits: dict[bool, list[float]] = {True: [], False: []}
        for phase in self.phases:
            waits[bool(phase.edits)].append(share(phase.reading.waits, 99))
        what = f"p99 of readers at half of {self.peak:.0f} a second, with writers / without"
        yield figures.ratio(f"load {self.kind}", what, waits[True], waits[False], bound=MOST)
        edits = [share(phase.edits, 50) for phase in self.phases if phase.edits]
        what = "median time of an edit meanwhile, from when it is due / one second"
        yield figures.ratio(f"load {self.kind} edit", what, edits, [1.0] * len(edits), bound=1.0)


def trial() -> Iterator[str]:
    """Yield what both stores have come to; fails if a page failed, an edit was lost, or readers waited too long."""
    found = []
    yield HEAD
    with postgres.running() as cluster:
        for place in (None, cluster):
            tally = run(place, Scale())
            yield from tally.lines()
            found.append(tally)
    measured = [figure for tally in found for figure in tally.figures()]
    yield figures.table(measured)
    if any(tally.faults for tally in found) or any(each.verdict == "short" for each in measured):
        raise click.exceptions.Exit(1)


def run(cluster: Cluster | None, scale: Scale) -> Tally:
    """Return what a server has come to, on a database, or with `None` on a folder."""
    tally = Tally("PostgreSQL" if cluster else "folder")
    with _place(cluster) as (store, arguments, variables):
        known = _prepared(store, scale)
        edited = known[min(known)]
        with (
            servers.serving(
                *arguments, "--processes", str(PROCESSES), variables=variables
            ) as server,
            ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process,
        ):
            coaches = [
                _Writer(server.address, _name(number), edited.id, wanted)
                for number, wanted in enumerate(
                    wishes.wanted(edited, scale.coaches, scale.rounds * scale.seconds)
                )
            ]
            mix = _Mix(known)
            _read(process, server.port, mix.known())
            tally.peak = _peak(process, server.port, mix, scale)
            for number in range(2 * scale.rounds):
                half = mix.pages(int(tally.peak / 2 * scale.seconds))
                writers = coaches if number % 2 else []
                tally.phases.append(_phase(process, server.port, half, writers, scale))
            tally.faults += server.faults()
        tally.faults += _faults(tally)
        saved = [wish for coach in coaches for wish in coach.saved]
        tally.faults += wishes.faults(Library(store).debate(edited.id), edited, saved)
    return tally


@contextmanager
def _place(
    cluster: Cluster | None,
) -> Iterator[tuple[Store, tuple[str, ...], Mapping[str, str]]]:
    """Give a store, with what a server is told about it: arguments and variables."""
    if cluster is None:
        with tempfile.TemporaryDirectory(prefix="argmap-load-") as folder:
            yield FolderStore(Path(folder)), (folder,), {}
        return
    address = cluster.new()
    store = places.open_store(address)
    yield store, (), {places.STORE: address}
    store.close()


def _prepared(store: Store, scale: Scale) -> dict[str, Debate]:
    """Fill a store with debates, and make accounts for the coaches; return the debates by id."""
    library = Library(store)
    for number in range(scale.debates):
        text = debates.generate(scale.claims, seed=number)
        store.add(f"debate-{number}.yaml", text.encode())
    for number in range(scale.coaches):
        library.membership.add(_name(number), "coach", PASSWORD)
    return {volume.id: volume.readable() for volume in library.volumes()}


def _name(number: int) -> str:
    return f"Coach {number}"


class _Mix:
    """What readers ask for, at random, the same in every run."""

    def __init__(self, known: Mapping[str, Debate]) -> None:
        self._chance = random.Random(0)  # noqa: S311  # no secret
        ids = list(known)
        claims = {id: list(debate.claims) for id, debate in known.items()}
        self._known = {
            "home": [addresses.HOME],
            "map": [addresses.map_of(id) for id in ids],
            "claim": [
                addresses.claim_of(id, claim) for id in ids for claim in claims[id][:CLAIMS_KNOWN]
            ],
            "outline": [addresses.outline_of(id) for id in ids],
        }
        self._anew = {
            "view": self._shuffled(
                addresses.map_of(id, View(focus=claim, depth=depth, direction=direction))
                for id in ids
                for claim, depth, direction in product(claims[id], DEPTHS, DIRECTIONS)
            ),
            "claim": self._shuffled(
                addresses.claim_of(id, claim, View(depth=depth, direction=direction))
                for id in ids
                for claim, depth, direction in product(claims[id], DEPTHS, DIRECTIONS)
            ),
            "outline": (
                f"{addresses.outline_of(self._chance.choice(ids))}?unknown={number}"
                for number in count()
            ),
        }

    def known(self) -> list[str]:
        """Return every page that is asked for again and again."""
        return list(chain.from_iterable(self._known.values()))

    def pages(self, number: int) -> list[str]:
        """Return so many addresses."""
        kinds = [*((False, kind) for kind in KNOWN), *((True, kind) for kind in ANEW)]
        weights = [*KNOWN.values(), *ANEW.values()]
        return [
            next(self._anew[kind]) if is_new else self._chance.choice(self._known[kind])
            for is_new, kind in self._chance.choices(kinds, weights, k=number)
        ]

    def _shuffled(self, made: Iterable[str]) -> Iterator[str]:
        found = list(made)
        self._chance.shuffle(found)
        return iter(found)


class _Writer:
    """A coach who makes edits of a debate by form."""

    def __init__(self, site: str, name: str, debate: str, wanted: Iterable[Wish]) -> None:
        self.saved: list[Wish] = []
        self._site = site
        self._wanted = iter(wanted)
        browser = Browser(site)
        browser.log_in(name, PASSWORD)
        self._hand = Coach(browser, debate)

    def write(self, edits: int, *, first: float) -> tuple[list[float], list[str]]:
        """Make an edit a second, the first at its time; return how long each took, and what was refused."""
        waits, refusals = [], []
        for due in (first + number for number in range(edits)):
            time.sleep(max(0.0, due - time.perf_counter()))
            wish = next(self._wanted)
            answer = self._sent(wish)
            waits.append(time.perf_counter() - due)
            if answer.status in clients.SAVED:
                self.saved.append(wish)
            else:
                refusals.append(f"{answer.status} {answer.refusal}")
        return waits, refusals

    def _sent(self, wish: Wish) -> Answer:
        letter = self._hand.letter(wish, self._site)
        return letter if isinstance(letter, Answer) else letter(self._site)


def _peak(process: Executor, port: int, mix: _Mix, scale: Scale) -> float:
    """Return how many pages a second a server gives away at most."""
    tried = _read(process, port, mix.pages(TRIED))
    return _read(process, port, mix.pages(int(tried.rate * scale.seconds))).rate


def _read(process: Executor, port: int, pages: Sequence[str], rate: float = 0.0) -> Reading:
    return process.submit(readers.read, port, pages, rate).result()


def _phase(
    process: Executor, port: int, pages: Sequence[str], writers: Sequence[_Writer], scale: Scale
) -> Phase:
    """Let readers read, and writers write meanwhile, one after another within each second."""
    with ThreadPoolExecutor(len(writers) or 1) as pool:
        reading = process.submit(readers.read, port, pages, len(pages) / scale.seconds)
        now = time.perf_counter()
        writing = [
            pool.submit(writer.write, scale.seconds, first=now + number / len(writers))
            for number, writer in enumerate(writers)
        ]
        found = Phase(reading.result())
        for waits, refusals in (each.result() for each in writing):
            found.edits += waits
            found.refusals += refusals
    return found


def _faults(tally: Tally) -> Iterator[str]:
    """Yield the pages that failed, and the edits that were refused."""
    for phase in tally.phases:
        for status, times in phase.reading.statuses.items():
            if status != HTTPStatus.OK:
                yield f"{times} pages failed: {status}"
        yield from phase.refusals


def _told(seconds: float) -> str:
    return f"{seconds * 1000:>5,.0f} ms"
