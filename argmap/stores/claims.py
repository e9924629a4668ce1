"""Claims: the items of a debate file, from nodes to claims and the steps between them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from argmap import identifiers
from argmap.model import Claim, Kind, Premise, Step
from argmap.problems import Mark
from argmap.schema import CLAIM, DEEPEST_STEP, FEWEST_PREMISES, ITEM, MOST_CLAIMS, SHAPES, STEP
from argmap.stores.backing import Backing
from argmap.stores.names import Names
from argmap.stores.nodes import Items, Node, Scalar, Table, is_empty, mark
from argmap.stores.values import QUOTE_IT, Values, empty_field, sentence_with_colon

LONGEST_SENTENCE = 300
NO_SENTENCE = "(no sentence)"

NESTED: Mapping[str, Kind] = {
    "supports": "support",
    "objections": "objection",
    "undercuts": "undercut",
}

IN_A_THESIS = (
    "A thesis bears on no other claim: take {keys} away, or move this item below a thesis."
)
IN_A_PREMISE = (
    'A premise has no place for {keys}: write what belongs to the step beside "premises".'
)
BESIDE_PREMISES = (
    'Beside "premises" is no place for {keys}: move that into a premise, from line {line} on.'
)
BESIDE_REF = 'Beside "ref" is no place for {keys}: move that to where the claim is defined{where}.'
NO_NESTING = "A premise has no place for {keys}: write its items into the list around it."
WHY_ID = "without it, this reference breaks when the sentence changes."

UNFINISHED = Claim(id="", text="")
"""Holds the place of a claim in the order of the file until all below it is read."""


class Misplaced(NamedTuple):
    """Keys that have no place in an item, and where the first of them stands."""

    keys: tuple[str, ...]
    mark: Mark


class Reference(NamedTuple):
    """A `ref` of the file; `misplaced` are the keys beside it that belong where the claim is defined."""

    written: str
    mark: Mark
    misplaced: Misplaced | None


class ClaimReader:
    """Reads the claims of one debate. Recursion ends at the limit on steps, long before Python's own."""

    def __init__(self, values: Values, *, viewpoints: Names, sources: Names) -> None:
        self.values = values
        self.findings = values.findings
        self.backing = Backing(values, viewpoints=viewpoints, sources=sources)
        self.names = Names(values.findings, "claim")
        self.claims: dict[str, Claim] = {}
        self.references: list[Reference] = []

    def theses(self, node: Node) -> tuple[str, ...]:
        """Read the top level and all below it; return the ids of the theses."""
        found = [self._thesis(item) for item in self.values.items(node, "claims")]
        self._resolve()
        return tuple(id for id in found if id)

    def _thesis(self, node: Node) -> str | None:
        """Read an item of the top level."""
        table = _as_table(node)
        if table is None:
            return self._sentence(node)
        nodes = self._nodes(table)
        shape = self._shape(table, nodes)
        self._take_out(table, nodes, (*STEP.keys, "ref", "premises"), IN_A_THESIS)
        return self._claim(table, nodes, 1)[0] if shape == "claim" else None

    def _steps(self, node: Node, name: str, level: int) -> tuple[Step, ...]:
        """Read the items of `supports`, `objections` or `undercuts`, whose premises stand at a level."""
        if level > DEEPEST_STEP:
            sentence = f"Claims stand over {DEEPEST_STEP} levels deep here: make one a thesis and refer to it."
            self.findings.error("too-deep", node, sentence)
            self.findings.lose(node)
            return ()
        steps: list[Step] = []
        references = len(self.references)
        for item in self.values.items(node, name):
            step = self._step(item, NESTED[name], level)
            if step is not None:
                steps.append(step)
        if len(self.references) > references:
            self._report_duplicates(steps)
        return tuple(steps)

    def _step(self, node: Node, kind: Kind, level: int) -> Step | None:
        """Read one item: a bare sentence, a claim, a reference or linked premises."""
        table = _as_table(node)
        if table is None:
            id = self._sentence(node)
            return Step(kind=kind, premises=(Premise(id),), mark=mark(node)) if id else None
        nodes = self._nodes(table)
        shape = self._shape(table, nodes)
        if shape == "claim":
            id, undercuts = self._claim(table, nodes, level)
            premises: tuple[Premise, ...] = (Premise(id),) if id else ()
        else:
            read = self._reference if shape == "ref" else self._linked
            premises = read(table, nodes, level)
            undercuts = (
                self._steps(nodes["undercuts"], "undercuts", level + 1)
                if "undercuts" in nodes
                else ()
            )
        if not premises:
            return None
        relevance = (
            self.values.share(nodes["relevance"], "relevance") if "relevance" in nodes else None
        )
        return Step(
            kind=kind,
            premises=premises,
            relevance=1.0 if relevance is None else relevance,
            scheme=self.values.line(nodes["scheme"], "scheme") if "scheme" in nodes else "",
            undercuts=undercuts,
            mark=mark(node),
        )

    def _linked(self, node: Table, nodes: dict[str, Node], level: int) -> tuple[Premise, ...]:
        """Read premises that are needed together."""
        self._take_out(node, nodes, CLAIM.keys, BESIDE_PREMISES)
        if "premises" not in nodes:
            return ()
        items = self.values.items(nodes["premises"], "premises")
        if len(items) < FEWEST_PREMISES and isinstance(nodes["premises"], Items):
            sentence = '"premises" links at least two claims: add one, or write "claim" in place of "premises".'
            self.findings.error("few-premises", nodes["premises"], sentence)
        premises: dict[str, Premise] = {}
        for item in items:
            premise = self._premise(item, level)
            if premise is None:
                continue
            if premise.claim in premises:
                sentence = f'"{premise.claim}" is a premise of this step already: delete it here.'
                self.findings.error("duplicate-premise", item, sentence)
            premises.setdefault(premise.claim, premise)
        return tuple(premises.values())

    def _premise(self, node: Node, level: int) -> Premise | None:
        """Read one of several linked premises."""
        table = _as_table(node)
        if table is None:
            id = self._sentence(node)
            return Premise(id) if id else None
        nodes = self._nodes(table)
        shape = self._shape(table, nodes)
        self._take_out(table, nodes, STEP.keys, IN_A_PREMISE)
        self._take_out(table, nodes, ("premises",), NO_NESTING)
        if shape == "claim":
            id = self._claim(table, nodes, level)[0]
            return Premise(id) if id else None
        return next(iter(self._reference(table, nodes, level)), None) if shape == "ref" else None

    def _reference(self, node: Table, nodes: dict[str, Node], _: int) -> tuple[Premise, ...]:
        """Read the reuse of a claim that is defined elsewhere, before it or after."""
        misplaced = self._taken_out(node, nodes, CLAIM.keys)
        written = self.values.word(nodes["ref"], "ref")
        if not written:
            return ()
        self.references.append(Reference(written, mark(nodes["ref"]), misplaced))
        return (Premise(written, is_reuse=True),)

    def _sentence(self, node: Node) -> str | None:
        """Read a claim that is written as a bare sentence."""
        if is_empty(node):
            self.findings.error(
                "empty-field", node, 'This item is empty: write a sentence, or delete the "-".'
            )
            return None
        text = self._bare_text(node)
        if not text or self._is_full(node):
            return None
        self._report_length(text, node)
        id = self.names.define(identifiers.from_sentence(text), node.start)
        self.claims[id] = Claim(id=id, text=text, has_written_id=False, mark=mark(node))
        return id

    def _bare_text(self, node: Node) -> str:
        """Return a bare sentence, mended where it has become a table."""
        if isinstance(node, Items):
            self.values.wrong_type(node, 'This is a list within the list: take one "-" away.')
            return ""
        if not isinstance(node, Table):
            return self.values.line(node, "claim")
        (key,) = node.values
        self.findings.error("unknown-key", node, f'"{key}" is no key of an item: {QUOTE_IT}')
        return sentence_with_colon(node)

    def _claim(
        self, node: Table, nodes: dict[str, Node], level: int
    ) -> tuple[str, tuple[Step, ...]]:
        """Read an item that defines a claim; return its id and the undercuts of the step that it stands in."""
        if self._is_full(node):
            return "", ()
        text = self._text(nodes)
        written = self.values.word(nodes["id"], "id") if "id" in nodes else ""
        where = nodes["id"] if written else nodes.get("claim", node)
        id = self.names.define(written or identifiers.from_sentence(text), where.start)
        self.claims[id] = UNFINISHED
        steps: dict[str, tuple[Step, ...]] = {}
        for key, inner in nodes.items():
            if key in NESTED:
                steps[key] = self._steps(inner, key, level + 1)
        self.claims[id] = Claim(
            id=id,
            text=text,
            note=self.values.prose(nodes["note"], "note") if "note" in nodes else "",
            stances=self.backing.stances(nodes["stances"]) if "stances" in nodes else {},
            evidence=self.backing.evidence(nodes["evidence"]) if "evidence" in nodes else (),
            tags=self.values.lines(nodes["tags"], "tags") if "tags" in nodes else (),
            supports=steps.get("supports", ()),
            objections=steps.get("objections", ()),
            has_written_id=bool(written),
            mark=mark(node),
        )
        return id, steps.get("undercuts", ())

    def _text(self, nodes: dict[str, Node]) -> str:
        """Return the sentence of a claim, or what stands in for it."""
        text = self.values.line(nodes["claim"], "claim") if "claim" in nodes else ""
        if text:
            self._report_length(text, nodes["claim"])
            return text
        id = nodes.get("id")
        return id.value if isinstance(id, Scalar) else NO_SENTENCE

    def _report_length(self, text: str, node: Node) -> None:
        if len(text) > LONGEST_SENTENCE:
            sentence = f"The sentence has {len(text)} characters, over {LONGEST_SENTENCE}: move a part into the note."
            self.findings.warning("long-claim", node, sentence)

    def _is_full(self, node: Node) -> bool:
        """True when no more claims are read; told once."""
        if len(self.claims) < MOST_CLAIMS:
            return False
        if self.names.is_complete:
            self.names.is_complete = False
            self.findings.has_lost = True
            sentence = f"A debate has at most {MOST_CLAIMS:,} claims: split it in two from here on."
            self.findings.error("too-many-claims", node, sentence)
        return True

    def _nodes(self, node: Table) -> dict[str, Node]:
        return self.values.present(node, ITEM) or {}

    def _shape(self, node: Table, nodes: dict[str, Node]) -> str | None:
        """Return which of `claim`, `ref` and `premises` an item is read as; report it when that is not one of them."""
        if "claim" in nodes and "ref" not in nodes and "premises" not in nodes:
            return "claim"  # as nearly always
        shapes = [shape for shape in SHAPES if shape in nodes]
        if len(shapes) == 1:
            return shapes[0]
        if shapes:
            kept = shapes[0] if shapes[0] == "claim" else "premises"
            sentence = f'An item has one of "claim", "ref" and "premises", not several: delete all but "{kept}".'
            self.findings.error("wrong-item", node, sentence)
            for shape in shapes:
                if shape != kept:
                    self.findings.lose(nodes.pop(shape))
            return kept
        return self._shape_without(node, nodes)

    def _shape_without(self, node: Table, nodes: dict[str, Node]) -> str | None:
        """Report an item that says neither what it claims nor what it refers to; return what it is read as."""
        empty = next((shape for shape in SHAPES if shape in node.values), None)
        if empty:
            self.findings.error("empty-field", node.mark(empty), empty_field(empty))
        elif node.values.keys() <= ITEM.keys.keys():
            sentence = 'An item needs "claim", "ref" or "premises": add the one that is meant.'
            self.findings.error("missing-key", node, sentence)
        if any(key in nodes for key in CLAIM.keys):
            return "claim"
        self.findings.lose(node)
        return None

    def _take_out(
        self, node: Table, nodes: dict[str, Node], keys: Collection[str], sentence: str
    ) -> None:
        """Leave out keys that have no place in this item, and report them together."""
        line = node.start.line + 1
        self._report_misplaced(self._taken_out(node, nodes, keys), sentence, line=line)

    def _taken_out(
        self, node: Table, nodes: dict[str, Node], keys: Collection[str]
    ) -> Misplaced | None:
        """Leave out keys that have no place in this item, and return those that are written in it."""
        if nodes.keys().isdisjoint(keys):
            return None
        found = tuple(key for key in nodes if key in keys)
        for key in found:
            self.findings.lose(nodes.pop(key))
        written = tuple(key for key in found if key in node.values)
        return Misplaced(written, node.mark(written[0])) if written else None

    def _report_misplaced(
        self, misplaced: Misplaced | None, sentence: str, **where: object
    ) -> None:
        if misplaced:
            names = " and ".join(f'"{key}"' for key in misplaced.keys)
            self.findings.error(
                "misplaced-key", misplaced.mark, sentence.format(keys=names, **where)
            )

    def _report_duplicates(self, steps: Sequence[Step]) -> None:
        """Report steps with the same premises; only a reuse can repeat one."""
        seen: set[tuple[str, ...]] = set()
        for step in steps:
            premises = tuple(sorted(step.claims))
            if premises in seen and step.mark:
                sentence = (
                    f'"{" and ".join(premises)}" stands in this list already: delete it here.'
                )
                self.findings.error("duplicate-step", step.mark, sentence)
            seen.add(premises)

    def _resolve(self) -> None:
        """Report references that mean nothing, and put the ids of the debate in place of the written ones."""
        meant: dict[str, str | None] = {}
        for written, where, misplaced in self.references:
            id = self.names.resolve(written, where)
            if id is None or id != written:
                meant[written] = id
            in_line = f", in line {self.names.line(id)}" if id else ""
            self._report_misplaced(misplaced, BESIDE_REF, where=in_line)
            if id and not self.claims[id].has_written_id:
                line = self.names.line(id)
                sentence = f'Write "id: {id}" where this claim is defined, in line {line}: {WHY_ID}'
                self.findings.warning("unwritten-id", where, sentence)
        if meant:
            for id, claim in self.claims.items():
                supports, objections = (
                    _mended(claim.supports, meant),
                    _mended(claim.objections, meant),
                )
                self.claims[id] = replace(claim, supports=supports, objections=objections)


def _mended(steps: tuple[Step, ...], meant: Mapping[str, str | None]) -> tuple[Step, ...]:
    """Return the steps with other ids in their reuses; a step that loses all premises goes, with its undercuts."""
    found: list[Step] = []
    for step in steps:
        premises = tuple(
            premise if not premise.is_reuse else Premise(id, is_reuse=True)
            for premise in step.premises
            if (
                id := meant.get(premise.claim, premise.claim) if premise.is_reuse else premise.claim
            )
        )
        if premises:
            found.append(replace(step, premises=premises, undercuts=_mended(step.undercuts, meant)))
    return tuple(found)


def _as_table(node: Node) -> Table | None:
    """Return an item with keys; nothing for a bare sentence, even if an unquoted ": " has made a table of it."""
    if not isinstance(node, Table):
        return None
    if len(node.values) == 1 and sentence_with_colon(node):
        (key,) = node.values
        if key not in ITEM.keys and not identifiers.nearest(key, SHAPES):
            return None
    return node
