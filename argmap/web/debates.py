"""The map of a debate, with its viewpoints on one side and a claim on the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from argmap import addresses, picture
from argmap.errors import EngineError, NotFound
from argmap.picture import Picture
from argmap.views import MOST_BOXES, View
from argmap.web import claim_view, delivery, markup, outlining, wording
from argmap.web.claim_view import ClaimView
from argmap.web.editing import notices, offers
from argmap.web.opening import Opened, library, open_debate

bp = Blueprint("debates", __name__)

OUTLINE_ROWS = 300
"""The map's page holds the outline too, for small screens and for paper; beyond this its first levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A change of the view that is a link."""

    text: str
    href: str


@bp.get("/debates/<debate>")
def map(debate: str) -> Response:  # noqa: A001 - the page's name in its address
    """Show a debate's map; `?claim=` opens a claim beside it."""
    opened = open_debate(debate)
    claim = request.args.get("claim", "")
    view = _chosen(opened, claim)
    drawing = library().begin(debate, opened.view)
    # While the engine draws, the other large parts of the page are made.
    try:
        viewpoints = _viewpoints(opened, claim)
        outline = outlining.outlined(opened, most=OUTLINE_ROWS, open_levels=1, view=_whole(opened))
    finally:  # the file may go while its page is made, and the engine is not left behind
        drawn, failure = _ended(drawing)
    changed = notices.notice(debate)
    new = claim if changed and changed.is_new else ""
    page = render_template(
        "debates/map.html",
        language=opened.debate.language,
        shell=opened.shell("map"),
        lens=opened.view.lens,
        view=view,
        offers=offers.of_claim(opened, claim) if claim else None,
        close_href=addresses.map_of(debate, opened.view),
        viewpoints=viewpoints,
        outlined=outline,
        picture=markup.drawn(picture.inline(drawn, selected=claim, new=new)) if drawn else None,
        drawn=_count(drawn, opened),
        notice=_notice(opened.view, drawn),
        tools=_tools(opened, drawn, claim),
        add_thesis=offers.of_debate(opened.volume, opened.view, "thesis", "Add thesis"),
        engine_failure=failure,
        outline_href=addresses.outline_of(debate, opened.view),
        revision=opened.volume.revision,
    )
    return delivery.page(page, is_lasting=not failure)


def _ended(drawing: Callable[[], Picture]) -> tuple[Picture | None, str]:
    """Return the picture that was begun, or the sentence that says why there is none."""
    try:
        return drawing(), ""
    except EngineError as error:
        return None, str(error)


def _count(drawn: Picture | None, opened: Opened) -> str:
    total = wording.count(len(opened.debate.claims), "claim")
    return f"{drawn.drawn} of {total}" if drawn else total


def _chosen(opened: Opened, claim: str) -> ClaimView | None:
    if not claim:
        return None
    if claim not in opened.debate.claims:
        raise NotFound("claim", claim, opened.debate.claims)
    return claim_view.claim_view(
        opened.debate, opened.relations, opened.debate.claims[claim], opened.view
    )


def _viewpoints(opened: Opened, claim: str) -> Markup:
    """Return the column of viewpoints, made once for each view."""
    debate, view = opened.debate, opened.view
    look = {
        lens: addresses.map_of(debate.id, replace(view, lens=lens), claim=claim)
        for lens in ("", *debate.viewpoints)
    }
    return outlining.viewpoints(opened, look)


def _whole(opened: Opened) -> View:
    return View(lens=opened.view.lens)


def _is_cut(view: View, drawn: Picture) -> bool:
    """True where the depth that was asked for would draw more boxes than a page draws."""
    return view.depth is not None and drawn.depth < view.depth and drawn.drawn < drawn.total


def _notice(view: View, drawn: Picture | None) -> str:
    """Return what a reader must know of what is not drawn and has no sign of its own."""
    if drawn is None:
        return ""
    if drawn.theses_left_out:
        theses = wording.count(drawn.theses_left_out, "thesis", plural="theses")
        return f"{theses} more found no room on this page."
    if _is_cut(view, drawn):
        return (
            f"A map on a page draws {MOST_BOXES} boxes at most, which is {drawn.depth} deep here. "
            "Grow a branch, open a claim and focus on it, or export the whole map."
        )
    return ""


def _tools(opened: Opened, drawn: Picture | None, claim: str) -> list[Tool]:
    view = opened.view
    turned = "Left to right" if view.direction == "TB" else "Top down"
    changes: list[tuple[str, View]] = []
    if drawn and drawn.depth > 0:
        changes.append(("Shallower", replace(view, depth=drawn.depth - 1)))
    if drawn and drawn.drawn < drawn.total and not _is_cut(view, drawn):
        changes.append(("Deeper", replace(view, depth=drawn.depth + 1)))
    changes.append((turned, replace(view, direction="LR" if view.direction == "TB" else "TB")))
    if view.focus:
        changes.append(("Whole map", replace(view, focus="", depth=None, grow=(), fold=())))
    return [
        Tool(text=text, href=addresses.map_of(opened.debate.id, changed, claim=claim))
        for text, changed in changes
    ]
