"""Edits in words."""

import pytest

from argmap.edits import values as v
from argmap.edits.wording import describe, imperative, shortened
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
        "added an undercut of the step from “Claim old holds.” to “Claim keep holds.”: “New.”",
    ),
    (
        v.AddClaim(role="premise", target="old>keep", sentence="New."),
        "added a premise of the step from “Claim old holds.” to “Claim keep holds.”: “New.”",
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
        "ended the reuse of “Claim wages holds.” as an objection to “Claim cut holds.”",
    ),
    (
        v.TurnStep(step="old>keep"),
        "turned “Claim old holds.” from an objection into a support of “Claim keep holds.”",
    ),
    (
        v.TurnStep(step="trade+farms>cut"),
        (
            "turned “Claim trade holds.” and “Claim farms holds.” from a support into an objection to "
            "“Claim cut holds.”"
        ),
    ),
    (
        v.WeighStep(step="old>keep", relevance=0.5, scheme="sign"),
        "set the relevance and scheme of “Claim old holds.” for “Claim keep holds.” to 0.5 and “sign”",
    ),
    (
        v.WeighStep(step="late>(jobs>cut)", scheme=""),
        (
            "set the scheme of “Claim late holds.” for the step from “Claim jobs holds.” to "
            "“Claim cut holds.” to none"
        ),
    ),
    (
        v.AddClaim(role="undercut", target="late>(jobs>cut)", sentence="New."),
        (
            "added an undercut of the undercut “Claim late holds.” of the step from “Claim jobs holds.” "
            "to “Claim cut holds.”: “New.”"
        ),
    ),
    (v.RetireClaim(claim="old"), "retired “Claim old holds.” with its branch"),
    (
        v.SetStance(claim="old", viewpoint="ours", stance=0.7),
        "set the stance of Ours on “Claim old holds.”: leans (0.7)",
    ),
    (
        v.SetStance(claim="old", viewpoint="ours", stance=0.75),
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


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            v.AddEvidence(claim="nothing", evidence=Evidence(source="nowhere", quote="x")),
            'added evidence from "nowhere" to "nothing"',
        ),
        (
            v.TurnStep(step="nothing>cut"),
            'turned the step "nothing>cut" between support and objection',
        ),
        (
            v.WeighStep(step="nothing>cut", relevance=0.4),
            'set the relevance of the step "nothing>cut" to 0.4',
        ),
        (
            v.EndReuse(claim="old", step="nothing>cut"),
            'ended the reuse of “Claim old holds.” in the step "nothing>cut"',
        ),
        (
            v.MoveClaim(claim="old", role="undercut", target="nothing>cut"),
            'moved “Claim old holds.”: now an undercut of the step "nothing>cut"',
        ),
    ],
)
def test_what_is_not_there_is_told_by_its_id(edit: v.Single, words: str) -> None:
    assert describe(edit, debate()) == words


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


@pytest.mark.parametrize("edit", [edit for edit, _ in TOLD], ids=lambda edit: type(edit).__name__)
def test_what_somebody_asks_for_is_told_in_the_present(edit: v.Edit) -> None:
    verb, _, rest = describe(edit, debate()).partition(" ")
    assert imperative(f"{verb} {rest}").endswith(f" {rest}")
    assert not imperative(verb).endswith("ed")
    assert imperative(verb) in ("set", verb.removesuffix("d"), verb.removesuffix("ed"), "make")
