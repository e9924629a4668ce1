"""Findings: what a reading has found wrong so far, and what it had to leave unread."""

from collections.abc import Collection, Sequence

from argmap import identifiers
from argmap.problems import Mark, Problem, error, warning
from argmap.stores.nodes import Node, Scalar, Table, mark, walk

COMPARISONS = 200_000
"""How many words one reading compares in search of a nearest one; a file full of wrong names must not hang."""


class Findings:
    """Collects problems, and remembers what faults have hidden, so that no fault is told twice."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.lost_ids: set[str] = set()
        self.has_lost = False
        self._comparisons = COMPARISONS

    def error(self, code: str, where: Node | Mark, sentence: str) -> None:
        """Add an error."""
        self.problems.append(
            error(code, sentence, where if isinstance(where, Mark) else mark(where))
        )

    def warning(self, code: str, where: Node | Mark, sentence: str) -> None:
        """Add a warning."""
        self.problems.append(
            warning(code, sentence, where if isinstance(where, Mark) else mark(where))
        )

    def near(self, name: str, known: Collection[str]) -> list[str]:
        """Return the known names that may have been meant, as long as looking for them stays cheap."""
        self._comparisons -= len(known)
        return identifiers.near(name, known) if self._comparisons >= 0 else []

    def lose(self, node: Node) -> None:
        """Remember that a node stays unread, with the ids that it defines."""
        self.has_lost = True
        for inner in walk(node):
            if isinstance(inner, Table) and "id" in inner.values:
                id = inner.values["id"]
                if isinstance(id, Scalar):
                    self.lost_ids.add(id.value)


def did_you_mean(near: Sequence[str]) -> str:
    """Return the question that ends a sentence about an unknown name, or nothing."""
    return f' Did you mean "{near[0]}"?' if near else ""
