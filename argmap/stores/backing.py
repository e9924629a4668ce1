"""Backing: what stands behind a claim, the stances of viewpoints and the evidence, from nodes to values."""

from typing import Any

from argmap import identifiers
from argmap.model import STANCES, Evidence
from argmap.schema import EVIDENCE
from argmap.stores.findings import did_you_mean
from argmap.stores.names import Names
from argmap.stores.nodes import Node, Table, is_empty, mark
from argmap.stores.values import Values

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
        for name, (key, value) in node.entries.items():
            viewpoint = self.viewpoints.resolve(name, key)
            stance = self._stance(value)
            if viewpoint is None:
                continue
            if stance is None:
                self.viewpoints.meant.add(viewpoint)
            else:
                found[viewpoint] = stance
        return found

    def _stance(self, node: Node) -> float | None:
        if is_empty(node):
            self.values.findings.error(
                "empty-field", node, f"This stance has no value: {STANCE_FORMS}."
            )
            return None
        written = self.values.word(node, "stance")
        if written in STANCES:
            return STANCES[written]
        if not written or written[0].isdigit() or written[0] in "+-.":
            return self.values.share(node, "stance")
        hint = did_you_mean(identifiers.nearest(written, STANCES))
        sentence = f'"{written}" is no stance: {STANCE_FORMS}.{hint}'
        self.values.findings.error("unknown-stance", node, sentence)
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
        id = self.sources.resolve(source, nodes["source"]) if source else None
        fields: dict[str, Any] = self.values.simple(nodes, EVIDENCE)
        return Evidence(source=id, mark=mark(node), **fields) if id else None

    def _require_content(self, node: Node, nodes: dict[str, Node]) -> None:
        """Report evidence that has neither a quotation nor a finding."""
        if "quote" in nodes or "finding" in nodes or not isinstance(node, Table):
            return
        empty = next(
            (node.entries[key][0] for key in ("quote", "finding") if key in node.entries), None
        )
        if empty is not None:
            self.values.findings.error(
                "empty-field", empty, f'"{empty.value}" has no value: write one.'
            )
        else:
            self.values.findings.error(
                "missing-key", node, 'Evidence needs the key "quote" or "finding": add one.'
            )
