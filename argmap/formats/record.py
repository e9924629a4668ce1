"""Records: a debate as nested plain values under the keys of the file, ready to be written out."""

from collections.abc import Sequence
from typing import TypeAlias

from argmap.model import STANCES, Claim, Debate, Event, Evidence, Premise, Source, Step, Viewpoint
from argmap.schema import FORMAT

Value: TypeAlias = "str | int | float | list[Value] | dict[str, Value]"
Record: TypeAlias = dict[str, Value]

_WORDS = {number: word for word, number in STANCES.items()}


def record(debate: Debate) -> Record:
    """Return a debate in the keys and nesting of the file, with every id and without defaults."""
    return _Nesting(debate).debate_record()


class _Nesting:
    """Puts claims back where they are defined; a list of what is left to do replaces recursion."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.pending: list[tuple[Sequence[Step], list[Value]]] = []

    def debate_record(self) -> Record:
        """Return the record of the whole debate."""
        debate = self.debate
        claims: list[Value] = [self.claim(debate.claims[thesis]) for thesis in debate.theses]
        while self.pending:
            steps, items = self.pending.pop()
            items.extend(self.item(step) for step in steps)
        return {
            "format": FORMAT,
            "title": debate.title,
            "question": debate.question,
            **_given(
                summary=debate.summary,
                checked=debate.checked,
                tags=list(debate.tags),
                language="" if debate.language == "en" else debate.language,
                authors=list(debate.authors),
                license=debate.license,
            ),
            "viewpoints": {id: _viewpoint(one) for id, one in debate.viewpoints.items()},
            **_given(
                sources={id: _source(one) for id, one in debate.sources.items()},
                events=[_event(one) for one in debate.events],
            ),
            "claims": claims,
        }

    def claim(self, claim: Claim, step: Step | None = None) -> Record:
        """Return the record that defines a claim; with a step, also the keys of the step."""
        return {
            "id": claim.id,
            "claim": claim.text,
            **_given(note=claim.note),
            **_weight(step),
            **_given(
                stances={id: _stance(number) for id, number in claim.stances.items()},
                evidence=[_evidence(one) for one in claim.evidence],
                tags=list(claim.tags),
            ),
            **self.below(supports=claim.supports, objections=claim.objections),
            **self.below(undercuts=step.undercuts if step else ()),
        }

    def below(self, **steps: Sequence[Step]) -> Record:
        """Return lists for those steps that there are, to be filled later."""
        lists: dict[str, list[Value]] = {key: [] for key, some in steps.items() if some}
        self.pending.extend((steps[key], items) for key, items in lists.items())
        return {**lists}

    def item(self, step: Step) -> Record:
        """Return a step as an item: a claim, a reference, or linked premises."""
        if not step.is_linked:
            return self.premise(step.premises[0], step)
        premises: list[Value] = [self.premise(premise) for premise in step.premises]
        return {"premises": premises, **_weight(step), **self.below(undercuts=step.undercuts)}

    def premise(self, premise: Premise, step: Step | None = None) -> Record:
        """Return a premise, with the keys of its step where it is the only one."""
        if not premise.is_reuse:
            return self.claim(self.debate.claims[premise.claim], step)
        undercuts = step.undercuts if step else ()
        return {"ref": premise.claim, **_weight(step), **self.below(undercuts=undercuts)}


def _given(**values: Value) -> Record:
    return {key: value for key, value in values.items() if value not in ("", [], {})}


def _weight(step: Step | None) -> Record:
    if step is None:
        return {}
    relevance: Record = {} if step.relevance == 1 else {"relevance": step.relevance}
    return relevance | _given(scheme=step.scheme)


def _stance(number: float) -> Value:
    return _WORDS.get(number, number)


def _viewpoint(viewpoint: Viewpoint) -> Record:
    holders = _given(holders=list(viewpoint.holders))
    return {"name": viewpoint.name, **holders, "summary": viewpoint.summary}


def _source(source: Source) -> Record:
    return {
        "title": source.title,
        **_given(
            author=source.author,
            outlet=source.outlet,
            date=source.date,
            url=source.url,
            isbn=source.isbn,
            doi=source.doi,
            note=source.note,
        ),
    }


def _evidence(evidence: Evidence) -> Record:
    details = _given(quote=evidence.quote, finding=evidence.finding, at=evidence.at)
    return {"source": evidence.source, **details}


def _event(event: Event) -> Record:
    return {"date": event.date, "text": event.text, **_given(source=event.source)}
