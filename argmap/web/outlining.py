"""The parts of a debate's pages that are rendered once for a revision: its outline and its viewpoints."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from argmap import addresses
from argmap.views import View
from argmap.web import listings, markup, outline_rows, shell, wording
from argmap.web.editing import offers
from argmap.web.opening import Opened
from argmap.web.outline_rows import Row

ROWS = 8_192
"""How many rows of outlines are remembered as HTML; the next revision of a debate has nearly all of them."""


def outlined(opened: Opened, *, most: int, open_levels: int, view: View) -> Markup:
    """Return the outline of a view as HTML, its first levels unfolded."""
    name = ("outline", most, open_levels, view.lens, view.focus)
    return opened.once(name, lambda: _outlined(opened, most, open_levels, view))


def viewpoints(opened: Opened, look: Mapping[str, str]) -> Markup:
    """Return the column of viewpoints as HTML; `look` is as for `shell.sides_of`."""
    name = ("viewpoints", opened.view.lens, tuple(look.values()))
    return opened.once(name, lambda: _viewpoints(opened, look))


def _viewpoints(opened: Opened, look: Mapping[str, str]) -> Markup:
    tallies = opened.once("tallies", lambda: shell.tallies_of(opened.debate))
    sides = shell.sides_of(opened.debate, look, lens=opened.view.lens, tallies=tallies)
    add = offers.of_debate(opened.volume, opened.view, "viewpoint", "Add a viewpoint")
    return markup.rendered("debates/_viewpoints.html", sides=sides, add=add)


def _outlined(opened: Opened, most: int, open_levels: int, view: View) -> Markup:
    debate = opened.debate
    outline = outline_rows.outline_of(debate, view, most=most)
    cited = listings.cited_sources(debate, outline.sources)
    numbers = {entry.id: number for number, entry in enumerate(cited, start=1)}
    rows = (
        _row(
            row,
            tuple(numbers[source] for source in row.sources),
            is_open=_is_open(row, open_levels),
        )
        for row in outline.rows
    )
    return markup.rendered(
        "outline/_outline.html",
        rows=markup.joined(rows),
        cited=cited,
        left_out=_left_out(outline.left_out),
        whole_href=addresses.outline_of(debate.id, View(lens=view.lens)),
    )


def _is_open(row: Row, open_levels: int) -> bool:
    return row.level <= open_levels or not row.claim


@lru_cache(maxsize=ROWS)
def _row(row: Row, numbers: tuple[int, ...], *, is_open: bool) -> Markup:
    return markup.made_by("outline/_row.html", "row", row, numbers, is_open)


def _left_out(claims: int) -> str:
    return f"{wording.count(claims, 'claim')} further down are not listed here." if claims else ""
