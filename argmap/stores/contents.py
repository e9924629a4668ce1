"""Contents: what an entry of a folder holds, as a reading even where the system hands nothing out."""

from collections.abc import Callable

from argmap.check import Link, check_link
from argmap.errors import NotFound, Unreadable
from argmap.model import Debate
from argmap.problems import Mark, Problem, error, warning
from argmap.stores import yaml_reader
from argmap.stores.entries import Entry
from argmap.stores.parsing import Event
from argmap.stores.yaml_reader import Reading


def parse(entry: Entry, data: bytes, syntax: list[Event] | None = None) -> Reading:
    """Return what the bytes of an entry hold, by the grammar that its ending names; `syntax` is as in `read`."""
    is_json = entry.path.suffix.casefold() == ".json"
    return yaml_reader.read(data, id=entry.id, is_json=is_json, syntax=syntax)


def refused(entry: Entry, refusal: Unreadable) -> Reading:
    """Return what an entry holds that the system does not hand out: that problem alone."""
    problem = error("unreadable", str(refusal), Mark(1, 1))
    return Reading(id=entry.id, debate=None, problems=(problem,))


def wrong_link(link: Link, find: Callable[[str], Debate | None]) -> Problem | None:
    """Return what is wrong with a link to a claim of another debate; a warning, since that may yet come.

    `find` returns a debate by its id, `None` for a file that holds none, and raises NotFound or Unreadable.
    """
    try:
        debate = find(link.debate)
    except (NotFound, Unreadable) as refusal:
        return warning("unknown-link", str(refusal), link.mark)
    return check_link(link, debate.claims) if debate else None
