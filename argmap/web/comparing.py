"""Comparing: what differs between two texts of a debate, as pages show it."""

from collections.abc import Callable
from dataclasses import dataclass

from argmap import addresses
from argmap.edits.difference import Difference
from argmap.edits.differences import differences
from argmap.volumes import Volume
from argmap.web import text_difference
from argmap.web.text_difference import Line

MOST_DIFFERENCES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What differs in the argument, `None` where either text holds none, and line by line.

    `claim_href` returns the page of a claim, or nothing for one that is not there now.
    """

    differences: tuple[Difference, ...] | None
    lines: tuple[Line, ...]
    claim_href: Callable[[str], str]


def compared(before: Volume, after: Volume, *, present: Volume) -> Compared:
    """Return what differs between two texts of a debate; links lead to what is there at present."""
    told = None
    if before.debate and after.debate:
        told = tuple(differences(before.debate, after.debate)[:MOST_DIFFERENCES])
    old, new = text_difference.lines_of(before.data), text_difference.lines_of(after.data)

    def claim_href(claim: str) -> str:
        if present.debate is None or claim not in present.debate.claims:
            return ""
        return addresses.claim_of(present.id, claim)

    return Compared(
        differences=told, lines=text_difference.difference(old, new), claim_href=claim_href
    )
