"""History: what was changed in a debate or in all of them, by whom, and how to take it back."""

from hashlib import blake2b
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from flask import Blueprint, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.edits.differences import differences
from argmap.errors import ArgmapError, NotFound, WrongRequest
from argmap.model import Debate
from argmap.volumes import Volume
from argmap.web import changes, comparing, delivery, feed, guarding
from argmap.web.editing import notices, placing, standing, views
from argmap.web.opening import Opened, library

if TYPE_CHECKING:  # it takes half a second to load
    from argmap.stores.history.changes import Change
    from argmap.submission import Comparison

bp = Blueprint("history", __name__)

ON_A_PAGE = 50
IN_FEED = 50
MOST_DIGITS = 9
MOST_PARAMETERS = 200


@bp.get("/changes")
def recent() -> Response:
    """List the changes of all debates, of one, or of one author."""
    author, debate = request.args.get("author", ""), request.args.get("debate", "")
    found = _changes(debate=debate, author=author)
    page = render_template(
        "history/changes.html",
        author=author,
        debate=library().volume(debate) if debate else None,
        days=changes.by_day(found[:ON_A_PAGE]),
        older=_older(found, author=author, debate=debate),
        feed_href=addresses.feed(author=author, debate=debate),
    )
    return delivery.page(page, is_lasting=False)


@bp.get("/changes.atom")
def atom() -> Response:
    """Send the same as a feed."""
    author, debate = request.args.get("author", ""), request.args.get("debate", "")
    found = library().changes(debate=debate or None, author=author or None, limit=IN_FEED)
    site = request.host_url.rstrip("/")
    document = feed.atom(found, site=site, author=author, debate=debate)
    response = Response(document, mimetype="application/atom+xml")
    return _validated(response)


@bp.get("/debates/<debate>/revision")
def revision(debate: str) -> Response:
    """Send what tells a page that its debate has changed, in as few words as can be."""
    volume = library().volume(debate)
    last = next(iter(library().changes(debate=debate, limit=1)), None)
    return _validated(
        jsonify(
            revision=volume.revision,
            change=last.number if last else 0,
            author=last.author if last else "",
            words=notices.sentence(last.words) if last else "",
        )
    )


@bp.get("/debates/<debate>/history")
def of_debate(debate: str) -> Response:
    """List the changes of a debate."""
    volume = library().volume(debate)
    found = _changes(debate=debate, author="")
    page = render_template(
        "history/history.html",
        **_around(volume),
        days=changes.by_day(found[:ON_A_PAGE]),
        older=_older(found, author="", debate=""),
        feed_href=addresses.feed(debate=debate),
        **_means(),
    )
    return delivery.page(page, is_lasting=False)


@bp.get("/debates/<debate>/history/<int:number>")
def one(debate: str, number: int) -> Response:
    """Show what a change has changed, in the argument and in the text."""
    volume = library().volume(debate)
    found = library().change(debate, _bounded(number))
    page = render_template(
        "history/change.html",
        **_around(volume),
        change=changes.shown(found.change),
        compared=comparing.compared(found.before, found.after, present=volume),
        **_means(),
    )
    return delivery.page(page, is_lasting=False)


@bp.get("/debates/<debate>/history/<int:number>/seen")
def seen(debate: str, number: int) -> Response:
    """Show what a change has done where it is seen: on the map, with the claim that it concerns."""
    volume = library().volume(debate)
    compared = library().change(debate, _bounded(number))
    claim = _claim_of(compared, volume.readable())
    href = addresses.with_changed(placing.seen_at(volume, claim, "", is_on_map=True), number)
    if standing.is_script():
        return jsonify(href=href, claim=claim)
    return redirect(href)


@bp.post("/debates/<debate>/history/<int:number>/<action>")
def act(debate: str, number: int, action: str) -> Response:
    """Take a change back, make it again, or give the debate the text that it had then."""
    author, key, number = guarding.require("edit").name, guarding.sent_key(), _bounded(number)
    try:
        match action:
            case "undo":
                done = library().undo(debate, number, author=author, key=key)
            case "redo":
                done = library().redo(debate, number, author=author, key=key)
            case "again":
                done = library().apply_again(debate, number, author=author, key=key)
            case "restore":
                done = library().restore(debate, at=number, author=author, key=key)
            case _:
                raise NotFound("way to take back a change", action, ("undo", "redo"))
    except ArgmapError as refusal:
        if standing.is_script():
            return _told(refusal)
        raise
    return _done(debate, done.volume, done.number or 0)


def _done(debate: str, volume: Volume, number: int) -> Response:
    href = (
        addresses.with_changed(_back(debate, volume), number) if number else _back(debate, volume)
    )
    if not standing.is_script():
        return redirect(href, HTTPStatus.SEE_OTHER)
    change = notices.recent(debate, number)
    return jsonify(
        href=href,
        change=number,
        words=notices.sentence(change.words) if change else "",
        claim="",
        undo=addresses.change_of(debate, number, "undo"),
    )


def _told(refusal: ArgmapError) -> Response:
    response = jsonify(sentence=str(refusal))
    response.status_code = views.status_of(refusal)
    return response


def _back(debate: str, volume: Volume) -> str:
    """Return the page that the form stood on, if it is one of this debate and shows what is still there."""
    home, known = addresses.history_of(debate), volume.debate
    try:
        wanted = urlsplit(request.form.get("back", ""))
        pairs = parse_qsl(wanted.query, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return home
    path = unquote(wanted.path)
    if known is None or wanted.netloc or not _is_shown(path, known):
        return home
    there = {"claim": known.claims, "focus": known.claims, "lens": known.viewpoints}
    still = (pair for pair in pairs if pair[0] not in there or pair[1] in there[pair[0]])
    return addresses.page_at(path, tuple(pair for pair in still if pair[0] != "changed"))


def _is_shown(path: str, debate: Debate) -> bool:
    """True for the path of a page of a debate, or of one of its claims, that is there."""
    page = path.removeprefix(f"/debates/{debate.id}")
    if page.startswith("/claims/"):
        return page.removeprefix("/claims/") in debate.claims
    return page != path and page in ("", "/outline", "/sources", "/timeline")


def _means() -> dict[str, object]:
    """Return what the forms of a page need that take changes back; without a token it has none."""
    return {"token": guarding.token() if guarding.may("edit") else "", "key": guarding.new_key()}


def _around(volume: Volume) -> dict[str, object]:
    """Return what stands around a page of history; that of a file that cannot be read has no tabs."""
    known = volume.debate
    if known is None:
        return {"shell": None, "volume": volume, "language": "en"}
    opened = Opened(volume=volume, debate=known, view=placing.view_of(known))
    return {"shell": opened.shell("history"), "volume": volume, "language": known.language}


def _changes(*, debate: str, author: str) -> "tuple[Change, ...]":
    """Return the changes of a page, and one more where there are older ones."""
    if debate:
        library().volume(debate)
    return library().changes(
        debate=debate or None, author=author or None, before=_before(), limit=ON_A_PAGE + 1
    )


def _before() -> int | None:
    text = request.args.get("before", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise WrongRequest(f'"before" is the number of a change, not "{text}".')
    return int(text)


def _older(found: "tuple[Change, ...]", *, author: str, debate: str) -> str:
    """Return the address of the changes before these, if there are any."""
    if len(found) <= ON_A_PAGE:
        return ""
    last = str(found[ON_A_PAGE - 1].serial)
    pairs = (("author", author), ("debate", debate), ("before", last))
    return addresses.page_at(request.path, tuple(pair for pair in pairs if pair[1]))


def _bounded(number: int) -> int:
    """Return the number of a change; no debate has so many that a database could not count them."""
    if number >= 10**MOST_DIGITS:
        raise NotFound("change", str(number)[:MOST_DIGITS])
    return number


def _claim_of(compared: "Comparison", present: Debate) -> str:
    """Return the first claim that a change concerns and that is still there; nothing where there is none."""
    before, after = compared.before.debate, compared.after.debate
    if before is None or after is None:
        return ""
    concerned = (each.claim for each in differences(before, after))
    return next((claim for claim in concerned if claim in present.claims), "")


def _validated(response: Response) -> Response:
    """Return an answer with its own fingerprint, so that who asks again learns that nothing has changed."""
    response.headers["ETag"] = f'"{blake2b(response.get_data(), digest_size=15).hexdigest()}"'
    response.headers["Cache-Control"] = "private, no-cache"  # it changes without the files
    return response.make_conditional(request)
