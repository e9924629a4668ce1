"""Random debates for tests that say what holds for every debate."""

from dataclasses import dataclass, field
from functools import cache

from hypothesis import strategies as st

from argmap import identifiers
from argmap.model import (
    STANCES,
    Claim,
    Debate,
    Event,
    Evidence,
    Kind,
    Premise,
    Source,
    Step,
    Viewpoint,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCōéßЖ日本語のーが한0123456789"
TRICKY = " :#-–—\"'“”’\\/{}[]()<>,.;&*!|%@`?~=+^$_、。・🗾\u3000"
TYPED = (
    "no",
    "012",
    "1:30",
    "null",
    "~",
    "- a",
    "a: b",
    "a #b",
    "1e3",
    "=",
    "2024-01-01",
    "x" * 150,
)
DATES = ("1996", "1996-12", "1996-12-02", "0800-01-01", "2024-02-29")
URLS = ("", "https://example.org/a?b=c&d=[e]#f", "http://日本.example/ü (1)")


# A strategy costs more to make than to draw from; texts are drawn fast from an alphabet that is a text itself.


@cache
def lines() -> st.SearchStrategy[str]:
    """Return texts of one line, full of signs that mean something in YAML, JSON or Markdown."""
    words = st.text(LETTERS + TRICKY, min_size=1, max_size=16)
    long = st.builds(lambda words: " ".join([words] * 20), words)
    return st.one_of(words, long, st.sampled_from(TYPED)).map(_one_line).filter(bool)


@cache
def prose() -> st.SearchStrategy[str]:
    """Return texts of several lines, some of them empty or indented."""
    indented = st.tuples(st.sampled_from(("", "", "  ", "\t", "> ", "- ", "# ")), lines())
    line = st.one_of(st.just(""), indented.map("".join))
    return st.lists(line, min_size=1, max_size=5).map("\n".join).map(str.strip).filter(bool)


@cache
def ids() -> st.SearchStrategy[str]:
    """Return valid ids in several scripts, and those that other programs read as no text."""
    words = st.text(LETTERS + "-", min_size=1, max_size=12)
    return st.one_of(words, st.sampled_from(("no", "1", "1e3", "null"))).filter(
        identifiers.is_valid
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _some(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), values)


@cache
def viewpoints(id: str) -> st.SearchStrategy[Viewpoint]:
    """Return viewpoints with this id."""
    holders = st.lists(lines(), max_size=3).map(tuple)
    return st.builds(Viewpoint, id=st.just(id), name=lines(), summary=prose(), holders=holders)


@cache
def sources(id: str) -> st.SearchStrategy[Source]:
    """Return sources with this id."""
    return st.builds(
        Source,
        id=st.just(id),
        title=lines(),
        author=_some(lines()),
        outlet=_some(lines()),
        date=_some(st.sampled_from(DATES)),
        url=st.sampled_from(URLS[:2]),
        isbn=_some(st.just("978-0-19-506916-7")),
        doi=_some(st.just("10.1000/182")),
        note=_some(prose()),
    )


@dataclass(slots=True)
class _Growing:
    """A debate while its claims are made: those that are whole may be used again without a cycle."""

    draw: st.DrawFn
    free_ids: list[str]
    viewpoints: tuple[str, ...]
    sources: tuple[str, ...]
    claims: dict[str, Claim] = field(default_factory=dict)

    def claim(self, depth: int) -> str:
        """Make a claim and all below it; return its id."""
        id = self.free_ids.pop()
        self.claims[id] = Claim(id=id, text="…")
        taken: set[str] = set()
        text = self.draw(lines())
        self.claims[id] = Claim(
            id=id,
            text=text,
            note=self.draw(_some(prose())),
            stances=self.stances(),
            evidence=self.evidence(),
            tags=tuple(self.draw(st.lists(lines(), max_size=2))),
            supports=self.steps("support", depth, taken),
            objections=self.steps("objection", depth, taken),
        )
        return id

    def stances(self) -> dict[str, float]:
        """Return stances of some viewpoints."""
        number = st.one_of(
            st.sampled_from(sorted(STANCES.values())), st.integers(0, 100).map(lambda n: n / 100)
        )
        return {id: self.draw(number) for id in self.viewpoints if self.draw(st.booleans())}

    def evidence(self) -> tuple[Evidence, ...]:
        """Return evidence from some sources."""
        return tuple(
            Evidence(
                source=id,
                quote=self.draw(lines()),
                finding=self.draw(_some(prose())),
                at=self.draw(_some(lines())),
            )
            for id in self.sources
            if self.draw(st.booleans())
        )

    def steps(self, kind: Kind, depth: int, taken: set[str]) -> tuple[Step, ...]:
        """Return steps of one kind; `taken` are the claims that the target uses already."""
        number = self.draw(st.integers(0, 2)) if depth else 0
        return tuple(filter(None, (self.step(kind, depth, taken) for _ in range(number))))

    def step(self, kind: Kind, depth: int, taken: set[str]) -> Step | None:
        """Return a step with up to three premises, or none when the ids are used up."""
        drawn = [
            self.premise(depth, taken) for _ in range(self.draw(st.sampled_from((1, 1, 1, 2, 3))))
        ]
        premises = tuple(filter(None, drawn))
        if not premises:
            return None
        return Step(
            kind=kind,
            premises=premises,
            relevance=self.draw(st.sampled_from((1.0, 1.0, 0.8, 0.0, 0.05))),
            scheme=self.draw(st.sampled_from(("", "", "expert-opinion"))),
            undercuts=self.steps("undercut", depth - 1, {premise.claim for premise in premises}),
        )

    def premise(self, depth: int, taken: set[str]) -> Premise | None:
        """Return a new claim, or the reuse of one that is whole and new to the target."""
        whole = [id for id, claim in self.claims.items() if claim.text != "…" and id not in taken]
        if whole and self.draw(st.sampled_from((False, False, True))):
            premise = Premise(self.draw(st.sampled_from(whole)), is_reuse=True)
        elif self.free_ids:
            premise = Premise(self.claim(depth - 1))
        else:
            return None
        taken.add(premise.claim)
        return premise


@st.composite
def debates(draw: st.DrawFn, *, most: int = 12) -> Debate:
    """Return debates of up to `most` claims that break no rule, except that links in prose may lead nowhere."""
    unique = st.lists(ids(), unique=True, max_size=3)
    sides = tuple(draw(st.lists(ids(), unique=True, min_size=2, max_size=4)))
    cited = tuple(draw(unique))
    free = draw(st.lists(ids(), unique=True, min_size=1, max_size=most))
    growing = _Growing(draw, free, sides, cited)
    theses = [growing.claim(3)]
    while bool(growing.free_ids) and draw(st.booleans()):
        theses.append(growing.claim(3))
    event = st.builds(
        Event, date=st.sampled_from(DATES), text=prose(), source=st.sampled_from(("", *cited))
    )
    return Debate(
        id="random",
        title=draw(lines()),
        question=draw(lines()),
        summary=draw(_some(prose())),
        checked=draw(_some(st.just("2026-03-31"))),
        tags=tuple(draw(st.lists(lines(), max_size=3))),
        language=draw(st.sampled_from(("en", "ja", "zh-Hant"))),
        authors=tuple(draw(st.lists(lines(), max_size=2))),
        license=draw(_some(lines())),
        viewpoints={id: draw(viewpoints(id)) for id in sides},
        sources={id: draw(sources(id)) for id in cited},
        events=tuple(draw(st.lists(event, max_size=2))),
        theses=tuple(theses),
        claims=growing.claims,
    )
