"""Runs part of a test in a child process: one that is killed, limited, or without privileges."""

import os
import resource
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


class Child:
    """A process forked from the tests; what its work writes line by line can be read here."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        reader, writer = os.pipe()
        with warnings.catch_warnings():
            # Python warns of forks beside threads; the children use none of the tests' threads.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.id = os.fork()
        if self.id == 0:
            os.close(reader)
            _work_and_exit(work, writer)
        os.close(writer)
        self._output = os.fdopen(reader, encoding="utf-8")

    def kill(self) -> None:
        """Kill the process at once, if it has not ended."""
        os.kill(self.id, signal.SIGKILL)

    def lines(self) -> list[str]:
        """Return what was told, when the process has ended; a line that was cut off is no line."""
        with self._output:
            told = self._output.read()
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.id, 0)[1])
        return told.split("\n")[:-1]


def run(work: Callable[[Callable[[str], None]], None]) -> list[str]:
    """Return what the work of a child has told; fails where it fails."""
    child = Child(work)
    lines = child.lines()
    assert child.code == 0, lines
    return lines


def let_in(folder: Path) -> None:
    """Let every user come as far as a temporary folder, and read it."""
    temporary = Path(tempfile.gettempdir())
    for place in (folder, *folder.parents):
        if temporary in place.parents:
            place.chmod(place.stat().st_mode | 0o055)


def without_privileges() -> None:
    """Become a user whom the system can refuse something."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@contextmanager
def small_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond some bytes, as on a full disk."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def die_at(event: int, *, of: set[str]) -> None:
    """Kill this process when for the n-th time it asks the system for one of these (see Python's audit events)."""
    seen = 0

    def count(name: str, _: object) -> None:
        nonlocal seen
        if name in of:
            seen += 1
            if seen == event:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _work_and_exit(work: Callable[[Callable[[str], None]], None], output: int) -> None:
    code = 99
    try:
        work(lambda line: _tell(output, line))
        code = 0
    except BaseException:  # noqa: BLE001 - the test shall see whatever it was
        _tell(output, traceback.format_exc())
    finally:
        os._exit(code)  # without the clean-up of the tests that this is a copy of


def _tell(output: int, line: str) -> None:
    os.write(output, f"{line}\n".encode())
