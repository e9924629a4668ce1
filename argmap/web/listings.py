"""What the pages beside the map list: a bibliography, a timeline, problems, and debates on cards."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from argmap import addresses, citations, queries
from argmap.citations import Part
from argmap.model import Debate, Event
from argmap.problems import Problem
from argmap.views import View
from argmap.web import markup, wording
from argmap.web.shell import Link

SHORT = 4
"""So many claims stand below a source at once; more are folded."""

CONTEXT = 160
"""Characters of a long line that are shown on either side of a problem."""

WORD = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
"""What is underlined where a problem begins; the rest of the line where no word begins there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyEntry:
    """A source as a line of a bibliography, and the claims that rest on it."""

    id: str
    citation: tuple[Part, ...]
    copied: str
    note: Markup
    rests: str
    claims: tuple[Link, ...]
    events: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """True when the claims that rest on the source can stand there at once."""
        return len(self.claims) <= SHORT


def bibliography(debate: Debate, view: View) -> tuple[BibliographyEntry, ...]:
    """Return the sources of a debate by author, each with the claims and events that rest on it."""
    cited = queries.cited_by(debate)
    return tuple(
        BibliographyEntry(
            id=source.id,
            citation=citations.cite(source),
            copied=citations.line(source),
            note=markup.prose(source.note, debate.id),
            rests=_rests(len(cited[source.id])),
            claims=tuple(
                Link(
                    text=debate.claims[claim].text,
                    href=addresses.claim_of(debate.id, claim, view),
                )
                for claim in cited[source.id]
            ),
            events=tuple(
                citations.date_text(event.date)
                for event in debate.events
                if event.source == source.id
            ),
        )
        for source in citations.in_order(debate.sources.values())
    )


def _rests(claims: int) -> str:
    return f"{wording.count(claims, 'claim')} {'rests' if claims == 1 else 'rest'} on it"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source as a line below an outline."""

    id: str
    citation: tuple[Part, ...]


def cited_sources(debate: Debate, sources: Sequence[str]) -> tuple[CitedSource, ...]:
    """Return some sources of a debate in the order of a bibliography."""
    chosen = citations.in_order(debate.sources[source] for source in sources)
    return tuple(CitedSource(id=each.id, citation=citations.cite(each)) for each in chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """An event as the timeline shows it; `number` counts those of the file from 1."""

    date: str
    machine_date: str
    text: Markup
    source: Link | None
    number: int


def timeline(debate: Debate) -> tuple[tuple[str, tuple[DatedEvent, ...]], ...]:
    """Return the events by year, the earliest first; those of one date keep the order of the file."""
    events = sorted(enumerate(debate.events, start=1), key=lambda numbered: numbered[1].date)
    return tuple(
        (year, tuple(_dated(debate, event, number) for number, event in of_year))
        for year, of_year in groupby(events, key=lambda numbered: numbered[1].date[:4])
    )


def _dated(debate: Debate, event: Event, number: int) -> DatedEvent:
    source = debate.sources.get(event.source)
    return DatedEvent(
        date=citations.date_text(event.date),
        machine_date=event.date,
        text=markup.prose(event.text, debate.id),
        source=Link(text=source.title, href=addresses.source_of(debate.id, source.id))
        if source
        else None,
        number=number,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProblem:
    """A problem with the line of the file that it is about."""

    place: str
    severity: str
    code: str
    sentence: str
    before: str
    at: str
    after: str
    line_number: int


def shown_problems(
    problems: Sequence[Problem], file: str, lines: Mapping[int, str]
) -> tuple[ShownProblem, ...]:
    """Return problems beside their lines, each line divided where the problem begins."""
    return tuple(_shown(problem, file, lines.get(problem.line, "")) for problem in problems)


def _shown(problem: Problem, file: str, line: str) -> ShownProblem:
    before, rest = line[: problem.column - 1], line[problem.column - 1 :]
    word = WORD.match(rest)
    at = word[0] if word else rest
    after = rest[len(at) :]
    return ShownProblem(
        place=f"{file}:{problem.line}:{problem.column}",
        severity=problem.severity,
        code=problem.code,
        sentence=problem.sentence,
        before=before if len(before) <= CONTEXT else "… " + before[-CONTEXT:],
        at=at if len(at) <= CONTEXT else at[:CONTEXT] + " …",
        after=after if len(after) <= CONTEXT else after[:CONTEXT] + " …",
        line_number=problem.line,
    )
