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
    """What a process has in the place of a socket that listens: it accepts the connections that are sent to it.

    A server that asks it for its family and its address is told those of `listening`.
    """

    _listening: socket.socket | None
    _ended: Callable[[], None]

    @classmethod
    def of(
        cls,
        end: socket.socket,
        *,
        ended: Callable[[], None],
        listening: socket.socket | None = None,
    ) -> "Hand":
        """Return a hand of one end of a pair; `ended` is called when nobody has the other one any more."""
        hand = cls(fileno=end.detach())
        hand._listening, hand._ended = listening, ended
        return hand

    @property
    def family(self) -> Any:  # noqa: ANN401 - as the property that it stands for
        """Return the family of the connections."""
        return self._listening.family if self._listening else super().family

    def getsockname(self) -> Any:  # noqa: ANN401 - as the method that it stands for
        """Return the address that people come to."""
        return self._listening.getsockname() if self._listening else super().getsockname()

    def listen(self, backlog: int = 0, /) -> None:
        """Do nothing: whoever sends the connections listens."""

    def accept(self) -> tuple[socket.socket, Any]:
        """Return a connection and the address at its other end. Raises OSError where there is none."""
        token, numbers, _, _ = socket.recv_fds(self, len(TOKEN), 1)
        if not token:
            self._ended()
            raise BlockingIOError
        connection = socket.socket(fileno=numbers[0])
        return connection, connection.getpeername()


def send(connection: socket.socket, to: socket.socket) -> None:
    """Send a connection to the process that has a hand of the other end. Raises OSError."""
    socket.send_fds(to, [TOKEN], [connection.fileno()])


class Dealer:
    """Accepts connections, and hands each to the process whose turn it is."""

    def __init__(self, listening: socket.socket) -> None:
        listening.settimeout(0.0)
        self._listening = listening
        self._ends: deque[socket.socket] = deque()
        self._kept: socket.socket | None = None  # what no process has taken yet

    def add(self, end: socket.socket) -> None:
        """Deal to the process that has the other end of a pair."""
        end.settimeout(0.0)
        self._ends.append(end)

    def deal(self, others: list[socket.socket], timeout: float | None) -> list[socket.socket]:
        """Wait for something to do, at most so many seconds; return the ends of processes that have ended.

        `others` are ends of processes that are dealt nothing.
        """
        if self._kept:
            timeout = PAUSE if timeout is None else min(timeout, PAUSE)
        listening = [self._listening] if self._ends and not self._kept else []
        ready, _, _ = select.select([*self._ends, *others, *listening], (), (), timeout)
        gone = [end for end in (*self._ends, *others) if end in ready]  # nothing else ever comes
        for end in gone:
            with suppress(ValueError):
                self._ends.remove(end)
            end.close()
        if self._listening in ready:
            self._accept()
        if self._kept and self._is_taken(self._kept):
            self._kept.close()
            self._kept = None
        return gone

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
                send(connection, self._ends[0])
                return True
        return False
