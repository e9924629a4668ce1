"""Settling: the value that stands where two people have changed one debate, or a clash."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from argmap.edits import lists, proposals
from argmap.errors import Clash, EditClash
from argmap.model import Event, Evidence

T = TypeVar("T")

GONE = "{} was taken away meanwhile: add it anew, or leave it."
CHANGED = "{} was changed meanwhile: look at it before you take it away."


class Settling:
    """Settles one value after the other, and collects what clashes."""

    def __init__(self) -> None:
        self.clashes: list[Clash] = []
        self.refusals: list[str] = []

    def refuse(self) -> None:
        """Raise EditClash when anything clashed."""
        if self.refusals:
            raise EditClash(" ".join(dict.fromkeys(self.refusals)), self.clashes)
        if self.clashes:
            whats = " and ".join(dict.fromkeys(clash.what for clash in self.clashes))
            raise EditClash(f"Somebody else has changed {whats} meanwhile.", self.clashes)

    def fields(
        self, base: object, theirs: object, mine: object, names: Iterable[str], of: str = ""
    ) -> dict[str, Any]:
        """Return the fields of a record, each merged; `of` follows their names where they are told."""
        return {
            name: self.value(
                getattr(base, name), getattr(theirs, name), getattr(mine, name), f"the {name}{of}"
            )
            for name in names
        }

    def value(self, base: T, theirs: T, mine: T, what: str) -> T:
        """Return the value of a field that one side at most has changed."""
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        texts = (_shown(base), _shown(theirs), _shown(mine))
        proposal = proposals.join(*texts)
        self.clashes.append(Clash(what, *texts, texts[2] if proposal is None else proposal))
        return mine

    def values(
        self, base: tuple[T, ...], theirs: tuple[T, ...], mine: tuple[T, ...], what: str
    ) -> tuple[T, ...]:
        """Return a list of values that have no names.

        Where both have taken one away and put in something else, it cannot be told which is instead of what.
        """
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        merged = tuple(lists.order(base, theirs, mine))
        both_took = any(each not in theirs and each not in mine for each in base)
        new_there = [each for each in theirs if each not in base]
        new_here = [each for each in mine if each not in base]
        if both_took and new_there != new_here:
            texts = (_shown(base), _shown(theirs), _shown(mine))
            self.clashes.append(Clash(what, *texts, _shown(merged)))
        return merged

    def lost(
        self,
        base: Mapping[str, T],
        theirs: Mapping[str, T],
        mine: Mapping[str, T],
        name: Callable[[str], str],
    ) -> None:
        """Note what one side took away and the other changed."""
        for id, before in base.items():
            if id not in theirs and id in mine and mine[id] != before:
                self.refusals.append(GONE.format(name(id)))
            if id not in mine and id in theirs and theirs[id] != before:
                self.refusals.append(CHANGED.format(name(id)))


def _shown(value: object) -> str:
    """Return a value as a form shows it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(map(_shown, value))
    if isinstance(value, Evidence):
        parts = (value.source, value.quote and f"“{value.quote}”", value.finding, value.at)
        return "; ".join(filter(None, parts))
    if isinstance(value, Event):
        return f"{value.date}: {value.text}"
    return f"{value:g}" if isinstance(value, float) else str(value)
