"""Manner: how a file indents, so that new lines look like their neighbors."""

from typing import NamedTuple

from argmap.stores.splicing.lines import Lines
from argmap.stores.splicing.syntax import Branch, Node, Tree

DEFAULT_STEP = 2
DEEPEST_STEP = 8
"""Indentation beyond this is an accident, no manner."""


class Manner(NamedTuple):
    """How far the lines below a key, the dashes of its list, and what is behind a dash stand to the right."""

    below: int = DEFAULT_STEP
    dashes: int = DEFAULT_STEP
    gap: int = DEFAULT_STEP


def of_file(tree: Tree, lines: Lines) -> Manner:
    """Return the manner of the first block collections of a file."""
    manner = Manner()
    for key in ("sources", "viewpoints", "events", "claims"):
        place = tree.root.place(key)
        if place is not None:
            manner = _learned(manner, lines, tree.root, place)
    return manner


def around(tree: Tree, lines: Lines, branch: Branch, manner: Manner) -> Manner:
    """Return the manner of a collection: that of its own lists, else of the nearest around it, else the file's."""
    for outer, place in tree.way(branch.start):
        if outer.level >= branch.level:
            break
        manner = _learned(manner, lines, outer, place)
    if branch.is_table:
        for place in range(len(branch.keys)):
            manner = _learned(manner, lines, branch, place)
    return manner


def _learned(manner: Manner, lines: Lines, branch: Branch, place: int) -> Manner:
    """Return a manner with what the value of a key shows, or the item of a list."""
    value = branch.values[place]
    if branch.is_flow or not isinstance(value, Branch) or value.is_flow or value.is_odd:
        return manner
    if not branch.is_table or not value.values:
        return manner
    step = lines.column(value.start) - lines.column(branch.keys[place].start)
    if not 0 <= step <= DEEPEST_STEP:
        return manner
    if value.is_table:
        return manner._replace(below=step) if step else manner
    return manner._replace(dashes=step, gap=_gap(lines, value, manner.gap))


def _gap(lines: Lines, branch: Branch, usual: int) -> int:
    """Return how far the items of a list stand behind their dashes."""
    first: Node = branch.values[0]
    between = lines.text[branch.start + 1 : first.start]
    gap = len(between) + 1
    return gap if between and not between.strip(" ") and gap <= DEEPEST_STEP else usual
