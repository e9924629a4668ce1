"""Volumes: debate files that have been read, with all that is wrong in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from argmap.check import Link
from argmap.errors import Unreadable, UnreadableDebate
from argmap.model import Debate
from argmap.problems import Problem
from argmap.queries import Relations, relate
from argmap.stores import contents
from argmap.stores.entries import Entry
from argmap.stores.readings import Readings
from argmap.stores.yaml_reader import Reading

NO_REVISION = ""


class _Derived:
    """What is computed from a debate when first asked for, shared by all volumes that hold it."""

    def __init__(self, debate: Debate | None) -> None:
        self._debate = debate

    @cached_property
    def relations(self) -> Relations:
        """Return who uses whom; nobody where there is no debate."""
        nothing = Relations(uses={}, below={}, children={})
        return nothing if self._debate is None else relate(self._debate)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Volume:
    """One debate file, read: the debate as far as it reads, and all that is wrong with the file.

    `revision` is the SHA-256 of the file's bytes in hex, and empty for a file that cannot be read.
    `links` lead from its prose to other debates.
    """

    id: str
    file: Path
    data: bytes = field(repr=False)
    revision: str
    debate: Debate | None = field(repr=False)
    problems: tuple[Problem, ...]
    links: tuple[Link, ...] = ()
    derived: _Derived = field(repr=False)

    @property
    def relations(self) -> Relations:
        """Return who uses whom in the debate, computed when first asked for."""
        return self.derived.relations

    @property
    def has_errors(self) -> bool:
        """True when the file breaks a rule."""
        return any(problem.is_error for problem in self.problems)

    def readable(self) -> Debate:
        """Return the debate; raises UnreadableDebate with the first problem when the file holds none."""
        if self.debate is None:
            first = f" {self.problems[0].sentence}" if self.problems else ""
            raise UnreadableDebate(f"{self.file.name} holds no debate that could be shown.{first}")
        return self.debate


def revision_of(data: bytes) -> str:
    """Return the fingerprint of a file's bytes."""
    return sha256(data).hexdigest()


def read_volume(
    entry: Entry,
    load: Callable[[Entry], bytes],
    *,
    known: Volume | None = None,
    readings: Readings | None = None,
) -> Volume:
    """Return a debate file, read; what the system does not let us read becomes its problem."""
    try:
        data = load(entry)
    except Unreadable as refusal:
        return volume_of(entry, b"", NO_REVISION, contents.refused(entry, refusal))
    return opened(entry, data, known=known, readings=readings)


def opened(
    entry: Entry, data: bytes, *, known: Volume | None = None, readings: Readings | None = None
) -> Volume:
    """Return bytes as the volume that they are in the place of a file.

    When they are those of the known volume, it is returned, and when somebody has read them already, nothing is parsed.
    """
    revision = revision_of(data)
    if known and known.revision == revision:
        return known
    reading = readings.read(entry, data, revision) if readings else contents.parse(entry, data)
    return volume_of(entry, data, revision, reading)


def volume_of(entry: Entry, data: bytes, revision: str, reading: Reading) -> Volume:
    """Return the volume of a file whose bytes have been read and parsed."""
    return Volume(
        id=entry.id,
        file=entry.path,
        data=data,
        revision=revision,
        debate=reading.debate,
        problems=(*entry.problems, *reading.problems),
        links=reading.links,
        derived=_Derived(reading.debate),
    )


def reading_of(entry: Entry, volume: Volume) -> Reading:
    """Return what was read of a file's bytes, without what is wrong with its name."""
    return Reading(
        id=volume.id,
        debate=volume.debate,
        problems=volume.problems[len(entry.problems) :],
        links=volume.links,
    )
