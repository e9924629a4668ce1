"""Rearrangement: which claims and steps were added, removed, moved, turned and reused between two revisions."""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias, TypeVar

from argmap.edits import lists, places
from argmap.edits.difference import Change, Difference, Subject
from argmap.edits.pairing import Pairs, Site, defined, parent, site
from argmap.edits.places import Found
from argmap.edits.structure import a, branch, defined_in
from argmap.edits.wording import shortened
from argmap.model import Debate, Step

K = TypeVar("K", bound=Hashable)

Home: TypeAlias = Found | None
"""The step in which a claim is defined; `None` for a thesis."""


def rearranged(before: Debate, after: Debate) -> Iterator[Difference]:
    """Yield what changed in how the claims hang together, in the order of the newer revision."""
    if before.claims is not after.claims or before.theses != after.theses:
        yield from _Rearrangement(before, after).differences()


class _Side:
    """One revision, as far as its steps differ from the other's."""

    def __init__(self, debate: Debate, other: Debate) -> None:
        self.debate = debate
        others = other.claims
        self.own = {id for id in debate.claims if id not in others}
        """The claims that only this revision has."""
        hosts = (
            claim
            for id, claim in debate.claims.items()
            if id in self.own or (claim is not others[id] and claim.steps != others[id].steps)
        )
        self.steps = {site(found): found for host in hosts for found in places.steps(host)}
        self.homes: dict[str, Home] = dict.fromkeys(
            debate.theses if debate.theses != other.theses else ()
        )
        for found in self.steps.values():
            self.homes.update(dict.fromkeys(defined(found), found))

    def words(self, claim: str) -> str:
        found = self.debate.claims.get(claim)
        return found.text if found else claim

    def quoted(self, claims: Iterable[str]) -> str:
        return " and ".join(shortened(self.words(claim)) for claim in claims)

    def aim(self, found: Found) -> str:
        """Return what a step is, and what it bears on: `support of “…”`."""
        above = parent(found)
        if above is None:
            toward = "to" if found.step.kind == "objection" else "of"
            return f"{found.step.kind} {toward} {self.quoted((found.host,))}"
        questioned = self.steps[above]
        if parent(questioned):
            return f"undercut of the undercut {self.quoted(questioned.step.claims)}"
        return f"undercut of the {self.step(questioned)}"

    def step(self, found: Found) -> str:
        """Return a step in words: `support of “…” from “…”`."""
        return f"{self.aim(found)} from {self.quoted(found.step.claims)}"

    def role(self, claim: str, home: Home, paired: Container[Site] = ()) -> str:
        """Return what a claim is to the rest: `a support of “…”`; of a step that is not paired all is told."""
        if home is None:
            return "a thesis"
        others = [each for each in home.step.claims if each != claim]
        linked = f", together with {self.quoted(others)}" if others else ""
        values = "" if site(home) in paired else _values(home.step)
        return f"{a(self.aim(home))}{linked}{values}"

    def is_inside(self, found: Found) -> bool:
        """True when a step is part of a branch that only this revision has."""
        above = parent(found)
        if above is None:
            return found.host in self.own
        return found.host in self.own or any(
            claim in self.own for claim in defined(self.steps[above])
        )

    def size(self, claim: str, home: Home, among: AbstractSet[str]) -> int:
        """Return how many of some claims are in a branch, those included that question its step."""
        inside = set(branch(self.debate, claim))
        if home and next(defined(home)) == claim:
            inside.update(defined_in(self.debate, home.step.undercuts))
        return len(inside & among)


class _Rearrangement:
    """The structure of two revisions, laid over each other."""

    def __init__(self, before: Debate, after: Debate) -> None:
        self.old, self.new = _Side(before, after), _Side(after, before)
        self.pairs = Pairs(self.old.steps.values(), self.new.steps.values())

    def differences(self) -> Iterator[Difference]:
        """Yield claims first, then reuses, then what steps are, then orders."""
        yield from self.branches("added", self.new)
        yield from self.moves()
        yield from self.branches("removed", self.old)
        yield from self.reuses("added", self.new, self.old, self.pairs.old)
        yield from self.reuses("removed", self.old, self.new, self.pairs.new)
        yield from self.steps()
        yield from self.orders()

    def branches(self, kind: Change, side: _Side) -> Iterator[Difference]:
        """Yield the branches that only one revision has."""
        for claim, home in side.homes.items():
            if claim in side.own and not (home and side.is_inside(home)):
                role = side.role(claim, home)
                count = side.size(claim, home, side.own)
                yield _told(kind, "claim", side, claim, role=role, count=count)

    def moves(self) -> Iterator[Difference]:
        """Yield the claims that bear on something else than before, or together with others."""
        for claim, home in self.new.homes.items():
            if claim not in self.old.homes or self.is_at_home(claim, home):
                continue
            was = self.old.homes[claim]
            yield Difference(
                kind="moved",
                about="claim",
                id=claim,
                words=self.new.words(claim),
                old=self.old.role(claim, was, self.pairs.new),
                new=self.new.role(claim, home, self.pairs.old),
                claim=claim,
                count=self.new.size(claim, home, self.old.debate.claims.keys()),
            )

    def is_at_home(self, claim: str, home: Home) -> bool:
        """True when a claim is defined in the step that it was in, and that bears on what it has borne on."""
        was = self.old.homes[claim]
        if home is None or was is None:
            return home is was
        return self.pairs.old.get(site(home)) == site(was) and self.pairs.is_in_place(home)

    def reuses(
        self, kind: Change, side: _Side, other: _Side, pairs: Mapping[Site, Site]
    ) -> Iterator[Difference]:
        """Yield the reuses that only one revision has."""
        for at, found in side.steps.items():
            partner = other.steps[pairs[at]].step.premises if at in pairs else ()
            if found.step.premises == partner or side.is_inside(found):
                continue
            for premise in found.step.premises:
                if premise.is_reuse and premise not in partner:
                    role = side.role(premise.claim, found, pairs)
                    yield _told(kind, "reuse", side, premise.claim, role=role)

    def steps(self) -> Iterator[Difference]:
        """Yield what changed in the steps that both revisions have."""
        for at, was in self.pairs.old.items():
            found, step, old = self.new.steps[at], self.new.steps[at].step, self.old.steps[was].step
            if step is old:
                continue
            if step.kind != old.kind and self.pairs.is_in_place(found):
                yield self.of_step(found, "kind", old.kind, step.kind)
            if step.relevance != old.relevance:
                yield self.of_step(found, "relevance", f"{old.relevance:g}", f"{step.relevance:g}")
            if step.scheme != old.scheme:
                yield self.of_step(found, "scheme", old.scheme, step.scheme)
            aim = self.new.aim(found)
            yield from self.order(old.claims, step.claims, f"the premises of the {aim}", str)

    def of_step(self, found: Found, field: str, old: str, new: str) -> Difference:
        """Return a difference in a field of a step."""
        return Difference(
            kind="changed",
            about="step",
            id=places.write(self.new.debate, found),
            words=f"the {self.new.step(found)}",
            field=field,
            old=old,
            new=new,
            claim=found.step.claims[0],
        )

    def orders(self) -> Iterator[Difference]:
        """Yield what changed its place in a list, and is in it in both revisions."""
        old, new = self.old.debate, self.new.debate
        yield from self.order(old.theses, new.theses, "the theses", str)
        olds, news = _siblings(self.old.steps), _siblings(self.new.steps)
        for group, sites in news.items():
            was = self.pairs.old.get(group) if group.path else group
            if was is not None and was in olds:
                now = [
                    self.pairs.old.get(at, at._replace(host="")) for at in sites
                ]  # or in no list
                yield from self.order(olds[was], now, self.list_of(group), self.first_premise)

    def order(
        self, old: Sequence[K], new: Sequence[K], field: str, claim_of: Callable[[K], str]
    ) -> Iterator[Difference]:
        """Yield what changed its place among what is in both lists."""
        for key, was, now in lists.displaced(old, new):
            claim = claim_of(key)
            yield Difference(
                kind="moved",
                about="claim",
                id=claim,
                words=self.new.words(claim),
                field=field,
                old=was,
                new=now,
                claim=claim,
            )

    def list_of(self, group: Site) -> str:
        """Return the list of steps that bear on a claim or step, in words."""
        if group.path:
            return f"the undercuts of the {self.new.step(self.new.steps[group])}"
        toward = "of" if group.key == "supports" else "to"
        return f"the {group.key} {toward} {self.new.quoted((group.host,))}"

    def first_premise(self, old: Site) -> str:
        """Return the claim that a step is told by, which is named by the site that it had."""
        return self.new.steps[self.pairs.new[old]].step.claims[0]


def _told(
    kind: Change, about: Subject, side: _Side, claim: str, *, role: str, count: int = 1
) -> Difference:
    """Return a difference that only one revision shows."""
    return Difference(
        kind=kind,
        about=about,
        id=claim,
        words=side.words(claim),
        old="" if kind == "added" else role,
        new=role if kind == "added" else "",
        claim=claim,
        count=count,
    )


def _siblings(steps: Mapping[Site, Found]) -> Mapping[Site, Sequence[Site]]:
    """Return the sites of steps in one list, by the site of what they question, or by the list of their host."""
    found: dict[Site, list[Site]] = {}
    for at in steps:
        found.setdefault(at._replace(path=at.path[:-1]), []).append(at)
    return found


def _values(step: Step) -> str:
    """Return what a step says besides its premises, in words."""
    relevance = f"relevance {step.relevance:g}" if step.relevance != 1 else ""
    scheme = step.scheme and f"scheme {step.scheme}"
    written = ", ".join(filter(None, (relevance, scheme)))
    return f" ({written})" if written else ""
