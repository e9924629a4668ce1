"""Items: which of their shapes the items of a list have, and which keys have no place in them."""

from collections.abc import Collection
from typing import NamedTuple

from argmap import identifiers
from argmap.problems import Mark
from argmap.schema import CLAIM, ITEM, SHAPES, STEP
from argmap.stores.findings import Findings
from argmap.stores.nodes import Node, Table
from argmap.stores.values import Values, empty_field, sentence_with_colon

IN_A_THESIS = "A thesis bears on no other claim: take {} away, or move this item below a thesis."
IN_A_PREMISE = 'A premise has no place for {}: write what belongs to the step beside "premises".'
NO_NESTING = "A premise has no place for {}: write its items into the list around it."
BESIDE_PREMISES = (
    'Beside "premises" is no place for {}: move that into the premise it belongs to{}.'
)
BESIDE_REF = 'Beside "ref" is no place for {}: move that to where the claim is defined{}.'


class Misplaced(NamedTuple):
    """Keys that have no place in an item, and where the first of them stands."""

    keys: tuple[str, ...]
    mark: Mark


class Item(NamedTuple):
    """The nodes of an item by key, without those that have no place in it.

    The shape is `claim`, `ref` or `premises`, and empty when the item is none of these. Beside a `ref`, `misplaced` is
    not reported yet: the sentence names the line of the claim, which may come later.
    """

    shape: str
    nodes: dict[str, Node]
    misplaced: Misplaced | None = None


class ItemReader:
    """Reads the keys of items."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.findings: Findings = values.findings

    def thesis(self, table: Table) -> Item:
        """Return an item of the top level."""
        shape, nodes = self._shaped(table)
        self._report(self._taken_out(table, nodes, (*STEP.keys, "ref", "premises")), IN_A_THESIS)
        return Item(shape, nodes)

    def step(self, table: Table) -> Item:
        """Return an item of supports, objections or undercuts."""
        shape, nodes = self._shaped(table)
        if shape == "claim":
            return Item(shape, nodes)
        misplaced = self._taken_out(table, nodes, CLAIM.keys)
        if shape == "ref":
            return Item(shape, nodes, misplaced)
        self._report(misplaced, BESIDE_PREMISES, f", from line {table.start.line + 1} on")
        return Item(shape, nodes)

    def premise(self, table: Table) -> Item:
        """Return one of several linked premises."""
        shape, nodes = self._shaped(table)
        self._report(self._taken_out(table, nodes, STEP.keys), IN_A_PREMISE)
        self._report(self._taken_out(table, nodes, ("premises",)), NO_NESTING)
        misplaced = self._taken_out(table, nodes, CLAIM.keys) if shape == "ref" else None
        return Item(shape, nodes, misplaced)

    def report_beside_ref(self, misplaced: Misplaced | None, line: int | None) -> None:
        """Report keys beside a `ref`, given the line where its claim is defined, if anywhere."""
        self._report(misplaced, BESIDE_REF, f", in line {line}" if line else "")

    def _shaped(self, table: Table) -> tuple[str, dict[str, Node]]:
        """Return the shape of an item and the nodes of its known keys."""
        nodes = self.values.present(table, ITEM) or {}
        if "claim" in nodes and "ref" not in nodes and "premises" not in nodes:
            return "claim", nodes  # as nearly always
        shapes = [shape for shape in SHAPES if shape in nodes]
        if not shapes:
            return self._shape_of_none(table, nodes), nodes
        kept = shapes[0] if len(shapes) == 1 or shapes[0] == "claim" else "premises"
        if len(shapes) > 1:
            sentence = f'An item has one of "claim", "ref" and "premises", not several: delete all but "{kept}".'
            self.findings.error("wrong-item", table, sentence)
        for shape in shapes:
            if shape != kept:
                self.findings.lose(nodes.pop(shape))
        return kept, nodes

    def _shape_of_none(self, table: Table, nodes: dict[str, Node]) -> str:
        """Report an item that says neither what it claims nor what it refers to; return what it is read as."""
        empty = next((shape for shape in SHAPES if shape in table.values), None)
        if empty:
            self.findings.error("empty-field", table.mark(empty), empty_field(empty))
        elif table.values.keys() <= ITEM.keys.keys():
            sentence = 'An item needs "claim", "ref" or "premises": add the one that is meant.'
            self.findings.error("missing-key", table, sentence)
        if any(key in nodes for key in CLAIM.keys):
            return "claim"
        self.findings.lose(table)
        return ""

    def _taken_out(
        self, table: Table, nodes: dict[str, Node], keys: Collection[str]
    ) -> Misplaced | None:
        """Leave out keys that have no place in an item; return those that are written in it."""
        if nodes.keys().isdisjoint(keys):
            return None
        found = tuple(key for key in nodes if key in keys)
        for key in found:
            self.findings.lose(nodes.pop(key))
        written = tuple(key for key in found if key in table.values)
        return Misplaced(written, table.mark(written[0])) if written else None

    def _report(self, misplaced: Misplaced | None, sentence: str, where: str = "") -> None:
        if misplaced:
            keys = " and ".join(f'"{key}"' for key in misplaced.keys)
            self.findings.error("misplaced-key", misplaced.mark, sentence.format(keys, where))


def as_table(node: Node) -> Table | None:
    """Return an item with keys; nothing for a bare sentence, even if an unquoted ": " has made a table of it."""
    if not isinstance(node, Table):
        return None
    if len(node.values) == 1 and sentence_with_colon(node):
        (key,) = node.values
        if key not in ITEM.keys and not identifiers.nearest(key, SHAPES):
            return None
    return node
