"""The parts of a debate's pages that are rendered once for a revision: its outline and its viewpoints."""

from collections.abc import Mapping

from markupsafe import Markup

from argmap import addresses
from argmap.views import View
from argmap.web import listings, markup, outline_rows, shell, wording
from argmap.web.editing import offers
from argmap.web.opening import Opened


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
    return markup.rendered(
        "outline/_outline.html",
        outline=outline,
        open_levels=open_levels,
        cited=cited,
        numbers={entry.id: number for number, entry in enumerate(cited, start=1)},
        left_out=_left_out(outline.left_out),
        whole_href=addresses.outline_of(debate.id, View(lens=view.lens)),
    )


def _left_out(claims: int) -> str:
    return f"{wording.count(claims, 'claim')} further down are not listed here." if claims else ""
