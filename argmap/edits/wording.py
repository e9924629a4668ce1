"""Wording: an edit as a person would tell it, such as "added an objection to “…”"."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from argmap.edits import places
from argmap.edits import values as v
from argmap.edits.places import Found
from argmap.edits.structure import a, toward
from argmap.errors import EditRefused, NotFound
from argmap.model import STANCES, Debate, Kind, Source, stance_word

LONGEST = 80
BRIEF = 50
"""The length of a sentence that only tells which step is meant."""

_VERBS: Mapping[str, str] = {
    "added": "add",
    "changed": "change",
    "edited": "edit",
    "ended": "end",
    "made": "make",
    "moved": "move",
    "removed": "remove",
    "retired": "retire",
    "reused": "reuse",
    "revised": "revise",
    "turned": "turn",
}
"""The verbs with which edits are told, but for "set", which is the same."""

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


def imperative(words: str) -> str:
    """Return an edit in words as what somebody asks for: "add an objection to “…”"."""
    verb, blank, rest = words.partition(" ")
    return f"{_VERBS.get(verb, verb)}{blank}{rest}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a sentence in quotation marks, cut at a word where it is long."""
    text = " ".join(text.split())
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"
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


def _claim(debate: Debate, id: str, longest: int = LONGEST) -> str:
    return shortened(debate.claims[id].text, longest) if id in debate.claims else f'"{id}"'


def _source(debate: Debate, id: str) -> str:
    return shortened(debate.sources[id].title) if id in debate.sources else f'"{id}"'


def _viewpoint(debate: Debate, id: str) -> str:
    return debate.viewpoints[id].name if id in debate.viewpoints else f'"{id}"'


def _toward(role: v.Role, target: str, debate: Debate) -> str:
    """Return what a claim becomes in a role: a support of what, and so on."""
    if role == "thesis":
        return "a thesis"
    if role in ("undercut", "premise"):
        return f"{toward(role)} {_step(debate, target)}"
    return f"{toward(role)} {_claim(debate, target)}"


def _find(debate: Debate, place: str) -> Found | None:
    """Return the step at a place, if there is one."""
    try:
        return places.find(debate, place)
    except (NotFound, EditRefused):
        return None


def _step(debate: Debate, place: str) -> str:
    """Return a step by its sentences."""
    found = _find(debate, place)
    return _told(debate, found) if found else f'the step "{place}"'


def _told(debate: Debate, found: Found) -> str:
    premises, target = _premises(debate, found), _target(debate, found)
    if found.step.kind == "undercut":
        return f"the undercut {premises} of {target}"
    return f"the step from {premises} to {target}"


def _premises(debate: Debate, found: Found) -> str:
    return " and ".join(_claim(debate, each, BRIEF) for each in found.step.claims)


def _target(debate: Debate, found: Found) -> str:
    """Return what a step bears on: a claim, or for an undercut another step."""
    questioned = places.questioned(debate, found)
    if questioned is None:
        return _claim(debate, found.host, BRIEF)
    return _told(debate, found._replace(path=found.path[:-1], step=questioned))


def _added(edit: v.AddClaim, debate: Debate) -> str:
    toward = _toward(edit.role, edit.target, debate)
    return f"added {toward}: {shortened(edit.sentence)}"


def _revised(edit: v.ReviseClaim, debate: Debate) -> str:
    return f"revised {_changed(edit)} of {_claim(debate, edit.claim)}"


def _ended(edit: v.EndReuse, debate: Debate) -> str:
    found = _find(debate, edit.step)
    where = f'in the step "{edit.step}"'
    if found:
        where = f"as {toward(found.step.kind)} {_target(debate, found)}"
    return f"ended the reuse of {_claim(debate, edit.claim)} {where}"


def _turned(edit: v.TurnStep, debate: Debate) -> str:
    found = _find(debate, edit.step)
    if found is None:
        return f'turned the step "{edit.step}" between support and objection'
    now: Kind = "objection" if found.step.kind == "support" else "support"
    what, target = _premises(debate, found), _target(debate, found)
    return f"turned {what} from {a(found.step.kind)} into {toward(now)} {target}"


def _weighed(edit: v.WeighStep, debate: Debate) -> str:
    found = _find(debate, edit.step)
    step = f'the step "{edit.step}"'
    if found:
        step = f"{_premises(debate, found)} for {_target(debate, found)}"
    values = {
        "relevance": None if edit.relevance is None else f"{edit.relevance:g}",
        "scheme": edit.scheme and shortened(edit.scheme),
    }
    names = " and ".join(name for name, value in values.items() if value is not None)
    told = " and ".join(value or "none" for value in values.values() if value is not None)
    return f"set the {names} of {step} to {told}" if names else f"set nothing of {step}"


def _taken(edit: v.SetStance, debate: Debate) -> str:
    viewpoint, claim = _viewpoint(debate, edit.viewpoint), _claim(debate, edit.claim)
    if edit.stance is None:
        return f"made {viewpoint} silent on {claim}"
    word = stance_word(edit.stance)
    number = "" if STANCES[word] == edit.stance else f" ({edit.stance:g})"
    return f"set the stance of {viewpoint} on {claim}: {word}{number}"


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
    v.EndReuse: _ended,
    v.TurnStep: _turned,
    v.WeighStep: _weighed,
    v.RetireClaim: lambda e, d: f"retired {_claim(d, e.claim)} with its branch",
    v.SetStance: _taken,
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
