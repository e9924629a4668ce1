import re

import pytest

from argmap import diagram, drawing, layout, portable, render, routes
from argmap.model import Debate
from argmap.palette import colors
from argmap.queries import relate
from argmap.selection import select
from argmap.views import View
from tests import sketches

LIGHT = colors("light")


def drawn(debate: Debate, view: View | None = None) -> drawing.Drawing:
    view = view or View()
    relations = relate(debate)
    return drawing.draw(debate, view, select(debate, view, relations), relations)


def placed(picture: drawing.Drawing) -> str:
    places = layout.place(picture)
    return diagram.placed(picture, places, routes.route(picture, places), colors=LIGHT)


def hostile(sentence: str) -> Debate:
    debate = sketches.debate("top\n  + a")
    claim = debate.claims["a"]
    changed = type(claim)(id="a", text=sentence)
    return Debate(
        id="d",
        title=sentence,
        question="?",
        theses=("top",),
        claims={**debate.claims, "a": changed},
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "<b>not HTML</b>",
        "ends in a backslash \\",
        r"\N \G \L \l \n are escapes",
        'quotes " and \\" and semicolons; }',
        "a:port and <html>",
        "日本語の文、「括弧」。",
    ],
)
def test_no_sentence_changes_the_meaning_of_the_dot(sentence: str) -> None:
    svg = render.draw(portable.dot(drawn(hostile(sentence)), colors=LIGHT))
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    shown = "".join(words).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    shown = shown.replace("&#45;", "-").replace("&amp;", "&").replace("&#39;", "'")
    assert "".join(sentence.split()) in "".join(shown.split())


def test_the_portable_dot_carries_no_positions_and_says_which_box_is_which_claim() -> None:
    dot = portable.dot(drawn(sketches.debate("top\n  + a & b\n    ! u")), colors=LIGHT)
    assert "pos=" not in dot
    assert 'id="claim-top"' in dot
    assert "rankdir=RL" in dot


def test_top_down_runs_from_the_thesis_down() -> None:
    dot = portable.dot(drawn(sketches.debate("top\n  + a"), View(direction="TB")), colors=LIGHT)
    assert "rankdir=BT" in dot
    assert "b1:n -> b0:s" in dot


def test_kinds_of_steps_differ_by_line_and_head_as_well_as_color() -> None:
    dot = placed(drawn(sketches.debate("top\n  + a\n    ! u\n  - b\nother\n  - @a")))
    lines = [line for line in dot.splitlines() if "->" in line and 'arrowhead="none"' not in line]
    styles = {re.sub(r".*pos=\"[^\"]*\" ", "", line) for line in lines}
    assert {'arrowhead="normal"', 'arrowhead="tee"', 'arrowhead="odot"'} <= {
        word for style in styles for word in style.rstrip("]").split()
    }
    assert len({re.sub(r'color="[^"]*" ', "", style) for style in styles}) == 4


def test_a_step_of_little_relevance_is_drawn_thin() -> None:
    debate = sketches.debate("top\n  + a\n  + b")
    top = debate.claims["top"]
    weak = type(top.supports[0])(kind="support", premises=top.supports[0].premises, relevance=0.4)
    changed = type(top)(id="top", text=top.text, supports=(weak, top.supports[1]))
    debate = Debate(
        id="d", title="t", question="?", theses=("top",), claims={**debate.claims, "top": changed}
    )
    widths = re.findall(r'penwidth="([\d.]+)"', placed(drawn(debate)))
    assert widths == ["0.84", "1.40"]


def test_the_same_drawing_gives_the_same_bytes() -> None:
    debate = sketches.debate("top\n  + a & b\n    ! u\n  - c")
    assert placed(drawn(debate)) == placed(drawn(debate))
    assert portable.dot(drawn(debate), colors=LIGHT) == portable.dot(drawn(debate), colors=LIGHT)
