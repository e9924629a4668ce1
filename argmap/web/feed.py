"""The feed of changes, in Atom (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from argmap import addresses
from argmap.fields import CONTROL
from argmap.web import changes
from argmap.web.editing import notices

if TYPE_CHECKING:  # what keeps the history takes half a second to load
    from argmap.stores.history.changes import Change

ATOM = "http://www.w3.org/2005/Atom"
NOBODY = "outside argmap"
"""The author of changes that argmap has not made; an entry must have one."""


def atom(found: Sequence["Change"], *, site: str, author: str, debate: str) -> bytes:
    """Return a feed of changes, the newest first; `site` is the beginning of all its addresses."""
    root = ET.Element("feed", {"xmlns": ATOM})
    about = "".join(f" {word} {name}" for word, name in (("of", debate), ("by", author)) if name)
    _add(root, "title", f"Changes{about}")
    _add(root, "id", _id(f"{addresses.feed(author=author, debate=debate)}"))
    newest = found[0].time if found else datetime(2026, 1, 1, tzinfo=UTC)
    _add(root, "updated", changes.machine_time(newest))
    _link(root, "self", site + addresses.feed(author=author, debate=debate))
    _link(root, "alternate", site + addresses.changes(author=author, debate=debate))
    for change in found:
        _entry(root, change, site)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: ET.Element, change: "Change", site: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", f"{change.debate}: {notices.sentence(change.words)}")
    _add(entry, "id", _id(f"{change.debate}/{change.number}/{change.time.isoformat()}"))
    _add(entry, "updated", changes.machine_time(change.time))
    _add(ET.SubElement(entry, "author"), "name", change.author or NOBODY)
    if change.approved_by:
        _add(ET.SubElement(entry, "contributor"), "name", change.approved_by)
        _add(entry, "summary", f"By {change.author}, accepted by {change.approved_by}.")
    _link(entry, "alternate", site + addresses.change_of(change.debate, change.number))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = CONTROL.sub(" ", text)


def _link(parent: ET.Element, rel: str, href: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": href})


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"argmap:{name}").urn
