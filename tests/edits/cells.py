"""Cells: a debate taken apart into the smallest things that one person may change, each by name."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeAlias

from argmap.edits import places
from argmap.model import Debate, Source, Viewpoint

FIELDS = ("title", "question", "summary", "checked", "language", "license")

STEP_FIELDS = ("kind", "relevance", "scheme")

Cells: TypeAlias = dict[tuple[object, ...], object]


def cells(debate: Debate) -> Cells:
    """Return what a debate says; the order of lists is no part of it."""
    found: Cells = {(name,): getattr(debate, name) for name in FIELDS}
    found.update({("tag", tag): True for tag in debate.tags})
    found.update({("author", author): True for author in debate.authors})
    found.update({("event", event): True for event in debate.events})
    found.update(_records("viewpoint", debate.viewpoints))
    found.update(_records("source", debate.sources))
    found.update(_claims(debate))
    found.update(_steps(debate))
    return found


def changed(before: Debate, after: Debate) -> Cells:
    """Return the cells that differ, as they are after; `None` for those that are gone.

    What a step is counts only for claims that stay in it, for a claim takes on what the others have made of the step.
    """
    old, new = cells(before), cells(after)
    names = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    return {
        name: new.get(name)
        for name in names
        if name[0] not in STEP_FIELDS or (name in old and name in new)
    }


def _records(what: str, table: Mapping[str, Source] | Mapping[str, Viewpoint]) -> Cells:
    return {
        (what, id, each.name): getattr(record, each.name)
        for id, record in table.items()
        for each in fields(record)
        if each.compare
    }


def _claims(debate: Debate) -> Cells:
    found: Cells = {}
    for id, claim in debate.claims.items():
        found["sentence", id] = claim.text
        found["note", id] = claim.note
        found.update({("tag", id, tag): True for tag in claim.tags})
        found.update({("stance", id, name): stance for name, stance in claim.stances.items()})
        found.update({("evidence", id, evidence): True for evidence in claim.evidence})
    return found


def _steps(debate: Debate) -> Cells:
    found: Cells = {("home", thesis): "thesis" for thesis in debate.theses}
    for host, _, path, step in places.all_steps(debate):
        target = (host, len(path))
        for premise in step.premises:
            if premise.is_reuse:
                found["reuse", premise.claim, target] = True
            else:
                found["home", premise.claim] = target
                for name in STEP_FIELDS:
                    found[name, premise.claim, target] = getattr(step, name)
    return found
