"""JSON: a text to the same nodes as YAML."""

from argmap.problems import Problem
from argmap.stores import yaml_nodes
from argmap.stores.nodes import Node


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    """Return the node of the document, if it is JSON at all, and what is wrong with it as JSON."""
    return yaml_nodes.parse(text)
