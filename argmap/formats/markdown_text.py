"""Markdown text: the outline of a debate with its sources, for reading, printing and passing on."""

import re
from collections.abc import Iterable, Iterator, Mapping

from argmap import citations, markdown, queries
from argmap.model import (
    STANCES,
    Claim,
    Debate,
    Evidence,
    Kind,
    Premise,
    Source,
    Step,
    Viewpoint,
    stance_word,
)
from argmap.selection import select
from argmap.views import View

WORDS: Mapping[Kind, str] = {
    "support": "Support",
    "objection": "Objection",
    "undercut": "Undercut of the step above",
}

_MARKED = re.compile(r"[\\`*_\[\]<]|&(?=[#\w])|~(?=~)")  # *words* [words] &amp; ~~words~~
_HEADING = re.compile(r"^#{1,6}(?=\s)", re.MULTILINE)
_LOWEST_HEADING = 6
_HEADINGS_ABOVE = 3


def text(debate: Debate, view: View) -> str:
    """Return what the view shows as nested lists, through its lens, with the sources it cites."""
    return "\n".join(_without_repeated_blanks(_Outline(debate, view).lines())) + "\n"


class _Outline:
    """Writes one debate; knows what the view shows, what stands above, and the sources' numbers."""

    def __init__(self, debate: Debate, view: View) -> None:
        self.debate = debate
        self.view = view
        selection = select(debate, view, queries.relate(debate))
        self.boxes = {id: box for id, box in selection.boxes.items() if not box.is_quiet}
        self.roots = (view.focus,) if view.focus else debate.theses
        self.events = () if view.focus else debate.events
        self.shown = frozenset(self._shown())
        self.above: set[str] = set()
        self.cited = citations.in_order(self._cited())
        self.numbers = {source.id: place for place, source in enumerate(self.cited, 1)}

    def lines(self) -> Iterator[str]:
        """Yield the whole document."""
        debate = self.debate
        yield f"# {escaped(debate.title)}"
        yield from ("", f"**{escaped(debate.question)}**") if debate.question else ()
        yield from _paragraphs(debate.summary)
        yield from ("", "## Viewpoints")
        for viewpoint in debate.viewpoints.values():
            yield from self.viewpoint(viewpoint)
        yield from ("", "## Claims", *self.scope(), "")
        for root in self.roots:
            word = "Thesis" if root in debate.theses else "Claim"
            yield from self.claim(debate.claims[root], word)
        yield from self.timeline()
        yield from self.bibliography()
        yield from self.colophon()

    def viewpoint(self, viewpoint: Viewpoint) -> Iterator[str]:
        """Yield a viewpoint with its summary and what it holds of the theses."""
        yield from ("", f"### {escaped(viewpoint.name)}")
        if viewpoint.holders:
            yield from ("", f"*Held by {'; '.join(map(escaped, viewpoint.holders))}.*")
        yield from _paragraphs(viewpoint.summary)
        held = [self.debate.claims[thesis] for thesis in self.debate.theses]
        stances = [
            f"- {_stance(thesis.stances[viewpoint.id]).capitalize()}: {escaped(thesis.text)}"
            for thesis in held
            if viewpoint.id in thesis.stances
        ]
        yield from ("", *stances) if stances else ()

    def scope(self) -> Iterator[str]:
        """Yield how much of the debate is shown, and whose stances stand behind the claims."""
        if self.view.focus:
            yield from ("", "Only one branch of the debate is shown.")
        if self.view.lens:
            name = escaped(self.debate.viewpoints[self.view.lens].name)
            yield from ("", f"Behind each claim stands the stance of **{name}**.")

    def claim(
        self, claim: Claim, word: str, indent: str = "", undercuts: Iterable[Step] = ()
    ) -> Iterator[str]:
        """Yield a claim where it is defined, with all that the view shows below it."""
        self.above.add(claim.id)
        inner = indent + "  "
        yield f"{indent}- **{word}:** {self.sentence(claim)}"
        yield from _paragraphs(claim.note, inner)
        yield from (f"{inner}- {self.evidence(evidence)}" for evidence in claim.evidence)
        for step in (*undercuts, *claim.steps):
            yield from self.step(step, inner)
        more = self.boxes[claim.id].more
        if more:
            yield f"{inner}- *{more} more {'claim' if more == 1 else 'claims'} below.*"

    def step(self, step: Step, indent: str) -> Iterator[str]:
        """Yield a step, if the view shows all of its claims."""
        if any(claim not in self.boxes for claim in step.claims):
            return
        word = WORDS[step.kind]
        if not step.is_linked:
            yield from self.premise(step.premises[0], word, indent, step.undercuts)
            return
        yield f"{indent}- **{word}, by {len(step.premises)} claims that are needed together:**"
        for premise in step.premises:
            yield from self.premise(premise, "Premise", indent + "  ")
        for undercut in step.undercuts:
            yield from self.step(undercut, indent + "  ")

    def premise(
        self, premise: Premise, word: str, indent: str, undercuts: Iterable[Step] = ()
    ) -> Iterator[str]:
        """Yield a premise: whole where it is defined, as a reminder where it is reused."""
        claim = self.debate.claims[premise.claim]
        if not premise.is_reuse:
            yield from self.claim(claim, word, indent, undercuts)
            return
        place = "see above" if claim.id in self.above else "see below"
        pointer = f" ({place})" if claim.id in self.shown else ""
        yield f"{indent}- **{word}:** {self.sentence(claim)}{pointer}"
        for undercut in undercuts:
            yield from self.step(undercut, indent + "  ")

    def sentence(self, claim: Claim) -> str:
        """Return a claim's sentence, with the stance of the lens behind it."""
        if not self.view.lens:
            return escaped(claim.text)
        stance = claim.stances.get(self.view.lens)
        return f"{escaped(claim.text)} *({'silent' if stance is None else _stance(stance)})*"

    def evidence(self, evidence: Evidence) -> str:
        """Return a quotation or finding with the number and place of its source."""
        quote = f"“{escaped(evidence.quote)}”" if evidence.quote else ""
        words = " ".join(filter(None, [quote, _flat(evidence.finding)]))
        return f"Evidence: {words}{self.reference(evidence.source, evidence.at)}"

    def reference(self, source: str, at: str = "") -> str:
        """Return the number of a source in the bibliography and a place in it, in brackets."""
        number = str(self.numbers.get(source, ""))
        place = ", ".join(filter(None, [number, escaped(at)]))
        return f" [{place}]" if place else ""

    def timeline(self) -> Iterator[str]:
        """Yield the events of the whole debate."""
        if not self.events:
            return
        yield from ("", "## Timeline", "")
        for event in self.events:
            text = f"- **{citations.date_text(event.date)}:** {_flat(event.text)}"
            yield f"{text}{self.reference(event.source)}"

    def bibliography(self) -> Iterator[str]:
        """Yield the sources that are cited, by number."""
        if self.cited:
            yield from ("", "## Sources", "")
            yield from (f"{self.numbers[source.id]}. {_line(source)}" for source in self.cited)

    def colophon(self) -> Iterator[str]:
        """Yield how far the facts were checked, the authors and the license."""
        debate = self.debate
        sentences = []
        if debate.checked:
            sentences.append(f"Facts checked up to {citations.date_text(debate.checked)}.")
        if debate.authors:
            sentences.append(f"Written by {escaped(', '.join(debate.authors))}.")
        if debate.license:
            sentences.append(f"License: {escaped(debate.license)}.")
        yield from ("", "---", "", f"*{' '.join(sentences)}*") if sentences else ()

    def _shown(self) -> Iterator[str]:
        """Yield the claims that the view shows where they are defined."""
        pending = list(self.roots)
        while pending:
            current = self.debate.claims[pending.pop()]
            yield current.id
            pending.extend(
                use.claim
                for use in queries.uses_below(current)
                if not use.is_reuse and all(claim in self.boxes for claim in use.step.claims)
            )

    def _cited(self) -> Iterator[Source]:
        shown = (self.debate.claims[claim] for claim in self.shown)
        cited = {evidence.source for claim in shown for evidence in claim.evidence}
        cited.update(event.source for event in self.events)
        return (source for id, source in self.debate.sources.items() if id in cited)


def _stance(number: float) -> str:
    word = stance_word(number)
    return word if STANCES[word] == number else f"{word}, {number:g}"


def _line(source: Source) -> str:
    """Return a bibliography line with its address as a link and a free-standing title in italics."""
    return "".join(map(_part, citations.cite(source)))


def _part(part: citations.Part) -> str:
    if part.role == "between":
        return part.text
    if part.role == "link":
        return f"<{part.text}>"
    words = escaped(part.text)
    return f"*{words}*" if part.role == "work" else words


def _paragraphs(prose: str, indent: str = "") -> Iterator[str]:
    """Yield prose as it is written, below the headings of the document and without links to pages."""
    if prose:
        lowered = _HEADING.sub(_lowered, markdown.relink(prose, _nowhere))
        yield ""
        yield "\n".join(f"{indent}{line}".rstrip() for line in lowered.split("\n"))
        yield ""


def _without_repeated_blanks(lines: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


def _flat(prose: str) -> str:
    return " ".join(markdown.relink(prose, _nowhere).split())


def _nowhere(_: str) -> None:
    return None


def _lowered(heading: re.Match[str]) -> str:
    return "#" * min(len(heading[0]) + _HEADINGS_ABOVE, _LOWEST_HEADING)


def escaped(words: str) -> str:
    """Return words as Markdown that shows just these words in the middle of a line."""
    return _MARKED.sub(lambda found: f"\\{found[0]}", " ".join(words.split()))
