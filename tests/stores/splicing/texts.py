"""Texts of debates for tests of splicing, and what a splice must do with every one of them."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple

from argmap.model import Debate, Step
from argmap.stores import characters, yaml_reader
from argmap.stores.splicing import splice
from argmap.stores.splicing.syntax import Branch, Leaf, Node, Tree, content_end, parse

ROOT = Path(__file__).parent.parent.parent.parent
STYLES = sorted((ROOT / "tests" / "debates" / "styles").glob("*.yaml"))
GOOD = sorted((ROOT / "tests" / "debates" / "good").glob("*.yaml"))
SHIPPED = sorted((ROOT / "debates").glob("*.yaml"))
FILES = [*STYLES, *GOOD, *SHIPPED]


def seeded(*words: object) -> Random:
    """Return chances that come again with the same words, which are printed for whoever sees a failure."""
    seed = " ".join(map(str, words))
    print(f"seed: {seed}")  # noqa: T201
    return Random(seed)  # noqa: S311 - nothing secret about a test


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


class _Spot(NamedTuple):
    """Where a claim is defined: below which claim, through which steps, the last of which defines it."""

    parent: str
    way: tuple[tuple[str, tuple[str, ...]], ...]
    step: Step | None


def _unconcerned(before: Debate, after: Debate) -> set[str]:
    """Return the claims that stay as and where they are, with the steps that they stand in."""
    was, now = _spots(before), _spots(after)
    anchored: set[str] = {""} if _follows(before.theses, after.theses) else set()
    for id in before.claims:  # parents come before their children
        spot = was[id]
        is_there = id in now and spot[:2] == now[id][:2]
        if is_there and spot.parent in anchored and _keeps_order(before, after, spot):
            anchored.add(id)
    return {
        id
        for id in anchored - {""}
        if before.claims[id] == after.claims[id]
        and before.claims[id].has_written_id >= after.claims[id].has_written_id
        and was[id].step == now[id].step
    }


def _keeps_order(before: Debate, after: Debate, spot: _Spot) -> bool:
    """True when no list around a claim is put in another order; one with undercuts of its own is not looked into."""
    if not spot.parent:
        return True
    if len(spot.way) > 1:
        return spot.step is not None and before.claims[spot.parent] == after.claims[spot.parent]
    one, other = before.claims[spot.parent], after.claims[spot.parent]
    return all(
        _follows(_premises(getattr(one, key)), _premises(getattr(other, key)))
        for key in ("supports", "objections")
    )


def _premises(steps: tuple[Step, ...]) -> tuple[object, ...]:
    return tuple(step.claims for step in steps)


def _follows(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    both = set(before) & set(after)
    return [one for one in before if one in both] == [one for one in after if one in both]


def _spots(debate: Debate) -> dict[str, _Spot]:
    found = dict.fromkeys(debate.theses, _Spot("", (), None))
    for id, claim in debate.claims.items():
        pending: list[tuple[tuple[tuple[str, tuple[str, ...]], ...], Step]] = [
            ((), step) for step in claim.steps
        ]
        for above, step in pending:
            way = (*above, (step.kind, step.claims))
            pending.extend((way, undercut) for undercut in step.undercuts)
            found |= {
                premise.claim: _Spot(id, way, step)
                for premise in step.premises
                if not premise.is_reuse
            }
    return found


def _lines_of(tree: Tree, debate: Debate, claims: set[str]) -> list[str]:
    """Return the lines that hold nothing but keys of some claims; between brackets all share a line."""
    owners: dict[int, set[str]] = {}
    marks = {id: claim.mark for id, claim in debate.claims.items() if claim.mark}
    for id, mark in sorted(marks.items(), key=lambda each: each[1]):
        place = tree.item(mark)
        is_flow = isinstance(place.node, Branch) and place.node.is_flow
        for line in range(mark.line, tree.line(content_end(place.node)) + 1):
            if place.branch.is_flow:
                owners.setdefault(line, set()).add("")
            elif is_flow and line != mark.line:
                owners[line].add(id)
            else:
                owners[line] = {id}
    rows = tree.text.split("\n")
    return [
        rows[line - 1]
        for line in sorted(owners)
        if owners[line] <= claims and rows[line - 1].strip() and "#" not in rows[line - 1]
    ]
