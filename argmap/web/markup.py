"""Markup: the only places where text becomes HTML that is not escaped again."""

from collections.abc import Iterable
from functools import lru_cache

from flask import current_app, render_template
from markupsafe import Markup

from argmap import addresses, markdown


def drawn(svg: str) -> Markup:
    """Return a picture that argmap drew, whose every text its drawing has escaped."""
    return Markup(svg)  # noqa: S704


@lru_cache(maxsize=4096)
def prose(text: str, debate: str) -> Markup:
    """Return a prose field of a debate as sanitized HTML, its relative links as addresses."""
    return Markup(markdown.render(text, link=addresses.in_prose(debate)))  # noqa: S704


@lru_cache(maxsize=8)
def about(text: str) -> Markup:
    """Return what a folder says of itself as sanitized HTML, below the one heading of its page."""
    html = markdown.render(text, link=addresses.in_about, headings_below=1)
    return Markup(html)  # noqa: S704


def rendered(template: str, **values: object) -> Markup:
    """Return part of a page from its template, which has escaped every value."""
    return Markup(render_template(template, **values))  # noqa: S704


def joined(parts: Iterable[Markup]) -> Markup:
    """Return parts of a page one behind the other."""
    return Markup().join(parts)


def made_by(template: str, macro: str, *values: object) -> Markup:
    """Return what a macro of a template makes of values, which it has escaped."""
    made: Markup = getattr(current_app.jinja_env.get_template(template).module, macro)(*values)
    return made
