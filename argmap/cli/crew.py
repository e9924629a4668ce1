"""Crew: several processes that answer at one socket, each with an interpreter of its own."""

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import NoReturn

from argmap.errors import WrongRequest

ALONE = "Several processes need a system that can fork; start one here."

SHORTEST_LIFE = 1.0
"""Seconds; who ends sooner would do so again and again."""


def refuse_crowds(count: int) -> None:
    """Raise WrongRequest for several processes where there can be only one."""
    if count > 1 and not hasattr(os, "fork"):
        raise WrongRequest(ALONE)


def run(count: int, work: Callable[[], None]) -> NoReturn:
    """Let so many processes do some work that never ends, for as long as this one lives; it never returns.

    One that dies is replaced. Nothing that threads or connections stand behind may have been begun before.
    """
    reader, writer = os.pipe()
    begun: dict[int, float] = {}

    def begin() -> None:
        process = os.fork()
        if process == 0:
            os.close(writer)
            threading.Thread(target=_end_with_the_first, args=(reader,), daemon=True).start()
            work()
            os._exit(0)
        begun[process] = time.monotonic()

    for _ in range(count):
        begin()
    while True:
        gone, _ = os.wait()
        lived = time.monotonic() - begun.pop(gone, 0.0)
        time.sleep(max(0.0, SHORTEST_LIFE - lived))
        begin()


def _end_with_the_first(reader: int) -> None:
    """Wait until the first process has ended, however that was: then nobody holds the other end of the pipe."""
    os.read(reader, 1)
    os.kill(os.getpid(), signal.SIGTERM)
