"""Changes: what the history tells of each, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Kind = Literal["edit", "text", "undo", "redo", "again", "restore", "outside"]

OUTSIDE: Kind = "outside"
OUTSIDE_WORDS = "edited outside argmap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A change before it has its number.

    `edit` is the edit as a record, `of` the number of the change that is taken back or made again, and
    `fingerprint` tells a repeat of the same request. `approved_by` is who has accepted what the author suggested.
    """

    debate: str
    kind: Kind
    author: str
    words: str
    edit: Mapping[str, Any] | None = None
    of: int | None = None
    fingerprint: str | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a debate.

    `number` counts those of the debate from 1, `serial` grows over all debates; `time` is in UTC. `before` and `after`
    are revisions. `undone_by` is the change that has taken this one back, `overwritten_by` the one made outside that
    has lost it, `again_by` the one that has brought it back after that. `approved_by` is who has accepted it, where the
    author had suggested it.
    """

    serial: int
    debate: str
    number: int
    kind: Kind
    author: str
    time: datetime
    words: str
    edit: Mapping[str, Any] | None
    of: int | None
    before: str
    after: str
    undone_by: int | None = None
    overwritten_by: int | None = None
    again_by: int | None = None
    approved_by: str = ""

    @property
    def is_lost(self) -> bool:
        """True when a change made outside has overwritten this one and nobody has applied it again."""
        return self.overwritten_by is not None and self.again_by is None
