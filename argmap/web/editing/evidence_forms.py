"""Evidence forms: what backs a claim, from a source of the debate or a new one."""

import json
from dataclasses import replace
from functools import partial

from argmap import addresses
from argmap.addresses import Parameters
from argmap.edits import texts
from argmap.edits.values import AddEvidence, Edit, RemoveEvidence, ReviseEvidence, Together
from argmap.errors import EditRefused
from argmap.model import Debate, Evidence
from argmap.web import wording
from argmap.web.editing import placing, sourcing
from argmap.web.editing.asking import Asked
from argmap.web.editing.fields import Field, Form, Item, Mistyped, Typed

QUOTE = Field(
    name="quote",
    label="Quotation",
    look="sentence",
    hint="A few exact words of the source.",
    read=lambda text: texts.line(text, "quotation", longest=texts.LONGEST_SENTENCE),
)
FINDING = Field(
    name="finding",
    label="Finding",
    look="prose",
    hint="What the source found, in your words.",
    read=lambda text: texts.prose(text, "finding"),
)
AT = Field(
    name="at",
    label="Place in the source",
    hint="Such as a page, a section or a minute.",
    read=lambda text: texts.line(text, "place in the source"),
)

OLD = "old"


def evidence_fields(debate: Debate) -> tuple[Field, ...]:
    """Return the fields of new evidence."""
    return (sourcing.picker(debate), QUOTE, FINDING, AT)


def meant(debate: Debate, typed: Typed) -> tuple[Evidence, sourcing.Sourced] | None:
    """Return the evidence that a form means and its source; `None` where nothing was typed of it."""
    said = {name: typed[name].strip() for name in ("quote", "finding", "at")}
    source = sourcing.sourced(debate, typed)
    if source is None:
        if any(said.values()):
            raise Mistyped({sourcing.PICKED: "Name the source that says so."})
        return None
    if not said["quote"] and not said["finding"]:
        raise Mistyped({"quote": "Quote a few words of the source, or write what it found below."})
    evidence = Evidence(
        source=source.id, quote=said["quote"], finding=said["finding"], at=said["at"]
    )
    return evidence, source


def evidencing(asked: Asked) -> Form:
    """Return the form of new evidence, or of the one that the address names by its number."""
    wanted = asked.proposed.get("item", "")
    items = asked.claim.evidence
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted[:6]) <= len(items):
        return _revising_evidence(asked, items[int(wanted[:6]) - 1])
    return Form(
        title="Evidence",
        button="Add evidence",
        make=partial(_add_evidence, asked.debate, asked.claim.id),
        about=(asked.quoted,),
        fields=evidence_fields(asked.debate),
        optional=(sourcing.new_group(),),
        optional_title="A source that is not listed yet",
        items=tuple(_item(asked, each, number) for number, each in enumerate(items, start=1)),
        items_title=f"{wording.count(len(items), 'piece')} of evidence so far",
        script="evidence",
    )


def _item(asked: Asked, evidence: Evidence, number: int) -> Item:
    source = asked.debate.sources.get(evidence.source)
    said = f"“{evidence.quote}”" if evidence.quote else evidence.finding
    name = sourcing.name_of(source) if source else evidence.source
    more: Parameters = (("item", str(number)), *placing.where_from())
    href = addresses.claim_edit(
        asked.debate.id, asked.claim.id, "evidence", asked.opened.view, more
    )
    return Item(text=said, detail=name, href=href)


def _revising_evidence(asked: Asked, old: Evidence) -> Form:
    source = asked.debate.sources.get(old.source)
    said = {"source": old.source, "quote": old.quote, "finding": old.finding, "at": old.at}
    return Form(
        title="Edit this evidence",
        button="Save",
        make=partial(_revise_evidence, asked.debate, asked.claim.id),
        remove="Remove this evidence",
        removal=lambda typed: RemoveEvidence(claim=asked.claim.id, evidence=_old(typed)),
        about=(asked.quoted,),
        fields=(
            sourcing.picker(asked.debate, value=sourcing.name_of(source) if source else old.source),
            replace(QUOTE, value=old.quote),
            replace(FINDING, value=old.finding),
            replace(AT, value=old.at),
            Field(name=OLD, label="", look="hidden", value=json.dumps(said, ensure_ascii=False)),
        ),
        optional=(sourcing.new_group(),),
        optional_title="A source that is not listed yet",
        script="evidence",
    )


def _add_evidence(debate: Debate, claim: str, typed: Typed) -> Edit:
    evidence, source = _wanted_evidence(debate, typed)
    added = AddEvidence(claim=claim, evidence=evidence)
    return Together(edits=(source.new, added)) if source.new else added


def _revise_evidence(debate: Debate, claim: str, typed: Typed) -> Edit:
    evidence, source = _wanted_evidence(debate, typed)
    revised = ReviseEvidence(claim=claim, old=_old(typed), new=evidence)
    return Together(edits=(source.new, revised)) if source.new else revised


def _wanted_evidence(debate: Debate, typed: Typed) -> tuple[Evidence, sourcing.Sourced]:
    found = meant(debate, typed)
    if found is None:
        raise Mistyped({sourcing.PICKED: "Name the source: pick one, or paste its address."})
    return found


def _old(typed: Typed) -> Evidence:
    """Return the evidence that a form was opened for."""
    try:
        said = json.loads(typed[OLD])
        return Evidence(
            source=str(said["source"]),
            quote=str(said["quote"]),
            finding=str(said["finding"]),
            at=str(said["at"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise EditRefused("Which evidence this is about was lost: open the form again.") from wrong
