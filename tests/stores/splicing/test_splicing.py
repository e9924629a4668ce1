"""What a splice writes, word for word."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from argmap.edits import applying
from argmap.edits import values as v
from argmap.model import Evidence
from argmap.stores.splicing import splice
from tests.corpus import FRAME
from tests.stores.splicing.texts import read

LAST = "  - {id: last, claim: Last., stances: {one: accepts, two: rejects}}\n"


def changed(claims: str, *edits: v.Single, head: str = FRAME) -> str:
    """Return the claims of a text after edits, which must read as they should."""
    text = f"{head}claims:\n{claims}{LAST}"
    before = read(text)
    after = before
    for edit in edits:
        after = applying.apply(after, edit)
    made = splice(text, before, after)
    assert read(made) == after
    assert made.startswith(f"{head}claims:\n")
    assert made.endswith(LAST)
    return made.removeprefix(f"{head}claims:\n").removesuffix(LAST)


def support(sentence: str, target: str, **more: object) -> v.AddClaim:
    return v.AddClaim(role="support", sentence=sentence, target=target, id="new", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "edit", "expected"),
    [
        (  # a bare sentence becomes a claim with keys; no id is written that nobody asks for
            "  - A.\n",
            support("B.", "a"),
            "  - claim: A.\n    supports:\n      - id: new\n        claim: B.\n",
        ),
        (  # a revised one keeps its id
            "  - A.  # why\n",
            v.ReviseClaim(claim="a", sentence="Another A."),
            "  - id: a\n    claim: Another A.  # why\n",
        ),
        (  # in the manner of its neighbors
            "  -   id: a\n      claim: A.\n      supports:\n      -   B.\n",
            support("C: c.", "a"),
            (
                "  -   id: a\n      claim: A.\n      supports:\n      -   B.\n"
                '      -   id: new\n          claim: "C: c."\n'
            ),
        ),
        (  # before comments that belong to no item
            "  - id: a\n    claim: A.\n    supports:\n      - B.\n      # more to come\n",
            support("C.", "a"),
            (
                "  - id: a\n    claim: A.\n    supports:\n      - B.\n"
                "      - id: new\n        claim: C.\n      # more to come\n"
            ),
        ),
        (  # between brackets
            "  - {id: a, claim: A., supports: [B.]}\n",
            support("C, c.", "a"),
            '  - {id: a, claim: A., supports: [B., {id: new, claim: "C, c."}]}\n',
        ),
        (  # below an empty key, whose comment stays
            "  - id: a\n    claim: A.\n    supports:  # none yet\n",
            support("B.", "a"),
            "  - id: a\n    claim: A.\n    supports:  # none yet\n      - id: new\n        claim: B.\n",
        ),
        (  # in place of an empty list
            "  - id: a\n    supports: []  # none yet\n    claim: A.\n",
            support("B.", "a"),
            "  - id: a\n    supports:  # none yet\n      - id: new\n        claim: B.\n    claim: A.\n",
        ),
        (  # with blank lines where its neighbors have them
            "  - id: a\n    claim: A.\n    supports:\n      - B.\n\n      - C.\n",
            support("D.", "a"),
            (
                "  - id: a\n    claim: A.\n    supports:\n      - B.\n\n      - C.\n\n"
                "      - id: new\n        claim: D.\n"
            ),
        ),
        (  # keys in their places
            "  - id: a\n    claim: A.\n    objections:\n      - B.\n",
            v.ReviseClaim(claim="a", note="One.\n\n- two", tags=("x", "a, b")),
            (
                "  - id: a\n    claim: A.\n    note: |\n      One.\n\n      - two\n"
                '    tags: [x, "a, b"]\n    objections:\n      - B.\n'
            ),
        ),
        (  # the last item takes its key away
            "  - id: a\n    claim: A.\n    # why\n    supports:\n      # this\n      - id: b\n        claim: B.\n",
            v.RetireClaim(claim="b"),
            "  - id: a\n    claim: A.\n",
        ),
        (  # another key takes the place beside the dash
            "  - supports:\n      - id: b\n        claim: B.\n    # about A\n    claim: A.\n    id: a\n",
            v.RetireClaim(claim="b"),
            "  - # about A\n    claim: A.\n    id: a\n",
        ),
        (  # one premise becomes two, and keeps its words and remarks
            (
                "  - id: a\n    claim: A.\n    supports:\n      # this\n      - claim: 'B.'  # that\n"
                "        relevance: .5  # half\n"
            ),
            v.AddClaim(role="premise", sentence="C.", target="b>a", id="new"),
            (
                "  - id: a\n    claim: A.\n    supports:\n      # this\n      - premises:\n"
                "          - claim: 'B.'  # that\n          - id: new\n            claim: C.\n"
                "        relevance: .5  # half\n"
            ),
        ),
        (  # a move takes comments along
            (
                "  - id: a\n    claim: A.\n    supports:\n      # this\n      - id: b  # that\n"
                "        claim: >\n          B\n          b.\n        # there\n  - id: c\n    claim: C.\n"
            ),
            v.MoveClaim(claim="b", role="thesis", at=0),
            (
                "  # this\n  - id: b  # that\n    claim: >\n      B\n      b.\n    # there\n"
                "  - id: a\n    claim: A.\n  - id: c\n    claim: C.\n"
            ),
        ),
        (  # from lines into brackets: the brackets are opened
            "  - {id: a, claim: A., supports: [B.]}\n  - id: c\n    claim: C.  # see\n",
            v.MoveClaim(claim="c", role="support", target="a"),
            "  - id: a\n    claim: A.\n    supports:\n      - B.\n      - id: c\n        claim: C.  # see\n",
        ),
        (
            "  - id: a\n    claim: A.\n    stances: {one: accepts}  # so far\n",
            v.SetStance(claim="a", viewpoint="two", stance=0.3),
            "  - id: a\n    claim: A.\n    stances: {one: accepts, two: 0.3}  # so far\n",
        ),
        (
            "  - id: a\n    claim: A.\n    stances:\n      one: accepts  # so far\n",
            v.SetStance(claim="a", viewpoint="one", stance=None),
            "  - id: a\n    claim: A.\n",
        ),
    ],
)
def test_an_edit_changes_few_lines(claims: str, edit: v.Single, expected: str) -> None:
    assert changed(claims, edit) == expected


TEXTS: list[tuple[str, str, str]] = [
    ("One.", "Two.", "Two."),
    ("One.", "Two: three.", '"Two: three."'),
    ("One.", 'He said "no: no".', "'He said \"no: no\".'"),
    ("'One.'", "It's.", "'It''s.'"),
    ('"One."', "Plain.", '"Plain."'),
    ("One.  # why", "Two.", "Two.  # why"),
    ("One.  # why", "Two\nlines.", "|  # why\n      Two\n      lines."),
    ('"One.\\nTwo."', "One.\nThree.", '"One.\\nThree."'),
    ("|\n      One.\n\n      Two.", "One.\n\nThree.", "|\n      One.\n\n      Three."),
    ("|-  # why\n      One.", "Two.\nThree.", "|-  # why\n      Two.\n      Three."),
    ("|2\n        One.\n      Two.", "Three.\nTwo.", "|2\n      Three.\n      Two."),
    (
        ">-\n      One two three four five six\n      seven eight nine ten.",
        "One two three four five six seven eight, nine and ten.",
        ">-\n      One two three four five six\n      seven eight, nine and ten.",
    ),
    (
        ">\n      One\n      two.\n\n      Three\n      four.",
        "One\ntwo.\nThree four.",
        ">\n      One\n\n      two.\n\n      Three\n      four.",
    ),
    (">\n      One\n      two.", "One\n  - two.", "|\n      One\n        - two."),
    (
        "One two three four five six\n      seven eight nine ten.",
        "One two three four five six and seven eight nine ten.",
        "One two three four five six\n      and seven eight nine ten.",
    ),
    (
        "'One two three\n      four.'",
        "It's one two three four.",
        "'It''s one two three four.'",
    ),
]


@pytest.mark.parametrize(("old", "text", "new"), TEXTS)
def test_a_changed_text_keeps_its_style(old: str, text: str, new: str) -> None:
    claims = "  - id: a\n    claim: A.\n    note: {}\n    tags: [x]\n"
    made = changed(claims.format(old), v.ReviseClaim(claim="a", note=text))
    assert made == claims.format(new)


SOURCE = "sources:\n  s: {title: S, url: 'https://example.org'}\n"


def test_evidence_is_revised_in_its_place() -> None:
    claims = (
        "  - id: a\n    claim: A.\n    evidence:\n      - at: p. 1  # where\n        source: s\n"
        "        quote: old\n      - source: s\n        quote: other\n"
    )
    old = Evidence(source="s", quote="old", at="p. 1")
    edit = v.ReviseEvidence(claim="a", old=old, new=replace(old, quote="new", finding="Found."))
    expected = claims.replace("quote: old\n", "quote: new\n        finding: Found.\n")
    assert changed(claims, edit, head=FRAME + SOURCE) == expected


def made_of(text: str, edits: Iterable[v.Single]) -> str:
    before = read(text)
    after = before
    for edit in edits:
        after = applying.apply(after, edit)
    return splice(text, before, after)


def test_a_new_section_stands_in_its_place() -> None:
    text = f"{FRAME}\nclaims:\n{LAST}"
    edits: list[v.Single] = [
        v.AddSource(title="S", url="https://example.org", id="s"),
        v.ReviseDebate(tags=("a",)),
    ]
    assert made_of(text, edits) == (
        FRAME.replace("viewpoints:", "tags: [a]\nviewpoints:")
        + '\nsources:\n  s:\n    title: S\n    url: "https://example.org"\n'.replace('"', "")
        + f"\nclaims:\n{LAST}"
    )


def test_new_lines_end_as_those_of_the_file() -> None:
    text = f"{FRAME}claims:\n  - A.\n{LAST}".replace("\n", "\r\n")
    made = made_of(text, [support("B.", "a", note="One\ntwo."), v.ReviseClaim(claim="a", note="x")])
    assert made.count("\r\n") == made.count("\n")
    assert read(made).claims["new"].note == "One\ntwo."


def test_a_last_line_without_line_end_stays_so() -> None:
    text = f"{FRAME}claims:\n{LAST}  - A."
    assert made_of(text, [v.AddClaim(role="thesis", sentence="B.", id="b")]) == (
        f"{FRAME}claims:\n{LAST}  - A.\n  - id: b\n    claim: B."
    )
    assert made_of(text, [v.RetireClaim(claim="a")]) == f"{FRAME}claims:\n{LAST}".rstrip("\n")
