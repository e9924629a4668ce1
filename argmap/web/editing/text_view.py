"""What the page for editing as text shows: the text, what is wrong with it, and what others have changed in it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.edits import proposals
from argmap.errors import Clash, EditClash
from argmap.problems import Problem
from argmap.stores import characters, excerpts, yaml_reader
from argmap.stores.excerpts import Excerpt
from argmap.volumes import Volume
from argmap.web import listings
from argmap.web.listings import ShownProblem

THE_BRANCH = "this branch"
CLASHED = "Somebody else has changed the same lines of this branch meanwhile."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a file is edited: a claim's branch, or with no excerpt the whole."""

    whole: str
    excerpt: Excerpt | None = None

    @property
    def text(self) -> str:
        """Return the text as it is edited."""
        return self.whole if self.excerpt is None else self.excerpt.text

    @property
    def before(self) -> int:
        """Return how many lines of the file stand above what is edited."""
        return 0 if self.excerpt is None else self.excerpt.first - 1

    def put_back(self, edited: str) -> str:
        """Return the whole file with what was edited in its place."""
        return edited if self.excerpt is None else self.excerpt.put_back(self.whole, edited)


def part_of(volume: Volume, claim: str) -> Part:
    """Return a claim's branch, or the whole file. Raises Unspliceable for a branch of no whole lines."""
    whole = text_of(volume)
    if not claim or volume.debate is None:
        return Part(whole=whole)
    if not whole.endswith("\n"):
        whole += "\n"
    return Part(whole=whole, excerpt=excerpts.excerpt(whole, volume.debate.claims[claim]))


def text_of(volume: Volume) -> str:
    """Return the text of a file with plain line ends, as a browser sends it back."""
    text, _ = characters.decode(volume.data)
    if text is None:
        text = volume.data.decode("utf-8", "replace")
    return plain(text.removeprefix(characters.BYTE_ORDER_MARK))


def plain(text: str) -> str:
    """Return a text with one line end for those of all systems."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def merged(base: str, theirs: str, mine: str) -> str:
    """Return a branch with what both have changed in it. Raises EditClash."""
    if theirs in (base, mine):
        return mine
    joined = proposals.join(base, theirs, mine)
    if joined is None:
        raise EditClash(CLASHED, [Clash(THE_BRANCH, base, theirs, mine, mine)])
    return joined


def problems_of(volume: Volume, part: Part, edited: str) -> tuple[Problem, ...]:
    """Return what would be wrong with the file, without warnings that it has already and that stand elsewhere."""
    found = yaml_reader.read_text(part.put_back(edited), id=volume.id).problems
    if part.excerpt is None:
        return found
    known = Counter((problem.code, problem.sentence) for problem in volume.problems)
    inside = range(part.before + 1, part.before + 2 + edited.count("\n"))
    return tuple(
        problem
        for problem in found
        if problem.line in inside or not known[(problem.code, problem.sentence)]
    )


def shown(
    problems: Sequence[Problem], part: Part, edited: str, file: str
) -> tuple[ShownProblem, ...]:
    """Return problems beside their lines, which are counted as they stand in what is edited."""
    lines = dict(enumerate(part.put_back(edited).split("\n"), start=1))
    return listings.shown_problems(problems, file, lines)


def told(problems: Iterable[Problem], part: Part) -> list[dict[str, object]]:
    """Return problems for a script; lines count as in what is edited."""
    return [
        {
            "line": problem.line - part.before,
            "column": max(1, problem.column - (part.excerpt.column if part.excerpt else 0)),
            "severity": problem.severity,
            "code": problem.code,
            "sentence": problem.sentence,
        }
        for problem in problems
    ]
