"""Findings: what a reading has found wrong so far, and what it had to leave unread."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from argmap import identifiers
from argmap.problems import Mark, Problem, error, warning
from argmap.stores.nodes import Node, Scalar, Table, mark, walk

COMPARISONS = 50_000
"""How many words one reading compares in search of a nearest one; a file full of wrong names must not hang."""

MOST_COLLECTED = 100_000
"""How many problems are kept; of those the first ones are told."""

MOST_TOLD = 1000


class Findings:
    """Collects problems, and remembers what faults have hidden, so that no fault is told twice."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lost_ids: set[str] = set()
        self.has_lost = False
        self._uncollected = 0
        self._comparisons = COMPARISONS

    def error(self, code: str, where: Node | Mark, sentence: str) -> None:
        """Add an error."""
        self.add([error(code, sentence, where if isinstance(where, Mark) else mark(where))])

    def warning(self, code: str, where: Node | Mark, sentence: str) -> None:
        """Add a warning."""
        self.add([warning(code, sentence, where if isinstance(where, Mark) else mark(where))])

    def add(self, problems: Iterable[Problem]) -> None:
        """Add problems, as long as there is room."""
        for problem in problems:
            if len(self.problems) < MOST_COLLECTED:
                self.problems.append(problem)
            else:
                self._uncollected += 1

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

    def told(self, *, end: Mark) -> tuple[Problem, ...]:
        """Return the problems by their place, none behind the end of the text; of a great many the first ones."""
        found = sorted((_within(problem, end) for problem in self.problems), key=_place)
        rest = found[MOST_TOLD:]
        if not rest:
            return tuple(found)
        count = len(rest) + self._uncollected
        sentence = f"There are {count:,} more problems from here on: mend those above first."
        severity = error if any(problem.is_error for problem in rest) else warning
        return (*found[:MOST_TOLD], severity("more-problems", sentence, Mark(*_place(rest[0]))))


def did_you_mean(near: Sequence[str]) -> str:
    """Return the question that ends a sentence about an unknown name, or nothing."""
    return f' Did you mean "{near[0]}"?' if near else ""


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _within(problem: Problem, end: Mark) -> Problem:
    # What is missing at the end of a text without a line end, libyaml places a line further down.
    return problem if _place(problem) <= end else replace(problem, line=end.line, column=end.column)
