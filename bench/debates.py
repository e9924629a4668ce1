"""Debates of any size, made up at random, for measuring and for tests."""

import random
from collections.abc import Iterator

SUBJECTS = (
    "The treaty",
    "A new base",
    "The export rule",
    "Each ministry",
    "The prefecture",
    "Local industry",
)
VERBS = (
    "deters",
    "weakens",
    "protects",
    "divides",
    "delays",
    "pays for",
    "depends on",
    "contradicts",
)
OBJECTS = (
    "the balance of power in the region",
    "trust between the two governments",
    "jobs in small towns",
    "the promise made in the first agreement",
    "the schedule that both sides signed",
    "a quarrel older than the parties to it",
    "the safety of the people who live nearby",
)
ENDINGS = (
    "",
    " in every plausible future",
    " unless the law is changed first",
    " more than its critics admit",
)
SCHEMES = ("expert-opinion", "consequences", "analogy", "example", "precedent")
STANCES = ("accepts", "leans", "open", "doubts", "rejects", "0.6", "0.35")
VIEWPOINTS = ("managers", "residents", "skeptics", "economists")
CROSS_LINKS = 0.07
DEEPEST = 9
CROWDED = 5
"""How many claims below a claim make one of them an undercut."""


def generate(claims: int, *, seed: int = 0) -> str:
    """Return the YAML text of a debate with this many claims; the same numbers give the same text.

    Claims nest up to nine levels, 7 % of them are reused elsewhere, steps may be linked or undercut, and every style
    of YAML occurs: block and flow, plain, quoted, folded and literal text, comments. `check` finds no problem in it.
    """
    chance = random.Random(seed)  # noqa: S311  # no secret
    return "\n".join(_Writer(claims, chance).lines()) + "\n"


class _Writer:
    """Writes one debate from the top down; remembers which claims are whole, since only those may be reused."""

    def __init__(self, claims: int, chance: random.Random) -> None:
        self.claims = claims
        self.chance = chance
        self.written = 0
        self.sources = max(1, claims // 10)
        self.cited = 0
        self.whole: list[tuple[str, str]] = []

    def lines(self) -> Iterator[str]:
        """Yield the whole file."""
        yield "# yaml-language-server: $schema=../argmap/debate.schema.json"
        yield f"title: A debate of {self.claims} claims\nquestion: Which of these answers holds?"
        yield "summary: |\n  Made up at random.\n\n  It is about **nothing** at all."
        yield "checked: 2026-03-31\ntags: [measuring, random]\n"
        yield from self.viewpoints()
        yield from self.source_list()
        yield "events:\n  - date: 1996-12\n    text: Somebody recommends something.\n    source: source-0\n"
        yield "claims:"
        theses = max(1, min(4, self.claims // 8))
        for thesis in range(theses):
            size = (self.claims - self.written) // (theses - thesis)
            yield from self.claim("  ", "", level=1, size=size, is_step=False)

    def viewpoints(self) -> Iterator[str]:
        """Yield the viewpoints, the last one in flow style."""
        yield "viewpoints:"
        for name in VIEWPOINTS[:-1]:
            yield f"  {name}:\n    name: The {name}\n    holders: [Those who are concerned, others]"
            yield f"    summary: >\n      What the {name} say,\n      folded over two lines."
        yield f"  {VIEWPOINTS[-1]}: {{name: The {VIEWPOINTS[-1]}, summary: 'What they say: it costs.'}}\n"

    def source_list(self) -> Iterator[str]:
        """Yield the sources."""
        yield "sources:"
        for number in range(self.sources):
            yield f'  source-{number}:\n    title: "Report {number}: findings"\n    author: Office {number % 17}'
            yield f"    date: {1950 + number % 70}-0{1 + number % 9}\n    url: https://example.org/{number}"
        yield ""

    def claim(
        self, indent: str, target: str, *, level: int, size: int, is_step: bool
    ) -> Iterator[str]:
        """Yield an item that defines a claim with `size - 1` others below it."""
        number = self.written
        self.written += 1
        if size == 1 and is_step and number % 5 == 1:
            yield f"{indent}- {self.sentence(number)}"
            return
        name = f"claim-{number}"
        inner = indent + "  "
        yield f"{indent}- id: {name}"
        yield from self.sentence_field(inner, number)
        if is_step and number % 4 == 0:
            yield f"{inner}relevance: 0.{1 + number % 9}  # of this step"
            yield f"{inner}scheme: {self.chance.choice(SCHEMES)}"
        yield from self.stances(inner, number)
        yield from self.evidence(inner, number)
        yield from self.below(inner, name, level=level, size=size - 1, is_step=is_step)
        self.whole.append((name, target))

    def sentence(self, number: int) -> str:
        """Return a sentence that occurs once."""
        words = (self.chance.choice(part) for part in (SUBJECTS, VERBS, OBJECTS))
        return f"{' '.join(words)}{self.chance.choice(ENDINGS)}, number {number}."

    def sentence_field(self, indent: str, number: int) -> Iterator[str]:
        """Yield the sentence of a claim in one of four styles, and a note to every third claim."""
        sentence = self.sentence(number)
        styles = (
            *[sentence] * 4,
            f"'{sentence}'",
            f'"{sentence}"',
            f">\n{indent}  {sentence[:-1]}\n{indent}  indeed.",
        )
        yield f"{indent}claim: {styles[number % len(styles)]}"
        if number % 3 == 0:
            yield f"{indent}note: |\n{indent}  Why this matters, with *emphasis*.\n\n{indent}  And again: at length."
        if number % 10 == 0:
            yield f"{indent}# A comment on a line of its own."

    def stances(self, indent: str, number: int) -> Iterator[str]:
        """Yield two stances on a claim, all on the first one, in flow style on every second."""
        first = number % len(VIEWPOINTS)
        names = (VIEWPOINTS * 2)[first : first + 2] if number else VIEWPOINTS
        held = [f"{name}: {self.chance.choice(STANCES)}" for name in names]
        if number % 2:
            yield f"{indent}stances: {{{', '.join(held)}}}"
        else:
            yield f"{indent}stances:"
            yield from (f"{indent}  {stance}" for stance in held)

    def evidence(self, indent: str, number: int) -> Iterator[str]:
        """Yield evidence for every fifth claim; the first ones go through all sources."""
        if number % 5:
            return
        yield f"{indent}evidence:\n{indent}  - source: source-{self.cited % self.sources}"
        yield f"{indent}    quote: 'A few exact words, number {number}'\n{indent}    at: p. {number + 1}"
        self.cited += 1

    def below(
        self, indent: str, target: str, *, level: int, size: int, is_step: bool
    ) -> Iterator[str]:
        """Yield supports, objections and undercuts that define `size` claims."""
        if not size:
            return
        width = size if level >= DEEPEST else min(size, self.chance.randint(3, 6))
        shares = [size // width + (place < size % width) for place in range(width)]
        parts = {"supports": shares[0::2], "objections": shares[1::2]}
        if is_step and len(shares) >= CROWDED:
            parts |= {"objections": shares[1::4], "undercuts": shares[3::4]}
        for key, part in parts.items():
            if part:
                yield from self.steps(indent, key, part, target, level=level)

    def steps(
        self, indent: str, key: str, shares: list[int], target: str, *, level: int
    ) -> Iterator[str]:
        """Yield a list of steps: one item a share, and now and then the reuse of a claim that is whole."""
        yield f"{indent}{key}:"
        inner = indent + "  "
        reuse = self.reuse(target)
        for share in shares:
            if share > 1 and self.chance.random() < CROSS_LINKS:
                yield f"{inner}- premises:"
                yield from self.claim(
                    f"{inner}    ", target, level=level + 1, size=share - 1, is_step=False
                )
                yield from self.claim(
                    f"{inner}    ", target, level=level + 1, size=1, is_step=False
                )
            else:
                yield from self.claim(inner, target, level=level + 1, size=share, is_step=True)
        if reuse and self.chance.random() < CROSS_LINKS * len(shares):
            yield f"{inner}- ref: {reuse}"

    def reuse(self, target: str) -> str:
        """Return a claim that may be used again under the target without a cycle, or nothing."""
        if not self.whole:
            return ""
        name, used = self.chance.choice(self.whole)
        return "" if used == target else name
