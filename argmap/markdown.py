"""Markdown: prose fields as safe HTML, as plain text, and with their relative links pointed elsewhere."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import nh3

if TYPE_CHECKING:  # what draws needs no parser, which takes longer to load than a map to draw
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Link = Callable[[str], str | None]
"""Turns a relative target, `claim` or `debate/claim`, into an address; `None` leaves its words."""

HEADINGS_BELOW = 3
"""Headings of pages reach down to h3; those of prose begin below."""

_LOWEST_HEADING = 6
_TAGS = frozenset(
    {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li"}
    | {"a", "strong", "em", "s", "code", "table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")  # https://… javascript:… //host/…
_LINK = re.compile(  # [words](claim), [words](debate/claim "title"); or code, which has no links
    r"""`[^`\n]*`|(?<!!)\[((?:[^\[\]\\]|\\.)*)\]\(<?([^()\s<>]+)>?((?:\s+"[^"]*")?)\)"""
)
_MAY_BE_MARKED = re.compile(r"[\\`*_\[\]<&|~]|^(?:\s{4}|\s{0,3}(?:[#>+=-]|\d+[.)]))", re.MULTILINE)


def render(text: str, *, link: Link, headings_below: int = HEADINGS_BELOW) -> str:
    """Return Markdown as HTML without scripts, raw HTML, pictures or unsafe addresses.

    Its headings begin one level below the one named.
    """
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.type.startswith("heading_"):
            level = min(int(token.tag[1]) + headings_below, _LOWEST_HEADING)
            token.tag = f"h{level}"
        if token.children:
            token.children = list(_safe_links(_joined_lines(token.children), link))
    html = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        str(html),
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def plain(text: str) -> str:
    """Return the text alone, on one line: what a search reads and a description shows."""
    may_join_lines = not text.isascii() and "\n" in text.strip()
    if may_join_lines or _MAY_BE_MARKED.search(text):
        text = " ".join(filter(None, map(_words, _parser().parse(text))))
    return " ".join(text.split())


def relink(text: str, link: Link) -> str:
    """Return Markdown with each relative target replaced; words whose target has none stay words."""

    def replaced(match: re.Match[str]) -> str:
        words, target, title = match.groups()
        if target is None or _ABSOLUTE.match(target):
            return match[0]
        address = link(unquote(target))
        return f"[{words}]({address}{title})" if address else words

    return _LINK.sub(replaced, text)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - see above

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # Every target is parsed as a link, so that an unsafe one vanishes and only its words are left.
    # (Assigning to it is this library's documented way.)
    parser.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    return parser


def _words(token: "Token") -> str:
    if token.type in {"fence", "code_block"}:
        return token.content
    children = _joined_lines(token.children or [])
    return "".join(_inline_words(child) for child in children)


def _inline_words(token: "Token") -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "image"} else ""


def _safe_links(tokens: "Sequence[Token]", link: Link) -> "Iterator[Token]":
    """Yield inline tokens with their links resolved; links do not nest, so one flag is enough."""
    dropped = False
    for token in tokens:
        if token.type == "image":
            yield token.copy(type="text", tag="")
        elif token.type == "link_open":
            address = _address(str(token.attrGet("href") or ""), link)
            dropped = address is None
            if address is not None:
                token.attrSet("href", address)
                yield token
        elif token.type != "link_close" or not dropped:
            yield token


def _address(target: str, link: Link) -> str | None:
    scheme = _ABSOLUTE.match(target)
    if scheme:
        return target if scheme[0][:-1].lower() in _SCHEMES else None
    return link(unquote(target)) if target else None


def _joined_lines(tokens: "Sequence[Token]") -> "list[Token]":
    """Return inline tokens without the line breaks that stand between two East Asian characters."""
    return [
        token
        for place, token in enumerate(tokens)
        if token.type != "softbreak" or not _is_between_wide(tokens, place)
    ]


def _is_between_wide(tokens: "Sequence[Token]", place: int) -> bool:
    before, after = tokens[place - 1 : place], tokens[place + 1 : place + 2]
    sides = [token.content[-1:] for token in before] + [token.content[:1] for token in after]
    return all(side and _is_wide(side) for side in sides)


def _is_wide(character: str) -> bool:
    # Korean is written with spaces between words, so its lines are joined by one.
    is_hangul = "\uac00" <= character <= "\ud7a3"
    return not is_hangul and unicodedata.east_asian_width(character) in {"W", "F"}
