"""Every edit that people can make, at sampled places of every style and every shipped debate."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from argmap.edits import applying, places
from argmap.edits import values as v
from argmap.errors import EditRefused, NotFound
from argmap.model import Debate, Evidence
from tests.stores.splicing.texts import FILES, lost_lines, read, seeded, spliced, text_of

SEED = 20261123
LARGE = 20_000


def about_claims(debate: Debate, chance: Random) -> Iterator[v.Single]:
    claim, target = chance.choices(list(debate.claims), k=2)
    viewpoint = chance.choice(list(debate.viewpoints))
    number = chance.randrange(10**9)
    at = chance.choice((None, 0))
    yield v.AddClaim(role="thesis", sentence=f"Thesis {number}: new.", at=at)
    for role in ("support", "objection"):
        yield v.AddClaim(role=role, sentence=f"A new {role} {number}", target=target, at=at)
        yield v.AddClaim(
            role=role,
            sentence=f"A new {role} with more {number}",
            target=target,
            note="One line.\n\nAnother: line.",
            tags=("one", "two, three"),
            stances={viewpoint: 0.75},
            relevance=0.5,
            scheme="analogy",
        )
        yield v.MoveClaim(claim=claim, role=role, target=target, at=at)
        yield v.ReuseClaim(claim=claim, role=role, target=target, at=at)
    yield v.MoveClaim(claim=claim, role="thesis", at=at)
    yield v.ReviseClaim(claim=claim, sentence=f"A revised sentence {number}.")
    yield v.ReviseClaim(claim=claim, note="A note.\nOf two lines.", tags=("no", "a: b"))
    yield v.ReviseClaim(claim=claim, note="", tags=())
    yield v.RetireClaim(claim=claim)
    yield v.SetStance(claim=claim, viewpoint=viewpoint, stance=chance.choice((None, 0.0, 0.6)))


def about_steps(debate: Debate, chance: Random) -> Iterator[v.Single]:
    steps = list(places.all_steps(debate))
    if not steps:
        return
    step = places.write(debate, chance.choice(steps))
    claim = chance.choice(list(debate.claims))
    number = chance.randrange(10**9)
    for role in ("undercut", "premise"):
        yield v.AddClaim(role=role, sentence=f"A new {role} {number}", target=step)
        yield v.MoveClaim(claim=claim, role=role, target=step, at=chance.choice((None, 0)))
        yield v.ReuseClaim(claim=claim, role=role, target=step)
    yield v.TurnStep(step=step)
    yield v.WeighStep(step=step, relevance=0.25, scheme="precedent")
    yield v.WeighStep(step=step, relevance=1.0, scheme="")
    for found in steps:
        for premise in found.step.premises:
            if premise.is_reuse and chance.random() < 0.2:
                yield v.EndReuse(claim=premise.claim, step=places.write(debate, found))


def about_evidence(debate: Debate, chance: Random) -> Iterator[v.Single]:
    yield v.AddSource(title="A new work", author="A. Writer", date="1999-12", note="A\nb")
    claim = chance.choice(list(debate.claims))
    for source in chance.sample(list(debate.sources), min(1, len(debate.sources))):
        yield v.AddEvidence(
            claim=claim, evidence=Evidence(source=source, quote="a: b", finding="A\nb", at="p. 1")
        )
        yield v.ReviseSource(source=source, title="A: b", url="https://example.org/x", note="")
    for source in list(debate.sources)[-3:]:
        yield v.RemoveSource(source=source)
    cited = [(id, one) for id, claim in debate.claims.items() for one in claim.evidence]
    for id, one in chance.sample(cited, min(1, len(cited))):
        new = replace(one, quote="other words", finding="", at="p. 2")
        yield v.ReviseEvidence(claim=id, old=one, new=new)
        yield v.RemoveEvidence(claim=id, evidence=one)


def about_the_rest(debate: Debate, chance: Random) -> Iterator[v.Single]:
    viewpoint = chance.choice(list(debate.viewpoints))
    yield v.AddViewpoint(name="A new one", summary="One line.\nAnother.", holders=("A", "B, C"))
    yield v.ReviseViewpoint(viewpoint=viewpoint, name="A: b", summary="Short.", holders=("A",))
    yield v.RemoveViewpoint(viewpoint=viewpoint)
    yield v.AddEvent(date="1999-12", text="It happens.\n\nAgain.")
    for event in chance.sample(debate.events, min(1, len(debate.events))):
        yield v.ReviseEvent(old_date=event.date, old_text=event.text, text="Otherwise: so.")
        yield v.RemoveEvent(date=event.date, text=event.text)
    yield v.ReviseDebate(title="A: b", summary="A\n\nb", tags=("no",), language="ja")
    yield v.ReviseDebate(question="Why?", summary="", tags=(), authors=("A",), license="MIT")


def edits(debate: Debate, chance: Random) -> Iterator[v.Single]:
    yield from about_claims(debate, chance)
    yield from about_steps(debate, chance)
    yield from about_evidence(debate, chance)
    yield from about_the_rest(debate, chance)


def made_edits(file: Path, chance: Random) -> Iterator[tuple[v.Single, str, Debate, Debate]]:
    """Yield the edits that make sense, with what they make of the debate."""
    text = text_of(file)
    before = read(text)
    drawn = list(edits(before, chance))
    for edit in chance.sample(drawn, 12) if len(text) > LARGE else drawn:
        try:
            after = applying.apply(before, edit)
        except (EditRefused, NotFound):
            continue
        if _is_readable(after):
            yield edit, text, before, after


def _is_readable(debate: Debate) -> bool:
    """True unless claims stand too many levels deep, which every reading refuses."""
    return len(debate.claims) < 90 or "level-100" not in debate.claims


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_edit_is_read_back_and_leaves_other_lines_alone(file: Path) -> None:
    chance = seeded(SEED, file.name)
    tried = 0
    for edit, text, before, after in made_edits(file, chance):
        made = spliced(text, before, after)
        assert lost_lines(text, made, before, after) == [], edit
        tried += 1
    assert tried > 5 or file.name == "hundred-levels.yaml"


def test_every_type_of_edit_is_tried() -> None:
    chance = seeded(SEED)
    small = [file for file in FILES if file.stat().st_size < LARGE]
    tried = {type(edit) for file in small for edit, *_ in made_edits(file, chance)}
    assert tried == set(v.SINGLES)
