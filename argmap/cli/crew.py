"""Crew: several processes that share the connections of one socket, each with an interpreter of its own."""

import os
import signal
import socket
import time
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from argmap.cli.dealing import Dealer, Hand
from argmap.errors import WrongRequest

ALONE = "Several processes need a system that can fork; start one here."

SHORTEST_LIFE = 1.0
"""Seconds; who ends sooner would do so again and again."""


class _Begun(NamedTuple):
    """A process, and when it was begun."""

    process: int
    since: float


def refuse_crowds(count: int) -> None:
    """Raise WrongRequest for several processes where there can be only one."""
    if count > 1 and not hasattr(os, "fork"):
        raise WrongRequest(ALONE)


def run(count: int, listening: socket.socket, work: Callable[[socket.socket], None]) -> NoReturn:
    """Let so many processes do some work that never ends, for as long as this one lives; it never returns.

    Each is given what accepts its share of the connections. One that dies is replaced. Nothing that threads or
    connections to elsewhere stand behind may have been begun before.
    """
    dealer = Dealer(listening)
    begun: dict[socket.socket, _Begun] = {}
    earliest = 0.0
    while True:
        now = time.monotonic()
        while len(begun) < count and earliest <= now:
            mine, theirs = socket.socketpair()
            process = os.fork()
            if process == 0:
                mine.close()
                dealer.close()
                work(Hand.of(theirs, listening, _end))
                os._exit(0)
            theirs.close()
            begun[mine] = _Begun(process, now)
            dealer.add(mine)
        for end in dealer.deal(None if len(begun) == count else earliest - now):
            gone = begun.pop(end)
            os.waitpid(gone.process, 0)
            earliest = gone.since + SHORTEST_LIFE


def _end() -> None:
    """End this process as if it were told to, since the first one has ended, however that was."""
    os.kill(os.getpid(), signal.SIGTERM)
