"""Edits in words."""

import pytest

from argmap.edits import values as v
from argmap.edits.wording import describe, shortened
from argmap.model import Evidence
from tests.edits.sample import FINDING, QUOTE, debate

TOLD = [
    (v.AddClaim(role="thesis", sentence="New."), "added a thesis: “New.”"),
    (
        v.AddClaim(role="support", target="old", sentence="New."),
        "added a support of “Claim old holds.”: “New.”",
    ),
    (
        v.AddClaim(role="objection", target="old", sentence="New."),
        "added an objection to “Claim old holds.”: “New.”",
    ),
    (
        v.AddClaim(role="undercut", target="old>keep", sentence="New."),
        "added an undercut of the step old>keep: “New.”",
    ),
    (
        v.AddClaim(role="premise", target="old>keep", sentence="New."),
        "added a premise of the step old>keep: “New.”",
    ),
    (
        v.ReviseClaim(claim="old", sentence="New.", note=""),
        "revised the sentence and note of “Claim old holds.”",
    ),
    (v.ReviseClaim(claim="old"), "revised nothing of “Claim old holds.”"),
    (
        v.MoveClaim(claim="old", role="support", target="cut"),
        "moved “Claim old holds.”: now a support of “Claim cut holds.”",
    ),
    (
        v.ReuseClaim(claim="old", role="support", target="cut"),
        "reused “Claim old holds.” as a support of “Claim cut holds.”",
    ),
    (
        v.EndReuse(claim="wages", step="wages>cut"),
        "ended the reuse of “Claim wages holds.” in wages>cut",
    ),
    (v.TurnStep(step="old>keep"), "turned the step old>keep between support and objection"),
    (
        v.WeighStep(step="old>keep", relevance=0.5, scheme="sign"),
        "set the relevance and scheme of the step old>keep",
    ),
    (v.RetireClaim(claim="old"), "retired “Claim old holds.” with its branch"),
    (
        v.SetStance(claim="old", viewpoint="ours", stance=0.7),
        "set the stance of Ours on “Claim old holds.”: leans",
    ),
    (
        v.SetStance(claim="old", viewpoint="ours", stance=None),
        "made Ours silent on “Claim old holds.”",
    ),
    (
        v.AddEvidence(claim="old", evidence=FINDING),
        "added evidence from “A paper” to “Claim old holds.”",
    ),
    (
        v.ReviseEvidence(claim="jobs", old=QUOTE, new=FINDING),
        "revised evidence of “Claim jobs holds.”",
    ),
    (
        v.RemoveEvidence(claim="jobs", evidence=QUOTE),
        "took evidence from “A report” away from “Claim jobs holds.”",
    ),
    (v.AddSource(title="New"), "added the source “New”"),
    (v.ReviseSource(source="paper", title="New"), "revised the title of the source “A paper”"),
    (v.RemoveSource(source="spare"), "removed the source “A spare one”"),
    (v.AddEvent(date="1999", text="New."), "added the event of 1999: “New.”"),
    (
        v.ReviseEvent(old_date="1996", old_text="It began.", text="x"),
        "revised the event of 1996: “It began.”",
    ),
    (v.RemoveEvent(date="1996", text="It began."), "removed the event of 1996: “It began.”"),
    (v.AddViewpoint(name="New", summary="x"), "added the viewpoint “New”"),
    (v.ReviseViewpoint(viewpoint="ours", holders=()), "revised the holders of the viewpoint Ours"),
    (v.RemoveViewpoint(viewpoint="ours"), "removed the viewpoint Ours"),
    (
        v.ReviseDebate(title="x", checked=""),
        "revised the title and date of the last check of the debate",
    ),
    (v.Together(edits=()), "changed nothing"),
    (v.Together(edits=(v.RetireClaim(claim="old"),)), "retired “Claim old holds.” with its branch"),
    (
        v.Together(edits=(v.RetireClaim(claim="old"), v.TurnStep(step="a>b"))),
        "retired “Claim old holds.” with its branch, and 1 more change",
    ),
    (
        v.Together(edits=(v.AddSource(title="x"), v.AddClaim(role="thesis", sentence="New."))),
        "added a thesis: “New.”",
    ),
]


@pytest.mark.parametrize(("edit", "words"), TOLD)
def test_an_edit_is_told_in_words(edit: v.Edit, words: str) -> None:
    assert describe(edit, debate()) == words


def test_every_type_of_edit_is_told() -> None:
    assert {type(edit) for edit, _ in TOLD} == {*v.SINGLES, v.Together}


def test_what_is_not_there_is_told_by_its_id() -> None:
    edit = v.AddEvidence(claim="nothing", evidence=Evidence(source="nowhere", quote="x"))
    assert describe(edit, debate()) == 'added evidence from "nowhere" to "nothing"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "“short”"),
        ("two\n  lines", "“two lines”"),
        ("", "“”"),
        ("word " * 30, f"“{'word ' * 15}word …”"),
        ("x" * 90, f"“{'x' * 80} …”"),
        (f"{'x' * 70}, and so on and on", f"“{'x' * 70}, and so …”"),
        (f"{'x' * 76}, and so on", f"“{'x' * 76} …”"),
    ],
)
def test_a_long_sentence_is_cut_at_a_word(text: str, expected: str) -> None:
    assert shortened(text) == expected
