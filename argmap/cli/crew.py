"""Crew: the processes of one server, several that read and one that writes, each with an interpreter of its own."""

import os
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, NoReturn

from argmap.cli.dealing import Dealer, Hand
from argmap.errors import WrongRequest

ALONE = "Several processes need a system that can fork; start one here."

SHORTEST_LIFE = 1.0
"""Seconds; who ends sooner would do so again and again."""

LESS_URGENT = 5
"""How much less urgent writing is than reading, in steps of the system: many read what one writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the processes do, without end.

    One that reads is given what accepts its share of the connections, and where it sends those of requests that change
    something. The one that writes is given what accepts these.
    """

    read: Callable[[socket.socket, socket.socket], None]
    write: Callable[[socket.socket], None]


class _Begun(NamedTuple):
    """A process, when it was begun on the monotonic clock, and whether it is the one that writes."""

    process: int
    since: float
    writes: bool


@dataclass(slots=True)
class _Crew:
    """The processes that were begun; each is known by our end of a pair, whose other end nobody else has."""

    listening: socket.socket
    work: Work
    dealer: Dealer
    changes: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair)
    begun: dict[socket.socket, _Begun] = field(default_factory=dict)

    def begin(self, *, writes: bool) -> None:
        """Begin a process."""
        mine, theirs = socket.socketpair()
        process = _forked()
        if process == 0:
            mine.close()
            for end in self.begun:
                end.close()
            _do(partial(self._write if writes else self._read, theirs))
        theirs.close()
        self.begun[mine] = _Begun(process, time.monotonic(), writes)
        if not writes:
            self.dealer.add(mine)

    def bury(self, end: socket.socket) -> _Begun:
        """Let go of a process that has ended, and return what is known of it."""
        gone = self.begun.pop(end)
        os.waitpid(gone.process, 0)
        return gone

    def writers(self) -> list[socket.socket]:
        """Return the ends of processes that write."""
        return [end for end, begun in self.begun.items() if begun.writes]

    def _read(self, end: socket.socket) -> None:
        sending, taking = self.changes
        taking.close()
        self.work.read(Hand.of(end, ended=_end, listening=self.listening), sending)

    def _write(self, end: socket.socket) -> None:
        sending, taking = self.changes
        sending.close()
        os.nice(LESS_URGENT)
        threading.Thread(target=_end_with, args=(end,), daemon=True).start()
        self.work.write(Hand.of(taking, ended=_end))


def refuse_crowds(count: int) -> None:
    """Raise WrongRequest for several processes where there can be only one."""
    if count > 1 and not hasattr(os, "fork"):
        raise WrongRequest(ALONE)


def run(count: int, listening: socket.socket, work: Work) -> NoReturn:
    """Let so many processes read, and one write, for as long as this one lives; it never returns.

    One that dies is replaced. Nothing that threads or connections to elsewhere stand behind may have been begun before.
    """
    crew = _Crew(listening, work, Dealer(listening))
    missing = [True, *[False] * count]
    earliest = 0.0
    while True:
        now = time.monotonic()
        while missing and earliest <= now:
            crew.begin(writes=missing.pop())
        for end in crew.dealer.deal(crew.writers(), earliest - now if missing else None):
            gone = crew.bury(end)
            missing.append(gone.writes)
            earliest = gone.since + SHORTEST_LIFE


def _forked() -> int:
    """Fork; the signals that end a program wait meanwhile, for what they raise would be lost in Python's own hooks."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGINT))
    try:
        return os.fork()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _do(work: Callable[[], None]) -> NoReturn:
    """Do the work of a process, and end it without what only the first one is to tidy up."""
    try:
        work()
    except SystemExit:
        pass
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and the process is replaced
        traceback.print_exc()
    os._exit(0)


def _end() -> None:
    """End this process as if it were told to, since the first one has ended, however that was."""
    os.kill(os.getpid(), signal.SIGTERM)


def _end_with(end: socket.socket) -> None:
    """Wait until the first process has ended, and end."""
    end.recv(1)
    _end()
