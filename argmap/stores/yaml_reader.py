"""The reader: a debate file to a debate, with all that is wrong in it."""

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from argmap import check, schema
from argmap.check import Link
from argmap.model import Debate, Event, Source, Viewpoint
from argmap.problems import Mark, Problem
from argmap.schema import DEBATE
from argmap.stores import characters, parsing
from argmap.stores.claims import ClaimReader
from argmap.stores.findings import Findings
from argmap.stores.names import Names
from argmap.stores.nodes import Items, Node, Place, Scalar, Table, is_empty, mark, mark_of
from argmap.stores.values import Values

EMPTY = "The file is empty: write a debate, or let `argmap new` begin one."
NOT_A_DEBATE = (
    "The file is no debate: it begins with keys such as title, question, viewpoints and claims."
)
UNFINDABLE = (
    "Nobody can find this source: add a url, doi or isbn, or an author and an outlet or a date."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a file has given.

    The debate holds all that could be read, also of a file with errors; it is `None` only when the file is no table
    in YAML or JSON, or has no claim. In every debate each premise is a claim of it, each stance is of one of its
    viewpoints, and all evidence is from one of its sources. Problems are sorted by place. `links` point from prose to
    claims of other debates, which only the whole folder can check.
    """

    id: str
    debate: Debate | None
    problems: tuple[Problem, ...]
    links: tuple[Link, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True when the file breaks a rule."""
        return any(problem.is_error for problem in self.problems)


def read(
    data: bytes, *, id: str, is_json: bool = False, syntax: list[parsing.Event] | None = None
) -> Reading:
    """Read the bytes of a debate file; it never raises, whatever the bytes are.

    The parser's events are added to `syntax`, for whoever is to change the text next.
    """
    text, problem = characters.decode(data)
    if text is None:
        return Reading(id=id, debate=None, problems=(problem,) if problem else ())
    return read_text(text, id=id, is_json=is_json, syntax=syntax)


def read_text(
    text: str, *, id: str, is_json: bool = False, syntax: list[parsing.Event] | None = None
) -> Reading:
    """Read the text of a debate file; marks count its characters behind a byte-order mark."""
    with without_collections():
        whole = text.removeprefix(characters.BYTE_ORDER_MARK)
        return _read(whole, id, is_json=is_json, syntax=syntax)


def _read(text: str, id: str, *, is_json: bool, syntax: list[parsing.Event] | None) -> Reading:
    findings = Findings()
    findings.add(characters.problems(text))
    if findings.problems:
        text, _ = characters.without_controls(text)
    node = parsing.parse(text, findings, is_json=is_json, events=syntax)
    reader = _DebateReader(findings, text, id)
    debate = reader.debate(node) if isinstance(node, Table) else None
    if not findings.problems and (node is None or is_empty(node)):
        findings.error("empty-file", Mark(1, 1), EMPTY)
    elif isinstance(node, Scalar | Items):
        findings.error("not-a-debate", node, NOT_A_DEBATE)
    problems = findings.told(end=characters.end(text))
    return Reading(id=id, debate=debate, problems=problems, links=reader.links_elsewhere)


@contextmanager
def without_collections() -> Iterator[None]:
    """Keep the garbage collector from walking through half-read debates again and again.

    Nothing here is cyclic, and all nodes are gone before it runs again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _DebateReader:
    """Reads the top level of one file, viewpoints and sources first, since claims refer to them."""

    def __init__(self, findings: Findings, text: str, id: str) -> None:
        self.id = id
        self.findings = findings
        self.values = Values(findings, text)
        self.viewpoint_names = Names(findings, "viewpoint")
        self.source_names = Names(findings, "source")
        self.claims = ClaimReader(
            self.values, viewpoints=self.viewpoint_names, sources=self.source_names
        )
        self.links_elsewhere: tuple[Link, ...] = ()

    def debate(self, node: Table) -> Debate | None:
        """Return the debate, or `None` when there is no claim to show."""
        nodes = self.values.present(node, DEBATE) or {}
        fields = self.values.simple(nodes, DEBATE)
        fields.pop("format", None)
        fields["title"] = fields.get("title") or self.id
        fields.setdefault("question", "")
        viewpoints = self.viewpoints(nodes.get("viewpoints"))
        sources = self.sources(nodes.get("sources"))
        events = self.events(nodes["events"]) if "events" in nodes else ()
        theses = self.theses(nodes["claims"]) if "claims" in nodes else ()
        if not theses:
            return None
        debate = Debate(
            id=self.id,
            viewpoints=viewpoints,
            sources=sources,
            events=events,
            theses=theses,
            claims=self.claims.claims,
            **fields,
        )
        self.check(debate)
        return debate

    def viewpoints(self, node: Node | None) -> dict[str, Viewpoint]:
        """Return the viewpoints by id."""
        found: dict[str, Viewpoint] = {}
        for place, written, value in self.table(node, "viewpoints", self.viewpoint_names):
            id = self.viewpoint_names.define(written, place)
            fields = self.values.record(value, schema.VIEWPOINT) or {}
            name = fields.pop("name", "") or id
            summary = fields.pop("summary", "")
            found[id] = Viewpoint(id=id, name=name, summary=summary, mark=mark_of(place), **fields)
        if len(found) < schema.FEWEST_VIEWPOINTS and isinstance(node, Table):
            self.findings.error(
                "few-viewpoints", node, "A debate has at least two viewpoints: add another one."
            )
        return found

    def sources(self, node: Node | None) -> dict[str, Source]:
        """Return the sources by id."""
        found: dict[str, Source] = {}
        for place, written, value in self.table(node, "sources", self.source_names):
            id = self.source_names.define(written, place)
            fields = self.values.record(value, schema.SOURCE)
            if fields is not None and not _can_be_found(fields):
                self.findings.warning("unfindable-source", mark_of(place), UNFINDABLE)
            fields = fields or {}
            title = fields.pop("title", "") or id
            found[id] = Source(id=id, title=title, mark=mark_of(place), **fields)
        return found

    def table(self, node: Node | None, name: str, names: Names) -> list[tuple[Place, str, Node]]:
        """Return the entries of a section with ids as keys."""
        if isinstance(node, Table):
            return [(node.places[key], key, value) for key, value in node.values.items()]
        if node is not None:
            self.values.wrong_type(
                node, f'"{name}" is a table: write an id and ":", and below it the fields.'
            )
        names.is_complete = node is None and name == "sources"
        return []

    def events(self, node: Node) -> tuple[Event, ...]:
        """Return the events."""
        found: list[Event] = []
        for item in self.values.items(node, "events"):
            nodes = self.values.present(item, schema.EVENT)
            if nodes is None:
                continue
            fields = {"date": "", "text": "", **self.values.simple(nodes, schema.EVENT)}
            source = self.values.word(nodes["source"], "source") if "source" in nodes else ""
            id = self.source_names.resolve(source, mark(nodes["source"])) if source else None
            found.append(Event(source=id or "", mark=mark(item), **fields))
        return tuple(found)

    def theses(self, node: Node) -> tuple[str, ...]:
        """Return the ids of the theses; all claims are read with them."""
        if isinstance(node, Items) and not node.items:
            self.findings.error("no-claims", node, "A debate has at least one claim: add a thesis.")
        return self.claims.theses(node)

    def check(self, debate: Debate) -> None:
        """Add what only the whole debate can tell, but nothing that follows from what was left unread."""
        viewpoints: Collection[str] = self.viewpoint_names.meant
        sources: Collection[str] = self.source_names.meant
        if self.findings.has_lost:
            viewpoints, sources = debate.viewpoints, debate.sources
        self.findings.add(check.check(debate, used_viewpoints=viewpoints, used_sources=sources))
        self.links_elsewhere = tuple(
            link for link in self.values.links if link.debate not in ("", self.id)
        )
        if not self.findings.has_lost:
            near = self.findings.near
            here = (link for link in self.values.links if link.debate in ("", self.id))
            found = (check.check_link(link, debate.claims, near=near) for link in here)
            self.findings.add(filter(None, found))


def _can_be_found(fields: Mapping[str, object]) -> bool:
    """True when a source has a key that leads to it; also when its value was wrong, which is told already."""
    if "url" in fields or "doi" in fields or "isbn" in fields:
        return True
    return "author" in fields and ("outlet" in fields or "date" in fields)
