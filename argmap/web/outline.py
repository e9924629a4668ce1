"""The outline of a debate."""

from flask import Blueprint, render_template

from argmap import addresses
from argmap.views import View
from argmap.web import outlining
from argmap.web.opening import open_debate

bp = Blueprint("outline", __name__)

ROWS = 1500
OPEN_LEVELS = 3


@bp.get("/debates/<debate>/outline")
def outline(debate: str) -> str:
    """Show the outline of a debate, or of the branch in focus."""
    opened = open_debate(debate)
    lens, focus = opened.view.lens, opened.view.focus
    look = {
        viewpoint: addresses.outline_of(debate, View(lens=viewpoint, focus=focus))
        for viewpoint in ("", *opened.debate.viewpoints)
    }
    return render_template(
        "outline/outline.html",
        language=opened.debate.language,
        shell=opened.shell("outline"),
        viewpoints=outlining.viewpoints(opened, look),
        outlined=outlining.outlined(
            opened, most=ROWS, open_levels=OPEN_LEVELS, view=View(lens=lens, focus=focus)
        ),
        focus=focus,
        whole_href=addresses.outline_of(debate, View(lens=lens)),
    )
