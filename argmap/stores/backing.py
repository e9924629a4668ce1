"""Backing: what stands behind a claim, the stances of viewpoints and the evidence, from nodes to values."""

from typing import Any

from argmap import identifiers
from argmap.model import STANCES, Evidence
from argmap.schema import EVIDENCE
from argmap.stores.findings import did_you_mean
from argmap.stores.names import Names
from argmap.stores.nodes import Node, Scalar, Table, is_empty, mark
from argmap.stores.values import Values, empty_field

STANCE_FORMS = f"write {', '.join(STANCES)} or a number from 0 to 1"


class Backing:
    """Reads stances and evidence; remembers which viewpoints and sources a file has mentioned at all."""

    def __init__(self, values: Values, *, viewpoints: Names, sources: Names) -> None:
        self.values = values
        self.viewpoints = viewpoints
        self.sources = sources

    def stances(self, node: Node) -> dict[str, float]:
        """Return the stances on a claim by viewpoint."""
        if not isinstance(node, Table):
            self.values.wrong_type(
                node, '"stances" is a table of viewpoints, such as {residents: rejects}.'
            )
            return {}
        found: dict[str, float] = {}
        for name, value in node.values.items():
            viewpoint = self.viewpoints.find(name)
            if viewpoint is None:
                self.viewpoints.resolve(name, node.mark(name))
            stance = STANCES.get(value.value) if isinstance(value, Scalar) else None
            if stance is None:
                stance = self._stance(value)
            if viewpoint is not None and stance is not None:
                found[viewpoint] = stance
            elif viewpoint is not None:
                self.viewpoints.meant.add(viewpoint)
        return found

    def _stance(self, node: Node) -> float | None:
        """Return a stance that is no bare word; report what is none at all."""
        findings = self.values.findings
        if is_empty(node):
            findings.error("empty-field", node, f"This stance has no value: {STANCE_FORMS}.")
            return None
        written = self.values.word(node, "stance")
        if written in STANCES:
            return STANCES[written]
        if not written or written[0].isdigit() or written[0] in "+-.":
            return self.values.share(node, "stance")
        hint = did_you_mean(identifiers.near(written, STANCES))
        findings.error("unknown-stance", node, f'"{written}" is no stance: {STANCE_FORMS}.{hint}')
        return None

    def evidence(self, node: Node) -> tuple[Evidence, ...]:
        """Return the evidence for a claim; what names an unknown source is left out."""
        found = (self._item(item) for item in self.values.items(node, "evidence"))
        return tuple(evidence for evidence in found if evidence)

    def _item(self, node: Node) -> Evidence | None:
        nodes = self.values.present(node, EVIDENCE)
        if nodes is None:
            return None
        self._require_content(node, nodes)
        source = self.values.word(nodes["source"], "source") if "source" in nodes else ""
        self.values.findings.has_lost |= not source
        id = self.sources.resolve(source, mark(nodes["source"])) if source else None
        fields: dict[str, Any] = self.values.simple(nodes, EVIDENCE)
        return Evidence(source=id, mark=mark(node), **fields) if id else None

    def _require_content(self, node: Node, nodes: dict[str, Node]) -> None:
        """Report evidence that has neither a quotation nor a finding."""
        if "quote" in nodes or "finding" in nodes or not isinstance(node, Table):
            return
        empty = next((key for key in ("quote", "finding") if key in node.values), None)
        if empty:
            self.values.findings.error("empty-field", node.mark(empty), empty_field(empty))
        else:
            sentence = 'Evidence needs the key "quote" or "finding": add one.'
            self.values.findings.error("missing-key", node, sentence)
