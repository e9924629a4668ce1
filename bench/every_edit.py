"""Every edit at every place of a debate, for measuring and for tests."""

from collections.abc import Iterator

from argmap.edits import places
from argmap.edits import values as v
from argmap.edits.places import Found
from argmap.model import Claim, Debate, Evidence

HARD = "It costs: “twice” as much # as #said, {or} more -- 'they' say: no & *yes*."
JAPANESE = "普天間飛行場の辺野古への移設は、「唯一の解決策」とされる。"
PROSE = (
    "A first paragraph with *emphasis*.\n\n- one: point\n- two\n\n    indented code # no comment"
)
NEW_SOURCE = "an-added-source"


def every_edit(debate: Debate) -> Iterator[v.Edit]:
    """Yield edits of every type, each at every place where it can be tried; some of them argmap refuses."""
    yield from _of_the_debate()
    yield from _of_viewpoints(debate)
    yield from _of_sources(debate)
    yield from _of_events(debate)
    for claim in debate.claims.values():
        yield from _of_claim(debate, claim)
        for found in places.steps(claim):
            yield from _of_step(debate, found)


def _of_the_debate() -> Iterator[v.Edit]:
    yield v.AddClaim(role="thesis", sentence=HARD)
    yield v.AddClaim(role="thesis", sentence=JAPANESE, at=0, note=PROSE)
    yield v.ReviseDebate(title=HARD)
    yield v.ReviseDebate(question=JAPANESE, summary=PROSE)
    yield v.ReviseDebate(summary="")
    yield v.ReviseDebate(checked="2026-04-01", license="CC0: none", authors=("A. B.", "C: D"))
    yield v.ReviseDebate(tags=("one", "a: b", "no"), language="ja")
    yield v.ReviseDebate(tags=(), authors=(), license="", checked="")


def _of_viewpoints(debate: Debate) -> Iterator[v.Edit]:
    yield v.AddViewpoint(name="The neighbors: all", summary=PROSE, holders=("One, two", "# three"))
    for id, viewpoint in debate.viewpoints.items():
        yield v.ReviseViewpoint(viewpoint=id, name=HARD)
        yield v.ReviseViewpoint(viewpoint=id, summary=f"{viewpoint.summary}\n\n{PROSE}")
        yield v.ReviseViewpoint(viewpoint=id, holders=(*viewpoint.holders, "Others: many"))
        yield v.ReviseViewpoint(viewpoint=id, holders=())
        yield v.RemoveViewpoint(viewpoint=id)


def _of_sources(debate: Debate) -> Iterator[v.Edit]:
    yield v.AddSource(id=NEW_SOURCE, title=HARD, author="A. Uthor", date="1999-12", note=PROSE)
    for id, source in debate.sources.items():
        yield v.ReviseSource(
            source=id, title=f"{source.title}: again", author="", outlet="Outlet #1"
        )
        yield v.ReviseSource(source=id, date="2001", url="https://example.org/a?b=c#d", note=PROSE)
        yield v.RemoveSource(source=id)


def _of_events(debate: Debate) -> Iterator[v.Edit]:
    yield v.AddEvent(date="1900", text=HARD)
    yield v.AddEvent(date="2099-01-01", text=PROSE)
    for event in debate.events:
        named = {"old_date": event.date, "old_text": event.text}
        yield v.ReviseEvent(**named, date="1950-02", text=f"{event.text} Later: more.")
        yield v.ReviseEvent(**named, source="")
        yield v.RemoveEvent(date=event.date, text=event.text)


def _of_claim(debate: Debate, claim: Claim) -> Iterator[v.Edit]:
    id = claim.id
    yield v.AddClaim(role="support", sentence=HARD, target=id, scheme="analogy", relevance=0.5)
    yield v.AddClaim(role="objection", sentence=JAPANESE, target=id, note=PROSE, at=0)
    yield v.AddClaim(role="support", sentence="Between the others.", target=id, at=1)
    yield v.ReviseClaim(claim=id, sentence=HARD)
    yield v.ReviseClaim(claim=id, note=f"{claim.note} More." if claim.note else PROSE)
    yield v.ReviseClaim(claim=id, note="", tags=("a", "b: c"))
    yield v.RetireClaim(claim=id)
    yield v.MoveClaim(claim=id, role="thesis", at=0)
    theses = [thesis for thesis in debate.theses if thesis != id]
    if theses:
        yield v.MoveClaim(claim=id, role="objection", target=theses[-1])
        yield v.ReuseClaim(claim=id, role="support", target=theses[-1], relevance=0.25)
    others = [other for other in debate.claims if other != id]
    for other in others[len(id) % 7 :: 17]:
        yield v.MoveClaim(claim=id, role="support", target=other, at=0)
        yield v.ReuseClaim(claim=id, role="objection", target=other)
    yield from _of_backing(debate, claim)


def _of_backing(debate: Debate, claim: Claim) -> Iterator[v.Edit]:
    for viewpoint in debate.viewpoints:
        old = claim.stances.get(viewpoint)
        yield v.SetStance(claim=claim.id, viewpoint=viewpoint, stance=0.25 if old != 0.25 else 1.0)  # noqa: PLR2004
        yield v.SetStance(claim=claim.id, viewpoint=viewpoint, stance=None)
    for source in list(debate.sources)[:1]:
        new = Evidence(source=source, quote="A few: words", at="p. 3 # here")
        yield v.AddEvidence(claim=claim.id, evidence=new)
    added = v.AddSource(id=NEW_SOURCE, title=HARD, url="https://example.org/new")
    cited = v.AddEvidence(claim=claim.id, evidence=Evidence(source=NEW_SOURCE, finding=PROSE))
    yield v.Together(edits=(added, cited))
    for one in claim.evidence:
        new = Evidence(source=one.source, finding=PROSE, at=one.at)
        yield v.ReviseEvidence(claim=claim.id, old=one, new=new)
        yield v.RemoveEvidence(claim=claim.id, evidence=one)


def _of_step(debate: Debate, found: Found) -> Iterator[v.Edit]:
    step = places.write(debate, found)
    yield v.AddClaim(role="undercut", sentence=HARD, target=step)
    yield v.AddClaim(role="premise", sentence=JAPANESE, target=step)
    yield v.AddClaim(role="premise", sentence="Before the others.", target=step, at=0)
    yield v.TurnStep(step=step)
    yield v.WeighStep(step=step, relevance=0.35, scheme="")
    yield v.WeighStep(step=step, relevance=1.0, scheme="expert-opinion")
    for premise in found.step.premises:
        if premise.is_reuse:
            yield v.EndReuse(claim=premise.claim, step=step)
    for other in list(debate.claims)[len(step) % 11 :: 29]:
        yield v.ReuseClaim(claim=other, role="undercut", target=step)
        yield v.ReuseClaim(claim=other, role="premise", target=step)
        yield v.MoveClaim(claim=other, role="undercut", target=step)
        yield v.MoveClaim(claim=other, role="premise", target=step)
