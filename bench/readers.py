"""Readers: pages asked for over kept connections, as fast as a server can or each at its time."""

import selectors
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from statistics import quantiles

from bench import wire
from bench.wire import Connection

CONNECTIONS = 32
"""More than a server answers at once; who finds none free waits, and that counts."""

FAST_CONNECTIONS = 8
PATIENCE = 60.0
"""Seconds without any answer after which a server is given up."""

PARTS = 100


@dataclass(slots=True, kw_only=True)
class Reading:
    """What readers have met: seconds from when each page was due to its last byte, and how late it was asked for.

    The second is our own delay, where a connection was free.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Return the answers a second."""
        return len(self.waits) / self.seconds

    @property
    def failures(self) -> int:
        """Return how many answers were no page."""
        return self.statuses.total() - self.statuses[HTTPStatus.OK]


def share(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of values do not exceed."""
    return quantiles(values, n=PARTS, method="inclusive")[percent - 1]


def read(port: int, addresses: Sequence[str], rate: float = 0.0) -> Reading:
    """Ask for pages: so many a second, or with 0 each when another one is answered.

    Done in a process that does nothing else. Raises ConnectionError when the server breaks a connection.
    """
    connections = [Connection(port) for _ in range(CONNECTIONS if rate else FAST_CONNECTIONS)]
    questions = [wire.question(address, port) for address in addresses]
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        found = _Drive(selector, connections, questions, rate).reading()
    for connection in connections:
        connection.close()
    return found


class _Drive:
    """Sends requests when they are due, and measures their answers."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        connections: Sequence[Connection],
        questions: Sequence[bytes],
        rate: float,
    ) -> None:
        self._selector = selector
        self._questions = questions
        self._pause = 1 / rate if rate else 0.0
        self._due: dict[Connection, float] = {}
        self._sent = 0
        self._found = Reading()
        self._began = time.perf_counter()
        self._idle = deque((connection, self._began) for connection in connections)

    def reading(self) -> Reading:
        """Ask for all pages, and return what came of it."""
        while self._sent < len(self._questions) or self._due:
            self._send()
            self._take()
        self._found.seconds = time.perf_counter() - self._began
        return self._found

    def _next(self) -> float:
        """Return when the next request is due."""
        return self._began + self._sent * self._pause

    def _send(self) -> None:
        """Send what is due, as far as connections are free."""
        while self._idle and self._sent < len(self._questions):
            now = time.perf_counter()
            due = self._next() if self._pause else now
            if due > now:
                return
            connection, free_since = self._idle.popleft()
            self._due[connection] = due
            connection.ask(self._questions[self._sent])
            self._sent += 1
            self._found.delays.append(now - max(due, free_since))

    def _take(self) -> None:
        """Wait for answers until the next request is due."""
        is_one_due = self._idle and self._sent < len(self._questions)
        wait = self._next() - time.perf_counter() if is_one_due else PATIENCE
        ready = self._selector.select(max(wait, 0.0))
        now = time.perf_counter()
        if not ready and not is_one_due:
            raise TimeoutError(f"The server has been silent for {PATIENCE:g} seconds.")
        for key, _ in ready:
            connection: Connection = key.data
            status = connection.take()
            if status:
                self._found.statuses[status] += 1
                self._found.waits.append(now - self._due.pop(connection))
                self._idle.append((connection, now))
