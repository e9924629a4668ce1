"""Planning: what must become of the items of the text, from the differences of two debates."""

from collections.abc import Iterable, Mapping, Sequence

from argmap.errors import Unspliceable
from argmap.model import Claim, Debate, Premise, Step
from argmap.problems import Mark
from argmap.stores.splicing import fields
from argmap.stores.splicing.contents import Content, Items, Part, Table, Text, Value
from argmap.stores.splicing.items import ItemFitter
from argmap.stores.splicing.matching import Matches, is_same
from argmap.stores.splicing.syntax import Branch, Leaf, Node, Place

NO_CLAIMS = 'The list of "claims" cannot be found: mend the file in a text editor first.'
NO_PREMISES = "The premises of this item cannot be read: mend it in a text editor first."
NO_ITEM = "This item cannot be read as it is written: mend it in a text editor first."
ODD_KEY = '"{}" has no place in this item: take it away in a text editor first.'

Entries = dict[str, Content]


class Planner:
    """Plans what becomes of items.

    An item holds a claim, or a step, or both; after a change the two may stand apart, or have come from different
    items. Where they part, the item of the step is written anew in its place, of the entries that are there.
    """

    def __init__(self, before: Debate, after: Debate, matches: Matches, fitter: ItemFitter) -> None:
        self.before = before
        self.after = after
        self.matches = matches
        self.fitter = fitter
        self.used: set[int] = set()  # where the items begin that have a place already
        self.settled: set[int] = set()
        self.entries: dict[str, Entries] = {}

    # Lists.

    def claims(self, changed: Sequence[str]) -> None:
        """Make claims say what they must, and the lists that they stand in."""
        concerned = {*changed, *(self.after.claims.keys() - self.before.claims.keys())}
        for id in reversed(
            tuple(self.after.claims)
        ):  # what stands deeper comes first, and nothing goes deep
            if id in concerned:
                self._claim_entries(id)
        self._theses()
        for id in changed:  # those whose lists have not changed
            place = self._claim_place(id)
            if place.node.start not in self.used:
                self._settle(id, place, None, None)

    def _theses(self) -> None:
        """Arrange the top level."""
        if self.before.theses == self.after.theses:
            return
        root = self.fitter.tree.root
        at = self.fitter.place(root, "claims")
        if at is None:
            raise Unspliceable(NO_CLAIMS, 1)
        old = [self._claim_place(id) for id in self.before.theses]
        slots = [self._defined(id, None, None) for id in self.after.theses]
        self.fitter.fit_items(root, at, old, slots)

    def _steps(
        self, table: Branch | None, key: str, old: Sequence[Step], new: Sequence[Step]
    ) -> Content | None:
        """Arrange the steps under a key of a table; return what stands there afterwards, if anything."""
        at = self.fitter.place(table, key) if table else None
        if table is not None and at is not None and tuple(old) == tuple(new):
            return Part(table, at)
        if table is not None and at is not None:
            self.fitter.require_list(table, at)
        slots = [self._step(step) for step in new]
        if table is None or at is None:
            return Items(tuple(map(self.fitter.content, slots))) if slots else None
        places = [self._place(step.mark) for step in old]
        return Part(table, at) if self.fitter.fit_items(table, at, places, slots) else None

    def _place(self, mark: Mark | None) -> Place:
        return self.fitter.tree.item(mark)

    def _claim_place(self, id: str) -> Place:
        return self._place(self.before.claims[id].mark)

    # Items.

    def _step(self, step: Step) -> Place | Content:
        """Return where the item of a step stands, or what is to be written; it is made to say what it must."""
        origin = self.matches.origin(step)
        if not step.is_linked and not step.premises[0].is_reuse:
            return self._defined(step.premises[0].claim, step, origin)
        if origin is None or self._is_used(origin):
            return self._table(self._shape(step), self._step_entries(step, None, None))
        place = self._use(origin.mark)
        if not _has_shape(origin, step):
            entries = self._step_entries(step, place, origin)
            self._rebuild(place, origin, self._table(self._shape(step), entries))
        elif origin is not step:
            self._settle_step(place, origin, step)
        return place

    def _defined(self, id: str, step: Step | None, origin: Step | None) -> Place | Content:
        """Return where the item stands that defines a claim, alone in a step or not, or what is to be written."""
        if origin is not None and self._is_used(origin):
            origin = None
        is_new = id not in self.before.claims
        if origin is not None and (is_new or not _defines(origin, id)):
            return self._joined(id, step, origin)
        holder = self.matches.defining.get(id)
        is_apart = origin is None and holder is not None and self.matches.is_taken(holder)
        if is_new or is_apart:
            entries = {**self._claim_entries(id), **self._step_entries(step, None, None)}
            bare = entries["claim"]
            is_bare = isinstance(bare, Value) and len(entries) == 1
            return bare if is_bare else self._table(entries)
        place = self._use(self.before.claims[id].mark)
        self._settle(id, place, origin or holder, step)
        return place

    def _joined(self, id: str, step: Step | None, origin: Step) -> Place:
        """Return the item of a step in which a claim is defined from now on; comments come along with the claim."""
        base = self._use(origin.mark)
        remarks: tuple[str, ...] = ()
        if id in self.before.claims:
            place = self._use(self.before.claims[id].mark)
            self._refuse_odd(place.node, (*fields.CLAIM_KEYS, *fields.STEP_KEYS))
            remarks = self.fitter.remarks(place)
        entries = self._step_entries(step, base, origin)
        self._rebuild(base, origin, self._table(self._claim_entries(id), entries, remarks))
        return base

    def _use(self, mark: Mark | None) -> Place:
        """Return a place that is taken from now on."""
        place = self._place(mark)
        self.used.add(place.node.start)
        return place

    def _is_used(self, origin: Step) -> bool:
        return self._place(origin.mark).node.start in self.used

    def _shape(self, step: Step) -> Entries:
        """Return the entry that says what a step rests on, where it defines no claim itself."""
        if not step.is_linked:
            return {"ref": Text(step.premises[0].claim, "claim")}
        items = tuple(self.fitter.content(self._premise(premise)) for premise in step.premises)
        return {"premises": Items(items)}

    def _premise(self, premise: Premise) -> Place | Content:
        """Return where one of several premises stands, or what is to be written."""
        if premise.is_reuse:
            return self._table({"ref": Text(premise.claim, "claim")})
        return self._defined(premise.claim, None, None)

    def _rebuild(self, place: Place, old: Step, table: Table) -> None:
        """Write an item anew, its parts where they are still wanted."""
        shape = ("premises",) if old.is_linked else ("ref",)
        keys = fields.CLAIM_KEYS if _defines(old, old.premises[0].claim) else shape
        self._refuse_odd(place.node, (*keys, *fields.STEP_KEYS))
        self.fitter.rebuild(place, table)

    def _refuse_odd(self, node: Node, keys: Iterable[str]) -> None:
        """Refuse to take an item apart that holds more than was read."""
        if isinstance(node, Leaf):
            return
        for key, value in zip(node.keys, node.values, strict=True):
            self.fitter.place(node, key.value)
            if key.value not in keys and not (isinstance(value, Leaf) and value.is_empty):
                raise self.fitter.refuse(ODD_KEY.format(key.value), key)

    def _table(
        self,
        one: Entries,
        other: Mapping[str, Content] | None = None,
        remarks: tuple[str, ...] = (),
    ) -> Table:
        """Return entries in the order in which they are written."""
        entries = {**one, **(other or {})}
        for content in entries.values():
            self.fitter.refuse_remark(content)
        ordered = tuple((key, entries[key]) for key in fields.ITEM_ORDER if key in entries)
        return Table(ordered, remarks=remarks)

    # Claims.

    def _claim_entries(self, id: str) -> Entries:
        """Return the entries of a claim: as they are, or as they must become."""
        if id not in self.entries:
            self.entries[id] = self._made_entries(id)
        return self.entries[id]

    def _made_entries(self, id: str) -> Entries:
        claim, old = self.after.claims[id], self.before.claims.get(id)
        if old is None:
            return self._with_steps(fields.claim(claim, with_id=True), None, None, claim)
        place = self._claim_place(id)
        node = place.node
        with_id = old.has_written_id or claim.has_written_id or old.text != claim.text
        wanted = fields.claim(claim, with_id=with_id)
        if isinstance(node, Leaf):
            if old.text != claim.text:
                self.fitter.fit_text(*place, Text(claim.text, "sentence"))
            return self._with_steps({**wanted, "claim": Value(*place)}, None, old, claim)
        if not any(key.value in fields.CLAIM_KEYS for key in node.keys):
            raise self.fitter.refuse(NO_ITEM, node)
        had = fields.claim(old, with_id=old.has_written_id)
        return self._with_steps(self.fitter.fit_entries(node, had, wanted), node, old, claim)

    def _with_steps(
        self, entries: Entries, table: Branch | None, old: Claim | None, new: Claim
    ) -> Entries:
        for key in ("supports", "objections"):
            was: tuple[Step, ...] = getattr(old, key) if old else ()
            content = (
                self._steps(table, key, was, getattr(new, key))
                if was or getattr(new, key)
                else None
            )
            if content:
                entries[key] = content
        return entries

    def _settle(self, id: str, place: Place, old: Step | None, new: Step | None) -> None:
        """Make the item of a claim say what it must, in the step that it stands in."""
        node = place.node
        was, now = self.before.claims[id], self.after.claims[id]
        is_still = is_same(was, now)
        if node.start in self.settled or (is_still and old is new):
            return
        self.settled.add(node.start)
        if isinstance(node, Leaf):
            entries = {**self._claim_entries(id), **self._step_entries(new, None, None)}
            if entries.keys() != {"claim"}:
                self.fitter.rebuild(place, self._table(entries))
            return
        if bool(old) != bool(new):
            self._refuse_odd(node, (*fields.CLAIM_KEYS, *(fields.STEP_KEYS if old else ())))
        touched = self._touched_steps(place, old, new)
        if not is_still:
            touched |= self._touched_claim(id, was)
        self.fitter.settle(node, touched, fields.ITEM_ORDER)

    def _touched_claim(self, id: str, old: Claim) -> dict[str, Content | None]:
        entries = self._claim_entries(id)
        had = fields.claim(old, with_id=old.has_written_id)
        keys = {*had, *entries}
        keys |= {key for key in ("supports", "objections") if getattr(old, key)}
        return {key: entries.get(key) for key in keys}

    # Steps.

    def _settle_step(self, place: Place, old: Step, new: Step) -> None:
        """Make the item of a reuse or of linked premises say what it must."""
        node = place.node
        if not isinstance(node, Branch):
            raise self.fitter.refuse(NO_ITEM, node)
        if old.premises != new.premises:
            self._settle_premises(node, old, new)
        self.fitter.settle(node, self._touched_steps(place, old, new), fields.ITEM_ORDER)

    def _touched_steps(
        self, place: Place, old: Step | None, new: Step | None
    ) -> dict[str, Content | None]:
        entries = self._step_entries(new, place, old)
        keys = {*fields.step(old), *entries}
        if old and old.undercuts:
            keys.add("undercuts")
        return {key: entries.get(key) for key in keys}

    def _step_entries(self, step: Step | None, place: Place | None, old: Step | None) -> Entries:
        """Return the entries of a step: as they are in an item, or as they must become."""
        node = place.node if place else None
        table = node if isinstance(node, Branch) else None
        wanted = fields.step(step)
        found = self.fitter.fit_entries(table, fields.step(old), wanted) if table else dict(wanted)
        was = old.undercuts if old else ()
        now = step.undercuts if step else ()
        content = self._steps(table, "undercuts", was, now) if was or now else None
        return {**found, "undercuts": content} if content else found

    def _settle_premises(self, node: Branch, old: Step, new: Step) -> None:
        at = self.fitter.place(node, "premises")
        inner = None if at is None else node.values[at]
        if at is None or not isinstance(inner, Branch):
            raise self.fitter.refuse(NO_PREMISES, node)
        places = {premise: self._premise_place(inner, premise) for premise in old.premises}
        slots = [
            places[premise] if premise.is_reuse and premise in places else self._premise(premise)
            for premise in new.premises
        ]
        self.fitter.fit_items(node, at, places.values(), slots)

    def _premise_place(self, branch: Branch, premise: Premise) -> Place:
        """Return where one of several premises stands."""
        if not premise.is_reuse:
            return self._claim_place(premise.claim)
        for at, node in enumerate(branch.values):
            if isinstance(node, Branch) and node.is_table:
                ref = node.get("ref")
                if isinstance(ref, Leaf) and ref.value.strip() == premise.claim:
                    return Place(branch, at)
        raise self.fitter.refuse(NO_PREMISES, branch)


def _defines(step: Step, id: str) -> bool:
    return step.premises == (Premise(id),)


def _has_shape(old: Step, new: Step) -> bool:
    """True when an item needs no other keys than it has: linked premises, or a reuse of the same claim."""
    if old.is_linked or new.is_linked:
        return old.is_linked and new.is_linked
    return old.premises == new.premises
