"""Asking: what a form begins with, which is the debate, the claim, its steps, and what the address proposes."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.edits import places
from argmap.edits.places import Found
from argmap.errors import EditRefused
from argmap.model import Claim, Debate
from argmap.queries import Relations
from argmap.web.editing.fields import Choice, Field, Mistyped, Quoted, Typed
from argmap.web.opening import Opened

STEP = "step"
TARGET = "target"
MOST_OFFERED = 2_000
"""So many claims are proposed while one types; in larger debates the sentence is typed or pasted whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for by an address."""

    opened: Opened
    claim: Claim
    proposed: Mapping[str, str]

    @property
    def debate(self) -> Debate:
        """Return the debate as it is now."""
        return self.opened.debate

    @property
    def relations(self) -> Relations:
        """Return who uses whom in it."""
        return self.opened.relations

    @property
    def quoted(self) -> Quoted:
        """Return the claim as what a form is about."""
        return Quoted(label="The claim", text=self.claim.text)


def steps_of(debate: Debate, relations: Relations, claim: str) -> tuple[Found, ...]:
    """Return the steps in which a claim is a premise, the one that defines it first."""
    found: dict[str, Found] = {}
    for use in relations.uses[claim]:
        for each in places.steps(debate.claims[use.target]):
            if each.step is use.step:
                found.setdefault(places.write(debate, each), each)
    return tuple(found.values())


def bearing(debate: Debate, found: Found) -> str:
    """Return in words what a step does: `supports “…”`, `undercuts the step from “…”`."""
    questioned = places.questioned(debate, found)
    if questioned:
        premises = " and ".join(f"“{debate.claims[claim].text}”" for claim in questioned.claims)
        return f"undercuts the step from {premises} to “{debate.claims[found.host].text}”"
    verb = "supports" if found.step.kind == "support" else "objects to"
    return f"{verb} “{debate.claims[found.host].text}”"


def step_field(asked: Asked, steps: tuple[Found, ...], *, label: str = "Which step") -> Field:
    """Return the field that names a step: hidden where there is only one."""
    named = {places.write(asked.debate, each): bearing(asked.debate, each) for each in steps}
    wanted = asked.proposed.get(STEP, "")
    return Field(
        name=STEP,
        label=label,
        look="hidden" if len(named) == 1 else "choice",
        value=wanted if wanted in named else next(iter(named), ""),
        choices=tuple(
            Choice(value=place, text=f"It {words[:120]}{'…' if len(words) > 120 else ''}")  # noqa: PLR2004
            for place, words in named.items()
        ),
    )


def step_meant(asked: Asked, steps: tuple[Found, ...]) -> Found | None:
    """Return the step that the address proposes, or the only one there is."""
    wanted = asked.proposed.get(STEP, "")
    named = {places.write(asked.debate, each): each for each in steps}
    return named.get(wanted) or (steps[0] if len(steps) == 1 else None)


def claim_picker(asked: Asked, *, label: str, hint: str, value: str = "") -> Field:
    """Return the field in which another claim is picked by typing its sentence."""
    others = [each for each in asked.debate.claims.values() if each.id != asked.claim.id]
    return Field(
        name=TARGET,
        label=label,
        look="picked",
        hint=hint,
        value=value,
        choices=tuple(Choice(value=each.text, text="") for each in others[:MOST_OFFERED]),
        script="claim",
    )


def claim_meant(debate: Debate, typed: Typed, *, name: str = TARGET) -> str:
    """Return the id of the claim whose sentence or id was typed; raises Mistyped."""
    wanted = " ".join(typed[name].split())
    if wanted in debate.claims:
        return wanted
    if not wanted:
        raise Mistyped({name: "Type the sentence of the claim that is meant."})
    same = [each.id for each in debate.claims.values() if each.text.casefold() == wanted.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        ids = " or ".join(f"“{id}”" for id in same)
        raise Mistyped({name: f"Several claims say this: type the id of one, {ids}."})
    raise Mistyped({name: f"No claim of this debate says this.{_hint(debate, wanted)}"})


def _hint(debate: Debate, wanted: str) -> str:
    part = [
        each.text for each in debate.claims.values() if wanted.casefold() in each.text.casefold()
    ]
    return f" Did you mean “{part[0]}”?" if part else " Type the beginning of one to pick it."


def needs_step(steps: tuple[Found, ...]) -> None:
    """Raise EditRefused for a claim that is in no step."""
    if not steps:
        raise EditRefused("This claim is a thesis and in no step, so there is none to change.")
