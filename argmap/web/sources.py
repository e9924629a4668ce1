"""The bibliography of a debate."""

from flask import Blueprint, render_template

from argmap import addresses
from argmap.web import listings
from argmap.web.editing import offers
from argmap.web.opening import open_debate

bp = Blueprint("sources", __name__)


@bp.get("/debates/<debate>/sources")
def sources(debate: str) -> str:
    """List the sources of a debate, and which claims rest on each."""
    opened = open_debate(debate)
    return render_template(
        "sources/sources.html",
        language=opened.debate.language,
        shell=opened.shell("sources"),
        entries=listings.bibliography(opened.debate, opened.view),
        add=offers.of_debate(opened.volume, opened.view, "source", "Add a source"),
        timeline_href=addresses.page_of(debate, "timeline", opened.view),
    )
