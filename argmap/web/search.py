"""Search over all debates of the folder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from argmap import addresses
from argmap.errors import NotFound
from argmap.model import Debate
from argmap.stores.search_index import Hit
from argmap.web import wording
from argmap.web.opening import library

bp = Blueprint("search", __name__)

LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a list."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceGroup:
    """Options under a heading."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """A hit in its context, and the claim's sentence where the hit is elsewhere in the claim."""

    where: str
    href: str
    before: str
    match: str
    after: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitGroup:
    """The hits in one debate."""

    title: str
    href: str
    language: str
    counted: str
    hits: tuple[ShownHit, ...]


@bp.get("/search")
def search() -> str:
    """Show where words occur, in all debates or in one, on claims that a viewpoint has a stance on."""
    words = request.args.get("q", "").strip()[:LONGEST]
    debate, viewpoint = request.args.get("debate", ""), request.args.get("viewpoint", "")
    debates = {volume.id: volume.debate for volume in library().volumes() if volume.debate}
    if debate and debate not in debates:
        raise NotFound("debate", debate, debates)
    hits = library().search(words, debate=debate or None, viewpoint=viewpoint or None)
    groups = _groups(debates, hits) if words else []
    return render_template(
        "search/search.html",
        words=words,
        debates=[
            Choice(value=each.id, text=each.title, is_chosen=each.id == debate)
            for each in debates.values()
        ],
        viewpoints=_viewpoints([debates[debate]] if debate else debates.values(), viewpoint),
        found=_found(len(hits), len(groups)),
        groups=groups,
    )


def _viewpoints(debates: Iterable[Debate], chosen: str) -> list[ChoiceGroup]:
    return [
        ChoiceGroup(
            text=debate.title,
            choices=tuple(
                Choice(value=each.id, text=each.name, is_chosen=each.id == chosen)
                for each in debate.viewpoints.values()
            ),
        )
        for debate in debates
    ]


def _found(hits: int, debates: int) -> str:
    if not hits:
        return "Nothing was found. Fewer or shorter words find more."
    return f"{wording.count(hits, 'place')} in {wording.count(debates, 'debate')}"


def _groups(debates: Mapping[str, Debate], hits: Sequence[Hit]) -> list[HitGroup]:
    """Return the hits by debate, the debate with the best hit first."""
    by_debate: dict[str, list[Hit]] = {}
    for hit in hits:
        by_debate.setdefault(hit.debate, []).append(hit)
    return [_group(debates[id], found) for id, found in by_debate.items() if id in debates]


def _group(debate: Debate, hits: Sequence[Hit]) -> HitGroup:
    return HitGroup(
        title=debate.title,
        href=addresses.map_of(debate.id),
        language=debate.language,
        counted=wording.count(len(hits), "place"),
        hits=tuple(_shown(debate, hit) for hit in hits),
    )


def _shown(debate: Debate, hit: Hit) -> ShownHit:
    claim = debate.claims.get(hit.claim) if hit.claim else None
    return ShownHit(
        where=hit.where.capitalize(),
        href=_href(debate, hit),
        before=hit.before,
        match=hit.match,
        after=hit.after,
        sentence=claim.text if claim and hit.where != "claim" else "",
    )


def _href(debate: Debate, hit: Hit) -> str:
    if hit.claim:
        return addresses.claim_of(debate.id, hit.claim)
    pages = {"source": "sources", "event": "timeline"}
    if hit.where in pages:
        return addresses.page_of(debate.id, pages[hit.where])
    return addresses.map_of(debate.id)
