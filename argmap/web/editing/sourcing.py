"""Sourcing: which source was meant by what was typed, or what is known of a new one; nothing is fetched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from argmap import citations, words
from argmap.edits import applying, texts
from argmap.edits.records import SOURCE_FIELDS
from argmap.edits.values import AddSource
from argmap.errors import EditRefused
from argmap.model import Debate, Source
from argmap.web.editing.fields import Choice, Field, Group, Mistyped, Typed

PICKED = "source"
NEW = "new_"
"""What the names of the fields of a new source begin with."""

NEW_FIELDS = ("title", "author", "outlet", "date", "url", "doi")
MOST_OFFERED = 2_000

_LEADING_WWW = re.compile(r"^www\d?\.")
_ENDING = re.compile(r"\.(html?|php|aspx?|pdf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A source by its id, and what adds it to the bibliography first if it is new."""

    id: str
    new: AddSource | None = None


def picker(debate: Debate, *, label: str = "Source", value: str = "") -> Field:
    """Return the field in which a source is picked by typing its title or author, or its address is pasted."""
    return Field(
        name=PICKED,
        label=label,
        look="picked",
        hint="Type a title or an author to pick one of this debate’s sources, or paste a web address.",
        value=value,
        choices=offered(debate),
        script="source",
    )


def new_fields(*, prefix: str = NEW, source: Source | None = None) -> tuple[Field, ...]:
    """Return the fields that describe a work, filled in with what is known of one."""
    labels = {
        "title": ("Title", ""),
        "author": ("Author", ""),
        "outlet": ("Where it appeared", "A newspaper, journal, publisher or office."),
        "date": ("Date", "As exact as it is known: 2019, 2019-02 or 2019-02-24."),
        "url": ("Web address", ""),
        "doi": ("DOI", ""),
    }
    return tuple(
        Field(
            name=f"{prefix}{name}",
            label=labels[name][0],
            hint=labels[name][1],
            value=getattr(source, name) if source else "",
            read=SOURCE_FIELDS[name] if name != "title" else None,
        )
        for name in NEW_FIELDS
    )


def new_group() -> Group:
    """Return the fields of a work that is not in the bibliography yet."""
    return Group(title="A source that is not listed yet", fields=new_fields(), script="new-source")


def offered(debate: Debate) -> tuple[Choice, ...]:
    """Return the sources of a debate as they can be picked."""
    found = citations.in_order(debate.sources.values())[:MOST_OFFERED]
    return tuple(Choice(value=name_of(source), text="") for source in found)


def name_of(source: Source) -> str:
    """Return a source as it is picked: author, title and year."""
    parts = (source.author or source.outlet, source.title, source.date[:4])
    return ", ".join(part for part in parts if part)


def sourced(debate: Debate, typed: Typed) -> Sourced | None:
    """Return the source that a form means, `None` where it means none; raises Mistyped."""
    picked = typed[PICKED].strip()
    described = {name: typed[NEW + name].strip() for name in NEW_FIELDS}
    if any(described.values()):
        return _new(debate, _described(described, picked))
    if not picked:
        return None
    id = known(debate, picked)
    if id:
        return Sourced(id=id)
    if _is_address(picked):
        return _new(debate, from_address(picked))
    raise Mistyped({PICKED: not_found(debate, picked)})


def known(debate: Debate, picked: str) -> str:
    """Return the id of the source that was picked by its name, title, id or address; nothing if none or several."""
    wanted = picked.casefold()
    for names in (name_of, _id, _address, _title):
        found = [each.id for each in debate.sources.values() if names(each).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    return ""


def _id(source: Source) -> str:
    return source.id


def _title(source: Source) -> str:
    return source.title


def _address(source: Source) -> str:
    return citations.address(source).rstrip("/")


def not_found(debate: Debate, picked: str) -> str:
    """Return the sentence for what names no source, with the nearest one."""
    near = _nearest(debate, picked)
    hint = f" Did you mean “{near}”?" if near else ""
    return (
        f"No source of this debate reads so.{hint} Pick one, paste the address of a web page, "
        "or describe a new source below."
    )


def _nearest(debate: Debate, picked: str) -> str:
    typed = {term.text for term in words.terms(picked)}
    shared = {
        name_of(each): len(typed & {term.text for term in words.terms(name_of(each))})
        for each in debate.sources.values()
    }
    best = max(shared, key=lambda name: shared[name], default="")
    return best if best and shared[best] else ""


def _is_address(text: str) -> bool:
    try:
        return bool(texts.url(text))
    except EditRefused:
        return False


def _described(described: Mapping[str, str], picked: str) -> AddSource:
    """Return a new source from its fields; what was typed where one is picked is its title or its address."""
    values = dict(described)
    if picked and not values["url"] and _is_address(picked):
        values["url"] = picked
    elif picked and not values["title"]:
        values["title"] = picked
    if not values["title"] and values["url"]:
        page = from_address(values["url"])
        values["title"], values["outlet"] = page.title, values["outlet"] or page.outlet
    if not values["title"]:
        raise Mistyped({f"{NEW}title": "The title is empty: a source needs one."})
    return AddSource(**values)


def from_address(address: str) -> AddSource:
    """Return what an address says of a page: its host, and words of its path as a title."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return AddSource(title=address, url=address)
    outlet = _LEADING_WWW.sub("", host)
    return AddSource(title=_title_of(parts.path) or outlet or address, outlet=outlet, url=address)


def _title_of(path: str) -> str:
    """Return the last part of a path that holds words, as a title: `/2019/okinawa-votes.html` as Okinawa votes."""
    for part in reversed(unquote(path).split("/")):
        found = re.split(r"[-_+\s]+", _ENDING.sub("", part))
        if sum(word.isalpha() for word in found) > 1:
            title = " ".join(found)
            return title[:1].upper() + title[1:200]
    return ""


def _new(debate: Debate, source: AddSource) -> Sourced:
    """Return a new source with the id that it gets, so that evidence can name it in the same edit."""
    try:
        after = applying.apply(debate, source)
    except EditRefused as refusal:
        raise Mistyped({PICKED: str(refusal)}) from refusal
    id = list(after.sources)[-1]
    values = {name: getattr(source, name) for name in NEW_FIELDS}
    return Sourced(id=id, new=AddSource(id=id, **values))
