"""Splicing: a text changed so that it says another debate, all other lines as they are."""

from collections.abc import Sequence

from argmap.errors import Unspliceable
from argmap.model import Debate
from argmap.recent import Recent
from argmap.stores import characters, yaml_reader
from argmap.stores.parsing import Event
from argmap.stores.splicing import opening, sections, syntax
from argmap.stores.splicing.items import ItemFitter
from argmap.stores.splicing.matching import changed, match
from argmap.stores.splicing.patches import Patches
from argmap.stores.splicing.planning import Planner
from argmap.stores.splicing.syntax import Tree
from argmap.stores.splicing.writing import NeedsBlock

TOO_DEEP = "Too many claims move inside each other at once: make the change in several parts."
TOO_NARROW = "What is to stand in these brackets needs lines: write the list with dashes first."


MEMORY = 2_000_000
"""Characters of texts whose trees are kept: who has changed a debate is likely to change it again."""

_trees: Recent[Tree] = Recent(MEMORY, weigh=lambda tree: len(tree.text))


def remember(data: bytes, events: Sequence[Event]) -> None:
    """Keep the tree of a file that was just read without an error, made of what has been read."""
    text, _ = characters.decode(data)
    # The reader has put its own in the place of values with escapes.
    if text and text.endswith("\n") and "\\" not in text:
        with yaml_reader.without_collections():
            tree = syntax.of_events(text, events)
        if tree:
            _trees.put(text, tree)


def splice(text: str, before: Debate, after: Debate) -> str:
    """Return the text with the fewest changes that make it say `after`.

    `before` is what the text says now, with its marks. Comments, blank lines and the manner of writing stay wherever
    nothing is to be said anew. Raises Unspliceable, with the line and the reason, for what cannot be done safely.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    has_end = text.endswith("\n")
    whole = text if has_end else text + newline
    try:
        with yaml_reader.without_collections():
            spliced = _spliced(whole, newline, before, after)
    except RecursionError as wrong:
        raise Unspliceable(TOO_DEEP, 1) from wrong
    return spliced if has_end else spliced.removesuffix(newline)


def splice_bytes(data: bytes, before: Debate, after: Debate) -> bytes:
    """Return the bytes of a file with the fewest changes that make it say `after`; a byte-order mark stays."""
    text, problem = characters.decode(data)
    if text is None:
        raise Unspliceable(problem.sentence if problem else "The file is no text.", 1)
    mark = data[: len(data) - len(text.encode())]
    return mark + splice(text, before, after).encode()


def _spliced(text: str, newline: str, before: Debate, after: Debate) -> str:
    """Return the text with its patches; brackets that have no room for them are opened first."""
    while True:
        patches = Patches(text, newline)
        fitter = ItemFitter(_trees.get(text) or syntax.parse(text), patches)
        try:
            return _patched(fitter, before, after)
        except NeedsBlock as needs:
            text = opening.opened(fitter.tree, needs.branch, fitter.manner_of(needs.branch))
            line = fitter.tree.line(needs.branch.start)
        reading = yaml_reader.read_text(text, id=before.id)
        if reading.debate != before:
            raise Unspliceable(TOO_NARROW, line)
        before = reading.debate


def _patched(fitter: ItemFitter, before: Debate, after: Debate) -> str:
    sections.fit(fitter, before, after)
    planner = Planner(before, after, match(before, after), fitter)
    planner.claims(changed(before, after))
    return fitter.patches.whole()
