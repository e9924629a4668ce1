"""Debates: what the API tells of them, of their claims and of what is wrong in their files."""

from werkzeug.wrappers import Response

from argmap import reports
from argmap.errors import NotFound, Unreadable
from argmap.formats.record import record
from argmap.web.api import answers, records
from argmap.web.api.records import Claims
from argmap.web.site import library


def debates() -> Response:
    """Send a line for every file."""
    volumes = library().volumes()
    return answers.read({"debates": [records.summary(volume) for volume in volumes]})


def debate(debate: str) -> Response:
    """Send a debate as it is exported."""
    volume = library().volume(debate)
    export = record(volume.readable())
    return answers.read({"debate": volume.id, "revision": volume.revision, "export": export})


def claims(debate: str) -> Response:
    """Send all claims of a debate, in the order of the file."""
    volume = library().volume(debate)
    known = volume.readable()
    told = Claims(known, volume.relations)
    found = [told.record(claim) for claim in known.claims.values()]
    return answers.read({"debate": volume.id, "revision": volume.revision, "claims": found})


def claim(debate: str, claim: str) -> Response:
    """Send one claim."""
    volume = library().volume(debate)
    known = volume.readable()
    if claim not in known.claims:
        raise NotFound("claim", claim, known.claims)
    told = Claims(known, volume.relations).record(known.claims[claim])
    return answers.read({"debate": volume.id, "revision": volume.revision, **told})


def problems(debate: str) -> Response:
    """Send what is wrong in a debate's file."""
    volume = library().volume(debate)
    found = [reports.problem(each) for each in volume.problems]
    return answers.read({"debate": volume.id, "revision": volume.revision, "problems": found})


def text(debate: str) -> Response:
    """Send the text of a debate's file."""
    volume = library().volume(debate)
    if not volume.revision:
        raise Unreadable(volume.problems[0].sentence)
    return answers.text(volume.data, revision=volume.revision)


def search(q: str, debate: str, viewpoint: str) -> Response:
    """Send where words occur."""
    if debate:
        library().volume(debate)
    hits = library().search(q, debate=debate or None, viewpoint=viewpoint or None)
    return answers.read({"hits": [records.hit(each) for each in hits]})
