"""A claim's own page, and the same as a panel for the map."""

from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from argmap import addresses, picture
from argmap.errors import EngineError, NotFound
from argmap.views import View
from argmap.web import claim_view, delivery, markup
from argmap.web.editing import offers
from argmap.web.opening import Opened, library, open_debate

bp = Blueprint("claims", __name__)


@bp.get("/debates/<debate>/claims/<claim>")
def claim(debate: str, claim: str) -> Response:
    """Show a claim; `?part=panel` or the map's script gets the panel alone."""
    opened = open_debate(debate)
    if claim not in opened.debate.claims:
        raise NotFound("claim", claim, opened.debate.claims)
    is_panel = (
        request.args.get("part") == "panel" or request.headers.get("X-Requested-With") == "argmap"
    )
    return _panel(opened, claim) if is_panel else _page(opened, claim)


def _panel(opened: Opened, claim: str) -> Response:
    shown = claim_view.claim_view(
        opened.debate, opened.relations, opened.debate.claims[claim], opened.view
    )
    page = render_template(
        "claims/panel.html",
        view=shown,
        lens=opened.view.lens,
        close_href=addresses.map_of(opened.debate.id, opened.view),
        offers=offers.of_claim(opened, claim),
    )
    return delivery.page(page)


def _page(opened: Opened, claim: str) -> Response:
    drawn, failure = _neighborhood(opened, claim)
    page = render_template(
        "claims/claim.html",
        language=opened.debate.language,
        shell=opened.shell("claim", exported=View(lens=opened.view.lens, focus=claim)),
        view=claim_view.claim_view(
            opened.debate, opened.relations, opened.debate.claims[claim], opened.view
        ),
        lens=opened.view.lens,
        offers=offers.of_claim(opened, claim, on_page=True),
        neighborhood=drawn,
        engine_failure=failure,
    )
    return delivery.page(page, is_lasting=not failure)


def _neighborhood(opened: Opened, claim: str) -> tuple[Markup | None, str]:
    """Return what stands around a claim as a drawing, or the sentence that says why there is none."""
    view = View(lens=opened.view.lens, focus=claim, depth=1)
    try:
        drawn = library().draw(opened.debate.id, view, leads_to_pages=True)
    except EngineError as error:
        return None, str(error)
    return markup.drawn(picture.inline(drawn, selected=claim)), ""
