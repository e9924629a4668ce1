"""Texts of debates for tests of splicing, and what a splice must do with every one of them."""

from collections import Counter
from pathlib import Path

from argmap.model import Debate, Step, walk_steps
from argmap.stores import characters, yaml_reader
from argmap.stores.splicing import splice
from argmap.stores.splicing.syntax import Branch, Leaf, Node, Tree, content_end, parse

ROOT = Path(__file__).parent.parent.parent.parent
STYLES = sorted((ROOT / "tests" / "debates" / "styles").glob("*.yaml"))
GOOD = sorted((ROOT / "tests" / "debates" / "good").glob("*.yaml"))
SHIPPED = sorted((ROOT / "debates").glob("*.yaml"))
FILES = [*STYLES, *GOOD, *SHIPPED]


def text_of(file: Path) -> str:
    text, _ = characters.decode(file.read_bytes())
    assert text is not None
    return text


def read(text: str) -> Debate:
    debate = yaml_reader.read_text(text, id="test").debate
    assert debate is not None
    return debate


def spliced(text: str, before: Debate, after: Debate) -> str:
    """Return the spliced text, which must say what it should, in the order in which it should."""
    made = splice(text, before, after)
    found = read(made)
    assert found == after
    assert list(found.viewpoints) == list(after.viewpoints)
    assert list(found.sources) == list(after.sources)
    assert ("\r\n" in text) == ("\r\n" in made)
    assert made.endswith("\n") == text.endswith("\n")
    return made


def lost_lines(text: str, made: str, before: Debate, after: Debate) -> list[str]:
    """Return the lines of claims that are not concerned and do not stand in the new text, in their order."""
    left = iter(made.split("\n"))
    tree = parse(text if text.endswith("\n") else text + "\n")
    still = _unconcerned(before, after)
    return [
        line for line in _lines_of(tree, before, still) if not any(line == other for other in left)
    ]


def lost_comments(text: str, made: str, before: Debate, after: Debate) -> Counter[str]:
    """Return the comments that are gone, though no claim and no record is."""
    if before.claims.keys() - after.claims.keys():
        return Counter()
    return _comments(text) - _comments(made)


def _comments(text: str) -> Counter[str]:
    tree = parse(text if text.endswith("\n") else text + "\n")
    found: Counter[str] = Counter()
    end = 0
    for leaf in _leaves(tree.root):
        found.update(_comments_in(text[end : leaf.start]))
        end = leaf.end
    found.update(_comments_in(text[end:]))
    return found


def _comments_in(gap: str) -> list[str]:
    return ["#" + line.partition("#")[2].strip() for line in gap.split("\n") if "#" in line]


def _leaves(node: Node) -> list[Leaf]:
    if isinstance(node, Leaf):
        return [node]
    parts = [*node.keys, *node.values]
    found = [leaf for part in parts for leaf in _leaves(part)]
    return sorted(found, key=lambda leaf: leaf.start)


def _unconcerned(before: Debate, after: Debate) -> set[str]:
    """Return the claims that stay as and where they are, with all steps around them."""
    was, now = _places(before), _places(after)
    same = {
        id
        for id, claim in before.claims.items()
        if id in after.claims
        and claim == after.claims[id]
        and claim.has_written_id >= after.claims[id].has_written_id
        and was[id] == now.get(id)
    }
    found: set[str] = set()
    for id in before.claims:  # parents come before their children
        parent = was[id][0]
        if id in same and (not parent or parent in found or _keeps_order(before, after, parent)):
            found.add(id)
    return found if _follows(before.theses, after.theses) else set()


def _keeps_order(before: Debate, after: Debate, parent: str) -> bool:
    return (
        parent in after.claims
        and all(
            _follows(
                _premises(getattr(before.claims[parent], key)),
                _premises(getattr(after.claims[parent], key)),
            )
            for key in ("supports", "objections")
        )
        and _places(before)[parent] == _places(after).get(parent)
    )


def _premises(steps: tuple[Step, ...]) -> tuple[object, ...]:
    return tuple(step.claims for step in steps)


def _follows(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    both = set(before) & set(after)
    return [one for one in before if one in both] == [one for one in after if one in both]


def _places(debate: Debate) -> dict[str, tuple[str, object]]:
    """Return for every claim its parent and the step that defines it, with those around the step."""
    found: dict[str, tuple[str, object]] = {id: ("", None) for id in debate.theses}
    for id, claim in debate.claims.items():
        for top in claim.steps:
            for step in walk_steps((top,)):
                for premise in step.premises:
                    if not premise.is_reuse:
                        found[premise.claim] = (id, top)
    return found


def _lines_of(tree: Tree, debate: Debate, claims: set[str]) -> list[str]:
    """Return the lines that hold nothing but keys of some claims."""
    items = {tree.offset(claim.mark): id for id, claim in debate.claims.items() if claim.mark}
    lines: dict[int, set[str]] = {}
    for start, id in items.items():
        place = tree.item(debate.claims[id].mark)
        end = content_end(place.node)
        first, last = tree.line(start), tree.line(end)
        for line in range(first, last + 1):
            lines.setdefault(line, set()).add(id)
    inner = {line: _innermost(tree, owners, debate) for line, owners in lines.items()}
    rows = tree.text.split("\n")
    return [
        rows[line - 1]
        for line in sorted(inner)
        if inner[line] <= claims and rows[line - 1].strip() and "#" not in rows[line - 1]
    ]


def _innermost(tree: Tree, owners: set[str], debate: Debate) -> set[str]:
    """Return the claims of a line; those that begin above it and have others in it are left out only in blocks."""
    marks = [debate.claims[id].mark for id in owners]
    last = max(mark for mark in marks if mark)
    place = tree.item(last)
    if place.branch.is_flow or (isinstance(place.node, Branch) and place.node.is_flow):
        return owners
    return {id for id in owners if debate.claims[id].mark == last}
