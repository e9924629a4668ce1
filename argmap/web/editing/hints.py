"""Hints while one types: claims that say nearly the same, here or in another debate."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from argmap import addresses, similarity
from argmap.similarity import Likeness, Similar
from argmap.volumes import Volume
from argmap.web.editing import sourcing
from argmap.web.site import library, site

bp = Blueprint("hints", __name__)

LONGEST = 1_000
SHORTEST = 8
"""Less says nothing yet."""


@bp.get("/debates/<debate>/similar")
def similar(debate: str) -> Response:
    """Send the claims that say nearly what `q` says, with where each stands and how it could be reused.

    `role` and `target` say what is being written, so that a claim of this debate can take its place.
    """
    here = library().volume(debate)
    others = [volume for volume in library().volumes() if volume.id != here.id]
    text = request.args.get("q", "").strip()[:LONGEST]
    among = [_likeness(volume) for volume in (here, *others) if volume.debate]
    found = similarity.similar(text, among) if len(text) >= SHORTEST else ()
    response = jsonify(similar=[_told(each, here) for each in found])
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/debates/<debate>/source")
def source(debate: str) -> Response:
    """Send what is known of the page at `address`: its name if the debate has it, else what the address says of it."""
    known = library().volume(debate).readable()
    address = request.args.get("address", "").strip()[:LONGEST]
    id = sourcing.known(known, address)
    if id:
        return jsonify(name=sourcing.name_of(known.sources[id]))
    page = sourcing.from_address(address)
    return jsonify(title=page.title, outlet=page.outlet, url=page.url)


def _likeness(volume: Volume) -> Likeness:
    key = ("likeness", volume.id, volume.revision)
    found: Likeness = site().made.made(key, lambda: similarity.likeness(volume.readable()))
    return found


def _told(found: Similar, here: Volume) -> dict[str, object]:
    title = site().library.debate(found.debate).title
    return {
        "debate": found.debate,
        "title": title,
        "claim": found.claim,
        "text": found.text,
        "share": found.share,
        "href": addresses.claim_of(found.debate, found.claim),
        "reuse": _reuse(found, here),
    }


def _reuse(found: Similar, here: Volume) -> str:
    """Return the form that reuses a claim of the debate instead of writing it anew; nothing for one of another."""
    role, target = request.args.get("role", ""), request.args.get("target", "")
    if found.debate != here.id or not target or target == found.claim:
        return ""
    more = tuple(pair for pair in (("role", role), ("target", target)) if pair[1])
    return addresses.claim_edit(here.id, found.claim, "reuse", None, more)
