"""Explained: the page that says what each kind of refusal means, and what to do about it."""

from flask import Blueprint, render_template

from argmap import addresses
from argmap.web import markup
from argmap.web.api.kinds import KINDS

bp = Blueprint("explained", __name__)


@bp.get(addresses.REFUSALS)
def refusals() -> str:
    """List every kind of refusal."""
    told = [(kind, markup.prose(kind.about, "")) for kind in KINDS]
    return render_template("refusals/kinds.html", kinds=told)
