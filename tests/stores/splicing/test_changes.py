from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.edits.applying import apply
from argmap.edits.values import RemoveViewpoint
from argmap.model import Debate, walk_steps
from argmap.stores import yaml_reader
from argmap.stores.parsing import Event
from argmap.stores.splicing import splice, splice_bytes, syntax
from argmap.stores.splicing.syntax import Branch, Leaf
from argmap.views import View
from tests.stores.splicing.changes import change
from tests.stores.splicing.texts import (
    FILES,
    GOOD,
    SHIPPED,
    STYLES,
    lost_comments,
    read,
    seeded,
    spliced,
    text_of,
)
from tests.strategies import debates

SEED = 20261122
slow = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def rounds(file: Path) -> int:
    """Return how often a file is tried: the large ones take their time."""
    return 1 if file.stat().st_size > 20_000 else 8


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_text_without_changes_stays_as_it_is(file: Path) -> None:
    text = text_of(file)
    assert splice(text, read(text), read(text)) == text


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_a_byte_order_mark_stays_and_none_comes(file: Path) -> None:
    data = file.read_bytes()
    before = read(text_of(file))
    made = splice_bytes(data, before, change(before, seeded(SEED)))
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_tree_of_what_was_read_is_the_one_that_is_parsed(file: Path) -> None:
    text = text_of(file)
    events: list[Event] = []
    yaml_reader.read_text(text, id="a", syntax=events)
    made = syntax.of_events(text, events)
    assert made
    if "\\" not in text:  # what holds escapes is not remembered
        assert told(made.root) == told(syntax.parse(text).root)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_any_change_is_read_back(file: Path) -> None:
    text = text_of(file)
    before = read(text)
    for number in range(rounds(file)):
        chance = seeded(SEED, file.name, number)
        after = change(before, chance)
        made = spliced(text, before, after)
        for _ in range(4):  # what several people have done meanwhile
            after = change(after, chance)
        spliced(text, before, after)
        assert made


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_no_comment_is_lost_unless_a_claim_is(file: Path) -> None:
    text = text_of(file)
    before = read(text)
    for number in range(25):
        after = change(before, seeded(SEED, file.name, number))
        if _keeps_all(before, after):
            assert not lost_comments(text, spliced(text, before, after), before, after)


def _keeps_all(before: Debate, after: Debate) -> bool:
    """True when nothing goes away as a whole, with which its comments may go: no record, no list, no word of one."""
    return _parts(before) <= _parts(after)


def _parts(debate: Debate) -> set[object]:
    found: set[object] = {*debate.claims, *debate.tags, *debate.authors, *debate.events}
    found |= {("view", id, *one.holders) for id, one in debate.viewpoints.items()}
    found |= {("source", id) for id in debate.sources}
    for claim in debate.claims.values():
        found |= {(claim.id, key) for key in ("supports", "objections") if getattr(claim, key)}
        found |= {(claim.id, one) for one in (*claim.evidence, *claim.tags, *claim.stances)}
        for step in walk_steps(claim.steps):
            found.add((frozenset(step.claims), bool(step.undercuts), bool(step.scheme)))
            found.add((frozenset(step.claims), step.relevance == 1))
    return found


@pytest.mark.parametrize("file", [*STYLES, *GOOD, *SHIPPED[:3]], ids=lambda file: file.name)
def test_five_changes_one_after_another_and_all_the_way_back(file: Path) -> None:
    chance = seeded(SEED, file.name)
    text = text_of(file)
    states = [read(text)]
    for _ in range(5):
        text = spliced(text, states[-1], change(states[-1], chance))
        states.append(read(text))
    for earlier in reversed(states[:-1]):
        text = spliced(text, read(text), earlier)


@slow
@given(one=debates(), other=debates(), chance=st.randoms(use_true_random=False))
def test_any_debate_becomes_any_other(one: Debate, other: Debate, chance: Random) -> None:
    text = formats.TEXTS["yaml"](one, View())
    spliced(text, read(text), replace(other, id="test"))
    spliced(text, read(text), change(read(text), chance))


def test_a_branch_of_a_hundred_levels_goes_and_comes_back() -> None:
    (file,) = (file for file in GOOD if file.name == "hundred-levels.yaml")
    text = text_of(file)
    whole = read(text)
    top = replace(whole.claims[whole.theses[0]], supports=(), objections=())
    bare = replace(whole, theses=(top.id,), claims={top.id: top})
    short = spliced(text, whole, bare)
    assert len(short.splitlines()) < 12
    spliced(short, read(short), whole)


WRAPPED = """\
title: T
question: Q?
viewpoints:
  a: {name: A, summary: s}
  b: {name: B, summary: s}
  c: {name: C, summary: s}
  d: {name: D, summary: s}
claims:
  - id: x
    claim: X.
    stances: {a: accepts, b: rejects,
      c: open,   d: leans}
  - id: y
    claim: Y.
    stances: {a: accepts, b: rejects, c: open, # why
      d: leans}
  - id: z
    claim: Z.
    stances: {a: accepts, b: rejects
      , c: open, d: leans}
"""


@pytest.mark.parametrize("gone", [*"abcd", "ab", "bc", "ac", "cd"])
def test_no_line_between_brackets_comes_to_end_in_blanks(gone: str) -> None:
    before = read(WRAPPED)
    after = before
    for viewpoint in gone:
        after = apply(after, RemoveViewpoint(viewpoint=viewpoint))
    made = spliced(WRAPPED, before, after)
    assert [line for line in made.splitlines() if line != line.rstrip()] == []


def told(node: Leaf | Branch) -> object:
    """Return all that a node is."""
    if isinstance(node, Leaf):
        return node.start, node.end, node.style, node.value
    own = (node.start, node.end, node.level, node.is_table, node.is_flow, node.is_odd)
    return own, [told(key) for key in node.keys], [told(value) for value in node.values]


@given(debate=debates())
@slow
def test_a_tree_of_any_text_is_the_one_that_is_parsed(debate: Debate) -> None:
    text = formats.TEXTS["yaml"](debate, View())
    events: list[Event] = []
    yaml_reader.read(text.encode(), id=debate.id, syntax=events)
    made = syntax.of_events(text, events)
    assert made
    if "\\" not in text:  # what holds escapes is not remembered
        assert told(made.root) == told(syntax.parse(text).root)
