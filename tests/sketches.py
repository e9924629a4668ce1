"""Sketches of debates for tests: an outline of ids becomes a debate.

thesis
  + support
    ! undercut of the support
  - objection
  + @reused
  + first & second        (linked)
"""

from dataclasses import replace
from random import Random

from hypothesis.strategies import DrawFn, composite, integers

from argmap.model import Claim, Debate, Kind, Premise, Step, Viewpoint

_KINDS: dict[str, Kind] = {"+": "support", "-": "objection", "!": "undercut"}


class _Line:
    def __init__(self, line: str) -> None:
        self.indent = len(line) - len(line.lstrip())
        words = line.split()
        self.kind = _KINDS.get(words[0])
        self.names = [word for word in words if word not in _KINDS and word != "&"]
        self.below: list[_Line] = []


def debate(outline: str, *, stances: dict[str, dict[str, float]] | None = None) -> Debate:
    """Return the debate of an outline; every claim's sentence is made from its id."""
    top: list[_Line] = []
    path: list[_Line] = []
    for text in outline.splitlines():
        if not text.strip():
            continue
        line = _Line(text)
        while path and path[-1].indent >= line.indent:
            path.pop()
        (path[-1].below if path else top).append(line)
        path.append(line)
    claims: dict[str, Claim] = {}
    for line in top:
        _add(line, claims, stances or {})
    return Debate(
        id="sketch",
        title="A sketch",
        question="What follows?",
        viewpoints={
            name: Viewpoint(id=name, name=name.capitalize(), summary="A summary.")
            for name in ("ours", "theirs")
        },
        theses=tuple(line.names[0] for line in top),
        claims=claims,
    )


def _add(line: _Line, claims: dict[str, Claim], stances: dict[str, dict[str, float]]) -> None:
    for name in line.names:
        if not name.startswith("@"):
            claims[name] = Claim(id=name, text=f"Claim {name} holds.")
    last = line.names[-1]
    for below in line.below:
        _add(below, claims, stances)
    for name in line.names:
        if not name.startswith("@"):
            steps = line.below if name == last else []
            claims[name] = Claim(
                id=name,
                text=f"Claim {name} holds.",
                stances=stances.get(name, {}),
                supports=_steps(steps, "+"),
                objections=_steps(steps, "-"),
            )


def _steps(lines: list[_Line], sign: str) -> tuple[Step, ...]:
    return tuple(_step(line) for line in lines if line.kind == _KINDS[sign])


def _step(line: _Line) -> Step:
    return Step(
        kind=line.kind or "support",
        premises=tuple(Premise(name.lstrip("@"), name.startswith("@")) for name in line.names),
        undercuts=_steps(line.below, "!"),
    )


@composite
def debates(draw: DrawFn, *, most: int = 40) -> Debate:
    """Draw a debate of any shape: linked steps, undercuts, reuses and circles among them."""
    count = draw(integers(1, most))
    shape = Random(draw(integers(0, 2**32)))  # noqa: S311 - nothing secret about a shape
    claims = [f"c{number}" for number in range(count)]
    steps: dict[str, list[Step]] = {claim: [] for claim in claims}
    homes = ["c0"]
    waiting = claims[1:]
    theses = ["c0"]
    while waiting:
        if shape.random() < 0.1:
            thesis = waiting.pop(0)
            theses.append(thesis)
            homes.append(thesis)
            continue
        taken = [waiting.pop(0) for _ in range(min(len(waiting), shape.choice((1, 1, 1, 2, 3))))]
        premises = [Premise(claim) for claim in taken]
        target = shape.choice(homes)
        if shape.random() < 0.2:
            premises.append(Premise(shape.choice(claims), is_reuse=True))
        if len(dict.fromkeys(p.claim for p in premises)) < len(premises):
            premises = [Premise(claim) for claim in taken]
        own = steps[target]
        if own and shape.random() < 0.25:
            place = shape.randrange(len(own))
            undercut = Step(kind="undercut", premises=tuple(premises))
            own[place] = replace(own[place], undercuts=(*own[place].undercuts, undercut))
        else:
            kind: Kind = shape.choice(("support", "objection"))
            own.append(Step(kind=kind, premises=tuple(premises)))
        homes.extend(taken)
    made = {
        claim: Claim(
            id=claim,
            text=f"Claim {claim} " + "says more " * shape.randrange(9) + "and holds.",
            supports=tuple(step for step in steps[claim] if step.kind == "support"),
            objections=tuple(step for step in steps[claim] if step.kind == "objection"),
        )
        for claim in claims
    }
    return Debate(id="any", title="Any", question="Any?", theses=tuple(theses), claims=made)
