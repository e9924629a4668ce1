"""Where tests keep their files: in memory, where a system has enough of it, for each save waits for the disk."""

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes a folder of its own there
ENOUGH = 2 * 1024**3
"""Bytes; about twice what all tests need at once."""

VARIABLE = "TMPDIR"


def use_memory() -> None:
    """Let this process and its children keep temporary files in memory, unless they are told where."""
    if VARIABLE in os.environ or not is_fit(MEMORY):
        return
    os.environ[VARIABLE] = str(MEMORY)
    tempfile.tempdir = None  # which was looked up before


def is_fit(folder: Path) -> bool:
    """Return whether a folder is there, has room, and lets programs run that are installed into it."""
    try:
        found = os.statvfs(folder)
    except (AttributeError, OSError):  # Windows knows no such question
        return False
    has_room = found.f_bavail * found.f_frsize >= ENOUGH
    return has_room and not found.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK)
