"""Two servers on one database, as people start them, with coaches who write at once and things that go wrong."""

import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

import pytest

from argmap.library import Library
from argmap.stores import places
from argmap.stores.store import Store
from tests.postgres import Cluster

DEBATE = b"""\
title: A harbor
question: Bridge or ferry?
viewpoints: {a: {name: A, summary: One.}, b: {name: B, summary: Two.}}
claims:
  - {id: bridge, claim: A bridge.}
  - {id: ferry, claim: A ferry.}
"""
SECRET = "correct-horse"  # it opens nothing
LINE = re.compile(r"argmap serves (.+) at (http://.+)/ \(Ctrl-C stops\)\n")
HIDDEN = re.compile(r'type="hidden" name="([^"]*)" value="([^"]*)"')
PATIENCE = 30

_numbers = count(1)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")


@dataclass
class Server:
    """A process that serves the database."""

    process: subprocess.Popen[str]
    name: str
    address: str


@contextmanager
def serving(address: str) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", "serve", "--port", "0", "--author", "Ann"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, places.STORE: address},
    )
    assert process.stdout
    try:
        found = LINE.fullmatch(process.stdout.readline())
        assert found
        yield Server(process, found[1], found[2])
    finally:
        process.kill()
        said = "".join(process.communicate())
        assert SECRET not in said
        assert not said, said


@pytest.fixture(scope="module")
def address(cluster: Cluster) -> str:
    """The address of a database, with a password that nothing may print."""
    return cluster.new(password=SECRET)


@pytest.fixture(scope="module")
def database(address: str) -> Iterator[Store]:
    store = places.open_store(address)
    yield store
    store.close()


@pytest.fixture
def debate(database: Store) -> str:
    """The id of a debate of the test's own."""
    id = f"harbor-{next(_numbers)}"
    database.add(f"{id}.yaml", DEBATE)
    return id


@pytest.fixture(scope="module")
def servers(address: str) -> Iterator[list[Server]]:
    with ExitStack() as running:
        yield [running.enter_context(serving(address)) for _ in range(2)]


@dataclass
class Coach:
    """One who writes by form at one server, and goes to another when that does not answer."""

    servers: list[Server]
    debate: str
    name: str
    refusals: Counter[int] = field(default_factory=Counter)
    browser: OpenerDirector = field(
        default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar()))
    )

    def writes(self, number: int) -> None:
        """Send a claim until a server says that it is saved."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return self._send(number)
            except HTTPError as refused:
                self.refusals[refused.code] += 1
                if refused.code != 503:
                    pytest.fail(refused.read().decode())
            except (URLError, ConnectionError, TimeoutError, HTTPException):
                self.refusals[0] += 1
                self.servers = self.servers[::-1]
            time.sleep(0.1)
        pytest.fail(f"{self.name} could not save for {PATIENCE} seconds: {self.refusals}")

    def _send(self, number: int) -> None:
        form = f"{self.servers[0].address}/debates/{self.debate}/claims/ferry/edit/objection"
        with self.browser.open(form, timeout=20) as answer:
            hidden = dict(HIDDEN.findall(answer.read().decode()))
        typed = {
            "sentence": f"{self.name} says {number}.",
            "key": f"{self.name}-says-{number}-only-once".replace(" ", "-"),
        }
        data = urlencode({**hidden, **typed}).encode()
        with self.browser.open(Request(form, data=data), timeout=20) as answer:  # noqa: S310 - our own
            assert "changed=" in answer.url


def page(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
            return answer.status, str(answer.read().decode())
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def said(store: Store, debate: str) -> list[str]:
    library = Library(store)
    assert not library.volume(debate).has_errors
    claims = library.debate(debate).claims
    return sorted(claims[step.claims[0]].text for step in claims["ferry"].objections)


def numbers(store: Store, debate: str) -> list[int]:
    return sorted(change.number for change in Library(store).changes(debate, limit=1000))


def test_what_one_server_saves_the_other_shows_at_the_next_request(
    servers: list[Server], debate: str
) -> None:
    one, other = servers
    assert SECRET not in one.name
    for number in range(3):
        assert f"Ann says {number}." not in page(f"{other.address}/debates/{debate}/outline")[1]
        Coach([one], debate, "Ann").writes(number)
        assert f"Ann says {number}." in page(f"{other.address}/debates/{debate}/outline")[1]
        one, other = other, one


def test_two_servers_that_write_at_once_lose_and_double_nothing(
    servers: list[Server], database: Store, debate: str
) -> None:
    coaches = [Coach([servers[n % 2]], debate, f"Coach {n}") for n in range(8)]

    def write(coach: Coach) -> None:
        for number in range(5):
            coach.writes(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, coaches))
    assert said(database, debate) == sorted(
        f"Coach {n} says {number}." for n in range(8) for number in range(5)
    )
    assert numbers(database, debate) == list(range(1, 41))
    assert sum((coach.refusals for coach in coaches), Counter()) == {}


def test_a_killed_server_and_a_restarted_database_lose_nothing_that_was_acknowledged(
    servers: list[Server], address: str, database: Store, debate: str, cluster: Cluster
) -> None:
    with serving(address) as doomed:
        one, other = [servers[0], doomed], [doomed, servers[0]]
        coaches = [Coach(one if n % 2 else other, debate, f"Coach {n}") for n in range(4)]
        write_through_disasters(coaches, doomed, cluster)
    assert said(database, debate) == sorted(
        f"Coach {n} says {number}." for n in range(4) for number in range(6)
    )
    assert numbers(database, debate) == list(range(1, 25))
    refusals = sum((coach.refusals for coach in coaches), Counter[int]())
    assert refusals[503] > 0
    assert refusals[0] > 0


def write_through_disasters(coaches: list[Coach], doomed: Server, cluster: Cluster) -> None:
    """Let each write six claims, while the database is restarted and then a server killed."""
    done = Counter[str]()
    gate = threading.Barrier(5)

    def write(coach: Coach) -> None:
        gate.wait()
        for number in range(6):
            coach.writes(number)
            done[coach.name] += 1

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, coach) for coach in coaches]
        gate.wait()
        wait_until(lambda: done.total() >= 4)
        cluster.stop()
        status, sentence = page(f"{doomed.address}/")
        assert status == 503
        assert "does not answer" in sentence
        cluster.start()
        wait_until(lambda: done.total() >= 10)
        doomed.process.kill()
        for each in writing:
            each.result()


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_database_that_is_not_there_is_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "serve", "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, places.STORE: f"postgresql://ann:{SECRET}@127.0.0.1:1/debates"},
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "argmap: The database postgresql://ann@127.0.0.1:1/debates does not answer ("
    )
    assert done.stderr.count("\n") == 1
