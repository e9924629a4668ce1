"""What the menu of exports shows: how much of a debate to save, and as what, with the sizes."""

from collections.abc import Iterator
from dataclasses import dataclass

from argmap import addresses, rendition, views
from argmap.addresses import Parameters
from argmap.export import FORMATS, Estimate
from argmap.model import Debate
from argmap.queries import Relations
from argmap.selection import select
from argmap.views import View
from argmap.web import wording

AS_ON_PAGE = "page"
"""The value of `shown` that cuts a view where the map's page cuts it."""
PICTURED = 400
"""The menu shows no picture of more claims; it would be read by nobody."""
SCALES = (0.5, 1.0, 2.0, 3.0, 4.0)
PAPERS = (("a4", "A4"), ("letter", "Letter"), ("a3", "A3"), ("slide", "Slides, 16:9"))
THEMES = (("light", "Light"), ("dark", "Dark"), ("mono", "Black and white"))
CENTIMETERS = 2.54 / 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of the debate a file holds."""

    text: str
    claims: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option of a form."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file without options, and what it is for."""

    name: str
    purpose: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The whole menu; what is refused has no choices and a sentence that says why."""

    extents: tuple[Extent, ...]
    hidden: Parameters
    size: str
    scales: tuple[Choice, ...]
    papers: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    refusals: tuple[str, ...]
    texts: tuple[TextFile, ...]
    actions: dict[str, str]
    picture_href: str
    copied_href: str
    map_href: str


def address(debate: str, view: View) -> str:
    """Return where the menu of a view stands, as the map shows it."""
    return addresses.export_of(debate, _parameters(view, views.page_budget(view)))


def menu(
    debate: Debate, view: View, relations: Relations, sizes: Estimate, *, budget: int | None
) -> Menu:
    """Return the menu of a view whose sizes are known, cut to a budget of boxes or whole."""
    hidden = _parameters(view, budget)
    scales = tuple(_scales(sizes))
    chosen = next((choice.value for choice in scales if choice.is_chosen), "")
    files = {format: addresses.export_of(debate.id, hidden, format=format) for format in FORMATS}
    copied = (*hidden, ("scale", chosen))
    return Menu(
        extents=tuple(_extents(debate, view, relations, sizes.claims, budget)),
        hidden=hidden,
        size=f"{sizes.width:,} × {sizes.height:,} px",
        scales=scales,
        papers=tuple(_papers(sizes)),
        themes=tuple(
            Choice(value=value, text=text, is_chosen=value == "light") for value, text in THEMES
        ),
        refusals=tuple(dict.fromkeys(_refused(sizes))),
        texts=tuple(_texts(files, is_branch=bool(view.focus))),
        actions={format: addresses.export_of(debate.id, (), format=format) for format in FORMATS},
        picture_href=files["svg"] if sizes.claims <= PICTURED else "",
        copied_href=addresses.export_of(debate.id, copied, format="png") if chosen else "",
        map_href=addresses.map_of(debate.id, view),
    )


def _parameters(view: View, budget: int | None) -> Parameters:
    shown = () if budget is None else (("shown", AS_ON_PAGE),)
    return (*view.parameters(), *shown)


def _extents(
    debate: Debate, view: View, relations: Relations, claims: int, budget: int | None
) -> Iterator[Extent]:
    """Yield what can be saved, the present choice among it; of two that hold as many claims only one."""
    whole = View(lens=view.lens, direction=view.direction)
    offered = {
        (view, views.page_budget(view)): "The view as the map shows it",
        (view, None): "The view with every branch",
        (whole, None): "The whole debate",
    }
    seen = {claims}
    for (wanted, limit), text in offered.items():
        is_current = (wanted, limit) == (view, budget)
        count = len(select(debate, wanted, relations, budget=limit).boxes)
        if count in seen and not is_current:
            continue
        seen.add(count)
        yield Extent(
            text=text,
            claims=wording.count(count, "claim"),
            href=addresses.export_of(debate.id, _parameters(wanted, limit)),
            is_current=is_current,
        )


def _scales(sizes: Estimate) -> Iterator[Choice]:
    """Yield the scales that a PNG can have, natural size or the largest below it chosen."""
    fitting = [scale for scale in SCALES if scale <= sizes.scale] or [sizes.scale]
    chosen = max((scale for scale in fitting if scale <= 1), default=fitting[0])
    for scale in filter(None, fitting):
        width, height = rendition.pixels(sizes.width, sizes.height, scale)
        yield Choice(
            value=f"{scale:g}",
            text=f"{scale:g}× – {width:,} × {height:,} px",
            is_chosen=scale == chosen,
        )


def _papers(sizes: Estimate) -> Iterator[Choice]:
    if "pdf" not in sizes.refusals:
        across, down = sizes.width * CENTIMETERS, sizes.height * CENTIMETERS
        text = f"One page of the map’s size, {across:,.0f} × {down:,.0f} cm"
        yield Choice(value="", text=text, is_chosen=True)
    for value, name in PAPERS:
        if value in sizes.pages:
            yield Choice(value=value, text=f"{name}: {wording.count(sizes.pages[value], 'page')}")


def _refused(sizes: Estimate) -> Iterator[str]:
    """Yield why something is missing in the menu."""
    if not sizes.scale:
        yield sizes.refusals["png"]
    for format in ("pdf", "a3"):
        if format in sizes.refusals:
            yield sizes.refusals[format]


def _texts(files: dict[str, str], *, is_branch: bool) -> Iterator[TextFile]:
    part = "this branch as a debate of its own" if is_branch else "the whole debate"
    for format, name, purpose in (
        ("md", "Markdown", "The outline with its sources, to read and to pass on."),
        ("yaml", "YAML", f"For argmap: {part}, to keep and to edit."),
        ("json", "JSON", f"For programs: {part}."),
        ("dot", "DOT", "For Graphviz, which draws the map in its own way."),
    ):
        yield TextFile(name=name, purpose=purpose, href=files[format])
