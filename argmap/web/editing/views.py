"""The forms of claims and debates: asked for by GET, made a change by POST."""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus

from flask import Blueprint, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from argmap.edits.values import Edit
from argmap.errors import (
    ArgmapError,
    Busy,
    EditClash,
    EditRefused,
    NotFound,
    UnknownRevision,
    Unreachable,
    Unreadable,
    UnreadableDebate,
    Unwritable,
)
from argmap.volumes import Volume
from argmap.web import guarding
from argmap.web.editing import (
    claim_forms,
    evidence_forms,
    fields,
    landing,
    placing,
    record_forms,
    sending,
    standing,
    structure_forms,
)
from argmap.web.editing.asking import Asked
from argmap.web.editing.fields import Filled, Form, Mistyped, Typed
from argmap.web.editing.record_forms import AskedOfDebate
from argmap.web.editing.sending import Done
from argmap.web.editing.standing import Standing
from argmap.web.opening import Opened, library

bp = Blueprint("editing", __name__)

CLAIM_FORMS: Mapping[str, Callable[[Asked], Form]] = {
    "support": partial(claim_forms.bearing_on, "support"),
    "objection": partial(claim_forms.bearing_on, "objection"),
    "question": claim_forms.questioning,
    "premise": claim_forms.linking,
    "edit": claim_forms.revising,
    "evidence": evidence_forms.evidencing,
    "stances": claim_forms.taking_stances,
    "retire": claim_forms.retiring,
    "move": structure_forms.moving,
    "reuse": structure_forms.reusing,
    "end-reuse": structure_forms.ending_reuse,
    "turn": structure_forms.turning,
    "weigh": structure_forms.weighing,
}
DEBATE_FORMS: Mapping[str, Callable[[AskedOfDebate], Form]] = {
    "thesis": record_forms.thesis,
    "debate": record_forms.own_fields,
    "viewpoint": record_forms.viewpoint,
    "source": record_forms.source,
    "event": record_forms.event,
}
"""Every form by the last word of its address."""

TAKEN_AWAY = (
    "What you were editing has been taken away since you opened this form. "
    "The history shows who did it, and brings it back."
)

NOT_NOW = (Busy, Unwritable, Unreadable, Unreachable)
"""What may work in a moment, with the same form."""


@bp.get("/debates/<debate>/claims/<claim>/edit/<action>")
@bp.get("/debates/<debate>/edit/<action>", defaults={"claim": ""})
def form(debate: str, claim: str, action: str) -> Response:
    """Show a form."""
    refusal = library().why_read_only()
    if refusal:
        raise Unwritable(refusal)
    # The history must know the very text that the form is made on; an editor may save another at any moment.
    found = stand(_present(debate, although=(Busy,)), claim, action)
    return standing.page(found, _filled(found.form, debate))


@bp.post("/debates/<debate>/claims/<claim>/edit/<action>")
@bp.post("/debates/<debate>/edit/<action>", defaults={"claim": ""})
def change(debate: str, claim: str, action: str) -> Response:
    """Make the change that a form asks for."""
    guarding.contributor()
    try:
        found = stand(library().volume(debate), claim, action)
    except (NotFound, UnreadableDebate) as gone:
        return _gone(debate, claim, action, gone)
    except (EditRefused, Unreachable) as refusal:
        return standing.kept(debate, refusal, HTTPStatus.CONFLICT, "This cannot be done now")
    try:
        typed = fields.typed_into(found.form, request.form)
        done = sending.edit(debate, _edit(found.form, typed), typed=typed)
    except ArgmapError as refusal:
        return _refused(debate, claim, action, refusal)
    return _done(found, done)


@bp.app_errorhandler(CSRFError)
def stale(_: CSRFError) -> Response:
    """Show a form again that was sent without its token, or with that of an earlier run of the server."""
    arguments = request.view_args or {}
    debate = arguments.get("debate", "")
    refusal = EditRefused(standing.STALE)
    if request.endpoint != "editing.change":
        return standing.kept(
            debate, refusal, HTTPStatus.BAD_REQUEST, "This page was opened too long ago"
        )
    try:
        found = stand(library().volume(debate), arguments["claim"], arguments["action"])
    except ArgmapError as gone:
        return standing.kept(debate, gone, HTTPStatus.BAD_REQUEST, "This cannot be done now")
    return standing.came_back(
        found,
        HTTPStatus.BAD_REQUEST,
        {fields.ANYWHERE: standing.STALE},
        revision=standing.sent_revision(),
    )


def stand(volume: Volume, claim: str, action: str) -> Standing:
    """Return the form that an address names. Raises NotFound, UnreadableDebate or EditRefused."""
    known = volume.readable()
    opened = Opened(volume=volume, debate=known, view=placing.view_of(known))
    return Standing(
        opened=opened,
        claim=claim,
        action=action,
        form=_form(opened, claim, action),
        back=placing.came_from(known, claim, action),
    )


def _form(opened: Opened, claim: str, action: str) -> Form:
    debate = opened.debate
    if claim:
        if claim not in debate.claims:
            raise NotFound("claim", claim, debate.claims)
        if action not in CLAIM_FORMS:
            raise NotFound("form", action, CLAIM_FORMS)
        asked = Asked(opened=opened, claim=debate.claims[claim], proposed=request.args)
        return CLAIM_FORMS[action](asked)
    if action not in DEBATE_FORMS:
        raise NotFound("form", action, DEBATE_FORMS)
    return DEBATE_FORMS[action](AskedOfDebate(debate=debate, proposed=request.args))


def _edit(form: Form, typed: Typed) -> Edit:
    if form.removal and request.form.get("remove"):
        return form.removal(typed)
    return form.edit(typed)


def _refused(debate: str, claim: str, action: str, refusal: ArgmapError) -> Response:
    """Return the form as it was sent, on the debate as it is now, with the refusal where it belongs."""
    try:
        found = stand(_present(debate, although=NOT_NOW), claim, action)
    except ArgmapError:  # meanwhile the claim has gone too, or the file
        return standing.kept(debate, refusal, HTTPStatus.CONFLICT, "This cannot be done now")
    if isinstance(refusal, EditClash):
        again = f" {sending.purpose().again}" if refusal.clashes else ""
        return standing.came_back(
            found,
            HTTPStatus.CONFLICT,
            {fields.ANYWHERE: f"{refusal}{again}"},
            clashes=refusal.clashes,
            opened=_form_as_opened(debate, claim, action),
        )
    return standing.came_back(
        found,
        status_of(refusal),
        _errors(found.form, refusal),
        revision="" if isinstance(refusal, UnknownRevision) else standing.sent_revision(),
    )


def _errors(form: Form, refusal: ArgmapError) -> Mapping[str, str]:
    if isinstance(refusal, Mistyped):
        return refusal.errors
    return fields.refused_in(form, str(refusal))


def _gone(debate: str, claim: str, action: str, gone: ArgmapError) -> Response:
    """Return what was typed into the form of something that others have taken away meanwhile."""
    form = _form_as_opened(debate, claim, action)
    if form is None:
        return standing.kept(debate, gone, HTTPStatus.NOT_FOUND, "This is not there any more")
    return standing.kept(
        debate, EditRefused(TAKEN_AWAY), HTTPStatus.NOT_FOUND, "Taken away meanwhile", form=form
    )


def _form_as_opened(debate: str, claim: str, action: str) -> Form | None:
    """Return the form on the text that it was opened on; `None` where the history does not know that."""
    try:
        found = library().changes(debate=debate)
        opened_on = standing.sent_revision()
        change = next((each for each in found if each.before == opened_on), None)
        if change is None:
            return None
        return stand(library().change(debate, change.number).before, claim, action).form
    except ArgmapError:
        return None


def _present(debate: str, *, although: tuple[type[ArgmapError], ...]) -> Volume:
    """Return a debate, also where the history cannot be told of its text now: its form can be sent all the same."""
    try:
        return library().open_for_edit(debate)
    except although:
        return library().volume(debate)


def status_of(refusal: ArgmapError) -> HTTPStatus:
    """Return how an answer says that an edit was refused."""
    if isinstance(refusal, NOT_NOW):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(refusal, EditClash | NotFound | UnreadableDebate):
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _filled(form: Form, debate: str) -> Filled:
    """Return a form as it is at first, or as the suggestion has it that the address names."""
    start, suggestion = form.start(), sending.filling(debate)
    if suggestion is None or suggestion.form is None:
        return Filled(form=form, typed=start)
    sent = suggestion.form.typed
    typed = {name: sent.get(name, value) for name, value in start.items()}
    return Filled(form=form, typed=typed, revision=suggestion.revision)


def _done(found: Standing, done: Done) -> Response:
    claim = done.created[0] if done.created else found.claim
    seen = placing.seen_at(done.volume, claim, found.action, is_on_map=found.form.goes_to_map)
    return landing.after(done, seen=seen, back=found.back, claim=claim)
