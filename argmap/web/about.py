"""About: what the folder says of itself, its debates with their dates, and how to report a mistake."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from argmap import addresses, citations
from argmap.model import Debate
from argmap.volumes import Volume
from argmap.web import markup, wording
from argmap.web.opening import library
from argmap.web.shell import Link

bp = Blueprint("about", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A debate of the folder with what a reader asks before relying on it."""

    href: str
    language: str
    title: str
    question: str
    checked: str
    authors: str
    license: str
    sources: Link


@bp.get("/about")
def about() -> str:
    """Tell what the folder holds, how far it was checked, and how to report a mistake."""
    volumes = library().volumes()
    debates = [volume.debate for volume in volumes if volume.debate]
    told = library().about()
    return render_template(
        "about/about.html",
        told=markup.about(told.text),
        fault=told.fault,
        size=_size(debates),
        rows=[_row(debate) for debate in debates],
        example=_example(debates),
        unreadable=[_unreadable(volume) for volume in volumes if volume.debate is None],
    )


def _size(debates: list[Debate]) -> str:
    counts = [
        wording.count(len(debates), "debate"),
        wording.count(sum(len(debate.claims) for debate in debates), "claim"),
        wording.count(sum(len(debate.sources) for debate in debates), "source"),
    ]
    return wording.join(counts)


def _row(debate: Debate) -> Row:
    return Row(
        href=addresses.map_of(debate.id),
        language=debate.language,
        title=debate.title,
        question=debate.question,
        checked=citations.date_text(debate.checked),
        authors=", ".join(debate.authors),
        license=debate.license,
        sources=Link(
            text=wording.count(len(debate.sources), "source") if debate.sources else "",
            href=addresses.page_of(debate.id, "sources"),
        ),
    )


def _example(debates: list[Debate]) -> Link | None:
    """Return the whole address of a claim, to show what one looks like."""
    thesis = next(((debate.id, id) for debate in debates for id in debate.theses), None)
    if thesis is None:
        return None
    href = addresses.claim_of(*thesis)
    return Link(text=f"{request.host_url.rstrip('/')}{href}", href=href)


def _unreadable(volume: Volume) -> Link:
    return Link(text=volume.file.name, href=addresses.map_of(volume.id))
