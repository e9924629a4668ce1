"""Names: the ids of claims, viewpoints and sources as a file writes them, and what they are in the debate."""

import unicodedata

from argmap import identifiers
from argmap.problems import Mark
from argmap.stores.findings import Findings, did_you_mean
from argmap.stores.nodes import Place, mark_of

RULE = "An id has letters, digits and inner hyphens, at most 80 characters."
NOT_COMPOSED = "It has accents as characters of their own: write them composed (Unicode NFC)."
LONGEST_STEM = identifiers.LONGEST - 7


class Names:
    """One name space. An id that cannot be used is replaced by one that can, and so are the references to it."""

    def __init__(self, findings: Findings, what: str) -> None:
        self.findings = findings
        self.what = what
        self.places: dict[str, Place] = {}
        self.is_complete = True
        self.meant: set[str] = set()
        self._instead: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def define(self, written: str, place: Place) -> str:
        """Return the id under which something is kept; report an id that is wrong or taken."""
        id = written
        if not identifiers.is_valid(written):
            id = self._free(identifiers.from_sentence(written))
            self._instead.setdefault(written, id)
            is_composed = unicodedata.is_normalized("NFC", written)
            advice = f'{RULE} "{id}" would do.' if is_composed else NOT_COMPOSED
            sentence = f'"{written}" is no id. {advice}'
            self.findings.error("bad-id", mark_of(place), sentence)
        elif written in self.places:
            id = self._free(written)
            line = self.line(written)
            sentence = (
                f'The id "{written}" belongs to the {self.what} in line {line}: choose another.'
            )
            self.findings.error("duplicate-id", mark_of(place), sentence)
        self.places[id] = place
        return id

    def line(self, id: str) -> int:
        """Return the line where an id is defined."""
        return self.places[id].line + 1

    def find(self, written: str) -> str | None:
        """Return the id that a reference means, if any."""
        id = self._instead.get(written, written)
        return id if id in self.places else None

    def resolve(self, written: str, mark: Mark) -> str | None:
        """Return the id that a reference means; report one that means nothing."""
        id = self.find(written)
        if id is None and self.is_complete and written not in self.findings.lost_ids:
            meant = self.findings.near(written, self.places)
            self.meant.update(meant)
            hint = did_you_mean(meant) or f" Define it, or name another {self.what}."
            sentence = f'There is no {self.what} "{written}".{hint}'
            self.findings.error(f"unknown-{self.what}", mark, sentence)
        return id

    def _free(self, id: str) -> str:
        """Return an id that nothing has, made from one that is taken."""
        if id not in self.places:
            return id
        stem = id[:LONGEST_STEM]
        number = self._numbers.get(stem, 2)
        while (numbered := f"{stem}-{number}") in self.places:
            number += 1
        self._numbers[stem] = number + 1
        return numbered
