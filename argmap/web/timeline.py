"""The events of a debate by date."""

from flask import Blueprint, render_template

from argmap.web import listings
from argmap.web.editing import offers
from argmap.web.opening import open_debate

bp = Blueprint("timeline", __name__)


@bp.get("/debates/<debate>/timeline")
def timeline(debate: str) -> str:
    """Show the events of a debate, the earliest first."""
    opened = open_debate(debate)
    return render_template(
        "timeline/timeline.html",
        language=opened.debate.language,
        shell=opened.shell("timeline"),
        add=offers.of_debate(opened.volume, opened.view, "event", "Add an event"),
        years=listings.timeline(opened.debate),
    )
