"""The secret key: what signs the forms of a server, in a file that only its owner can read."""

import os
import secrets
import stat
import tempfile
from pathlib import Path

from argmap.errors import Unreadable, Unwritable

KEY_BYTES = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO

EXPOSED = (
    'Others can read the secret key "{0}", and could forge what it signs: '
    "remove the file to get a new one, or take their rights away with chmod 600."
)
FOREIGN = (
    'The secret key "{}" belongs to another user of this system: remove it, or name another file.'
)
NO_KEY = '"{}" holds no secret key: remove the file to get a new one.'


def read_or_make(file: Path) -> bytes:
    """Return the key in a file, which is made where there is none.

    Raises Unreadable for a file that others can read or that holds no key, Unwritable where none can be made.
    """
    try:
        if not file.exists():
            _make(file)
    except OSError as error:
        raise Unwritable(f'The secret key "{file}" cannot be made: {_reason(error)}.') from error
    try:
        with file.open("rb") as opened:
            _refuse_exposed(file, os.fstat(opened.fileno()))
            return _key(opened.read(4 * KEY_BYTES), file)
    except OSError as error:
        raise Unreadable(f'The secret key "{file}" cannot be read: {_reason(error)}.') from error


def _make(file: Path) -> None:
    """Write a new key, whole or not at all; another process may do so at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".secret-key-")  # for its owner alone
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(secrets.token_hex(KEY_BYTES).encode())
            temporary.flush()
            os.fsync(temporary.fileno())
        try:
            os.link(name, file)
        except FileExistsError:  # the other was faster, and its key counts
            return
        except OSError:  # a file system without links; what is lost to another is not yet in use
            Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _refuse_exposed(file: Path, found: os.stat_result) -> None:
    if os.name != "posix":  # there, the rights of a file are those of its folder
        return
    if found.st_mode & OTHERS:
        raise Unreadable(EXPOSED.format(file))
    if found.st_uid not in (os.geteuid(), 0):
        raise Unreadable(FOREIGN.format(file))


def _key(text: bytes, file: Path) -> bytes:
    try:
        key = bytes.fromhex(text.decode("ascii").strip())
    except ValueError as error:
        raise Unreadable(NO_KEY.format(file)) from error
    if len(key) != KEY_BYTES:
        raise Unreadable(NO_KEY.format(file))
    return key


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
