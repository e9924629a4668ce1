"""Programs: running them, and how much memory they take together with all that they start."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROC = Path("/proc")
SAMPLE = 0.005
MEGABYTE = 1_000_000


def argmap() -> list[str]:
    """Return the command of argmap in the environment that measures."""
    script = Path(sys.executable).parent / "argmap"
    return [str(script)] if script.exists() else [sys.executable, "-m", "argmap"]


def variables() -> dict[str, str]:
    """Return the variables of this process, but none that forbids Python to keep compiled modules.

    Most people start argmap without it, and the set-up of ./run compiles the modules in any case.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], *, data: bytes = b"", path: str = "") -> bytes:
    """Run a program to its end and return what it writes; raises CalledProcessError if it fails.

    `path` is a folder in which programs are looked for first.
    """
    given = variables()
    if path:
        given["PATH"] = os.pathsep.join((path, given.get("PATH", "")))
    return subprocess.run(command, input=data, capture_output=True, check=True, env=given).stdout


def peak(command: Sequence[str]) -> int:
    """Run a program to its end; return the most bytes that it and its descendants took at a time.

    Where there is no /proc, it is what the biggest one of them took.
    """
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=variables()
    ) as process:
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_resident, _tree(process.pid))))
            time.sleep(SAMPLE)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return most or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _tree(process: int) -> Iterator[int]:
    """Yield a process and its descendants."""
    yield process
    try:
        threads = list((PROC / str(process) / "task").iterdir())
        children = [child for task in threads for child in (task / "children").read_text().split()]
    except OSError:  # it has ended, or this system has no /proc
        return
    for child in children:
        yield from _tree(int(child))


def _resident(process: int) -> int:
    try:
        pages = (PROC / str(process) / "statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
