"""Dealing: the connections that come to one socket, handed to several processes in turn.

Processes that accept from one socket themselves take what they can. Whoever is quickest at first has most connections
then, which browsers keep, and is busy while the others idle.
"""

import select
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

TOKEN = b"\0"
"""Goes with each connection, since nothing can be sent beside nothing."""

PAUSE = 0.01
"""Seconds until it is tried again when no process takes a connection, or the system gives none."""


class Hand(socket.socket):
    """What a process has in the place of the socket that listens: it accepts the connections that were dealt to it."""

    _listening: socket.socket
    _ended: Callable[[], None]

    @classmethod
    def of(cls, end: socket.socket, listening: socket.socket, ended: Callable[[], None]) -> "Hand":
        """Return a hand of one end of a pair; `ended` is called when nobody deals any more."""
        hand = cls(fileno=end.detach())
        hand._listening, hand._ended = listening, ended
        return hand

    @property
    def family(self) -> Any:  # noqa: ANN401 - as the property that it stands for
        """Return the family of the connections."""
        return self._listening.family

    def getsockname(self) -> Any:  # noqa: ANN401 - as the method that it stands for
        """Return the address that people come to."""
        return self._listening.getsockname()

    def listen(self, backlog: int = 0, /) -> None:
        """Do nothing: the dealer listens."""

    def accept(self) -> tuple[socket.socket, Any]:
        """Return a connection and the address at its other end. Raises OSError where there is none."""
        token, numbers, _, _ = socket.recv_fds(self, len(TOKEN), 1)
        if not token:
            self._ended()
            raise BlockingIOError
        connection = socket.socket(fileno=numbers[0])
        return connection, connection.getpeername()


class Dealer:
    """Accepts connections, and hands each to the process whose turn it is."""

    def __init__(self, listening: socket.socket) -> None:
        listening.setblocking(False)
        self._listening = listening
        self._ends: deque[socket.socket] = deque()
        self._kept: socket.socket | None = None  # what no process has taken yet

    def add(self, end: socket.socket) -> None:
        """Deal to the process that has the other end of a pair."""
        end.setblocking(False)
        self._ends.append(end)

    def deal(self, timeout: float | None) -> list[socket.socket]:
        """Wait for something to do, at most so many seconds; return the ends of processes that have ended."""
        if self._kept:
            timeout = PAUSE if timeout is None else min(timeout, PAUSE)
        is_open = self._ends and not self._kept
        watched = [*self._ends, self._listening] if is_open else [*self._ends]
        ready, _, _ = select.select(watched, (), (), timeout)
        gone = [end for end in self._ends if end in ready]  # nothing else ever comes from there
        for end in gone:
            self._ends.remove(end)
            end.close()
        if self._listening in ready:
            self._accept()
        if self._kept and self._is_taken(self._kept):
            self._kept.close()
            self._kept = None
        return gone

    def close(self) -> None:
        """Let go of all processes, in one that is dealt to itself."""
        for end in self._ends:
            end.close()

    def _accept(self) -> None:
        try:
            self._kept, _ = self._listening.accept()
        except OSError:  # who has come has gone again, or the system gives no more connections
            time.sleep(PAUSE)

    def _is_taken(self, connection: socket.socket) -> bool:
        """Hand a connection to the next process that takes one, and return whether there was one."""
        for _ in range(len(self._ends)):
            self._ends.rotate()
            with suppress(OSError):  # it has enough, or has ended
                socket.send_fds(self._ends[0], [TOKEN], [connection.fileno()])
                return True
        return False
