"""Home: the debates of the folder as cards."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from argmap import addresses, citations
from argmap.errors import NotFound
from argmap.model import Debate
from argmap.volumes import Volume
from argmap.web import delivery, markup, wording
from argmap.web.opening import library
from argmap.web.shell import Link

bp = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A debate on the home page."""

    href: str
    language: str
    title: str
    question: str
    viewpoints: tuple[str, ...]
    size: str
    checked: str
    shape: Markup
    has_present_shape: bool
    problems: str
    problems_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file of the folder that holds no debate, and the first reason."""

    name: str
    href: str
    reason: str


@bp.get("/")
def index() -> Response:
    """Show the debates, or those of one tag."""
    volumes = library().volumes()
    tag = request.args.get("tag", "")
    tags = sorted({each for volume in volumes if volume.debate for each in volume.debate.tags})
    if tag and tag not in tags:
        raise NotFound("tag", tag, tags)
    cards = [
        _card(volume, volume.debate)
        for volume in volumes
        if volume.debate and (not tag or tag in volume.debate.tags)
    ]
    page = render_template(
        "home/index.html",
        cards=cards,
        counted=wording.count(len(cards), "debate"),
        tag=tag,
        tags=[Link(text=each, href=addresses.tagged(each)) for each in tags],
        unreadable=[_unreadable(volume) for volume in volumes if volume.debate is None],
    )
    return delivery.page(page, is_lasting=all(card.has_present_shape for card in cards))


def _card(volume: Volume, debate: Debate) -> Card:
    shape, is_present = library().thumbnail(debate.id)
    return Card(
        href=addresses.map_of(debate.id),
        language=debate.language,
        title=debate.title,
        question=debate.question,
        viewpoints=tuple(viewpoint.name for viewpoint in debate.viewpoints.values()),
        size=wording.count(len(debate.claims), "claim"),
        checked=citations.date_text(debate.checked),
        shape=markup.drawn(shape),
        has_present_shape=is_present,
        problems=wording.count(len(volume.problems), "problem") if volume.problems else "",
        problems_href=addresses.page_of(debate.id, "problems"),
    )


def _unreadable(volume: Volume) -> Unreadable:
    return Unreadable(
        name=volume.file.name,
        href=addresses.map_of(volume.id),
        reason=volume.problems[0].sentence if volume.problems else "",
    )
