"""Pages: what a printed document is made of, before type is set."""

from dataclasses import dataclass

PX = 0.75
"""Points in a CSS px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A rectangle of a page that leads to another page, by its index; sizes in pt."""

    x: float
    y: float
    width: float
    height: float
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: an SVG document drawn over its whole size in pt, what it shows, the name of its bookmark or none."""

    width: float
    height: float
    svg: str
    description: str
    name: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Pages and what a reader's program says of them; `fill` is the color of the paper, or empty for none."""

    title: str
    pages: tuple[Page, ...]
    description: str = ""
    language: str = "en"
    authors: tuple[str, ...] = ()
    fill: str = ""
