"""Shared: what one process of a server has made and the others take over, in files that only they can write to."""

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from itertools import count
from operator import itemgetter
from pathlib import Path

ROUND = 32
"""How many are put in before the oldest are looked for."""


class Shared:
    """Bytes by their names, about as many as are wanted; whatever is wrong with the folder, it is done without."""

    def __init__(self, folder: Path, *, most: int) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._most = most
        self._times = count(1)

    def get(self, name: str) -> bytes | None:
        """Return what has a name, if one of the processes has put it in."""
        with suppress(OSError):
            return self._file(name).read_bytes()
        return None

    def put(self, name: str, data: bytes) -> None:
        """Let the others have something."""
        with suppress(OSError):
            number, new = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(number, "wb") as file:
                file.write(data)
            Path(new).replace(self._file(name))
            if next(self._times) % ROUND == 0:
                self._forget()

    def _forget(self) -> None:
        with os.scandir(self._folder) as found:
            ages = sorted((each.stat().st_mtime_ns, each.path) for each in found)
        for path in map(itemgetter(1), ages[: -self._most]):
            with suppress(OSError):  # another process was faster
                Path(path).unlink()

    def _file(self, name: str) -> Path:
        return self._folder / sha256(name.encode(errors="surrogateescape")).hexdigest()
