"""Composition: a view of a debate as a picture, from the selection of its claims to the set type."""

from collections.abc import Callable, Mapping

from argmap import diagram, drawing, layout, picture, render, routes, thumbnail, views
from argmap.drawing import Drawing, Links
from argmap.model import Debate
from argmap.picture import Picture
from argmap.queries import Relations
from argmap.selection import select
from argmap.views import View


def begin(
    debate: Debate,
    view: View,
    relations: Relations,
    *,
    colors: Mapping[str, str],
    budget: int | None = None,
    links: Links | None = None,
) -> Callable[[], Picture]:
    """Begin the picture of a view; a budget bounds its boxes, and without links they lead nowhere.

    The engine draws while the caller does something else; what is returned waits for it, and raises EngineError and
    its kin when it fails.
    """
    drawn = draw(debate, view, relations, budget=budget, links=links)
    places = layout.place(drawn)
    found = routes.route(drawn, places)
    svg = render.begin(diagram.placed(drawn, places, found, colors=colors), is_placed=True)
    dressed = picture.prepare(drawn, places, found, colors=colors)
    return lambda: dressed(svg())


def draw(
    debate: Debate,
    view: View,
    relations: Relations,
    *,
    budget: int | None = None,
    links: Links | None = None,
) -> Drawing:
    """Return what a view draws, measured and not yet placed."""
    selection = select(debate, view, relations, budget=budget)
    return drawing.draw(debate, view, selection, relations, links=links)


def sketch(debate: Debate, relations: Relations) -> str:
    """Return the shape of a debate's map without words, as a small SVG; it takes no engine."""
    drawn = draw(debate, View(), relations, budget=views.START_BOXES)
    places = layout.place(drawn)
    return thumbnail.draw(drawn, places, routes.route(drawn, places))
