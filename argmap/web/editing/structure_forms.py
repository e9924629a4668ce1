"""Structure forms: moving and reusing claims, and changing the steps between them."""

from collections.abc import Callable
from functools import partial

from argmap.edits import places
from argmap.edits.places import Found
from argmap.edits.values import Edit, EndReuse, MoveClaim, ReuseClaim, Role, TurnStep, WeighStep
from argmap.errors import EditRefused
from argmap.model import Debate, Premise
from argmap.web.editing import fields
from argmap.web.editing.asking import (
    STEP,
    TARGET,
    Asked,
    bearing,
    claim_meant,
    claim_picker,
    needs_step,
    step_field,
    steps_of,
)
from argmap.web.editing.fields import Field, Form, Quoted, Typed
from argmap.web.editing.step_fields import RELEVANCE, SCHEME, relevance_field, scheme_field

ROLE = "role"

ROLE_TEXTS: tuple[tuple[Role, str], ...] = (
    ("support", "supports the claim below"),
    ("objection", "objects to the claim below"),
    ("undercut", "questions the step from the claim below"),
    ("premise", "is needed together with the claim below"),
)


def moving(asked: Asked) -> Form:
    """Return the form that moves a claim with its branch."""
    roles = (*ROLE_TEXTS, ("thesis", "is a thesis: it bears on nothing"))
    return Form(
        title="Move this claim",
        button="Move",
        make=partial(_move, asked),
        about=(asked.quoted,),
        explanation="It moves with all that stands below it.",
        fields=(_role(asked, roles), _aim(asked)),
        goes_to_map=True,
    )


def reusing(asked: Asked) -> Form:
    """Return the form that lets a claim stand in one more step."""
    return Form(
        title="Reuse this claim",
        button="Reuse",
        make=partial(_reuse, asked),
        about=(asked.quoted,),
        explanation="It stays where it is, and bears on another claim too.",
        fields=(_role(asked, ROLE_TEXTS), _aim(asked)),
        optional=(
            fields.Group(
                title="How it bears on it", fields=(relevance_field(), scheme_field(asked.debate))
            ),
        ),
        optional_title="Relevance and scheme",
        goes_to_map=True,
    )


def _role(asked: Asked, roles: tuple[tuple[str, str], ...]) -> Field:
    known = dict(roles)
    wanted = asked.proposed.get(ROLE, "")
    return Field(
        name=ROLE,
        label="This claim",
        look="choice",
        value=wanted if wanted in known else next(iter(known)),
        choices=fields.choices(roles),
    )


def _aim(asked: Asked) -> Field:
    target = asked.proposed.get(TARGET, "")
    wanted = asked.debate.claims.get(target)
    step = target if ">" in target else ""  # a script names the step itself
    return claim_picker(
        asked,
        label="The other claim",
        hint="Type a few words of it, and pick it.",
        value=wanted.text if wanted else step,
    )


def _move(asked: Asked, typed: Typed) -> Edit:
    role = _role_meant(typed)
    target = "" if role == "thesis" else _target(asked, role, typed)
    return MoveClaim(claim=asked.claim.id, role=role, target=target)


def _reuse(asked: Asked, typed: Typed) -> Edit:
    role = _role_meant(typed)
    is_step = role != "premise"
    return ReuseClaim(
        claim=asked.claim.id,
        role=role,
        target=_target(asked, role, typed),
        relevance=fields.share(typed[RELEVANCE], "relevance") if is_step else 1.0,
        scheme=typed[SCHEME] if is_step else "",
    )


def _role_meant(typed: Typed) -> Role:
    known: tuple[Role, ...] = ("support", "objection", "undercut", "premise", "thesis")
    return next((role for role in known if role == typed[ROLE]), "support")


def _target(asked: Asked, role: Role, typed: Typed) -> str:
    """Return the claim that is meant, or the place of the step that it makes."""
    if role not in ("support", "objection") and ">" in typed[TARGET]:
        return typed[TARGET]
    claim = claim_meant(asked.debate, typed)
    if role in ("support", "objection"):
        return claim
    steps = steps_of(asked.debate, asked.relations, claim)
    if not steps:
        raise fields.Mistyped({TARGET: "This claim is a thesis and in no step: pick another."})
    if len(steps) > 1:
        named = " or ".join(places.write(asked.debate, each) for each in steps)
        raise fields.Mistyped(
            {TARGET: f"This claim is in several steps: type one of them, {named}."}
        )
    return places.write(asked.debate, steps[0])


def turning(asked: Asked) -> Form:
    """Return the form that makes a support an objection, or the reverse."""
    steps = tuple(each for each in _steps(asked) if each.step.kind != "undercut")
    if not steps:
        raise EditRefused(
            "An undercut questions a step; only supports and objections can be turned."
        )
    only = steps[0] if len(steps) == 1 else None
    title = "Turn this step" if only is None else TURN_TITLES[only.step.kind]
    return _of_step(asked, steps, title, "Turn it", lambda typed: TurnStep(step=typed[STEP]))


TURN_TITLES = {
    "support": "Turn into an objection",
    "objection": "Turn into a support",
    "undercut": "",
}


def weighing(asked: Asked) -> Form:
    """Return the form of a step's relevance and scheme."""
    steps = _steps(asked)
    wanted = asked.proposed.get(STEP, "")
    named = {places.write(asked.debate, each): each for each in steps}
    meant = named.get(wanted, steps[0])
    return _of_step(
        asked,
        steps,
        "Relevance and scheme",
        "Save",
        partial(_weigh, asked.debate),
        relevance_field(meant.step),
        scheme_field(asked.debate, meant.step),
    )


def _weigh(debate: Debate, typed: Typed) -> Edit:
    step = places.find(debate, typed[STEP]).step
    relevance, scheme = fields.share(typed[RELEVANCE], "relevance"), typed[SCHEME]
    return WeighStep(
        step=typed[STEP],
        relevance=None if relevance == step.relevance else relevance,
        scheme=fields.changed(scheme, step.scheme),
    )


def ending_reuse(asked: Asked) -> Form:
    """Return the form that takes a reused claim out of a step."""
    reused = Premise(asked.claim.id, is_reuse=True)
    steps = tuple(each for each in _steps(asked) if reused in each.step.premises)
    if not steps:
        raise EditRefused("This claim is reused nowhere, so there is no reuse to end.")
    return _of_step(
        asked,
        steps,
        "End a reuse",
        "End this reuse",
        lambda typed: EndReuse(claim=asked.claim.id, step=typed[STEP]),
    )


def _steps(asked: Asked) -> tuple[Found, ...]:
    steps = steps_of(asked.debate, asked.relations, asked.claim.id)
    needs_step(steps)
    return steps


def _of_step(
    asked: Asked,
    steps: tuple[Found, ...],
    title: str,
    button: str,
    make: Callable[[Typed], Edit],
    *more: Field,
) -> Form:
    about = [asked.quoted]
    if len(steps) == 1:
        about.append(Quoted(label="The step", text=f"It {bearing(asked.debate, steps[0])}"))
    chosen = step_field(asked, steps, label="The step")
    return Form(title=title, button=button, make=make, about=tuple(about), fields=(chosen, *more))
