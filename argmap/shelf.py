"""The shelf: debate files that have been read, each kept for as long as it would be read the same again."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from argmap.stores.entries import Entry
from argmap.stores.readings import Readings
from argmap.stores.store import Store
from argmap.volumes import Volume, opened, read_volume, reading_of

TURNS = 16
"""How many files may be read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelved:
    """A volume as it was read from an entry, at a time in nanoseconds."""

    entry: Entry
    seen: int
    volume: Volume

    def is_still(self, entry: Entry) -> bool:
        """Return whether the entry is the same and its file cannot have changed since."""
        signature = entry.signature
        return self.entry == entry and signature is not None and signature.is_settled(self.seen)

    def of(self, entry: Entry) -> Volume | None:
        """Return the volume if it would be the same again, were the bytes of the file the same."""
        is_same = (self.entry.id, self.entry.problems) == (entry.id, entry.problems)
        return self.volume if is_same else None


class Shelf:
    """What was read of one store; threads may ask it at once.

    With `readings`, what one process has read is taken over by the others.
    """

    def __init__(self, store: Store, readings: Readings | None = None) -> None:
        self._store = store
        self._readings = readings
        self._shelved: dict[Path, _Shelved] = {}
        self._turns = tuple(Lock() for _ in range(TURNS))

    def read(self, entry: Entry) -> Volume:
        """Return what a file holds now; it is read only if it may have changed."""
        # Only one thread reads a file, and those that want it too wait for what it has read.
        with self._turn(entry):
            known = self._shelved.get(entry.path)
            if known and known.is_still(entry):
                return known.volume
            seen = time.time_ns()
            volume = read_volume(
                entry,
                self._store.load,
                known=known.of(entry) if known else None,
                readings=self._readings,
            )
            self._shelved[entry.path] = _Shelved(entry=entry, seen=seen, volume=volume)
            return volume

    def opened(self, entry: Entry, data: bytes) -> Volume:
        """Return what some bytes of a file hold, which were read elsewhere."""
        known = self._shelved.get(entry.path)
        return opened(
            entry, data, known=known.of(entry) if known else None, readings=self._readings
        )

    def announce(self, entry: Entry, volume: Volume) -> None:
        """Tell other processes what a text says that is about to be written, so that none of them reads it."""
        if self._readings:
            self._readings.put(entry, volume.revision, reading_of(entry, volume))

    def put(self, entry: Entry, volume: Volume) -> None:
        """Keep what was written to a file; it is compared with the file when it is next asked for."""
        with self._turn(entry):
            self._shelved[entry.path] = _Shelved(entry=entry, seen=0, volume=volume)

    def keep_only(self, entries: Collection[Entry]) -> None:
        """Let go of files that are not there any more."""
        for gone in self._shelved.keys() - {entry.path for entry in entries}:
            self._shelved.pop(gone, None)

    def _turn(self, entry: Entry) -> Lock:
        return self._turns[hash(entry.path) % TURNS]
