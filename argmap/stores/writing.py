"""Writing: putting a new text in the place of a file so that at any moment the old or the new one is there, whole."""

import os
import secrets
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from argmap.errors import Unreadable, Unwritable
from argmap.stores.exchanging import exchange

PREFIX = ".argmap-"
ENDING = ".tmp"
NAME_LENGTH = 12


def replace(path: Path, data: bytes, *, instead_of: bytes) -> bool:
    """Write the data to a file, and return whether it was done: not when the file holds something else by now.

    A link stays a link and leads to the new text; permissions stay. Raises Unwritable, and then nothing has changed, or
    Unreadable when the file has gone.
    """
    target = Path(os.path.realpath(path))
    try:
        old = target.stat()
        if not os.access(target, os.W_OK):
            raise Unwritable(f"{path.name} is read-only: allow yourself to write it.")
        temporary = _new_name(path, target)
        try:
            _write(temporary, data, old)
            if target.read_bytes() != instead_of or not _put(temporary, target, data, instead_of):
                return False
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {path.name} any more.") from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Unwritable(f"{path.name} cannot be written: {reason}. It is as it was.") from error
    _sync_folder(target.parent)
    return True


def create(path: Path, data: bytes) -> None:
    """Write a file that is new, whole or not at all. Raises Unwritable."""
    temporary = _new_name(path, path.absolute())
    try:
        with temporary.open("xb") as file:
            _fill(file, data)
        if os.path.lexists(path):
            raise Unwritable(f'"{path}" is there already.')
        temporary.rename(path)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Unwritable(f'"{path}" cannot be written: {reason}.') from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def clear(path: Path) -> None:
    """Remove what writes to a file have left behind that were stopped in their midst."""
    target = Path(os.path.realpath(path))
    with suppress(OSError):
        for left in target.parent.glob(f"{_prefix(path)}*{ENDING}"):
            left.unlink(missing_ok=True)


def _put(temporary: Path, target: Path, data: bytes, instead_of: bytes) -> bool:
    """Put a file in the place of another, and return whether it stays there: not when somebody was faster.

    An editor knows nothing of our lock. What it has saved since we looked comes to light in the exchange and goes back.
    """
    if not exchange(temporary, target):
        temporary.replace(target)  # what an editor saves in this moment is lost in the file
        return True
    put, expected = data, instead_of
    while (found := temporary.read_bytes()) != expected:
        put, expected = found, put
        exchange(temporary, target)
    return put == data


def _new_name(path: Path, target: Path) -> Path:
    return target.with_name(f"{_prefix(path)}{secrets.token_hex(4)}{ENDING}")


def _prefix(path: Path) -> str:
    # Two links may lead to one file, and each has a lock of its own.
    name = os.fsencode(path.absolute())
    return f"{PREFIX}{sha256(name).hexdigest()[:NAME_LENGTH]}-"


def _write(path: Path, data: bytes, like: os.stat_result) -> None:
    with path.open("xb") as file:
        path.chmod(stat.S_IMODE(like.st_mode))
        if hasattr(os, "chown"):
            with suppress(PermissionError):  # only the system's administrator gives files away
                os.chown(path, like.st_uid, like.st_gid)
        _fill(file, data)


def _fill(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make sure that the new name outlasts a power failure, where the system offers that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
