"""Readings: what was read of texts, taken over by the other processes of a server in a fifth of the time."""

import pickle

from argmap.stores import contents
from argmap.stores.entries import Entry
from argmap.stores.shared import Shared
from argmap.stores.yaml_reader import Reading


class Readings:
    """The readings that the processes of one server share."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    def read(self, entry: Entry, data: bytes, revision: str) -> Reading:
        """Return what a text holds, which is read here only if no other process has done it."""
        known = self._shared.get(_name(entry, revision))
        if known:
            reading: Reading = pickle.loads(known)  # noqa: S301 - nobody else can write there
            return reading
        reading = contents.parse(entry, data)
        self.put(entry, revision, reading)
        return reading

    def put(self, entry: Entry, revision: str, reading: Reading) -> None:
        """Tell the others what was read of a text."""
        self._shared.put(_name(entry, revision), pickle.dumps(reading, pickle.HIGHEST_PROTOCOL))


def _name(entry: Entry, revision: str) -> str:
    return f"{revision}\n{entry.path.suffix.casefold()}\n{entry.id}"
