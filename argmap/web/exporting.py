"""Exports: the menu of what a view can be saved as, the files themselves, and the card for shared links."""

from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from argmap import export, preview, views
from argmap.errors import WrongRequest
from argmap.export import Options
from argmap.views import View
from argmap.web import export_menu
from argmap.web.export_menu import AS_ON_PAGE
from argmap.web.opening import open_debate

bp = Blueprint("export", __name__)

YES = ("1", "on", "true", "yes")


@bp.get("/debates/<debate>/export")
def menu(debate: str) -> str:
    """Show what a view can be saved as, with the size and pages of each file."""
    opened = open_debate(debate)
    budget = _budget(opened.view)
    sizes = export.estimate(opened.volume, opened.view, budget=budget)
    return render_template(
        "export/menu.html",
        language=opened.debate.language,
        shell=opened.shell("export"),
        menu=export_menu.menu(opened.debate, opened.view, opened.relations, sizes, budget=budget),
        site=request.host_url.rstrip("/"),
    )


@bp.get("/debates/<debate>/export.<format>")
def file(debate: str, format: str) -> Response:
    """Send a view of a debate as a file."""
    opened = open_debate(debate)
    view = opened.view
    made = export.export(opened.volume, format, view, _options(), budget=_budget(view))
    return send_file(
        BytesIO(made.data), mimetype=made.media_type, as_attachment=True, download_name=made.name
    )


@bp.get("/debates/<debate>/preview.png", endpoint="preview")
def card(debate: str) -> Response:
    """Send the card that stands for a debate where its link is shared."""
    opened = open_debate(debate)
    made = opened.once("preview", lambda: preview.png(opened.volume))
    return send_file(BytesIO(made), mimetype="image/png")


def _budget(view: View) -> int | None:
    """Return the most boxes of a view that is to be cut as on the map's page, else nothing."""
    shown = request.args.get("shown", "")
    if shown not in ("", AS_ON_PAGE):
        raise WrongRequest(f'"shown" is "{AS_ON_PAGE}" or left out, not "{shown}".')
    return views.page_budget(view) if shown else None


def _options() -> Options:
    return Options(
        scale=_scale(request.args.get("scale") or "1"),
        paper=request.args.get("paper", ""),
        theme=request.args.get("theme") or "light",
        transparent=request.args.get("transparent", "").lower() in YES,
    )


def _scale(text: str) -> float:
    try:
        return float(text)
    except ValueError as wrong:
        raise WrongRequest(f'A scale is a number such as 2 or 0.5, not "{text}".') from wrong
