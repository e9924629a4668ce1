import pytest

from argmap import legend
from argmap.legend import Entry
from argmap.palette import colors
from argmap.views import View
from tests import sketches
from tests.pictured import made

ALWAYS = ["thesis", "support", "objection"]


@pytest.mark.parametrize(
    ("outline", "view", "found"),
    [
        ("top\n  + a\n", View(), []),
        ("top\n  + a\n    ! b\n", View(), ["undercut", "unanswered"]),
        ("top\n  + a & b\n", View(), ["linked"]),
        ("top\n  + a\n    + b\n  + @b\n", View(), ["reuse"]),
        ("top\n  - a\n", View(), ["unanswered"]),
        ("top\n  + a\n    + b\n", View(depth=1), ["more"]),
    ],
)
def test_the_legend_explains_what_occurs_and_nothing_else(
    outline: str, view: View, found: list[str]
) -> None:
    drawing = made(sketches.debate(outline), view).drawing
    assert [entry.sample for entry in legend.entries(drawing, "")] == ALWAYS + found


def test_a_lens_adds_its_name_and_the_stances_that_occur() -> None:
    debate = sketches.debate("top\n  + a\n", stances={"top": {"ours": 1.0}})
    drawing = made(debate, View(lens="ours")).drawing
    labels = [entry.label for entry in legend.entries(drawing, "Ours")]
    assert labels[-3:] == ["Ours:", "accepts", "silent"]


def test_entries_stay_within_the_width() -> None:
    entries = [Entry(sample="support", label="A label of some length")] * 6
    laid_out = legend.lay_out(entries, 400)
    assert all(x + entry.width <= 400 for entry, x, _ in laid_out.places)
    assert laid_out.height == 3 * legend.ROW


def test_the_stances_stay_together() -> None:
    first = Entry(sample="support", label="Support")
    stances = [
        Entry(sample="", label="Ours:"),
        Entry(sample="accepts", label="accepts"),
        Entry(sample="silent", label="silent"),
    ]
    rows = {y for _, _, y in legend.lay_out([first, *stances], 250).places[1:]}
    assert rows == {legend.ROW}


@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_every_sample_is_drawn_in_colors_of_the_theme(theme: str) -> None:
    palette = colors("mono" if theme == "mono" else "dark" if theme == "dark" else "light")
    samples = [*legend._MEANINGS, "accepts", "leans", "open", "doubts", "rejects", "silent"]  # noqa: SLF001
    entries = [Entry(sample=sample, label=sample) for sample in samples]
    drawn = legend.draw(legend.lay_out(entries, 400), (0, 0), colors=palette)
    assert drawn.count('<g class="entry">') == len(samples)
    assert all(part[:7] in palette.values() for part in drawn.split('"') if part.startswith("#"))
