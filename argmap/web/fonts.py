"""The typeface for Japanese, which comes from a package and not from the folder of static files."""

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from argmap import typefaces

bp = Blueprint("fonts", __name__)

A_MONTH = 30 * 24 * 3600


@bp.get("/fonts/noto-sans-jp.otf")
def japanese() -> Response:
    """Send the typeface, for browsers on systems that have none of their own."""
    return send_file(typefaces.japanese_font(), mimetype="font/otf", max_age=A_MONTH)
