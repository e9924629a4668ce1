"""Edit as text: a claim's branch or the whole file, checked and saved under the rules of every other edit."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from flask import Blueprint, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.errors import (
    ArgmapError,
    Clash,
    EditClash,
    EditRefused,
    NotFound,
    UnknownRevision,
    Unspliceable,
    WrongText,
)
from argmap.problems import Problem
from argmap.stores.suggestions import Suggestion
from argmap.volumes import Volume
from argmap.web import guarding, text_difference
from argmap.web.editing import landing, placing, sending, standing, text_view, views
from argmap.web.editing.sending import Done
from argmap.web.editing.text_view import Part
from argmap.web.opening import Opened, library

bp = Blueprint("text", __name__)

TEXT = "text"
BASE = "base"

NO_BRANCH = "There is no text left: to take the claim away, retire it."
NOT_THERE = "The claim is not there in what was suggested."
NO_FILE = "There is no text left: a file without a debate is not kept. Cancel to leave it as it is."


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The page: what is edited, the text as it was typed, and what is to be said of it.

    `revision` is that of the file, and `base` the branch, that it was typed into.
    """

    volume: Volume
    revision: str
    claim: str
    part: Part
    typed: str
    base: str
    refusal: str = ""
    problems: Sequence[Problem] | None = None
    clashes: Sequence[Clash] = field(default_factory=tuple)


@bp.get("/debates/<debate>/edit/text")
def form(debate: str) -> Response:
    """Show a claim's branch or the whole file as text."""
    volume = library().volume(debate)
    if not library().why_read_only(debate):
        volume = library().open_for_edit(debate)
    suggestion = sending.filling(debate)
    if suggestion:
        return _filled(volume, suggestion)
    claim, part, why_whole = _wanted(volume)
    return _page(_begun(volume, claim, part, part.text), why_whole=why_whole)


@bp.post("/debates/<debate>/edit/text")
def save(debate: str) -> Response:
    """Check the text, or save it."""
    guarding.contributor()
    try:
        volume = library().volume(debate)
        desk = _sent(volume)
    except ArgmapError as gone:
        return standing.kept(
            debate, gone, HTTPStatus.CONFLICT, "This cannot be saved here any more"
        )
    if request.form.get("check"):
        found = text_view.problems_of(volume, desk.part, desk.typed)
        return _page(replace(desk, problems=found))
    try:
        done = _send(desk)
    except ArgmapError as refusal:
        return _refused(desk, refusal)
    return _done(desk, done)


@bp.post("/debates/<debate>/edit/text/check")
def check(debate: str) -> Response:
    """Tell a script what is wrong with a text, while it is typed."""
    volume = library().volume(debate)
    desk = _sent(volume)
    found = text_view.problems_of(volume, desk.part, desk.typed)
    return jsonify(problems=text_view.told(found, desk.part))


def _wanted(volume: Volume) -> tuple[str, Part, str]:
    """Return the claim whose branch is edited, what that is, and why it is the whole file where it must be."""
    claim = request.args.get("claim", "")
    if not claim or volume.debate is None:
        return "", text_view.part_of(volume, ""), ""
    if claim not in volume.debate.claims:
        raise NotFound("claim", claim, volume.debate.claims)
    try:
        return claim, text_view.part_of(volume, claim), ""
    except Unspliceable as reason:
        return "", text_view.part_of(volume, ""), str(reason)


def _filled(volume: Volume, suggestion: Suggestion) -> Response:
    """Return the text as a suggestion would have it, or as it was suggested where that does not fit any more."""
    try:
        seen = library().suggestions.compare(suggestion.id)
        claim, part, why_whole = _wanted(seen.before)
        typed = _branch(seen.after, claim)
    except EditRefused as refusal:
        if request.args.get("claim"):  # it is brought together as part of the whole
            whole = addresses.debate_edit(volume.id, TEXT)
            return redirect(addresses.with_suggestion(whole, suggestion.id))
        if suggestion.text is None:
            raise
        part, typed = text_view.part_of(volume, ""), text_view.plain(suggestion.text)
        return _refused(_begun(volume, "", part, typed), refusal)
    return _page(_begun(seen.before, claim, part, typed), why_whole=why_whole)


def _begun(volume: Volume, claim: str, part: Part, typed: str) -> Desk:
    return Desk(
        volume=volume,
        revision=volume.revision,
        claim=claim,
        part=part,
        typed=typed,
        base=part.text if claim else "",
    )


def _branch(volume: Volume, claim: str) -> str:
    if claim and (volume.debate is None or claim not in volume.debate.claims):
        raise EditRefused(NOT_THERE)
    return text_view.part_of(volume, claim).text


def _sent(volume: Volume) -> Desk:
    claim, part, _ = _wanted(volume)
    base = text_view.plain(request.form.get(BASE, ""))
    if bool(base) != bool(
        claim
    ):  # the branch can be edited no more, or could not when the form was made
        raise EditRefused("The file is written otherwise now: open the form anew.")
    return Desk(
        volume=volume,
        revision=standing.sent_revision(),
        claim=claim,
        part=part,
        typed=text_view.plain(request.form.get(TEXT, "")),
        base=base,
    )


def _send(desk: Desk) -> Done:
    text, revision = desk.typed, desk.revision
    if not text.strip():
        raise EditRefused(NO_BRANCH if desk.claim else NO_FILE)
    if desk.claim:
        joined = text_view.merged(desk.base, desk.part.text, desk.typed)
        text, revision = desk.part.put_back(joined), desk.volume.revision
    return sending.text(desk.volume.id, text, revision=revision, claim=desk.claim)


def _refused(desk: Desk, refusal: ArgmapError) -> Response:
    """Return the text as it was sent, on the file as it is now, with what is wrong or who was faster."""
    try:
        volume = library().open_for_edit(desk.volume.id)
        part = text_view.part_of(volume, desk.claim)
    except (ArgmapError, KeyError):
        return standing.kept(
            desk.volume.id, refusal, HTTPStatus.CONFLICT, "This cannot be saved now"
        )
    clashes = refusal.clashes if isinstance(refusal, EditClash) else ()
    is_about_text = type(refusal) in (EditRefused, WrongText)
    found = text_view.problems_of(volume, part, desk.typed) if is_about_text else ()
    is_listed = any(problem.sentence in str(refusal) for problem in found)
    said = f"{refusal} {sending.purpose().again}" if clashes else str(refusal)
    # Only who was shown what others have changed may put the text in its place.
    anew = _begun(volume, desk.claim, part, desk.typed)
    is_as_sent = not clashes and not isinstance(refusal, UnknownRevision)
    again = replace(
        anew,
        revision=desk.revision if is_as_sent else anew.revision,
        base=desk.base if is_as_sent else anew.base,
        refusal=_wrong_lines(found) if is_listed else said,
        problems=found if is_listed else None,
        clashes=clashes,
    )
    return _page(again, views.status_of(refusal))


def _wrong_lines(problems: Sequence[Problem]) -> str:
    """Return where a text is wrong; what is wrong there stands in the list of its problems."""
    lines = sorted({problem.line for problem in problems if problem.is_error})
    if len(lines) == 1:
        return f"Nothing was saved: line {lines[0]} would be wrong."
    return (
        f"Nothing was saved: {len(lines)} lines would be wrong, the first of them line {lines[0]}."
    )


def _done(desk: Desk, done: Done) -> Response:
    if done.volume.debate is None:
        seen = back = addresses.page_of(done.volume.id, "problems")
    else:
        seen = placing.seen_at(done.volume, desk.claim, TEXT, is_on_map=False)
        back = placing.came_from(done.volume.debate, desk.claim, TEXT)
    return landing.after(done, seen=seen, back=back, claim=desk.claim)


def _check_href(desk: Desk) -> str:
    pairs = (("claim", desk.claim),) if desk.claim else ()
    return addresses.page_at(f"/debates/{desk.volume.id}/edit/text/check", pairs)


def _page(desk: Desk, status: int = HTTPStatus.OK, *, why_whole: str = "") -> Response:
    volume, known = desk.volume, desk.volume.debate
    purpose = sending.purpose()
    shell, language, back = None, "en", addresses.HOME
    if known:
        opened = Opened(volume=volume, debate=known, view=placing.view_of(known))
        shell, language = opened.shell("edit"), known.language
        back = placing.came_from(known, desk.claim, TEXT)
    html = render_template(
        "editing/_text.html" if standing.is_script() else "editing/text.html",
        shell=shell,
        language=language,
        desk=desk,
        sentence=known.claims[desk.claim].text if known and desk.claim else "",
        why_whole=why_whole,
        read_only=library().why_read_only(volume.id),
        problems=None
        if desk.problems is None
        else text_view.shown(desk.problems, desk.part, desk.typed, volume.file.name),
        differences=[
            (each.what, text_difference.difference(each.base.split("\n"), each.theirs.split("\n")))
            for each in desk.clashes
        ],
        trouble=standing.TROUBLE.get(status, "There is something to mend"),
        purpose=purpose,
        action=standing.here(),
        check_href=_check_href(desk),
        whole_href=addresses.debate_edit(volume.id, TEXT),
        back=purpose.back or back,
        token=guarding.token(),
        key=guarding.new_key(),
    )
    return Response(html, status=status, mimetype="text/html")
