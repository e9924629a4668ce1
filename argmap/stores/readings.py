"""Readings: what was read of texts, shared by the processes of one server.

A text is read by one of them; the others take over what it has read, in a fifth of the time.
"""

import os
import pickle
import tempfile
from contextlib import suppress
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from argmap.stores import contents
from argmap.stores.entries import Entry
from argmap.stores.yaml_reader import Reading

MOST = 64
"""How many are kept; one is wanted right after its text was written, or never again."""


class Readings:
    """Readings in a folder that nobody but this server can write to; whatever is wrong with it, it is done without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, entry: Entry, data: bytes, revision: str) -> Reading:
        """Return what a text holds, which is read here only if no other process has done it."""
        known = self._known(entry, revision)
        if known:
            return known
        reading = contents.parse(entry, data)
        self.put(entry, revision, reading)
        return reading

    def put(self, entry: Entry, revision: str, reading: Reading) -> None:
        """Tell the others what was read of a text."""
        file = self._file(entry, revision)
        with suppress(OSError):
            number, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(number, "wb") as new:
                pickle.dump(reading, new, pickle.HIGHEST_PROTOCOL)
            os.replace(name, file)
            self._forget()

    def _known(self, entry: Entry, revision: str) -> Reading | None:
        with suppress(OSError):
            data = self._file(entry, revision).read_bytes()
            reading: Reading = pickle.loads(data)  # noqa: S301 - it is ours, see above
            return reading
        return None

    def _forget(self) -> None:
        with os.scandir(self._folder) as found:
            ages = sorted((each.stat().st_mtime_ns, each.path) for each in found)
        for path in map(itemgetter(1), ages[:-MOST]):
            with suppress(OSError):  # another process was faster
                os.unlink(path)

    def _file(self, entry: Entry, revision: str) -> Path:
        told = "\n".join((revision, entry.path.suffix.casefold(), entry.id))
        return self._folder / sha256(told.encode(errors="surrogateescape")).hexdigest()
