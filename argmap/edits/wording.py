"""Wording: an edit as a person would tell it, such as "added an objection to “…”"."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from argmap.edits import values as v
from argmap.edits.structure import a
from argmap.model import Debate, Source, stance_word

LONGEST = 80

NAMES: Mapping[str, str] = {
    "checked": "date of the last check",
    "url": "address",
    "isbn": "ISBN",
    "doi": "DOI",
}
"""What fields are called whose key is no word for them."""


def describe(edit: v.Edit, debate: Debate) -> str:
    """Return an edit in words, given the debate before it; it begins with a verb in the past tense."""
    if isinstance(edit, v.Together):
        if not edit.edits:
            return "changed nothing"
        leading = _leading(edit)
        first = describe(leading, _with_sources(debate, edit))
        others = sum(each is not leading for each in edit.edits)
        if not others or isinstance(leading, v.AddClaim) or _goes_with(leading, edit):
            return first
        return f"{first}, and {others} more change{'s' if others > 1 else ''}"
    return _WORDS[type(edit)](edit, debate)


def shortened(text: str) -> str:
    """Return a sentence in quotation marks, cut at a word where it is long."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"
    return f"“{text}”"


def _leading(edit: v.Together) -> v.Single:
    """Return the edit that names the change: a claim that is added, else the first but for sources it needs."""
    added = (each for each in edit.edits if isinstance(each, v.AddClaim))
    others = (each for each in edit.edits if not isinstance(each, v.AddSource))
    return next(added, next(others, edit.edits[0]))


def _goes_with(leading: v.Single, edit: v.Together) -> bool:
    """True for evidence that comes with nothing but its source."""
    is_evidence = isinstance(leading, v.AddEvidence | v.ReviseEvidence)
    return is_evidence and all(
        each is leading or isinstance(each, v.AddSource) for each in edit.edits
    )


def _with_sources(debate: Debate, edit: v.Together) -> Debate:
    """Return the debate with the new sources that the other edits speak of."""
    new = {
        each.id: Source(id=each.id, title=each.title)
        for each in edit.edits
        if isinstance(each, v.AddSource) and each.id
    }
    return replace(debate, sources={**debate.sources, **new}) if new else debate


def _claim(debate: Debate, id: str) -> str:
    return shortened(debate.claims[id].text) if id in debate.claims else f'"{id}"'


def _source(debate: Debate, id: str) -> str:
    return shortened(debate.sources[id].title) if id in debate.sources else f'"{id}"'


def _viewpoint(debate: Debate, id: str) -> str:
    return debate.viewpoints[id].name if id in debate.viewpoints else f'"{id}"'


def _toward(role: v.Role, target: str, debate: Debate) -> str:
    """Return what a claim becomes in a role: a support of what, and so on."""
    if role == "thesis":
        return "a thesis"
    if role == "undercut":
        return f"an undercut of the step {target}"
    if role == "premise":
        return f"a premise of the step {target}"
    return f"{a(role)} {'of' if role == 'support' else 'to'} {_claim(debate, target)}"


def _added(edit: v.AddClaim, debate: Debate) -> str:
    toward = _toward(edit.role, edit.target, debate)
    return f"added {toward}: {shortened(edit.sentence)}"


def _revised(edit: v.ReviseClaim, debate: Debate) -> str:
    return f"revised {_changed(edit)} of {_claim(debate, edit.claim)}"


def _changed(edit: Any) -> str:  # noqa: ANN401  # any revision
    """Return the names of the fields that a revision sets."""
    names = [
        NAMES.get(each.name, each.name)
        for each in fields(edit)
        if each.default is None and getattr(edit, each.name) is not None
    ]
    return f"the {' and '.join(names)}" if names else "nothing"


_WORDS: Mapping[type, Callable[[Any, Debate], str]] = {
    v.AddClaim: _added,
    v.ReviseClaim: _revised,
    v.MoveClaim: lambda e, d: f"moved {_claim(d, e.claim)}: now {_toward(e.role, e.target, d)}",
    v.ReuseClaim: lambda e, d: f"reused {_claim(d, e.claim)} as {_toward(e.role, e.target, d)}",
    v.EndReuse: lambda e, d: f"ended the reuse of {_claim(d, e.claim)} in {e.step}",
    v.TurnStep: lambda e, _: f"turned the step {e.step} between support and objection",
    v.WeighStep: lambda e, _: f"set {_changed(e)} of the step {e.step}",
    v.RetireClaim: lambda e, d: f"retired {_claim(d, e.claim)} with its branch",
    v.SetStance: lambda e, d: (
        f"made {_viewpoint(d, e.viewpoint)} silent on {_claim(d, e.claim)}"
        if e.stance is None
        else f"set the stance of {_viewpoint(d, e.viewpoint)} on {_claim(d, e.claim)}: {stance_word(e.stance)}"
    ),
    v.AddEvidence: lambda e, d: (
        f"added evidence from {_source(d, e.evidence.source)} to {_claim(d, e.claim)}"
    ),
    v.ReviseEvidence: lambda e, d: f"revised evidence of {_claim(d, e.claim)}",
    v.RemoveEvidence: lambda e, d: (
        f"took evidence from {_source(d, e.evidence.source)} away from {_claim(d, e.claim)}"
    ),
    v.AddSource: lambda e, _: f"added the source {shortened(e.title)}",
    v.ReviseSource: lambda e, d: f"revised {_changed(e)} of the source {_source(d, e.source)}",
    v.RemoveSource: lambda e, d: f"removed the source {_source(d, e.source)}",
    v.AddEvent: lambda e, _: f"added the event of {e.date}: {shortened(e.text)}",
    v.ReviseEvent: lambda e, _: f"revised the event of {e.old_date}: {shortened(e.old_text)}",
    v.RemoveEvent: lambda e, _: f"removed the event of {e.date}: {shortened(e.text)}",
    v.AddViewpoint: lambda e, _: f"added the viewpoint {shortened(e.name)}",
    v.ReviseViewpoint: lambda e, d: (
        f"revised {_changed(e)} of the viewpoint {_viewpoint(d, e.viewpoint)}"
    ),
    v.RemoveViewpoint: lambda e, d: f"removed the viewpoint {_viewpoint(d, e.viewpoint)}",
    v.ReviseDebate: lambda e, _: f"revised {_changed(e)} of the debate",
}
