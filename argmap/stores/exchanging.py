"""Exchanging: letting two files change places at once, where the system can."""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

HERE = -100
"""AT_FDCWD of Linux: paths begin at the working folder."""

EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""

UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
"""What a system or a file system says that cannot do it."""


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step, and return whether that can be done here. Raises OSError."""
    ask = _ask()
    if ask is None:
        return False
    sys.audit("os.rename", one, other, -1, -1)
    failure = ask(os.fsencode(one), os.fsencode(other))
    if failure in UNABLE:
        return False
    if failure:
        raise OSError(failure, os.strerror(failure), str(other))
    return True


@cache
def _ask() -> Callable[[bytes, bytes], int] | None:
    """Return what asks the system, and gives the number of its failure; `None` where it offers nothing of the kind."""
    import ctypes  # noqa: PLC0415 - only who writes a file needs it

    if os.name != "posix":
        return None
    library = ctypes.CDLL(None, use_errno=True)

    def failure(result: int) -> int:
        return ctypes.get_errno() if result else 0

    if hasattr(library, "renameat2"):  # https://man7.org/linux/man-pages/man2/rename.2.html
        return lambda one, two: failure(library.renameat2(HERE, one, HERE, two, EXCHANGE))
    if hasattr(library, "renamex_np"):
        return lambda one, two: failure(library.renamex_np(one, two, EXCHANGE))
    return None
