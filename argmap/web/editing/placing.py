"""Placing: where one comes from to a form, and where the result of an edit is seen."""

from collections.abc import Collection
from dataclasses import replace

from flask import request

from argmap import addresses, selection, views
from argmap.addresses import Parameters
from argmap.errors import NotFound, WrongRequest
from argmap.model import Debate
from argmap.queries import Relations, path_to_thesis
from argmap.views import View
from argmap.volumes import Volume

FROM = "from"
PAGE = "page"
"""What `from` says of a form that was opened on the claim's own page; without it that was the map."""

PAGES = {"source": "sources", "event": "timeline"}
"""The pages on which the results of some forms are seen."""


def view_of(debate: Debate) -> View:
    """Return the view that the address carries; what has gone meanwhile is left out of it."""
    try:
        return views.parse(debate, request.args.to_dict(flat=False))
    except (NotFound, WrongRequest):
        return View()


def where_from() -> Parameters:
    """Return what the address says of the page that a form was opened on, for the next form."""
    return ((FROM, PAGE),) if request.args.get(FROM) == PAGE else ()


def came_from(debate: Debate, claim: str, action: str) -> str:
    """Return the page that a form was opened on."""
    view = view_of(debate)
    if action in PAGES:
        return addresses.page_of(debate.id, PAGES[action], view)
    if claim and request.args.get(FROM) == PAGE:
        return addresses.claim_of(debate.id, claim, view)
    return addresses.map_of(debate.id, view, claim=claim)


def seen_at(volume: Volume, claim: str, action: str, *, is_on_map: bool) -> str:
    """Return the page on which the result of an edit is seen; on a map the claim is drawn and chosen."""
    debate = volume.readable()
    view = view_of(debate)
    if action in PAGES:
        return addresses.page_of(debate.id, PAGES[action], view)
    if claim not in debate.claims:
        return addresses.map_of(debate.id, view)
    if not is_on_map and request.args.get(FROM) == PAGE:
        return addresses.claim_of(debate.id, claim, view)
    shown = showing(debate, volume.relations, view, claim)
    return addresses.at_box(addresses.map_of(debate.id, shown, claim=claim), claim)


def showing(debate: Debate, relations: Relations, view: View, claim: str) -> View:
    """Return the view, or the one nearest to it that draws a claim: with branches grown, else in focus."""
    parents = path_to_thesis(relations.uses, claim)[:-1]
    unfolded = replace(view, fold=tuple(each for each in view.fold if each not in parents))
    drawn = _drawn(debate, relations, unfolded)
    if claim in drawn:
        return unfolded
    near = max((place for place, each in enumerate(parents) if each in drawn), default=None)
    if near is not None:
        grow = tuple(dict.fromkeys((*view.grow, *parents[near:])))
        grown = replace(unfolded, grow=grow)
        if claim in _drawn(debate, relations, grown):
            return grown
    focus = parents[-1] if parents else claim
    return View(lens=view.lens, focus=focus, direction=view.direction)


def _drawn(debate: Debate, relations: Relations, view: View) -> Collection[str]:
    return selection.drawn(debate, view, relations, budget=views.page_budget(view))
