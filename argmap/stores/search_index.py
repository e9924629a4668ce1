"""The search index: the words of all debates in SQLite's full-text index, in memory."""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Literal

from argmap import citations, markdown, words
from argmap.errors import SearchMissing
from argmap.model import Claim, Debate, Event, Source, Viewpoint
from argmap.words import Piece

Where = Literal["claim", "note", "evidence", "source", "viewpoint", "summary", "event"]

MOST_HITS = 200
BEFORE = 70
AFTER = 130
"""How many characters of context stand around a match."""

TABLE = "CREATE VIRTUAL TABLE passages USING fts5(head, body, tail, tokenize='unicode61 remove_diacritics 0')"
_ADD = "INSERT INTO passages (rowid, head, body, tail) VALUES (?, ?, ?, ?)"
_REMOVE = "DELETE FROM passages WHERE rowid = ?"
_FIND = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, 8, 3, 1), rowid"
_SCOPES = ("{head}", "{head body}", "{head body tail}")
"""What people look for first comes first: sentences and names, then explanations, then evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where words occur: the debate, the claim if it is in one, and the match in its context as plain text."""

    debate: str
    claim: str | None
    where: Where
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """What makes one hit: the texts of a claim, a viewpoint, a source, an event or the debate itself.

    `viewpoints` are those that have a stance on it, or whose own it is.
    """

    debate: str
    head: tuple[tuple[Where, str], ...] = ()
    body: tuple[tuple[Where, str], ...] = ()
    tail: tuple[tuple[Where, str], ...] = ()
    claim: str | None = None
    viewpoints: frozenset[str] = frozenset()


class SearchIndex:
    """The words of some debates; threads may ask at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None
        self._numbers = count(1)
        self._passages: dict[int, _Passage] = {}
        self._debates: dict[str, tuple[str, tuple[int, ...]]] = {}

    def update(self, debates: Mapping[str, tuple[str, Debate]]) -> None:
        """Hold exactly these debates, each with its revision; only what has changed is read anew."""
        with self._lock:
            given = {(id, revision) for id, (revision, _) in debates.items()}
            known = {(id, revision) for id, (revision, _) in self._debates.items()}
            for id, _ in known - given:
                self._forget(id)
            for id, revision in sorted(given - known):
                self._learn(id, revision, debates[id][1])

    def search(
        self, text: str, *, debate: str | None = None, viewpoint: str | None = None
    ) -> tuple[Hit, ...]:
        """Return the best hits, one for each claim or other passage that has all of the words.

        A viewpoint keeps the claims that it has a stance on, and its own summary. Any text may be asked for: what
        holds no word finds nothing.
        """
        pieces = words.query(text)
        with self._lock:
            found = [
                passage
                for passage in self._found(pieces)
                if debate in {None, passage.debate}
                and (viewpoint is None or viewpoint in passage.viewpoints)
            ]
        return tuple(_hit(passage, pieces) for passage in found[:MOST_HITS])

    def _found(self, pieces: Sequence[Piece]) -> Iterator[_Passage]:
        """Yield the passages that have all pieces, each once, best first."""
        if not pieces or not self._passages:
            return
        expression = words.expression(pieces)
        seen: set[int] = set()
        for scope in _SCOPES:
            for (number,) in self._connection().execute(_FIND, (f"{scope} : ({expression})",)):
                if number not in seen:
                    seen.add(number)
                    yield self._passages[number]

    def _learn(self, id: str, revision: str, debate: Debate) -> None:
        numbered = [(next(self._numbers), passage) for passage in _passages(id, debate)]
        rows = [
            (number, _words_of(passage.head), _words_of(passage.body), _words_of(passage.tail))
            for number, passage in numbered
        ]
        with self._connection() as transaction:
            transaction.executemany(_ADD, rows)
        self._passages.update(numbered)
        self._debates[id] = (revision, tuple(number for number, _ in numbered))

    def _forget(self, id: str) -> None:
        _, numbers = self._debates.pop(id)
        with self._connection() as transaction:
            transaction.executemany(_REMOVE, ((number,) for number in numbers))
        for number in numbers:
            del self._passages[number]

    def _connection(self) -> sqlite3.Connection:
        """Return the database, opened at the first need of it: nobody who never searches must have FTS5."""
        if self._database is None:
            # One thread at a time holds the lock.
            database = sqlite3.connect(":memory:", check_same_thread=False)
            weakref.finalize(self, database.close)
            try:
                database.execute(TABLE)
            except sqlite3.OperationalError as error:
                raise SearchMissing(
                    "Search needs SQLite with full-text search (FTS5), which this Python lacks."
                ) from error
            self._database = database
        return self._database


def _passages(id: str, debate: Debate) -> Iterator[_Passage]:
    yield _Passage(
        debate=id,
        head=(("summary", debate.title), ("summary", debate.question)),
        body=(("summary", markdown.plain(debate.summary)),),
        tail=(("summary", ", ".join(debate.tags)),),
    )
    yield from (_viewpoint(id, viewpoint) for viewpoint in debate.viewpoints.values())
    yield from (_claim(id, claim) for claim in debate.claims.values())
    yield from (_source(id, source) for source in debate.sources.values())
    yield from (_event(id, event) for event in debate.events)


def _viewpoint(debate: str, viewpoint: Viewpoint) -> _Passage:
    return _Passage(
        debate=debate,
        head=(("viewpoint", viewpoint.name),),
        body=(("viewpoint", markdown.plain(viewpoint.summary)),),
        tail=(("viewpoint", "; ".join(viewpoint.holders)),),
        viewpoints=frozenset({viewpoint.id}),
    )


def _claim(debate: str, claim: Claim) -> _Passage:
    evidence: list[tuple[Where, str]] = []
    for item in claim.evidence:
        evidence += (("evidence", item.quote), ("evidence", markdown.plain(item.finding)))
    return _Passage(
        debate=debate,
        claim=claim.id,
        head=(("claim", claim.text),),
        body=(("note", markdown.plain(claim.note)),),
        tail=(*evidence, ("claim", ", ".join(claim.tags))),
        viewpoints=frozenset(claim.stances),
    )


def _source(debate: str, source: Source) -> _Passage:
    note = markdown.plain(source.note)
    return _Passage(debate=debate, tail=(("source", citations.line(source)), ("source", note)))


def _event(debate: str, event: Event) -> _Passage:
    text = f"{citations.date_text(event.date)}: {markdown.plain(event.text)}"
    return _Passage(debate=debate, tail=(("event", text),))


def _words_of(texts: Iterable[tuple[Where, str]]) -> str:
    return " ".join(words.indexed(text) for _, text in texts if text)


def _hit(passage: _Passage, pieces: Sequence[Piece]) -> Hit:
    """Return the hit in that text of a passage which has most of the pieces, the first of several."""
    texts = [text for text in (*passage.head, *passage.body, *passage.tail) if text[1]]
    spans = [_spans(text, pieces) for _, text in texts]
    best = max(range(len(texts)), key=lambda place: (len(spans[place]), -place))
    where, text = texts[best]
    start, end = spans[best][0] if spans[best] else (0, 0)
    return Hit(
        debate=passage.debate,
        claim=passage.claim,
        where=where,
        before=_ending(text[:start]),
        match=text[start:end],
        after=_beginning(text[end:]),
    )


def _spans(text: str, pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    terms = words.terms(text)
    return [span for span in (words.find(terms, piece) for piece in pieces) if span]


def _ending(text: str) -> str:
    """Return the last words of a text that is too long for the context of a match."""
    if len(text) <= BEFORE:
        return text
    cut = text[-BEFORE:]
    _, space, whole = cut.partition(" ")
    return f"…{whole if space else cut}"


def _beginning(text: str) -> str:
    """Return the first words of a text that is too long for the context of a match."""
    if len(text) <= AFTER:
        return text
    cut = text[:AFTER]
    whole, space, _ = cut.rpartition(" ")
    return f"{whole if space else cut}…"
