"""Citations: a source as a line of a bibliography, in the Chicago notes-and-bibliography style."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import quote

from argmap.model import Source

Role = Literal["author", "title", "work", "outlet", "date", "isbn", "link", "between"]
"""What a part of a citation is; `work` is a title that stands by itself and is set in italics."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")  # 1996, 1996-12, 1996-12-02
_DESCRIPTION = re.compile(r"\[.*\]")  # [Editorial on the soft seabed]
_INNER_QUOTATION = re.compile(r"[“\"]([^“”\"]*)[”\"]")  # The “Okinawa Problem”
_WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)  # The SACO Final Report
_ENDS_SENTENCE = (".", "?", "!", "。", "？", "！")


class Part(NamedTuple):
    """A stretch of a citation, with a safe address or none; the texts joined are the line."""

    role: Role
    text: str
    href: str = ""


def date_text(date: str) -> str:
    """Return a date in words at its own precision: `1996-12-02` as `December 2, 1996`."""
    found = _DATE.fullmatch(date)
    if not found or not 1 <= int(found[2] or 1) <= len(MONTHS):
        return date
    year, month, day = found.groups()
    if month is None:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {int(day)}, {year}" if day else f"{name} {year}"


def cite(source: Source) -> tuple[Part, ...]:
    """Return a source as the parts of its line: author, title, outlet and date, address."""
    sentences = [_author(source), _title(source), _published(source), _isbn(source), _link(source)]
    parts: list[Part] = []
    for sentence in filter(None, sentences):
        if parts:
            parts.append(Part("between", " "))
        parts.extend(sentence)
    return tuple(parts)


def line(source: Source) -> str:
    """Return a source as one line of plain text, as people copy it."""
    return "".join(part.text for part in cite(source))


def address(source: Source) -> str:
    """Return the web address of a source: its http(s) URL, else its DOI's, else nothing."""
    if _WEB_ADDRESS.match(source.url):
        return source.url
    return f"https://doi.org/{quote(source.doi, safe='/:;()')}" if source.doi else ""


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return sources as a bibliography orders them: by author or title, without its article."""
    return tuple(sorted(sources, key=_place))


def _place(source: Source) -> tuple[str, str, str]:
    title = _without_article(source.title)
    return (_without_article(source.author) or title, title, source.date)


def _without_article(name: str) -> str:
    return _ARTICLE.sub("", name.lstrip("[“\"'"), count=1).casefold()


def _author(source: Source) -> list[Part]:
    if not source.author:
        return []
    return [Part("author", source.author), *_stop(source.author)]


def _title(source: Source) -> list[Part]:
    href = address(source)
    if _DESCRIPTION.fullmatch(source.title):
        return [Part("title", source.title, href), *_stop(source.title)]
    if source.isbn or not source.outlet:
        return [Part("work", source.title, href), *_stop(source.title)]
    inner = _INNER_QUOTATION.sub(r"‘\1’", source.title)
    words = inner.rstrip("’")
    stop = "" if _ends(words) else "."
    return [Part("title", f"“{words}{stop}{inner[len(words) :]}”", href)]


def _published(source: Source) -> list[Part]:
    # An unsigned article stands under the name of its paper, which is not said twice.
    outlet = [Part("outlet", source.outlet)] if source.outlet not in {"", source.author} else []
    date = [Part("date", date_text(source.date))] if source.date else []
    if not outlet and not date:
        return []
    comma = [Part("between", ", ")] if outlet and date else []
    return [*outlet, *comma, *date, *_stop((outlet + date)[-1].text)]


def _isbn(source: Source) -> list[Part]:
    return [Part("isbn", f"ISBN {source.isbn}"), Part("between", ".")] if source.isbn else []


def _link(source: Source) -> list[Part]:
    href = address(source)
    return [Part("link", href, href), Part("between", ".")] if href else []


def _stop(text: str) -> list[Part]:
    return [] if _ends(text) else [Part("between", ".")]


def _ends(text: str) -> bool:
    return text.rstrip("’”\"'").endswith(_ENDS_SENTENCE)
