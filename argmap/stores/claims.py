"""Claims: the items of a debate file, from nodes to claims and the steps between them."""

from collections.abc import Mapping, Sequence

from argmap import identifiers
from argmap.fields import LONGEST_SENTENCE
from argmap.model import Claim, Kind, Premise, Step
from argmap.schema import DEEPEST_STEP, FEWEST_PREMISES, MOST_CLAIMS
from argmap.stores.backing import Backing
from argmap.stores.items import Item, ItemReader, as_table
from argmap.stores.names import Names
from argmap.stores.nodes import Items, Node, Scalar, Table, is_empty, mark
from argmap.stores.references import References
from argmap.stores.values import QUOTE_IT, Values, sentence_with_colon

NO_SENTENCE = "(no sentence)"

NESTED: Mapping[str, Kind] = {
    "supports": "support",
    "objections": "objection",
    "undercuts": "undercut",
}

TOO_DEEP = f"Claims stand over {DEEPEST_STEP} levels deep here: make one a thesis and refer to it."
TOO_MANY = f"A debate has at most {MOST_CLAIMS:,} claims: split it in two from here on."
EMPTY_ITEM = 'This item is empty: write a sentence, or delete the "-".'
LIST_IN_LIST = 'This is a list within the list: take one "-" away.'
FEW_PREMISES = (
    '"premises" links at least two claims: add one, or write "claim" in place of "premises".'
)

UNFINISHED = Claim(id="", text="")
"""Holds the place of a claim in the order of the file until all below it is read."""


class ClaimReader:
    """Reads the claims of one debate. Recursion ends at the limit on steps, long before Python's own."""

    def __init__(self, values: Values, *, viewpoints: Names, sources: Names) -> None:
        self.values = values
        self.findings = values.findings
        self.backing = Backing(values, viewpoints=viewpoints, sources=sources)
        self.items = ItemReader(values)
        self.names = Names(values.findings, "claim")
        self.references = References(self.names, self.items)
        self.claims: dict[str, Claim] = {}

    def theses(self, node: Node) -> tuple[str, ...]:
        """Read the top level and all below it; return the ids of the theses."""
        found = [self._thesis(item) for item in self.values.items(node, "claims")]
        self.references.resolve(self.claims)
        return tuple(id for id in found if id)

    def _thesis(self, node: Node) -> str | None:
        """Read an item of the top level."""
        table = as_table(node)
        if table is None:
            return self._sentence(node)
        item = self.items.thesis(table)
        return self._claim(table, item.nodes, 1)[0] if item.shape == "claim" else None

    def _steps(self, node: Node, name: str, level: int) -> tuple[Step, ...]:
        """Read the items of `supports`, `objections` or `undercuts`, whose premises stand at a level."""
        if level > DEEPEST_STEP:
            self.findings.error("too-deep", node, TOO_DEEP)
            self.findings.lose(node)
            return ()
        steps: list[Step] = []
        references = len(self.references.collected)
        for item in self.values.items(node, name):
            step = self._step(item, NESTED[name], level)
            if step is not None:
                steps.append(step)
        if len(self.references.collected) > references:
            self._report_duplicates(steps)
        return tuple(steps)

    def _step(self, node: Node, kind: Kind, level: int) -> Step | None:
        """Read one item: a bare sentence, a claim, a reference or linked premises."""
        table = as_table(node)
        if table is None:
            id = self._sentence(node)
            return Step(kind=kind, premises=(Premise(id),), mark=mark(node)) if id else None
        item = self.items.step(table)
        nodes = item.nodes
        if item.shape == "claim":
            id, undercuts = self._claim(table, nodes, level)
            premises: tuple[Premise, ...] = (Premise(id),) if id else ()
        else:
            premises = self._reference(item) if item.shape == "ref" else self._linked(item, level)
            undercuts = self._undercuts(nodes, level)
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

    def _undercuts(self, nodes: Mapping[str, Node], level: int) -> tuple[Step, ...]:
        return (
            self._steps(nodes["undercuts"], "undercuts", level + 1) if "undercuts" in nodes else ()
        )

    def _linked(self, item: Item, level: int) -> tuple[Premise, ...]:
        """Read premises that are needed together."""
        if "premises" not in item.nodes:
            return ()
        node = item.nodes["premises"]
        items = self.values.items(node, "premises")
        if len(items) < FEWEST_PREMISES and isinstance(node, Items):
            self.findings.error("few-premises", node, FEW_PREMISES)
        premises: dict[str, Premise] = {}
        for inner in items:
            for premise in self._premise(inner, level):
                if premise.claim in premises:
                    sentence = (
                        f'"{premise.claim}" is a premise of this step already: delete it here.'
                    )
                    self.findings.error("duplicate-premise", inner, sentence)
                premises.setdefault(premise.claim, premise)
        return tuple(premises.values())

    def _premise(self, node: Node, level: int) -> tuple[Premise, ...]:
        """Read one of several linked premises; nothing where it cannot be read."""
        table = as_table(node)
        if table is None:
            id = self._sentence(node)
        else:
            item = self.items.premise(table)
            if item.shape == "ref":
                return self._reference(item)
            id = self._claim(table, item.nodes, level)[0] if item.shape == "claim" else None
        return (Premise(id),) if id else ()

    def _reference(self, item: Item) -> tuple[Premise, ...]:
        """Read the reuse of a claim that is defined elsewhere, before it or after."""
        written = self.values.word(item.nodes["ref"], "ref")
        if not written:
            return ()
        self.references.add(written, mark(item.nodes["ref"]), item.misplaced)
        return (Premise(written, is_reuse=True),)

    def _sentence(self, node: Node) -> str | None:
        """Read a claim that is written as a bare sentence."""
        if is_empty(node):
            self.findings.error("empty-field", node, EMPTY_ITEM)
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
            self.values.wrong_type(node, LIST_IN_LIST)
            return ""
        if not isinstance(node, Table):
            return self.values.sentence(node, "claim")
        (key,) = node.values
        self.findings.error("unknown-key", node, f'"{key}" is no key of an item: {QUOTE_IT}')
        return sentence_with_colon(node)

    def _claim(
        self, node: Table, nodes: Mapping[str, Node], level: int
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

    def _text(self, nodes: Mapping[str, Node]) -> str:
        """Return the sentence of a claim, or what stands in for it."""
        text = self.values.sentence(nodes["claim"], "claim") if "claim" in nodes else ""
        if text:
            self._report_length(text, nodes["claim"])
            return text
        id = nodes.get("id")
        return id.value if isinstance(id, Scalar) else NO_SENTENCE

    def _report_length(self, text: str, node: Node) -> None:
        if len(text) > LONGEST_SENTENCE:
            sentence = f"The sentence has {len(text)} characters, over {LONGEST_SENTENCE}: move a part into the note."
            self.findings.warning("long-claim", node, sentence)

    def _report_duplicates(self, steps: Sequence[Step]) -> None:
        """Report steps with the same premises; only a reuse can repeat one."""
        seen: set[tuple[str, ...]] = set()
        for step in steps:
            premises = tuple(sorted(step.claims))
            if premises in seen and step.mark:
                names = " and ".join(premises)
                sentence = f'"{names}" stands in this list already: delete it here.'
                self.findings.error("duplicate-step", step.mark, sentence)
            seen.add(premises)

    def _is_full(self, node: Node) -> bool:
        """True when no more claims are read; told once."""
        if len(self.claims) < MOST_CLAIMS:
            return False
        if self.names.is_complete:
            self.names.is_complete = False
            self.findings.has_lost = True
            self.findings.error("too-many-claims", node, TOO_MANY)
        return True
