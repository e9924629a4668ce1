"""Random changes of debates, made on the model alone: any debate that could have come from another."""

from dataclasses import dataclass, field, replace
from random import Random

from argmap.model import Claim, Debate, Event, Evidence, Kind, Premise, Source, Step, Viewpoint

SENTENCES = (
    "A plain sentence",
    "A sentence: with a colon",
    "A 'quoted' and \"quoted\" sentence #1",
    "- A sentence that looks like an item",
    "日本語の文である",
    "A long sentence " + "that goes on and on " * 12 + "until it ends",
    "[a, b] {c: d}",
)
PROSE = (
    "One line.",
    "Two lines,\nof prose.",
    "A paragraph.\n\nAnother one.\n\n- an item\n  - indented\n\n\ttabbed\n\n# no comment",
    'It\'s "said": so.',
    "　全角の空白".strip() + "\n　二行目",
    "A long paragraph " + "with many words " * 15 + "and an end.\nAnd one more line.",
)
LINES = ("one", "two: three", "four, five", "no", "1999", "it's", "[six]", "#7", "日本")
MOST_LEVELS = 80


@dataclass(slots=True)
class Loose:
    """A step whose parts can be changed."""

    kind: Kind
    premises: list[Premise]
    relevance: float
    scheme: str
    undercuts: list["Loose"] = field(default_factory=list)


class Change:
    """A debate taken apart, changed, and put together so that it is a debate again."""

    def __init__(self, debate: Debate, chance: Random) -> None:
        self.debate = debate
        self.chance = chance
        self.claims = dict(debate.claims)
        self.steps = {id: [_loose(step) for step in one.steps] for id, one in self.claims.items()}
        self.theses = list(debate.theses)
        self.count = chance.randrange(10**9)

    def make(self) -> Debate:
        """Change something; return the debate."""
        kinds = (
            self.add_thesis, self.add_step, self.add_undercut, self.link, self.part, self.turn,
            self.weigh, self.shuffle, self.move, self.move, self.swap, self.reuse, self.reuse,
            self.remove_step, self.remove_step, self.revise, self.revise, self.back, self.back,
            self.promote, self.demote, self.viewpoints, self.sources, self.events, self.fields,
        )  # fmt: skip
        self.chance.choice(kinds)()
        return self.whole()

    # Steps.

    def add_thesis(self) -> None:
        place = self.chance.randrange(len(self.theses) + 1)
        self.theses.insert(place, self.new())

    def add_step(self) -> None:
        steps = self.steps[self.any_claim()]
        steps.insert(self.chance.randrange(len(steps) + 1), self.new_step())

    def add_undercut(self) -> None:
        if step := self.any_step():
            step.undercuts.append(self.new_step("undercut"))

    def link(self) -> None:
        if step := self.any_step():
            place = self.chance.randrange(len(step.premises) + 1)
            step.premises.insert(place, Premise(self.new()))

    def part(self) -> None:
        if step := self.any_step():
            step.premises.pop(self.chance.randrange(len(step.premises)))

    def turn(self) -> None:
        if step := self.any_step():
            step.kind = "objection" if step.kind == "support" else "support"

    def weigh(self) -> None:
        if step := self.any_step():
            step.relevance = self.chance.choice((1.0, 0.5, 0.05, 0.0))
            step.scheme = self.chance.choice(("", "analogy", "a: b"))

    def shuffle(self) -> None:
        self.chance.shuffle(self.chance.choice([self.theses, *self.steps.values()]))

    def move(self) -> None:
        lists = self.lists()
        full = [one for one in lists if one]
        if full:
            source = self.chance.choice(full)
            step = source.pop(self.chance.randrange(len(source)))
            target = self.chance.choice(lists)
            target.insert(self.chance.randrange(len(target) + 1), step)

    def swap(self) -> None:
        """Let two claims change places, each with its branch or without."""
        one, other = self.any_claim(), self.any_claim()
        if self.chance.random() < 0.5:
            self.steps[one], self.steps[other] = self.steps[other], self.steps[one]
        exchange = {one: other, other: one}
        self.theses = [exchange.get(id, id) for id in self.theses]
        for step in self.all_steps():
            step.premises = [
                each._replace(claim=exchange.get(each.claim, each.claim)) for each in step.premises
            ]

    def reuse(self) -> None:
        step = Loose("support", [Premise(self.any_claim(), is_reuse=True)], 1.0, "")
        if self.chance.random() < 0.3:
            step.premises.append(Premise(self.any_claim(), is_reuse=True))
        self.chance.choice(self.lists()).append(step)

    def remove_step(self) -> None:
        full = [one for one in self.lists() if one]
        if full:
            steps = self.chance.choice(full)
            steps.pop(self.chance.randrange(len(steps)))

    def promote(self) -> None:
        """Make a claim a thesis; where it stood it is used again, or not."""
        self.theses.insert(self.chance.randrange(len(self.theses) + 1), self.any_claim())

    def demote(self) -> None:
        if len(self.theses) > 1:
            id = self.theses.pop(self.chance.randrange(len(self.theses)))
            if self.chance.random() < 0.6:
                steps = self.chance.choice(self.lists())
                steps.append(Loose("objection", [Premise(id)], 0.25, ""))

    # What stands in records.

    def revise(self) -> None:
        id = self.any_claim()
        claim = self.claims[id]
        keep = self.chance.random() < 0.5
        self.claims[id] = replace(
            claim,
            text=claim.text if keep else self.sentence(),
            note=self.edited(claim.note),
            tags=self.lines(claim.tags),
            has_written_id=claim.has_written_id or not keep,
        )

    def back(self) -> None:
        """Change what stands behind a claim."""
        id = self.any_claim()
        claim = self.claims[id]
        stances = dict(claim.stances)
        for viewpoint in self.debate.viewpoints:
            if self.chance.random() < 0.5:
                stances.pop(viewpoint, None)
            if self.chance.random() < 0.5:
                stances[viewpoint] = self.chance.choice((0.0, 0.25, 0.6, 1.0))
        evidence = list(claim.evidence)
        if evidence and self.chance.random() < 0.6:
            place = self.chance.randrange(len(evidence))
            old = evidence.pop(place)
            if self.chance.random() < 0.6:
                evidence.insert(place, replace(old, quote=self.sentence(), finding=self.prose()))
        if self.debate.sources and self.chance.random() < 0.5:
            source = self.chance.choice(list(self.debate.sources))
            new = Evidence(source=source, finding=self.prose(), at=self.chance.choice(("", "p. 1")))
            evidence.insert(self.chance.randrange(len(evidence) + 1), new)
        self.claims[id] = replace(claim, stances=stances, evidence=tuple(evidence))

    def viewpoints(self) -> None:
        found = dict(self.debate.viewpoints)
        id = self.chance.choice(list(found))
        old = found[id]
        summary = self.edited(old.summary) or old.summary
        holders = self.lines(old.holders)
        found[id] = replace(old, name=self.chance.choice(LINES), summary=summary, holders=holders)
        entries = list(found.items())
        if self.chance.random() < 0.5:
            new = Viewpoint(id=self.name("view"), name="New", summary=self.prose())
            entries.insert(self.chance.randrange(len(entries) + 1), (new.id, new))
        if len(entries) > 2 and self.chance.random() < 0.5:
            gone, _ = entries.pop(self.chance.randrange(len(entries)))
            for name, claim in self.claims.items():
                if gone in claim.stances:
                    stances = {k: v for k, v in claim.stances.items() if k != gone}
                    self.claims[name] = replace(claim, stances=stances)
        if self.chance.random() < 0.3:
            self.chance.shuffle(entries)
        self.debate = replace(self.debate, viewpoints=dict(entries))

    def sources(self) -> None:
        entries = list(self.debate.sources.items())
        if entries and self.chance.random() < 0.6:
            place = self.chance.randrange(len(entries))
            id, old = entries[place]
            entries[place] = (
                id,
                replace(old, note=self.edited(old.note), author="B", url="https://example.org/b"),
            )
        cited = {one.source for claim in self.claims.values() for one in claim.evidence}
        cited |= {event.source for event in self.debate.events}
        if self.chance.random() < 0.5:
            entries = [each for each in entries if each[0] in cited]
        if self.chance.random() < 0.6:
            new = Source(id=self.name("source"), title=self.sentence(), date="1999-12")
            entries.insert(self.chance.randrange(len(entries) + 1), (new.id, new))
        if self.chance.random() < 0.3:
            self.chance.shuffle(entries)
        self.debate = replace(self.debate, sources=dict(entries))

    def events(self) -> None:
        events = list(self.debate.events)
        if events and self.chance.random() < 0.5:
            events.pop(self.chance.randrange(len(events)))
        if events and self.chance.random() < 0.5:
            place = self.chance.randrange(len(events))
            events[place] = replace(events[place], text=self.prose(), date="2001-02")
        if self.chance.random() < 0.7:
            source = self.chance.choice(("", *self.debate.sources))
            new = Event(
                date=self.chance.choice(("1999", "2000-01-02")), text=self.prose(), source=source
            )
            events.insert(self.chance.randrange(len(events) + 1), new)
        self.debate = replace(self.debate, events=tuple(events))

    def fields(self) -> None:
        old = self.debate
        self.debate = replace(
            old,
            title=self.sentence(),
            question=self.sentence(),
            summary=self.edited(old.summary),
            checked=self.chance.choice(("", "2026-01-31")),
            tags=self.lines(old.tags),
            language=self.chance.choice(("en", "ja")),
            authors=self.lines(old.authors),
            license=self.chance.choice(("", "CC BY 4.0", "a: b")),
        )

    # Chances.

    def any_claim(self) -> str:
        return self.chance.choice(list(self.claims))

    def lists(self) -> list[list[Loose]]:
        return [*self.steps.values(), *(step.undercuts for step in self.all_steps())]

    def all_steps(self) -> list[Loose]:
        found = [step for steps in self.steps.values() for step in steps]
        for step in found:
            found.extend(step.undercuts)
        return found

    def any_step(self) -> Loose | None:
        found = self.all_steps()
        return self.chance.choice(found) if found else None

    def name(self, stem: str) -> str:
        self.count += 1
        return f"{stem}-{self.count}"

    def new(self) -> str:
        id = self.name("new")
        self.claims[id] = Claim(id=id, text=self.sentence(), note=self.edited(""))
        self.steps[id] = []
        if self.chance.random() < 0.3:
            self.steps[id].append(self.new_step())
        return id

    def new_step(self, kind: Kind = "support") -> Loose:
        premises = [Premise(self.new())]
        if self.chance.random() < 0.2:
            premises.append(Premise(self.new()))
        return Loose(kind, premises, self.chance.choice((1.0, 0.5)), "")

    def sentence(self) -> str:
        self.count += 1
        return f"{self.chance.choice(SENTENCES)} {self.count}."

    def prose(self) -> str:
        return self.chance.choice(PROSE)

    def edited(self, text: str) -> str:
        rows = text.split("\n")
        if text and self.chance.random() < 0.4:
            place = self.chance.randrange(len(rows))
            words = rows[place].split(" ")
            words.insert(self.chance.randrange(len(words) + 1), "word")
            rows[place] = " ".join(words)
            return "\n".join(rows).strip()
        return self.chance.choice((text, "", self.prose()))

    def lines(self, old: tuple[str, ...]) -> tuple[str, ...]:
        found = [one for one in old if self.chance.random() < 0.7]
        if self.chance.random() < 0.4:
            found.insert(self.chance.randrange(len(found) + 1), self.chance.choice(LINES))
        return tuple(found)

    # Putting together.

    def whole(self) -> Debate:
        """Return a debate in which every claim is defined once, whatever was done to the parts."""
        return _Whole(self).debate()


class _Whole:
    """Puts a changed debate together from the top down; what is defined twice becomes a reuse."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.defined: set[str] = set()
        self.found: dict[str, Claim] = {}
        self.reused: set[str] = set()

    def debate(self) -> Debate:
        theses = [id for id in dict.fromkeys(self.change.theses) if self.define(id)]
        for id in theses:
            self.fill(id, 1)
        claims = {
            id: replace(claim, has_written_id=claim.has_written_id or id in self.reused)
            for id, claim in self.found.items()
        }
        return replace(self.change.debate, theses=tuple(theses), claims=claims)

    def define(self, id: str) -> bool:
        is_new = id not in self.defined
        self.defined.add(id)
        return is_new

    def fill(self, id: str, level: int) -> None:
        steps = [self.step(step, {id}, level) for step in self.change.steps[id]]
        whole = [step for step in steps if step]
        supports = _unique([step for step in whole if step.kind == "support"])
        objections = _unique([step for step in whole if step.kind != "support"])
        old = self.change.claims[id]
        claim = replace(
            old,
            supports=supports,
            objections=tuple(replace(step, kind="objection") for step in objections),
        )
        self.found[id] = old if claim == old else claim

    def step(self, step: Loose, targets: set[str], level: int) -> Step | None:
        premises: dict[str, Premise] = {}
        if level > MOST_LEVELS:
            return None
        for premise in step.premises:
            if premise.claim in targets or premise.claim not in self.change.claims:
                continue
            is_reuse = not self.define(premise.claim)
            premises.setdefault(premise.claim, Premise(premise.claim, is_reuse))
            if is_reuse:
                self.reused.add(premise.claim)
            else:
                self.fill(premise.claim, level + 1)
        if not premises:
            return None
        undercuts = [self.step(each, set(), level + 1) for each in step.undercuts]
        return Step(
            kind=step.kind,
            premises=tuple(premises.values()),
            relevance=step.relevance,
            scheme=step.scheme,
            undercuts=_unique([replace(each, kind="undercut") for each in undercuts if each]),
        )


def _loose(step: Step) -> Loose:
    return Loose(
        step.kind,
        list(step.premises),
        step.relevance,
        step.scheme,
        [_loose(each) for each in step.undercuts],
    )


def _unique(steps: list[Step]) -> tuple[Step, ...]:
    found: dict[frozenset[str], Step] = {}
    for step in steps:
        found.setdefault(frozenset(step.claims), step)
    return tuple(found.values())


def change(debate: Debate, chance: Random) -> Debate:
    """Return a debate changed at random."""
    return Change(debate, chance).make()
