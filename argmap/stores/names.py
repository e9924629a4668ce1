"""Names: the ids of claims, viewpoints and sources as a file writes them, and what they are in the debate."""

from argmap import identifiers
from argmap.problems import Mark
from argmap.stores.findings import Findings, did_you_mean
from argmap.stores.nodes import Node, mark

RULE = "An id has letters, digits and inner hyphens, at most 80 characters."
LONGEST_STEM = identifiers.LONGEST - 7


class Names:
    """One name space. An id that cannot be used is replaced by one that can, and so are the references to it."""

    def __init__(self, findings: Findings, what: str) -> None:
        self.findings = findings
        self.what = what
        self.marks: dict[str, Mark] = {}
        self.is_complete = True
        self.meant: set[str] = set()
        self._instead: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def define(self, written: str, where: Node) -> str:
        """Return the id under which something is kept; report an id that is wrong or taken."""
        id = written
        if not identifiers.is_valid(written):
            id = self._free(identifiers.from_sentence(written))
            self._instead.setdefault(written, id)
            self.findings.error("bad-id", where, f'"{written}" is no id. {RULE} "{id}" would do.')
        elif written in self.marks:
            id = self._free(written)
            line = self.marks[written].line
            sentence = f'The id "{written}" is taken by the {self.what} in line {line}: choose another one.'
            self.findings.error("duplicate-id", where, sentence)
        self.marks[id] = mark(where)
        return id

    def resolve(self, written: str, where: Node) -> str | None:
        """Return the id that a reference means; report one that means nothing."""
        id = self._instead.get(written, written)
        if id in self.marks:
            return id
        if self.is_complete and written not in self.findings.lost_ids:
            meant = self.findings.nearest(written, self.marks)
            if meant:
                self.meant.add(meant)
            hint = did_you_mean(meant) or f" Define it, or name another {self.what}."
            self.findings.error(
                f"unknown-{self.what}", where, f'There is no {self.what} "{written}".{hint}'
            )
        return None

    def _free(self, id: str) -> str:
        """Return an id that nothing has, made from one that is taken."""
        if id not in self.marks:
            return id
        number = self._numbers.get(id, 2)
        while (numbered := f"{id[:LONGEST_STEM]}-{number}") in self.marks:
            number += 1
        self._numbers[id] = number + 1
        return numbered
