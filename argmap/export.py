"""Export: a view of a debate as a file to download."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from argmap import rendition
from argmap.errors import NotFound, PictureRefused, WrongRequest
from argmap.palette import Theme
from argmap.paper import PAPERS
from argmap.rendition import Rendition
from argmap.selection import select
from argmap.views import View
from argmap.volumes import Volume

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "svg": "image/svg+xml",
        "png": "image/png",
        "pdf": "application/pdf",
        "dot": "text/vnd.graphviz; charset=utf-8",
        "json": "application/json",
        "yaml": "application/yaml; charset=utf-8",
        "md": "text/markdown; charset=utf-8",
    }
)
FORMATS = tuple(MEDIA_TYPES)
THEMES: tuple[Theme, ...] = ("light", "dark", "mono")

_LONGEST_STEM = 100
"""Bytes; with an ending and a folder's own path this fits every file system."""
_UNSAFE = re.compile(r"[^\w.-]+")  # okinawa: draft 2 -> okinawa-draft-2
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # on Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of a file beside the view; each format heeds those that concern it."""

    scale: float = 1.0
    paper: str = ""
    theme: str = "light"
    transparent: bool = False

    @property
    def colors(self) -> Theme:
        """Return the theme; raises WrongRequest for one that is none."""
        for known in THEMES:
            if self.theme == known:
                return known
        raise WrongRequest(f'A theme is light, dark or mono, not "{self.theme}".')


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file: its name, its media type, its bytes, and its size in words, or nothing for a text."""

    name: str
    media_type: str
    data: bytes
    size: str = ""


def export(
    volume: Volume,
    format: str,
    view: View,
    options: Options | None = None,
    *,
    budget: int | None = None,
) -> Exported:
    """Return a view of a debate in a format; pictures hold all of it, or what a page with a budget of boxes shows.

    Raises NotFound for the format, WrongRequest for an option, UnreadableDebate, PictureRefused, EngineError and its
    kin.
    """
    options = options or Options()
    check(format, options)
    data, size = _MADE[format](volume, view, options, budget)
    name = file_name(volume.id, view, format)
    return Exported(name=name, media_type=MEDIA_TYPES[format], data=data, size=size)


def check(format: str, options: Options) -> None:
    """Raise NotFound or WrongRequest for what no file can be."""
    if format not in FORMATS:
        raise NotFound("format", format, FORMATS)
    _ = options.colors
    if options.paper and options.paper not in PAPERS:
        raise WrongRequest(f'A paper is a4, letter, a3 or slide, not "{options.paper}".')
    low, high = rendition.SMALLEST_SCALE, rendition.LARGEST_SCALE
    if not low <= options.scale <= high:  # refuses what is no number, too
        raise WrongRequest(f"A scale is a number from {low:g} to {high:g}, not {options.scale:g}.")


def file_name(debate: str, view: View, format: str) -> str:
    """Return a name made from the debate and the view that is short and safe on every system."""
    parts = [debate]
    if view.focus:
        parts.append(f"around-{view.focus}")
    if view.lens:
        parts.append(f"through-{view.lens}")
    stem = _UNSAFE.sub("-", unicodedata.normalize("NFC", "-".join(parts))).strip("-.") or "debate"
    if _RESERVED.match(stem):
        stem = f"debate-{stem}"
    return f"{_cut(stem)}.{format}"


def _cut(stem: str) -> str:
    data = stem.encode(errors="replace")
    if len(data) <= _LONGEST_STEM:
        return data.decode()
    tag = hashlib.sha256(data).hexdigest()[:6]
    cut = data[: _LONGEST_STEM - len(tag) - 1].decode(errors="ignore")
    return f"{cut.rstrip('-.')}-{tag}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a file of a view will measure: boxes, px, pt; pages for each paper, or why there are none.

    `pages` holds each paper's number of pages; `refusals` a sentence for `png`, `pdf` or a paper that is refused;
    `scale` is the largest at which a PNG is not.
    """

    claims: int
    width: int
    height: int
    scale: float
    pages: Mapping[str, int]
    refusals: Mapping[str, str]


def estimate(
    volume: Volume, view: View, options: Options | None = None, *, budget: int | None = None
) -> Estimate:
    """Return the sizes of the files of a view, without drawing it. Raises UnreadableDebate."""
    options = options or Options()
    made = _prepare(volume, view, budget)
    refusals: dict[str, str] = {}
    pages: dict[str, int] = {}
    _note(refusals, "png", lambda: rendition.refuse_large_png(made, options.scale))
    _note(refusals, "pdf", lambda: rendition.refuse_large_pdf(made))
    for paper in PAPERS:
        try:
            pages[paper] = rendition.page_count(rendition.divide(made, paper))
        except PictureRefused as refusal:
            refusals[paper] = str(refusal)
    return Estimate(
        claims=len(made.drawing.boxes),
        width=made.frame.width,
        height=made.frame.height,
        scale=rendition.largest_scale(made),
        pages=pages,
        refusals=refusals,
    )


def _note(refusals: dict[str, str], name: str, refuse: Callable[[], None]) -> None:
    try:
        refuse()
    except PictureRefused as refusal:
        refusals[name] = str(refusal)


def _prepare(volume: Volume, view: View, budget: int | None) -> Rendition:
    return rendition.prepare(volume.readable(), view, volume.relations, budget=budget)


_Made = tuple[bytes, str]


def _svg(volume: Volume, view: View, options: Options, budget: int | None) -> _Made:
    made = _prepare(volume, view, budget)
    data = rendition.svg(made, theme=options.colors, is_transparent=options.transparent)
    return data, f"{made.frame.width:,} × {made.frame.height:,} px"


def _png(volume: Volume, view: View, options: Options, budget: int | None) -> _Made:
    made = _prepare(volume, view, budget)
    width, height = rendition.pixels(made.frame.width, made.frame.height, options.scale)
    data = rendition.png(
        made, theme=options.colors, scale=options.scale, is_transparent=options.transparent
    )
    return data, f"{width:,} × {height:,} px"


def _pdf(volume: Volume, view: View, options: Options, budget: int | None) -> _Made:
    made = _prepare(volume, view, budget)
    data, pages = rendition.pdf(
        made, theme=options.colors, on=options.paper, is_transparent=options.transparent
    )
    if options.paper:
        return data, f"{pages:,} {'page' if pages == 1 else 'pages'}, {options.paper}"
    width, height = rendition.points(made)
    return data, f"1 page, {width:,.0f} × {height:,.0f} pt"


def _dot(volume: Volume, view: View, options: Options, budget: int | None) -> _Made:
    return rendition.dot(_prepare(volume, view, budget), theme=options.colors).encode(), ""


def _yaml(volume: Volume, view: View, options: Options, budget: int | None) -> _Made:
    """Return the file's own bytes, comments and all, for a whole debate that is YAML."""
    if view.focus or volume.file.suffix.casefold() == ".json":
        return _text("yaml")(volume, view, options, budget)
    volume.readable()
    return volume.data, ""


def _text(format: str) -> Callable[[Volume, View, Options, int | None], _Made]:
    def made(volume: Volume, view: View, _: Options, budget: int | None) -> _Made:
        from argmap import formats  # noqa: PLC0415 - no picture needs it

        debate = volume.readable()
        if budget is not None:
            # A text knows no budget; the depth that the page reaches comes nearest.
            depth = select(debate, view, volume.relations, budget=budget).depth
            view = replace(view, depth=depth)
        return formats.TEXTS[format](debate, view).encode(), ""

    return made


_MADE: Mapping[str, Callable[[Volume, View, Options, int | None], _Made]] = MappingProxyType(
    {
        "svg": _svg,
        "png": _png,
        "pdf": _pdf,
        "dot": _dot,
        "json": _text("json"),
        "yaml": _yaml,
        "md": _text("md"),
    }
)
