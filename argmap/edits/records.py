"""Records: what the edits of evidence, sources, events, viewpoints and the debate's own fields make of a debate."""

from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any, TypeVar

from argmap.edits import texts
from argmap.edits.structure import inserted, with_claims
from argmap.edits.values import (
    AddEvent,
    AddEvidence,
    AddSource,
    AddViewpoint,
    RemoveEvent,
    RemoveEvidence,
    RemoveSource,
    RemoveViewpoint,
    ReviseDebate,
    ReviseEvent,
    ReviseEvidence,
    ReviseSource,
    ReviseViewpoint,
)
from argmap.errors import EditRefused, NotFound
from argmap.model import Claim, Debate, Event, Evidence, Source, Viewpoint
from argmap.queries import cited_by
from argmap.schema import FEWEST_VIEWPOINTS

T = TypeVar("T")
MOST_NAMED = 5

EVIDENCE_KNOWN = "The claim has this evidence already: revise or remove the other one."
EVENT_KNOWN = "This event is in the timeline already: revise or remove the other one."

SOURCE_FIELDS: Mapping[str, Callable[[str], str]] = {
    "title": lambda text: texts.name(text, "title"),
    "author": lambda text: texts.line(text, "author"),
    "outlet": lambda text: texts.line(text, "outlet"),
    "date": lambda text: texts.date(text, "date"),
    "url": texts.url,
    "isbn": lambda text: texts.line(text, "ISBN"),
    "doi": lambda text: texts.line(text, "DOI"),
    "note": lambda text: texts.prose(text, "note"),
}

DEBATE_FIELDS: Mapping[str, Callable[[Any], object]] = {
    "title": lambda text: texts.name(text, "title"),
    "question": lambda text: texts.sentence(text, "question"),
    "summary": lambda text: texts.prose(text, "summary"),
    "checked": lambda text: texts.day(text, "date"),
    "tags": lambda lines: texts.lines(lines, "tags"),
    "language": texts.language,
    "authors": lambda lines: texts.lines(lines, "authors"),
    "license": lambda text: texts.line(text, "license"),
}


def evidence(debate: Debate, given: Evidence) -> Evidence:
    """Return evidence as the file will give it back."""
    found = Evidence(
        source=texts.known(given.source, debate.sources, "source"),
        quote=texts.line(given.quote, "quotation", longest=texts.LONGEST_SENTENCE),
        finding=texts.prose(given.finding, "finding"),
        at=texts.line(given.at, "place in the source"),
    )
    if not found.quote and not found.finding:
        raise EditRefused("Evidence needs a quotation, or what the source found in your words.")
    return found


def add_evidence(debate: Debate, edit: AddEvidence) -> Debate:
    """Back a claim with evidence."""
    claim, new = _claim(debate, edit.claim), evidence(debate, edit.evidence)
    _refuse_known(new in claim.evidence, EVIDENCE_KNOWN)
    return with_claims(debate, replace(claim, evidence=(*claim.evidence, new)))


def revise_evidence(debate: Debate, edit: ReviseEvidence) -> Debate:
    """Put other evidence in the place of one that a claim has."""
    claim, new = _claim(debate, edit.claim), evidence(debate, edit.new)
    old = _its(claim, edit.old)
    if new == old:
        return debate
    _refuse_known(new in claim.evidence, EVIDENCE_KNOWN)
    return with_claims(debate, replace(claim, evidence=_exchanged(claim.evidence, old, new)))


def remove_evidence(debate: Debate, edit: RemoveEvidence) -> Debate:
    """Take evidence away from a claim."""
    claim = _claim(debate, edit.claim)
    left = _exchanged(claim.evidence, _its(claim, edit.evidence))
    return with_claims(debate, replace(claim, evidence=left))


def add_source(debate: Debate, edit: AddSource) -> Debate:
    """Add a work to the bibliography."""
    values: dict[str, Any] = _changes(edit, SOURCE_FIELDS)
    for key in ("url", "doi", "isbn"):
        _refuse_twin(debate, key, values[key])
    named = values["author"] or values["outlet"] or values["title"]
    proposal = (
        " ".join([*named.split()[-1:], values["date"][:4]]) if values["date"] else values["title"]
    )
    id = texts.new_id(edit.id.strip(), proposal, debate.sources, "source")
    return replace(debate, sources={**debate.sources, id: Source(id=id, **values)})


def revise_source(debate: Debate, edit: ReviseSource) -> Debate:
    """Change what the bibliography says of a work."""
    id = texts.known(edit.source, debate.sources, "source")
    revised = replace(debate.sources[id], **_changes(edit, SOURCE_FIELDS))
    if revised == debate.sources[id]:
        return debate
    return replace(debate, sources={**debate.sources, id: revised})


def remove_source(debate: Debate, edit: RemoveSource) -> Debate:
    """Take a work off the bibliography."""
    id = texts.known(edit.source, debate.sources, "source")
    citing = [f'"{claim}"' for claim in cited_by(debate)[id]]
    citing += [f"the event of {event.date}" for event in debate.events if event.source == id]
    if citing:
        more = f" and {len(citing) - MOST_NAMED} more" if len(citing) > MOST_NAMED else ""
        raise EditRefused(
            f'"{id}" is cited by {", ".join(citing[:MOST_NAMED])}{more}: take the citations away first.'
        )
    return replace(debate, sources=_without(debate.sources, id))


def add_event(debate: Debate, edit: AddEvent) -> Debate:
    """Add an event at its place in time."""
    event = Event(
        date=_required_date(edit.date),
        text=texts.required_prose(edit.text, "text of the event"),
        source=_source(debate, edit.source),
    )
    _refuse_known(_has(debate, event), EVENT_KNOWN)
    later = (at for at, other in enumerate(debate.events) if other.date > event.date)
    return replace(debate, events=inserted(debate.events, event, next(later, None)))


def revise_event(debate: Debate, edit: ReviseEvent) -> Debate:
    """Change an event."""
    old = _event(debate, edit.old_date, edit.old_text)
    changed: dict[str, Any] = {}
    if edit.date is not None:
        changed["date"] = _required_date(edit.date)
    if edit.text is not None:
        changed["text"] = texts.required_prose(edit.text, "text of the event")
    if edit.source is not None:
        changed["source"] = _source(debate, edit.source)
    new = replace(old, **changed)
    if new == old:
        return debate
    _refuse_known((new.date, new.text) != (old.date, old.text) and _has(debate, new), EVENT_KNOWN)
    return replace(debate, events=_exchanged(debate.events, old, new))


def remove_event(debate: Debate, edit: RemoveEvent) -> Debate:
    """Take an event away."""
    old = _event(debate, edit.date, edit.text)
    return replace(debate, events=_exchanged(debate.events, old))


def add_viewpoint(debate: Debate, edit: AddViewpoint) -> Debate:
    """Add a viewpoint."""
    name = texts.name(edit.name, "name")
    id = texts.new_id(edit.id.strip(), name, debate.viewpoints, "viewpoint")
    viewpoint = Viewpoint(
        id=id,
        name=name,
        summary=texts.required_prose(edit.summary, "summary"),
        holders=texts.lines(edit.holders, "holders"),
    )
    return replace(debate, viewpoints={**debate.viewpoints, id: viewpoint})


def revise_viewpoint(debate: Debate, edit: ReviseViewpoint) -> Debate:
    """Change what is said of a viewpoint."""
    id = texts.known(edit.viewpoint, debate.viewpoints, "viewpoint")
    changed: dict[str, Any] = {}
    if edit.name is not None:
        changed["name"] = texts.name(edit.name, "name")
    if edit.summary is not None:
        changed["summary"] = texts.required_prose(edit.summary, "summary")
    if edit.holders is not None:
        changed["holders"] = texts.lines(edit.holders, "holders")
    revised = replace(debate.viewpoints[id], **changed)
    if revised == debate.viewpoints[id]:
        return debate
    return replace(debate, viewpoints={**debate.viewpoints, id: revised})


def remove_viewpoint(debate: Debate, edit: RemoveViewpoint) -> Debate:
    """Take a viewpoint away with all its stances."""
    id = texts.known(edit.viewpoint, debate.viewpoints, "viewpoint")
    if len(debate.viewpoints) <= FEWEST_VIEWPOINTS:
        raise EditRefused("A debate has at least two viewpoints: add another one first.")
    silenced = {
        claim.id: replace(claim, stances=_without(claim.stances, id))
        for claim in debate.claims.values()
        if id in claim.stances
    }
    viewpoints = _without(debate.viewpoints, id)
    return replace(debate, viewpoints=viewpoints, claims={**debate.claims, **silenced})


def revise_debate(debate: Debate, edit: ReviseDebate) -> Debate:
    """Change the debate's own fields."""
    revised = replace(debate, **_changes(edit, DEBATE_FIELDS))
    return debate if revised == debate else revised


def _changes(
    edit: AddSource | ReviseSource | ReviseDebate, readers: Mapping[str, Callable[[Any], object]]
) -> dict[str, Any]:
    """Return the fields that an edit sets, as the file will give them back."""
    given = {
        each.name: getattr(edit, each.name) for each in fields_of(edit) if each.name in readers
    }
    return {name: readers[name](value) for name, value in given.items() if value is not None}


def _claim(debate: Debate, id: str) -> Claim:
    return debate.claims[texts.known(id, debate.claims, "claim")]


def _its(claim: Claim, wanted: Evidence) -> Evidence:
    if wanted not in claim.evidence:
        raise EditRefused(
            f'"{claim.id}" has no such evidence from "{wanted.source}" any more: see what it has now.'
        )
    return wanted


def _exchanged(items: tuple[T, ...], old: T, *instead: T) -> tuple[T, ...]:
    at = items.index(old)
    return (*items[:at], *instead, *items[at + 1 :])


def _without(table: Mapping[str, T], id: str) -> Mapping[str, T]:
    return {key: value for key, value in table.items() if key != id}


def _refuse_twin(debate: Debate, key: str, value: str) -> None:
    twin = next(
        (each for each in debate.sources.values() if value and getattr(each, key) == value), None
    )
    if twin:
        raise EditRefused(
            f'This work is in the bibliography already, as "{twin.id}" ({twin.title}).'
        )


def _required_date(text: str) -> str:
    found = texts.date(text, "date")
    if not found:
        raise EditRefused("The date is empty: write YYYY, YYYY-MM or YYYY-MM-DD.")
    return found


def _source(debate: Debate, id: str) -> str:
    return texts.known(id, debate.sources, "source") if id else ""


def _refuse_known(is_known: bool, sentence: str) -> None:  # noqa: FBT001  # it reads as a sentence
    if is_known:
        raise EditRefused(sentence)


def _has(debate: Debate, event: Event) -> bool:
    return any((each.date, each.text) == (event.date, event.text) for each in debate.events)


def _event(debate: Debate, date: str, text: str) -> Event:
    named = {(event.date, event.text): event for event in reversed(debate.events)}
    wanted = (date.strip(), text.strip())
    if wanted not in named:
        known = [f"{event.date}: {event.text}" for event in debate.events]
        raise NotFound("event", ": ".join(wanted), known)
    return named[wanted]


APPLY: Mapping[type, Callable[[Debate, Any], Debate]] = {
    AddEvidence: add_evidence,
    ReviseEvidence: revise_evidence,
    RemoveEvidence: remove_evidence,
    AddSource: add_source,
    ReviseSource: revise_source,
    RemoveSource: remove_source,
    AddEvent: add_event,
    ReviseEvent: revise_event,
    RemoveEvent: remove_event,
    AddViewpoint: add_viewpoint,
    ReviseViewpoint: revise_viewpoint,
    RemoveViewpoint: remove_viewpoint,
    ReviseDebate: revise_debate,
}
