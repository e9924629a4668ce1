"""Claim forms: adding a claim, and changing what a claim says and rests on."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from argmap import addresses
from argmap.edits import places, structure, texts
from argmap.edits.places import Found
from argmap.edits.resting import resting_on
from argmap.edits.values import (
    AddClaim,
    Edit,
    RetireClaim,
    ReviseClaim,
    Role,
    SetStance,
    Single,
    Together,
)
from argmap.errors import EditRefused
from argmap.model import STANCES, Claim, Debate
from argmap.web import wording
from argmap.web.editing import evidence_forms, fields, placing, sourcing
from argmap.web.editing.asking import (
    STEP,
    Asked,
    bearing,
    needs_step,
    step_field,
    step_meant,
    steps_of,
)
from argmap.web.editing.fields import Field, Form, Group, Obstacle, Quoted, Typed
from argmap.web.editing.step_fields import RELEVANCE, SCHEME, relevance_field, scheme_field
from argmap.web.shell import Link

SENTENCE = Field(
    name="sentence",
    label="Sentence",
    look="sentence",
    hint="One sentence that a party may accept or reject.",
    is_required=True,
    read=lambda text: texts.sentence(text, "sentence"),
    script="sentence",
)
NOTE = Field(
    name="note",
    label="Note",
    look="prose",
    hint="A longer explanation, in Markdown.",
    read=lambda text: texts.prose(text, "note"),
)
TAGS = Field(
    name="tags",
    label="Tags",
    hint="Words to find the claim by, with commas between them.",
    read=lambda text: texts.lines(fields.words_of(text), "tags"),
)
STANCE = "stance-"

TITLES: Mapping[Role, tuple[str, str]] = {
    "thesis": ("Add a thesis", "Add thesis"),
    "support": ("Add a support", "Add support"),
    "objection": ("Add an objection", "Add objection"),
    "undercut": ("Question this step", "Add undercut"),
    "premise": ("Add a linked premise", "Add premise"),
}


def bearing_on(role: Role, asked: Asked) -> Form:
    """Return the form of a new support or objection of a claim."""
    label = "A reason for" if role == "support" else "A reason against"
    about = (Quoted(label=label, text=asked.claim.text, kind=role),)
    return _adding(asked.debate, role, target=asked.claim.id, about=about)


def questioning(asked: Asked) -> Form:
    """Return the form of a new undercut of a step from the claim."""
    return _in_step(
        asked,
        "undercut",
        "Say why this step does not hold, even if the claim is true: “true, but beside the point”.",
    )


def linking(asked: Asked) -> Form:
    """Return the form of a further premise in a step from the claim."""
    return _in_step(asked, "premise", "A premise that is needed together with this claim.")


def _in_step(asked: Asked, role: Role, explanation: str) -> Form:
    steps = steps_of(asked.debate, asked.relations, asked.claim.id)
    needs_step(steps)
    meant = step_meant(asked, steps)
    about = [asked.quoted]
    if meant:
        about = [replace(asked.quoted, label=_premises_label(meant.step.claims))]
        about.append(Quoted(label="The step", text=f"It {bearing(asked.debate, meant)}", kind=role))
    form = _adding(asked.debate, role, target="", about=tuple(about))
    chosen = step_field(asked, steps, label="The step in question")
    return replace(form, explanation=explanation, fields=(*form.fields, chosen))


def _premises_label(claims: tuple[str, ...]) -> str:
    return "The claim" if len(claims) == 1 else "One of the linked claims"


def proposing(debate: Debate) -> Form:
    """Return the form of a new thesis."""
    about = (Quoted(label="An answer to", text=debate.question),)
    return _adding(debate, "thesis", target="", about=about)


def _adding(debate: Debate, role: Role, *, target: str, about: tuple[Quoted, ...]) -> Form:
    title, button = TITLES[role]
    return Form(
        title=title,
        button=button,
        make=partial(_add, debate, role, target),
        about=about,
        fields=(SENTENCE,),
        optional_title="Evidence, note, stances",
        optional=_optional(debate, role),
        goes_to_map=True,
        script="add",
    )


def _optional(debate: Debate, role: Role) -> tuple[Group, ...]:
    groups = [
        Group(title="Evidence", fields=evidence_forms.evidence_fields(debate)),
        sourcing.new_group(),
    ]
    if role in ("support", "objection", "undercut"):
        title = "How it bears on the claim" if role != "undercut" else "How it bears on the step"
        groups.append(Group(title=title, fields=(relevance_field(), scheme_field(debate))))
    groups.append(Group(title="Stances", fields=stance_fields(debate, None)))
    groups.append(Group(title="Note and tags", fields=(NOTE, TAGS)))
    return tuple(groups)


def _add(debate: Debate, role: Role, target: str, typed: Typed) -> Edit:
    found = evidence_forms.meant(debate, typed)
    has_step = RELEVANCE in typed
    added = AddClaim(
        role=role,
        sentence=typed["sentence"],
        target=target or typed.get(STEP, ""),
        note=typed["note"],
        tags=fields.words_of(typed["tags"]),
        stances=_stances(debate, typed),
        evidence=(found[0],) if found else (),
        relevance=fields.share(typed[RELEVANCE], "relevance") if has_step else 1.0,
        scheme=typed[SCHEME] if has_step else "",
    )
    if found and found[1].new:
        return Together(edits=(found[1].new, added))
    return added


def _stances(debate: Debate, typed: Typed) -> Mapping[str, float]:
    found = {id: _stance(typed.get(STANCE + id, "")) for id in debate.viewpoints}
    return {id: stance for id, stance in found.items() if stance is not None}


def _stance(text: str) -> float | None:
    if not text:
        return None
    return STANCES[text] if text in STANCES else fields.share(text, "stance")


def stance_fields(debate: Debate, claim: Claim | None) -> tuple[Field, ...]:
    """Return one field a viewpoint: what it holds of a claim."""
    now = claim.stances if claim else {}
    return tuple(
        _stance_field(id, viewpoint.name, now.get(id))
        for id, viewpoint in debate.viewpoints.items()
    )


def _stance_field(id: str, name: str, now: float | None) -> Field:
    words = [("", "silent"), *((word, word) for word in STANCES)]
    value = next((word for word, number in STANCES.items() if number == now), "")
    if now is not None and not value:
        value = f"{now!r}"
        words.append((value, f"{now:g}"))
    return Field(
        name=STANCE + id,
        label=name,
        look="choice",
        value=value,
        choices=fields.choices(words),
        script="stance",
    )


def revising(asked: Asked) -> Form:
    """Return the form of what a claim says."""
    claim = asked.claim
    return Form(
        title="Edit this claim",
        button="Save",
        make=partial(_revise, claim),
        fields=(
            replace(SENTENCE, value=claim.text),
            replace(NOTE, value=claim.note),
            replace(TAGS, value=", ".join(claim.tags)),
        ),
    )


def _revise(claim: Claim, typed: Typed) -> Edit:
    tags = fields.words_of(typed["tags"])
    return ReviseClaim(
        claim=claim.id,
        sentence=fields.changed(typed["sentence"], claim.text),
        note=fields.changed(typed["note"], claim.note),
        tags=None if tags == claim.tags else tags,
    )


def taking_stances(asked: Asked) -> Form:
    """Return the form of what the viewpoints hold of a claim."""
    return Form(
        title="Stances",
        button="Save",
        make=partial(_take_stances, asked.debate, asked.claim),
        about=(asked.quoted,),
        explanation="What each viewpoint holds of this claim. Silent is not open: it says nothing.",
        fields=stance_fields(asked.debate, asked.claim),
    )


def _take_stances(debate: Debate, claim: Claim, typed: Typed) -> Edit:
    edits: list[Single] = []
    for id in debate.viewpoints:
        stance = _stance(typed.get(STANCE + id, ""))
        if stance != claim.stances.get(id):
            edits.append(SetStance(claim=claim.id, viewpoint=id, stance=stance))
    if not edits:
        raise EditRefused("Nothing was changed: choose another stance, or go back.")
    return Together(edits=tuple(edits)) if len(edits) > 1 else edits[0]


def retiring(asked: Asked) -> Form:
    """Return the form that takes a claim away with its branch."""
    obstacles = _obstacles(asked)
    if obstacles:
        return _not_yet_retiring(asked, obstacles)
    below = _below(asked)
    branch = f"It goes with {wording.count(below, 'claim')} below it." if below else ""
    return Form(
        title="Retire this claim",
        button="Retire this claim" if not below else f"Retire {below + 1:,} claims",
        make=lambda _: RetireClaim(claim=asked.claim.id),
        about=(asked.quoted,),
        explanation=f"{branch} It can be undone, and the history keeps it.".strip(),
        goes_to_map=True,
    )


def _not_yet_retiring(asked: Asked, obstacles: tuple[Obstacle, ...]) -> Form:
    what = "it or its branch is" if _below(asked) else "it is"
    return Form(
        title="Retire this claim",
        button="",
        make=lambda _: RetireClaim(claim=asked.claim.id),
        about=(asked.quoted,),
        explanation=f"This claim cannot be retired yet: {what} reused elsewhere. End each reuse below first.",
        obstacles=obstacles,
        goes_to_map=True,
    )


def _obstacles(asked: Asked) -> tuple[Obstacle, ...]:
    """Return the reuses elsewhere of what would go with a claim."""
    return tuple(
        Obstacle(
            claim=Link(
                text=asked.debate.claims[claim].text,
                href=addresses.claim_of(asked.debate.id, claim, asked.opened.view),
            ),
            does=f"It {bearing(asked.debate, found)}",
            way=Link(text="End a reuse", href=_ending(asked, claim, found)),
        )
        for found, claim in resting_on(asked.debate, asked.claim.id)
    )


def _ending(asked: Asked, claim: str, found: Found) -> str:
    more = ((STEP, places.write(asked.debate, found)), *placing.where_from())
    return addresses.claim_edit(asked.debate.id, claim, "end-reuse", asked.opened.view, more)


def _below(asked: Asked) -> int:
    return len(set(structure.branch(asked.debate, asked.claim.id))) - 1
