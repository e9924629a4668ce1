from collections.abc import Callable
from dataclasses import replace

import pytest

from argmap.errors import Unspliceable
from argmap.model import Claim, Debate, Premise, Step
from argmap.stores.splicing import splice, splice_bytes
from tests.corpus import FRAME
from tests.stores.splicing.texts import read

Change = Callable[[Debate], Debate]
LAST = "  - {id: last, claim: Last., stances: {one: accepts, two: rejects}}\n"


def with_claim(debate: Debate, id: str, **fields: object) -> Debate:
    claim = replace(debate.claims[id], **fields)  # type: ignore[arg-type]  # fields of a claim
    return replace(debate, claims={**debate.claims, id: claim})


def revise(id: str, text: str) -> Change:
    return lambda debate: with_claim(debate, id, text=text, has_written_id=True)


def note(id: str, text: str) -> Change:
    return lambda debate: with_claim(debate, id, note=text)


def tag(id: str) -> Change:
    return lambda debate: with_claim(debate, id, tags=(*debate.claims[id].tags, "new"))


def add_support(id: str) -> Change:
    def change(debate: Debate) -> Debate:
        step = Step(kind="support", premises=(Premise("new"),))
        claims = {**debate.claims, "new": Claim(id="new", text="New.")}
        supports = (*debate.claims[id].supports, step)
        return with_claim(replace(debate, claims=claims), id, supports=supports)

    return change


def link(id: str) -> Change:
    """Join a new premise to the only support of a claim."""

    def change(debate: Debate) -> Debate:
        (step,) = debate.claims[id].supports
        step = replace(step, premises=(*step.premises, Premise("new")))
        claims = {**debate.claims, "new": Claim(id="new", text="New.")}
        return with_claim(replace(debate, claims=claims), id, supports=(step,))

    return change


REFUSED: list[tuple[str, Change, str, int]] = [
    ("  - {id: a, claim: A.}\n  - &b B.\n", revise("b", "New."), "An anchor", 8),
    ("  - {id: a, claim: A.}\n  - !b B.\n", revise("b", "New."), "a tag", 8),
    ("  - {id: a, claim: A.}\n  - ? [a]\n    : b\n", revise("a", "New."), "not written here", 8),
    ("  - id: a\n    claim: A.\n    tags: one\n", tag("a"), '"tags" is no list', 9),
    ("  - id: a\n    claim: [A.]\n", revise("a", "New."), '"claim" is no text', 8),
    ("  - id: a\n    claim: A.\n    supports: {claim: B.}\n", add_support("a"), "no list", 9),
    ("  - id: a\n    claim: A.\n    note: B\n    note: C\n", note("a", "New."), "twice", 10),
    (
        "  - id: a\n    claim: A.\n    note:\n      # here\n",
        note("a", "X\nY"),
        "comment stands below",
        9,
    ),
    (
        "  - id: a\n    claim: A.\n    supports:\n      - B: no.\n",
        link("a"),
        "cannot be read",
        10,
    ),
    (
        "  - id: a\n    claim: A.\n    supports:\n      - claim: B.\n        notes: Lost.\n",
        link("a"),
        '"notes" has no place',
        11,
    ),
    ("  - {id: a, claim: A.}\n", revise("a", "A\x07 bell."), "control character", 7),
    ("  - {id: a, claim: A.}\n", revise("a", " Blank. "), "begins or ends with a blank", 7),
    ("  - {id: a, claim: A.}\n", revise("a", "Two\nlines."), "write it as one line", 7),
]


@pytest.mark.parametrize(("claims", "change", "reason", "line"), REFUSED)
def test_what_cannot_be_done_safely_is_refused(
    claims: str, change: Change, reason: str, line: int
) -> None:
    text = f"{FRAME}claims:\n{claims}{LAST}"
    before = read(text)
    with pytest.raises(Unspliceable, match=reason) as refusal:
        splice(text, before, change(before))
    assert refusal.value.line == line


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("title: [\n", "no YAML", 2),
        ("title: a: b\n", "no YAML", 1),
        ("- a\n- b\n", "not one table", 1),
        ("", "not one table", 1),
    ],
)
def test_a_text_that_is_no_debate_is_refused(text: str, reason: str, line: int) -> None:
    debate = read(f"{FRAME}claims:\n{LAST}")
    with pytest.raises(Unspliceable, match=reason) as refusal:
        splice(text, debate, debate)
    assert refusal.value.line == line


def test_bytes_that_are_no_text_are_refused() -> None:
    debate = read(f"{FRAME}claims:\n{LAST}")
    with pytest.raises(Unspliceable, match="UTF-8"):
        splice_bytes(b"title: \xff\n", debate, debate)


def test_a_debate_that_is_not_from_the_text_is_refused() -> None:
    text = f"{FRAME}claims:\n  - A.\n{LAST}"
    other = read(f"# A line more.\n{text}")
    with pytest.raises(Unspliceable, match="not written here"):
        splice(text, other, replace(other, theses=other.theses[::-1]))


def test_a_debate_without_marks_is_refused() -> None:
    text = f"{FRAME}claims:\n  - A.\n{LAST}"
    before = read(text)
    claims = {id: replace(claim, mark=None) for id, claim in before.claims.items()}
    bare = replace(before, claims=claims)
    with pytest.raises(Unspliceable, match="not written here"):
        splice(text, bare, replace(bare, theses=bare.theses[::-1]))


@pytest.mark.parametrize(
    ("claims", "change"),
    [
        (
            "  - id: a\n    claim: A.\n    tags: *b\n  - &b B.\n  - !c\n    claim: C.\n",
            note("a", "New."),
        ),
        ("  - id: a\n    claim: A.\n    note: B\n    note: C\n", revise("a", "New.")),
        ("  - id: a\n    clam: No.\n    claim: A.\n", add_support("a")),
        ("  - id: a\n    claim: A.\n  - B: no.\n  -\n  - ref: c\n", add_support("a")),
        ("  - id: a\n    claim: A.\n    relevance: 0.5\n", note("a", "New.")),
    ],
)
def test_faults_elsewhere_do_not_stop_an_edit(claims: str, change: Change) -> None:
    text = f"{FRAME}claims:\n{claims}{LAST}"
    before = read(text)
    after = change(before)
    assert read(splice(text, before, after)) == after
