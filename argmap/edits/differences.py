"""Differences: what changed in an argument between two revisions of it, as people tell it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from argmap.edits import lists
from argmap.edits.difference import EVIDENCE, Difference, Subject, as_lines
from argmap.edits.identity import renames
from argmap.edits.rearrangement import rearranged
from argmap.edits.renaming import renamed
from argmap.model import (
    STANCES,
    Claim,
    Debate,
    Event,
    Evidence,
    Source,
    Viewpoint,
    stance_word,
)

__all__ = ["Difference", "as_lines", "differences"]

R = TypeVar("R", Viewpoint, Source)
T = TypeVar("T", Evidence, Event)

DEBATE_FIELDS: Mapping[str, str] = {
    "title": "title",
    "question": "question",
    "summary": "summary",
    "checked": "date of the last check",
    "tags": "tags",
    "language": "language",
    "authors": "authors",
    "license": "license",
}
CLAIM_FIELDS: Mapping[str, str] = {"text": "sentence", "note": "note", "tags": "tags"}
VIEWPOINT_FIELDS: Mapping[str, str] = {"name": "name", "summary": "summary", "holders": "holders"}
SOURCE_FIELDS: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "outlet": "outlet",
    "date": "date",
    "url": "address",
    "isbn": "ISBN",
    "doi": "DOI",
    "note": "note",
}
EVENT_FIELDS: Mapping[str, str] = {"date": "date", "text": "text", "source": "source"}


def differences(before: Debate, after: Debate) -> tuple[Difference, ...]:
    """Return what changed from one revision to another: first how the claims hang together, then what they say.

    A branch that came, went or moved is one difference. There are none only where both say the same in the same order.
    """
    names = renames(before, after)
    before = renamed(before, names) if names else before
    return (
        *(_changed("claim", id, after.claims[id].text, "id", old, id) for old, id in names.items()),
        *rearranged(before, after),
        *_claims(before, after),
        *_fields("debate", after.id, after.title, DEBATE_FIELDS, before, after),
        *_viewpoints(before, after),
        *_records("source", before.sources, after.sources, SOURCE_FIELDS),
        *_events(before, after),
    )


def _claims(before: Debate, after: Debate) -> Iterator[Difference]:
    """Yield what changed in the claims that both revisions have."""
    if before.claims is after.claims:
        return
    for id, claim in after.claims.items():
        old = before.claims.get(id)
        if old is not None and old is not claim and old != claim:
            yield from _fields("claim", id, claim.text, CLAIM_FIELDS, old, claim)
            yield from _stances(before, after, old, claim)
            yield from _evidence(before, after, old, claim)


def _fields(
    about: Subject, id: str, words: str, names: Mapping[str, str], old: object, new: object
) -> Iterator[Difference]:
    """Yield the fields that differ of two records."""
    for name, field in names.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield _changed(about, id, words, field, _text(was), _text(now))


def _changed(about: Subject, id: str, words: str, field: str, old: str, new: str) -> Difference:
    claim = id if about == "claim" else ""
    return Difference(
        kind="changed", about=about, id=id, words=words, field=field, old=old, new=new, claim=claim
    )


def _text(value: object) -> str:
    """Return a field as a text; a list has a line for each of its values."""
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _stances(before: Debate, after: Debate, old: Claim, new: Claim) -> Iterator[Difference]:
    """Yield the stances that differ, without those of viewpoints that came or went."""
    if old.stances == new.stances:
        return
    for id in dict.fromkeys([*old.stances, *new.stances]):
        was, now = old.stances.get(id), new.stances.get(id)
        if was != now and (id in before.viewpoints) == (id in after.viewpoints):
            name = after.viewpoints[id].name if id in after.viewpoints else id
            yield _changed(
                "claim", new.id, new.text, f"stance of {name}", _stance(was), _stance(now)
            )


def _stance(stance: float | None) -> str:
    """Return a stance as its nearest word, with the number where that says more; nothing for silence."""
    if stance is None:
        return ""
    word = stance_word(stance)
    return word if STANCES[word] == stance else f"{word} ({stance:g})"


def _evidence(before: Debate, after: Debate, old: Claim, new: Claim) -> Iterator[Difference]:
    """Yield the evidence that differs; what was revised is known by its source."""
    if old.evidence == new.evidence:
        return
    for was, now in _matched(old.evidence, new.evidence, lambda one: one.source):
        texts = _quoted(before, was), _quoted(after, now)
        yield _changed("claim", new.id, new.text, EVIDENCE, *texts)
    if _is_reordered(old.evidence, new.evidence):
        orders = (
            _text(tuple(_title(debate, one) for one in claim.evidence))
            for debate, claim in ((before, old), (after, new))
        )
        yield _changed("claim", new.id, new.text, "order of the evidence", *orders)


def _title(debate: Debate, evidence: Evidence) -> str:
    source = debate.sources.get(evidence.source)
    return source.title if source else evidence.source


def _quoted(debate: Debate, evidence: Evidence | None) -> str:
    """Return evidence as one text: where it stands, and what it says."""
    if evidence is None:
        return ""
    where = ", ".join(filter(None, (_title(debate, evidence), evidence.at)))
    quote = f"“{evidence.quote}”" if evidence.quote else ""
    return f"{where}: {' '.join(filter(None, (quote, evidence.finding)))}"


def _viewpoints(before: Debate, after: Debate) -> Iterator[Difference]:
    """Yield what changed in the viewpoints; one that came or went counts the claims that it has stances on."""
    for each in _records("viewpoint", before.viewpoints, after.viewpoints, VIEWPOINT_FIELDS):
        if each.kind in ("added", "removed"):
            claims = (after if each.kind == "added" else before).claims.values()
            yield replace(each, count=sum(each.id in claim.stances for claim in claims))
        else:
            yield each


def _records(
    about: Subject, old: Mapping[str, R], new: Mapping[str, R], names: Mapping[str, str]
) -> Iterator[Difference]:
    """Yield what changed in a table of records, which are called by their first field."""
    if old is new:
        return
    title = next(iter(names))
    for id, record in new.items():
        words = getattr(record, title)
        if id not in old:
            yield Difference(kind="added", about=about, id=id, words=words)
        elif record is not old[id]:
            yield from _fields(about, id, words, names, old[id], record)
    for id, record in old.items():
        if id not in new:
            yield Difference(kind="removed", about=about, id=id, words=getattr(record, title))
    for moved in lists.displaced(tuple(old), tuple(new)):
        yield Difference(
            kind="moved",
            about=about,
            id=moved.key,
            words=getattr(new[moved.key], title),
            field=f"the {about}s",
            old=moved.old,
            new=moved.new,
        )


def _events(before: Debate, after: Debate) -> Iterator[Difference]:
    """Yield what changed in the timeline; an event that was revised is known by its text or else its date."""
    old, new = before.events, after.events
    if old == new:
        return
    for was, now in _matched(old, new, lambda one: one.text, lambda one: one.date):
        if was and now:
            yield from _fields("event", now.date, now.text, EVENT_FIELDS, was, now)
        elif now:
            yield Difference(kind="added", about="event", id=now.date, words=now.text)
        elif was:
            yield Difference(kind="removed", about="event", id=was.date, words=was.text)
    if _is_reordered(old, new):
        orders = (_text(tuple(event.date for event in events)) for events in (old, new))
        yield _changed("debate", after.id, after.title, "order of the events", *orders)


def _matched(
    old: Sequence[T], new: Sequence[T], *names: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield what differs of two lists: pairs that share a name, then what has no partner."""
    come = list(new)
    gone = [each for each in old if not _take(come, each)]
    for name in names:
        for each in tuple(gone):
            partner = next((other for other in come if name(other) == name(each)), None)
            if partner is not None:
                gone.remove(each)
                come.remove(partner)
                yield each, partner
    yield from ((None, each) for each in come)
    yield from ((each, None) for each in gone)


def _take(items: list[T], item: T) -> bool:
    """Take an item out of a list; return whether it was there."""
    if item not in items:
        return False
    items.remove(item)
    return True


def _is_reordered(old: Sequence[T], new: Sequence[T]) -> bool:
    """True when what both lists have stands in another order."""
    return [each for each in old if each in new] != [each for each in new if each in old]
