"""A small debate with one of everything, for tests of edits."""

from dataclasses import replace

from argmap.edits.applying import apply
from argmap.edits.values import Edit
from argmap.model import Debate, Event, Evidence, Source, Viewpoint
from tests import sketches

QUOTE = Evidence(source="report", quote="It is so.", at="p. 3")
FINDING = Evidence(source="paper", finding="It was measured.")

OUTLINE = """
cut
  + jobs
    ! late
      ! soon
    + wages
      - prices
  + trade & farms
    - farms-suffer
  - safety
  - @wages
keep
  + @trade
  - old
    ! @jobs
"""
"""Two theses; `cut` has a linked support and a reuse, and a support with an undercut that is undercut in turn."""


def debate() -> Debate:
    """Return the debate; `report` is cited by a claim and `paper` by an event, `spare` by nothing."""
    drawn = sketches.debate(OUTLINE, stances={"jobs": {"ours": 1.0, "theirs": 0.0}})
    jobs = replace(drawn.claims["jobs"], evidence=(QUOTE,), note="A note.", tags=("work",))
    viewpoints = {
        "ours": Viewpoint(id="ours", name="Ours", summary="We say so.", holders=("We",)),
        "theirs": Viewpoint(id="theirs", name="Theirs", summary="They say so."),
    }
    sources = {
        "report": Source(id="report", title="A report", url="https://example.org/report"),
        "paper": Source(id="paper", title="A paper", author="A. Uthor", date="2001-05"),
        "spare": Source(id="spare", title="A spare one"),
    }
    events = (
        Event(date="1996", text="It began.", source="paper"),
        Event(date="2001-05-06", text="It went on."),
    )
    claims = {**drawn.claims, "jobs": jobs}
    return replace(drawn, claims=claims, viewpoints=viewpoints, sources=sources, events=events)


def after(*edits: Edit, of: Debate | None = None) -> Debate:
    """Return the debate, or another one, after some edits."""
    edited = debate() if of is None else of
    for edit in edits:
        edited = apply(edited, edit)
    return edited
