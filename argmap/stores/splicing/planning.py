"""Planning: what must become of each part of the text, from the differences of two debates."""

from collections.abc import Mapping, Sequence

from argmap.errors import Unspliceable
from argmap.model import Claim, Debate, Premise, Step
from argmap.stores.splicing import fields
from argmap.stores.splicing.contents import Content, Items, Part, Table, Text, Value
from argmap.stores.splicing.fitting import Fitter
from argmap.stores.splicing.matching import Matches, is_same
from argmap.stores.splicing.syntax import Branch, Leaf, Tree

Place = tuple[Branch, int]
"""A list and the place of an item in it."""


class Planner:
    """Plans the changes of all items: of claims and the steps that they stand in."""

    def __init__(self, before: Debate, after: Debate, matches: Matches, fitter: Fitter) -> None:
        self.before = before
        self.after = after
        self.matches = matches
        self.fitter = fitter
        self.tree: Tree = fitter.tree
        self.used: set[int] = set()
        self.done: dict[str, dict[str, Content]] = {}
        self.settled: set[int] = set()

    # Lists.

    def theses(self) -> None:
        """Arrange the top level."""
        if self.before.theses != self.after.theses:
            gone = [self.place(self.before.claims[id].mark) for id in self.before.theses]
            slots = [self.thesis(id) for id in self.after.theses]
            place = self.tree.root.place("claims")
            if place is None:
                raise Unspliceable("The file has no claims that could be found.", 1)
            self.fitter.fit_items(self.tree.root, place, gone, slots)

    def thesis(self, id: str) -> Place | Content:
        """Return where a thesis stands, or what is to be written."""
        return self.defined(id, None, None)

    def steps(
        self, table: Branch | None, key: str, old: Sequence[Step], new: Sequence[Step]
    ) -> Content | None:
        """Arrange a list of steps under a key of a table; return what stands there afterwards, if anything."""
        place = table.place(key) if table else None
        if table is not None and place is not None and tuple(old) == tuple(new):
            return Part(table, place)
        slots = [self.step(step) for step in new]
        if table is None or place is None:
            return Items(tuple(map(self.fitter.content, slots))) if slots else None
        gone = [self.place(step.mark) for step in old]
        has_any = self.fitter.fit_items(table, place, gone, slots)
        return Part(table, place) if has_any else None

    def place(self, mark: object) -> Place:
        """Return where an item stands."""
        return self.tree.item(mark)  # type: ignore[arg-type]

    # Items.

    def step(self, step: Step) -> Place | Content:
        """Return where the item of a step stands, or what is to be written; it is made to say what it must."""
        origin = self.matches.origin(step)
        if not step.is_linked and not step.premises[0].is_reuse:
            return self.defined(step.premises[0].claim, step, origin)
        if origin is None or self._is_used(origin):
            return Table(
                self._ordered({**self._shape(step), **self._step_fields(step, None, None)})
            )
        place = self.place(origin.mark)
        self.used.add(place[0].values[place[1]].start)
        if self._has_shape(origin, step):
            if origin is not step:
                self._settle_step(place, origin, step)
            return place
        self._rebuild(place, {**self._shape(step), **self._step_entries(place, origin, step)})
        return place

    def _has_shape(self, old: Step, new: Step) -> bool:
        """True when an item needs no other keys than it has: linked premises, or a reuse of the same claim."""
        if old.is_linked or new.is_linked:
            return old.is_linked and new.is_linked
        return old.premises == new.premises

    def defined(self, id: str, step: Step | None, origin: Step | None) -> Place | Content:
        """Return where the item that defines a claim stands, or what is to be written."""
        old = self.before.claims.get(id)
        claim = self.after.claims[id]
        if origin is not None and self._is_used(origin):
            origin = None
        if old is None:
            return self._new(claim, step, origin)
        place = self.place(old.mark)
        holder = self.matches.defining.get(id)
        start = place[0].values[place[1]].start
        if origin is not None and not _defines(origin, id):
            base = self.place(origin.mark)
            self.used.add(base[0].values[base[1]].start)
            self.used.add(start)
            entries = {
                **self._claim_entries(place, claim),
                **self._step_entries(base, origin, step),
            }
            self._rebuild(base, entries, self.fitter.remarks(place))
            return base
        if origin is None and holder is not None and self.matches.is_taken(holder):
            return Table(
                self._ordered(
                    {**self._claim_entries(place, claim), **self._step_fields(step, None, None)}
                )
            )
        self.used.add(start)
        self._settle(place, claim, origin or holder, step)
        return place

    def _new(self, claim: Claim, step: Step | None, origin: Step | None) -> Place | Content:
        entries = self._claim_fields(claim)
        if origin is None:
            return Table(self._ordered({**entries, **self._step_fields(step, None, None)}))
        base = self.place(origin.mark)
        self.used.add(base[0].values[base[1]].start)
        self._rebuild(base, {**entries, **self._step_entries(base, origin, step)})
        return base

    def _is_used(self, origin: Step) -> bool:
        branch, place = self.place(origin.mark)
        return branch.values[place].start in self.used

    # Claims.

    def claims(self, ids: Sequence[str]) -> None:
        """Make claims that are there before and after say what they must."""
        for id in ids:
            self._claim_entries(self.place(self.before.claims[id].mark), self.after.claims[id])
        for id in ids:  # those whose lists have not changed
            place = self.place(self.before.claims[id].mark)
            if place[0].values[place[1]].start not in self.used:
                self._settle(place, self.after.claims[id], None, None)

    def _claim_fields(self, claim: Claim) -> dict[str, Content]:
        """Return the entries of a new claim."""
        found = fields.claim(claim, with_id=True)
        for key, steps in (("supports", claim.supports), ("objections", claim.objections)):
            content = self.steps(None, key, (), steps)
            if content:
                found[key] = content
        return found

    def _claim_entries(self, place: Place, claim: Claim) -> dict[str, Content]:
        """Return the entries of a claim that is there: as they are, or as they must become."""
        if claim.id in self.done:
            return self.done[claim.id]
        old = self.before.claims[claim.id]
        node = place[0].values[place[1]]
        with_id = old.has_written_id or claim.has_written_id or old.text != claim.text
        wanted = fields.claim(claim, with_id=with_id)
        if isinstance(node, Leaf):
            found = self._leaf_entries(place, old, claim, wanted)
        else:
            had = fields.claim(old, with_id=old.has_written_id)
            found = self.fitter.fit_entries(node, had, wanted)
        table = node if isinstance(node, Branch) else None
        for key, before, after in (
            ("supports", old.supports, claim.supports),
            ("objections", old.objections, claim.objections),
        ):
            if before or after:
                content = self.steps(table, key, before, after)
                if content:
                    found[key] = content
        self.done[claim.id] = found
        return found

    def _leaf_entries(
        self, place: Place, old: Claim, claim: Claim, wanted: Mapping[str, Content]
    ) -> dict[str, Content]:
        """Return the entries of a claim that is a bare sentence so far."""
        if old.text != claim.text:
            self.fitter.fit_text(*place, Text(claim.text, "sentence"))
        return {**wanted, "claim": Value(*place)}

    def _settle(self, place: Place, claim: Claim, old: Step | None, new: Step | None) -> None:
        """Make the item of a claim say what it must, in the step that it stands in."""
        branch, at = place
        node = branch.values[at]
        if node.start in self.settled:
            return
        self.settled.add(node.start)
        was = self.before.claims[claim.id]
        if is_same(was, claim) and old is new:
            return
        same_claim = is_same(was, claim)
        entries = (
            {} if same_claim and isinstance(node, Branch) else self._claim_entries(place, claim)
        )
        table = node if isinstance(node, Branch) else None
        had_steps, steps = fields.step(old), self._step_fields(new, table, old)
        if isinstance(node, Leaf):
            both = {**entries, **steps}
            if both.keys() == {"claim"}:
                return
            self._rebuild(place, both)
            return
        touched: dict[str, Content | None] = {}
        if not same_claim:
            had = {*fields.claim(was, with_id=was.has_written_id), "supports", "objections"}
            touched |= {
                key: entries.get(key)
                for key in (*fields.CLAIM_KEYS,)
                if key in had or key in entries
            }
        touched |= {
            key: steps.get(key)
            for key in fields.STEP_KEYS
            if key in had_steps or key in steps or (old and key == "undercuts")
        }
        self.fitter.settle(node, touched, fields.ITEM_ORDER)

    # Steps.

    def _settle_step(self, place: Place, old: Step, new: Step) -> None:
        """Make the item of a reuse or of linked premises say what it must."""
        node = place[0].values[place[1]]
        if not isinstance(node, Branch):
            raise Unspliceable(
                "This item cannot be understood: mend it first.", self.tree.line(node.start)
            )
        steps = self._step_fields(new, node, old)
        had = fields.step(old)
        touched = {
            key: steps.get(key)
            for key in fields.STEP_KEYS
            if key in had or key in steps or key == "undercuts"
        }
        if new.is_linked and old.premises != new.premises:
            self._premises(node, old, new)
        self.fitter.settle(node, touched, fields.ITEM_ORDER)

    def _premises(self, node: Branch, old: Step, new: Step) -> None:
        at = node.place("premises")
        if at is None or not isinstance(node.values[at], Branch):
            raise Unspliceable(
                "The premises cannot be found here: mend this item first.",
                self.tree.line(node.start),
            )
        inner: Branch = node.values[at]  # type: ignore[assignment]
        places = {premise: self._premise_place(inner, premise) for premise in old.premises}
        slots: list[Place | Content] = []
        for premise in new.premises:
            if premise in places and premise.is_reuse:
                slots.append(places[premise])
            else:
                slots.append(self.premise(premise))
        self.fitter.fit_items(node, at, list(places.values()), slots)

    def _premise_place(self, branch: Branch, premise: Premise) -> Place:
        """Return where one of several premises stands."""
        if not premise.is_reuse:
            return self.place(self.before.claims[premise.claim].mark)
        for at, node in enumerate(branch.values):
            if isinstance(node, Branch) and node.is_table:
                ref = node.get("ref")
                if isinstance(ref, Leaf) and ref.value.strip() == premise.claim:
                    return branch, at
        raise Unspliceable(
            f'The premise "{premise.claim}" cannot be found here: mend this item first.',
            self.tree.line(branch.start),
        )

    def premise(self, premise: Premise) -> Place | Content:
        """Return where a premise stands, or what is to be written."""
        if premise.is_reuse:
            return Table((("ref", Text(premise.claim, "claim")),))
        return self.defined(premise.claim, None, None)

    def _shape(self, step: Step) -> dict[str, Content]:
        """Return the entry that says what a step rests on, where it defines no claim itself."""
        if not step.is_linked:
            return {"ref": Text(step.premises[0].claim, "claim")}
        items = tuple(self.fitter.content(self.premise(premise)) for premise in step.premises)
        return {"premises": Items(items)}

    def _step_fields(
        self, step: Step | None, table: Branch | None, old: Step | None
    ) -> dict[str, Content]:
        """Return the entries of a step, as they are in a table or as they must become."""
        wanted = fields.step(step)
        found = self.fitter.fit_entries(table, fields.step(old), wanted) if table else dict(wanted)
        was = old.undercuts if old else ()
        now = step.undercuts if step else ()
        if was or now:
            content = self.steps(table, "undercuts", was, now)
            if content:
                found["undercuts"] = content
        return found

    def _step_entries(self, place: Place, old: Step, new: Step | None) -> dict[str, Content]:
        node = place[0].values[place[1]]
        return self._step_fields(new, node if isinstance(node, Branch) else None, old)

    def _rebuild(
        self, place: Place, entries: Mapping[str, Content], remarks: tuple[str, ...] = ()
    ) -> None:
        """Write an item anew, its parts where they are still wanted."""
        self.fitter.rebuild(*place, Table(self._ordered(entries), remarks=remarks))

    def _ordered(self, entries: Mapping[str, Content]) -> tuple[tuple[str, Content], ...]:
        return tuple((key, entries[key]) for key in fields.ITEM_ORDER if key in entries)


def _defines(step: Step, id: str) -> bool:
    return step.premises == (Premise(id),)
