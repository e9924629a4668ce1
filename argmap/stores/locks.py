"""Locks: one writer to a debate at a time, among the threads of a process and among processes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock

from argmap import identifiers
from argmap.errors import Busy, Unwritable

WAIT = 30.0
"""Seconds; longer than the writes of many people at once take one after another."""

POLL = 0.005
"""Seconds between two looks at a lock that another process holds; a write takes several times as long."""

YIELD = 2 * POLL
"""Seconds for which a process that has just held a lock leaves it to those who look whether it is free."""

LONGEST_NAME = 200
"""Bytes; names of files may have a few more."""


class Locks:
    """The locks of one folder, each with a file that stays, since a lock file that went would not hold."""

    def __init__(self, folder: Path, *, wait: float | None = None) -> None:
        self._folder = folder
        self._wait = WAIT if wait is None else wait
        self._threads: dict[str, Lock] = {}
        self._released: dict[str, float] = {}

    @contextmanager
    def lock(self, id: str) -> Iterator[None]:
        """Hold the lock of a debate. Raises Busy after a while, or Unwritable."""
        # Threads wait here without polling; only one of them stands in line with other processes.
        mine = self._threads.setdefault(id, Lock())
        if not mine.acquire(timeout=self._wait):
            raise self._busy(id)
        try:
            time.sleep(max(0.0, self._released.get(id, 0.0) + YIELD - time.monotonic()))
            with self._among_processes(id):
                yield
        finally:
            self._released[id] = time.monotonic()
            mine.release()

    @contextmanager
    def _among_processes(self, id: str) -> Iterator[None]:
        # It takes as long to import as the whole reader, and only a change needs it.
        from filelock import FileLock, Timeout  # noqa: PLC0415

        try:
            self._folder.mkdir(exist_ok=True)
            held = FileLock(
                self._folder / _file_name(id), timeout=self._wait, poll_interval=POLL
            ).acquire()
        except Timeout as error:
            raise self._busy(id) from error
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise Unwritable(f'"{self._folder}" cannot be written: {reason}.') from error
        with held:
            yield

    def _busy(self, id: str) -> Busy:
        return Busy(
            f'Somebody else has been saving "{id}" for {self._wait:g} seconds: try again in a moment.'
        )


def _file_name(id: str) -> str:
    """Return the name of a lock file; the ids of badly named files are put in other words."""
    if identifiers.is_valid(id) and len(id.encode()) <= LONGEST_NAME:
        return f"{id}.lock"
    return f"{sha256(id.encode(errors='surrogateescape')).hexdigest()}.lock"
