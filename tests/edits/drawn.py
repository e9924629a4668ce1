"""Random edits, and debates that have grown by them, for tests that say what holds for every edit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from argmap.edits import places
from argmap.edits import values as v
from argmap.edits.applying import apply
from argmap.errors import EditRefused, NotFound
from argmap.model import Debate, Evidence
from tests import sketches
from tests.strategies import DATES, TYPED

T = TypeVar("T")

LINES = (
    *TYPED,
    *(
        "Bases deter: attacks, say some.",
        "“Twice” as much # as #said, {or} more -- 'they' say",
        "& *yes*",
    ),
    *(
        "普天間飛行場の移設は、「唯一の解決策」とされる。",
        "Ō, ü and é!",
        "a\tb",
        "  two  blanks  ",
        "over\ntwo lines",
    ),
)
PROSE = (
    *LINES,
    "A first paragraph.\n\n- one: point\n- two\n\n    code # no comment",
    "a\r\nb\n\n\n\nc \n d",
)
IDS = ("", "", "", "no", "012", "日本", "a-b", "x1", "x2", "x3")
SHARES = (0.0, 0.25, 0.5, 0.8, 1.0)
POSITIONS = (None, None, 0, 1, 2)

SEEDS = (
    """
    t
      + a
        ! u
          ! w
        + a1
          - a2
      + b & c
        - c1
        ! d & @a2
      - e
      - @a1 & f
        ! @t
    s
      + @b
      - @e & @a
    """,
    "t",
    """
    t
      + a & @b & @c
      + b
      - c & @t2
      - @a
    t2
      - @a
      + @t
    """,
)


class Drawing:
    """Draws edits that fit a debate, and some that do not."""

    def __init__(self, chance: Random, debate: Debate) -> None:
        self.chance, self.debate = chance, debate
        self.steps = [places.write(debate, found) for found in places.all_steps(debate)]

    def one(self, known: Sequence[str] | Mapping[str, object]) -> str:
        return self.chance.choice(list(known) or ["nothing"])

    def maybe(self, known: Sequence[T]) -> T | None:
        return self.chance.choice([None, *known])

    def line(self) -> str:
        return self.chance.choice(LINES)

    def prose(self) -> str:
        return self.chance.choice(PROSE)

    def sentence(self) -> str:
        return f"{self.line()} {self.chance.randrange(1000)}"

    def texts(self) -> tuple[str, ...]:
        return tuple(self.chance.sample(LINES, self.chance.randrange(3)))

    def claim(self) -> str:
        return self.one(self.debate.claims)

    def step(self) -> str:
        return self.one(self.steps)

    def target(self, role: v.Role) -> str:
        if role == "thesis":
            return ""
        return self.claim() if role in ("support", "objection") else self.step()

    def evidence(self) -> Evidence:
        at = self.chance.choice(("", self.line()))
        quote, finding = self.chance.choice((("", self.prose()), (self.line(), "")))
        return Evidence(source=self.one(self.debate.sources), quote=quote, finding=finding, at=at)

    def old_evidence(self) -> tuple[str, Evidence]:
        pairs = [(id, one) for id, claim in self.debate.claims.items() for one in claim.evidence]
        return self.chance.choice(pairs or [(self.claim(), self.evidence())])

    def event(self) -> tuple[str, str]:
        pairs = [(event.date, event.text) for event in self.debate.events]
        return self.chance.choice(pairs or [("1999", "None.")])

    def edit(self) -> v.Single:
        """Draw an edit of any type."""
        return self.chance.choice(DRAWERS)(self)


def add_claim(of: Drawing) -> v.Single:
    role = of.chance.choice(v.ROLES)
    is_plain = role in ("thesis", "premise")
    return v.AddClaim(
        role=role,
        sentence=of.sentence(),
        target=of.target(role),
        id=of.chance.choice(IDS),
        note=of.prose(),
        tags=of.texts(),
        stances={of.one(of.debate.viewpoints): of.chance.choice(SHARES)},
        evidence=(of.evidence(),) if of.debate.sources else (),
        relevance=1.0 if is_plain else of.chance.choice(SHARES),
        scheme="" if is_plain else of.chance.choice(("", "analogy")),
        at=of.chance.choice(POSITIONS),
    )


def revise_claim(of: Drawing) -> v.Single:
    sentence = of.maybe(LINES)
    tags = of.maybe([of.texts()])
    return v.ReviseClaim(claim=of.claim(), sentence=sentence, note=of.maybe(PROSE), tags=tags)


def move_claim(of: Drawing) -> v.Single:
    role = of.chance.choice(v.ROLES)
    return v.MoveClaim(
        claim=of.claim(), role=role, target=of.target(role), at=of.chance.choice(POSITIONS)
    )


def reuse_claim(of: Drawing) -> v.Single:
    role = of.chance.choice(v.ROLES[1:])
    relevance = 1.0 if role == "premise" else of.chance.choice(SHARES)
    return v.ReuseClaim(
        claim=of.claim(),
        role=role,
        target=of.target(role),
        relevance=relevance,
        at=of.chance.choice(POSITIONS),
    )


def end_reuse(of: Drawing) -> v.Single:
    found = [
        (premise.claim, places.write(of.debate, found))
        for found in places.all_steps(of.debate)
        for premise in found.step.premises
        if premise.is_reuse
    ]
    claim, step = of.chance.choice(found or [(of.claim(), of.step())])
    return v.EndReuse(claim=claim, step=step)


def turn_step(of: Drawing) -> v.Single:
    return v.TurnStep(step=of.step())


def weigh_step(of: Drawing) -> v.Single:
    return v.WeighStep(step=of.step(), relevance=of.chance.choice(SHARES), scheme=of.maybe(LINES))


def retire_claim(of: Drawing) -> v.Single:
    return v.RetireClaim(claim=of.claim())


def set_stance(of: Drawing) -> v.Single:
    stance = of.maybe(SHARES)
    return v.SetStance(claim=of.claim(), viewpoint=of.one(of.debate.viewpoints), stance=stance)


def add_evidence(of: Drawing) -> v.Single:
    return v.AddEvidence(claim=of.claim(), evidence=of.evidence())


def revise_evidence(of: Drawing) -> v.Single:
    claim, old = of.old_evidence()
    return v.ReviseEvidence(claim=claim, old=old, new=of.evidence())


def remove_evidence(of: Drawing) -> v.Single:
    claim, old = of.old_evidence()
    return v.RemoveEvidence(claim=claim, evidence=old)


def add_source(of: Drawing) -> v.Single:
    return v.AddSource(
        title=of.line(),
        id=of.chance.choice(IDS),
        author=of.line(),
        date=of.chance.choice(("", *DATES)),
        note=of.prose(),
    )


def revise_source(of: Drawing) -> v.Single:
    return v.ReviseSource(
        source=of.one(of.debate.sources),
        title=of.maybe(LINES),
        author=of.maybe(LINES),
        url=of.maybe(["https://example.org/revised", ""]),
        note=of.maybe(PROSE),
    )


def remove_source(of: Drawing) -> v.Single:
    return v.RemoveSource(source=of.one(of.debate.sources))


def add_event(of: Drawing) -> v.Single:
    source = of.one(of.debate.sources) if of.debate.sources else ""
    return v.AddEvent(date=of.chance.choice(DATES), text=of.prose(), source=source)


def revise_event(of: Drawing) -> v.Single:
    date, text = of.event()
    return v.ReviseEvent(
        old_date=date,
        old_text=text,
        date=of.maybe(DATES),
        text=of.maybe(PROSE),
        source=of.maybe([""]),
    )


def remove_event(of: Drawing) -> v.Single:
    date, text = of.event()
    return v.RemoveEvent(date=date, text=text)


def add_viewpoint(of: Drawing) -> v.Single:
    return v.AddViewpoint(
        name=of.line(), summary=of.prose(), id=of.chance.choice(IDS), holders=of.texts()
    )


def revise_viewpoint(of: Drawing) -> v.Single:
    return v.ReviseViewpoint(
        viewpoint=of.one(of.debate.viewpoints),
        name=of.maybe(LINES),
        summary=of.maybe(PROSE),
        holders=of.maybe([()]),
    )


def remove_viewpoint(of: Drawing) -> v.Single:
    return v.RemoveViewpoint(viewpoint=of.one(of.debate.viewpoints))


def revise_debate(of: Drawing) -> v.Single:
    return v.ReviseDebate(
        title=of.maybe(LINES),
        summary=of.maybe(PROSE),
        checked=of.maybe(["2026-04-01", ""]),
        tags=of.maybe([("one", "two"), ()]),
        language=of.maybe(["ja", ""]),
        license=of.maybe(LINES),
    )


DRAWERS: tuple[Callable[[Drawing], v.Single], ...] = (
    *(add_claim, add_claim, revise_claim, move_claim, move_claim, reuse_claim, reuse_claim),
    *(end_reuse, turn_step, weigh_step, retire_claim, set_stance),
    *(add_evidence, revise_evidence, remove_evidence, add_source, revise_source, remove_source),
    *(add_event, revise_event, remove_event),
    *(add_viewpoint, revise_viewpoint, remove_viewpoint, revise_debate),
)
"""One for each type of edit; what claims are to each other is changed more often than the rest."""


def attempted(debate: Debate, edit: v.Edit) -> Debate:
    """Return the debate after an edit, or as it was where the edit is refused."""
    try:
        return apply(debate, edit)
    except (EditRefused, NotFound):
        return debate


def edited(debate: Debate, chance: Random, *, times: int) -> Debate:
    """Return a debate after some random edits."""
    for _ in range(times):
        debate = attempted(debate, Drawing(chance, debate).edit())
    return debate


def grown(chance: Random) -> Debate:
    """Return a debate that has grown by random edits."""
    return edited(sketches.debate(chance.choice(SEEDS)), chance, times=chance.randrange(40))


def any_of(type_: type[v.Single]) -> st.SearchStrategy[v.Single]:
    """Return edits of a type with values of any kind that its annotations allow, whether they fit or not."""
    names = {each.name for each in fields(type_)}
    given = {name: values for name, values in _VALUES.items() if name in names}
    return st.builds(type_, **given)


_NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
_EVIDENCE = st.builds(Evidence, source=st.text(), quote=st.text(), finding=st.text(), at=st.text())
_VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "relevance": _NUMBERS,
    "stance": st.one_of(st.none(), _NUMBERS),
    "stances": st.dictionaries(st.text(), _NUMBERS, max_size=3),
    "old": _EVIDENCE,
    "new": _EVIDENCE,
    "at": st.one_of(st.none(), st.integers(0, 9)),
}
