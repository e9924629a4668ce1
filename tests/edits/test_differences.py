"""What changed in an argument, told for people."""

import re
from copy import deepcopy
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edits import values as v
from argmap.edits.difference import as_lines
from argmap.edits.differences import Difference, differences
from argmap.model import Debate, Evidence
from tests import sketches
from tests.corpus import read_claims
from tests.edits.drawn import edited, grown
from tests.edits.sample import FINDING, QUOTE, after, debate


def told(before: Debate, now: Debate) -> list[str]:
    """Return all lines; a claim that is called after its id stands as that alone."""
    lines = [line for each in differences(before, now) for line in as_lines(each)]
    return [re.sub(r"Claim (\w+) holds\.", r"\1", line) for line in lines]


ADD = v.AddClaim(role="support", target="old", sentence="New.", id="new")

TOLD: list[tuple[tuple[v.Edit, ...], list[str]]] = [
    ((), []),
    ((ADD,), ["+ added a support of “old”: “New.”"]),
    (
        (replace(ADD, role="undercut", target="soon", relevance=0.5, scheme="sign"),),
        ["+ added an undercut of the undercut “soon” (relevance 0.5, scheme sign): “New.”"],
    ),
    (
        (replace(ADD, role="premise", target="late"),),
        ["+ added an undercut of the support of “cut” from “jobs”, together with “late”: “New.”"],
    ),
    ((replace(ADD, role="thesis", target=""),), ["+ added a thesis: “New.”"]),
    (
        (
            ADD,
            replace(ADD, target="new", id="below"),
            replace(ADD, role="undercut", target="new>old", id="cut-2"),
        ),
        ["+ added a support of “old”: “New.”, with 2 claims below it"],
    ),
    (
        (v.RetireClaim(claim="keep"),),
        ["- removed a thesis: “keep”, with 1 claim below it"],
    ),
    (
        (v.RetireClaim(claim="farms"),),
        ["- removed a support of “cut”, together with “trade”: “farms”, with 1 claim below it"],
    ),
    (
        (v.MoveClaim(claim="jobs", role="objection", target="keep"),),
        [
            "> moved “jobs”, with 4 claims below it: from a support of “cut” to an objection to “keep”"
        ],
    ),
    (
        (v.MoveClaim(claim="wages", role="thesis"),),
        ["> moved “wages”, with 1 claim below it: from a support of “jobs” to a thesis"],
    ),
    (
        (v.MoveClaim(claim="trade", role="undercut", target="old>keep"),),
        [
            (
                "> moved “trade”: from a support of “cut”, together with “farms” "
                "to an undercut of the objection to “keep” from “old”"
            ),
        ],
    ),
    (
        (v.MoveClaim(claim="safety", role="premise", target="wages>cut"),),
        [
            "> moved “safety”: from an objection to “cut” to an objection to “cut”, together with “wages”"
        ],
    ),
    (
        (v.MoveClaim(claim="keep", role="thesis", at=0),),
        ["> moved “keep” within the theses: from 2 of 2 to 1 of 2"],
    ),
    (
        (v.MoveClaim(claim="jobs", role="support", target="cut"),),
        ["> moved “trade” within the supports of “cut”: from 2 of 2 to 1 of 2"],
    ),
    (
        (v.MoveClaim(claim="farms", role="premise", target="trade>cut", at=0),),
        ["> moved “farms” within the premises of the support of “cut”: from 2 of 2 to 1 of 2"],
    ),
    (
        (v.ReuseClaim(claim="old", role="support", target="cut", relevance=0.5),),
        ["+ reused “old” as a support of “cut” (relevance 0.5)"],
    ),
    (
        (v.ReuseClaim(claim="old", role="premise", target="safety>cut"),),
        ["+ reused “old” as an objection to “cut”, together with “safety”"],
    ),
    (
        (v.EndReuse(claim="jobs", step="jobs>(old>keep)"),),
        ["- ended the reuse of “jobs” as an undercut of the objection to “keep” from “old”"],
    ),
    (
        (v.TurnStep(step="jobs>cut"),),
        ["~ turned a support into the objection to “cut” from “jobs”"],
    ),
    (
        (v.WeighStep(step="trade+farms>cut", relevance=0.25, scheme="sign"),),
        [
            "~ changed the relevance of the support of “cut” from “trade” and “farms”: 1 → 0.25",
            "~ added the scheme of the support of “cut” from “trade” and “farms”: sign",
        ],
    ),
    (
        (
            v.ReviseClaim(
                claim="jobs", sentence="Claim jobs stands.", note="", tags=("work", "new")
            ),
        ),
        [
            "~ changed the sentence of “Claim jobs stands.”: jobs → Claim jobs stands.",
            "~ removed the note of “Claim jobs stands.”: A note.",
            "~ changed the tags of “Claim jobs stands.”:",
            "    work{+",
            "    new+}",
        ],
    ),
    (
        (
            v.SetStance(claim="jobs", viewpoint="ours", stance=0.7),
            v.SetStance(claim="jobs", viewpoint="theirs", stance=None),
            v.SetStance(claim="old", viewpoint="ours", stance=0.25),
        ),
        [
            "~ changed the stance of Ours on “jobs”: accepts → leans (0.7)",
            "~ removed the stance of Theirs on “jobs”: rejects",
            "~ added the stance of Ours on “old”: doubts",
        ],
    ),
    (
        (v.AddEvidence(claim="jobs", evidence=FINDING),),
        ["~ added evidence of “jobs”: A paper: It was measured."],
    ),
    (
        (v.ReviseEvidence(claim="jobs", old=QUOTE, new=replace(QUOTE, quote="It was so.")),),
        [
            "~ changed evidence of “jobs”: A report, p. 3: “It is so.” → A report, p. 3: “It was so.”"
        ],
    ),
    (
        (v.ReviseSource(source="paper", author="", date="2002"),),
        [
            "~ removed the author of the source “A paper”: A. Uthor",
            "~ changed the date of the source “A paper”: 2001-05 → 2002",
        ],
    ),
    (
        (v.AddSource(title="New"), v.RemoveSource(source="spare")),
        ["+ added the source “New”", "- removed the source “A spare one”"],
    ),
    (
        (v.AddEvent(date="1999", text="New."), v.RemoveEvent(date="1996", text="It began.")),
        ["+ added the event of 1999, “New.”", "- removed the event of 1996, “It began.”"],
    ),
    (
        (v.ReviseEvent(old_date="1996", old_text="It began.", date="1997", source=""),),
        [
            "~ changed the date of the event of 1997, “It began.”: 1996 → 1997",
            "~ removed the source of the event of 1997, “It began.”: paper",
        ],
    ),
    (
        (
            v.AddViewpoint(name="Third", summary="x"),
            v.SetStance(claim="old", viewpoint="third", stance=1.0),
        ),
        ["+ added the viewpoint “Third”, with stances on 1 claim"],
    ),
    (
        (v.ReviseViewpoint(viewpoint="ours", holders=()),),
        ["~ removed the holders of the viewpoint “Ours”: We"],
    ),
    (
        (v.ReviseDebate(title="Other", checked="2026-03-31"),),
        [
            "~ changed the title of the debate: A sketch → Other",
            "~ added the date of the last check of the debate: 2026-03-31",
        ],
    ),
]


@pytest.mark.parametrize(("edits", "lines"), TOLD)
def test_a_change_is_told_as_what_it_is(edits: tuple[v.Edit, ...], lines: list[str]) -> None:
    assert told(debate(), after(*edits)) == lines


@pytest.mark.parametrize("edits", [edits for edits, _ in TOLD if edits])
def test_the_way_back_is_told_in_as_few_words(edits: tuple[v.Edit, ...]) -> None:
    there, back = differences(debate(), after(*edits)), differences(after(*edits), debate())
    opposite = {"added": "removed", "removed": "added", "moved": "moved", "changed": "changed"}
    assert sorted(opposite[each.kind] for each in there) == sorted(each.kind for each in back)
    assert sorted(each.count for each in there) == sorted(each.count for each in back)


def test_a_long_text_is_told_by_what_changed_in_it_and_what_stands_beside() -> None:
    note = f"{'Before that, much was said. ' * 5}It is so.{' After that, more was said.' * 5}"
    before = after(v.ReviseClaim(claim="old", note=note))
    now = after(v.ReviseClaim(claim="old", note=note.replace("is so", "was so")), of=before)
    assert told(before, now) == [
        "~ changed the note of “old”:",
        "    … said. Before that, much was said. It [-is-]{+was+} so. After that, more was said. After …",
    ]


def test_a_difference_has_its_parts_for_pages() -> None:
    (found,) = differences(
        debate(), after(v.ReviseClaim(claim="old", sentence="Claim old stands."))
    )
    assert found == Difference(
        kind="changed",
        about="claim",
        id="old",
        words="Claim old stands.",
        field="sentence",
        old="Claim old holds.",
        new="Claim old stands.",
        claim="old",
    )
    assert found.spans == (
        ("Claim old ", "same"),
        ("holds", "gone"),
        ("stands", "new"),
        (".", "same"),
    )


def test_a_step_is_named_by_its_place_now() -> None:
    (found,) = differences(debate(), after(v.TurnStep(step="jobs>cut")))
    assert (found.about, found.id, found.claim) == ("step", "jobs>cut", "jobs")


def test_a_removed_viewpoint_takes_its_stances_along_as_one_difference() -> None:
    before = after(v.AddViewpoint(name="Third", summary="x"))
    assert told(before, after(v.RemoveViewpoint(viewpoint="ours"), of=before)) == [
        "- removed the viewpoint “Ours”, with stances on 1 claim",
    ]


def test_orders_of_records_are_told() -> None:
    before = debate()
    now = replace(
        before,
        viewpoints=dict(reversed(list(before.viewpoints.items()))),
        sources=dict(reversed(list(before.sources.items()))),
        events=before.events[::-1],
    )
    assert told(before, now) == [
        "> moved the viewpoint “Theirs” within the viewpoints: from 2 of 2 to 1 of 2",
        "> moved the source “A spare one” within the sources: from 3 of 3 to 1 of 3",
        "> moved the source “A paper” within the sources: from 2 of 3 to 2 of 3",
        "~ changed the order of the events of the debate:",
        "    [-1996",
        "    -]2001-05-06{+",
        "    1996+}",
    ]


def test_an_order_of_evidence_is_told() -> None:
    before = after(v.AddEvidence(claim="jobs", evidence=FINDING))
    jobs = replace(before.claims["jobs"], evidence=(FINDING, QUOTE))
    now = replace(before, claims={**before.claims, "jobs": jobs})
    (found,) = differences(before, now)
    assert (found.field, found.old, found.new) == (
        "order of the evidence",
        "A report\nA paper",
        "A paper\nA report",
    )


def test_a_branch_that_went_where_another_came_from_is_not_lost_among_them() -> None:
    now = after(
        v.MoveClaim(claim="safety", role="support", target="old"),
        replace(ADD, role="premise", target="safety>old"),
        v.ReviseClaim(claim="safety", note="x"),
    )
    assert told(debate(), now) == [
        "+ added a support of “old”, together with “safety”: “New.”",
        "> moved “safety”: from an objection to “cut” to a support of “old”, together with “New.”",
        "~ added the note of “safety”: x",
    ]


def test_a_claim_defined_where_it_was_reused_is_told() -> None:
    before = sketches.debate("a\n  + x\nb\n  - @x")
    now = sketches.debate("a\n  + @x\nb\n  - x")
    assert told(before, now) == [
        "> moved “x”: from a support of “a” to an objection to “b”",
        "+ reused “x” as a support of “a”",
        "- ended the reuse of “x” as an objection to “b”",
    ]


BARE = """\
  - id: t
    claim: The thesis.
    supports:
      - claim: Wages rise where a base closes.
        supports: [They rose on Guam.]
      - Wages fall where a base closes.
"""


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "claim: Wages rise where",
            "claim: Wages often rise where",
            [
                (
                    "~ changed the id of “Wages often rise where a base closes.”: "
                    "wages-rise-where-a-base-closes → wages-often-rise-where-a-base-closes"
                ),
                (
                    "~ changed the sentence of “Wages often rise where a base closes.”: "
                    "Wages rise where a base closes. → Wages often rise where a base closes."
                ),
            ],
        ),
        (
            "- Wages fall where a base closes.",
            "- Nothing follows.",
            [
                "+ added a support of “The thesis.”: “Nothing follows.”",
                "- removed a support of “The thesis.”: “Wages fall where a base closes.”",
            ],
        ),
        ("id: t", "id: thesis", ["~ changed the id of “The thesis.”: t → thesis"]),
        (
            "id: t\n    claim: The thesis.",
            "id: u\n    claim: The theses.",
            [
                "+ added a thesis: “The theses.”",
                (
                    "> moved “Wages rise where a base closes.”, with 1 claim below it: "
                    "from a support of “The thesis.” to a support of “The theses.”"
                ),
                (
                    "> moved “Wages fall where a base closes.”: "
                    "from a support of “The thesis.” to a support of “The theses.”"
                ),
                "- removed a thesis: “The thesis.”",
            ],
        ),
    ],
)
def test_a_claim_whose_id_changed_by_hand_is_known_where_it_says_nearly_the_same(
    old: str, new: str, lines: list[str]
) -> None:
    assert old in BARE
    before, now = read_claims(BARE).debate, read_claims(BARE.replace(old, new)).debate
    assert before is not None
    assert now is not None
    assert told(before, now) == lines


def test_names_that_are_not_there_are_told_by_their_ids() -> None:
    broken = replace(
        debate(),
        claims={
            "cut": replace(
                debate().claims["cut"],
                stances={"gone": 1.0},
                evidence=(Evidence(source="gone", quote="x"),),
            )
        },
    )
    assert told(replace(debate(), claims={"cut": debate().claims["cut"]}), broken) == [
        "~ added the stance of gone on “cut”: accepts",
        "~ added evidence of “cut”: gone: “x”",
    ]


seeds = st.integers(0, 2**32).map(Random)


@settings(max_examples=40, deadline=None)
@given(chance=seeds)
def test_there_are_differences_wherever_two_debates_differ(chance: Random) -> None:
    before = grown(chance)
    now = edited(before, chance, times=3)
    is_same = now == before and list(now.sources) == list(before.sources)
    assert (differences(before, now) == ()) == is_same
    assert differences(deepcopy(before), now) == differences(before, now)
    assert all(as_lines(each) and each.sentence for each in differences(now, before))


@settings(max_examples=40, deadline=None)
@given(chance=seeds)
def test_any_two_debates_can_be_compared(chance: Random) -> None:
    one, other = grown(chance), grown(chance)
    assert [as_lines(each) for each in differences(one, other)] != [] or one == other
    assert differences(one, deepcopy(one)) == ()
