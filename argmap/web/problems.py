"""What is wrong in a debate's file."""

from flask import Blueprint, render_template

from argmap import addresses
from argmap.volumes import Volume
from argmap.web import listings, wording
from argmap.web.listings import ShownProblem
from argmap.web.opening import is_editable, library, open_debate

bp = Blueprint("problems", __name__)


@bp.get("/debates/<debate>/problems")
def problems(debate: str) -> str:
    """List the problems of a debate's file, each with its line."""
    opened = open_debate(debate)
    return render_template(
        "problems/problems.html",
        language=opened.debate.language,
        shell=opened.shell("problems"),
        problems=_shown(opened.volume),
        counted=wording.count(len(opened.volume.problems), "problem"),
        file=opened.volume.file.name,
    )


def unreadable_page(debate: str) -> str:
    """Return the page of a file that holds no debate: its problems alone."""
    volume = library().volume(debate)
    return render_template(
        "problems/unreadable.html",
        problems=_shown(volume),
        counted=wording.count(len(volume.problems), "problem"),
        file=volume.file.name,
        edit_href=addresses.debate_edit(debate, "text") if is_editable(volume) else "",
    )


def _shown(volume: Volume) -> tuple[ShownProblem, ...]:
    wanted = {problem.line for problem in volume.problems}
    lines = library().lines(volume.id, wanted)
    return listings.shown_problems(volume.problems, volume.file.name, lines)
