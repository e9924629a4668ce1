"""What two people make of one debate, brought together."""

from collections.abc import Callable
from copy import deepcopy
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edits import values as v
from argmap.edits.applying import apply
from argmap.edits.merging import merge
from argmap.errors import Clash, EditClash, EditRefused, NotFound
from argmap.model import Debate, Evidence
from tests import sketches
from tests.edits.cells import cells, changed
from tests.edits.drawn import Drawing, edited, grown
from tests.edits.sample import FINDING, QUOTE, after, debate
from tests.edits.soundness import faults

seeds = st.integers(0, 2**32).map(Random)
often = settings(max_examples=40, deadline=None)


def clash(theirs: v.Edit, mine: v.Edit, of: Debate | None = None) -> EditClash:
    base = debate() if of is None else of
    with pytest.raises(EditClash) as refused:
        merge(base, after(theirs, of=base), after(mine, of=base))
    return refused.value


def merged(theirs: v.Edit, mine: v.Edit, of: Debate | None = None) -> Debate:
    base = debate() if of is None else of
    return merge(base, after(theirs, of=base), after(mine, of=base))


def revised(**values: object) -> v.ReviseClaim:
    return v.ReviseClaim(claim="jobs", **values)  # type: ignore[arg-type]


def stance(value: float | None) -> v.SetStance:
    return v.SetStance(claim="jobs", viewpoint="ours", stance=value)


FIELDS = [
    (
        revised(sentence="Claim jobs stands."),
        revised(sentence="Claim jobs falls."),
        Clash(
            "the sentence of “Claim jobs holds.”",
            *("Claim jobs holds.", "Claim jobs stands.", "Claim jobs falls.", "Claim jobs falls."),
        ),
    ),
    (
        revised(note="Another note."),
        revised(note="A note, too."),
        Clash(
            "the note of “Claim jobs holds.”",
            *("A note.", "Another note.", "A note, too.", "Another note, too."),
        ),
    ),
    (
        stance(0.5),
        stance(None),
        Clash("what “Ours” holds of “Claim jobs holds.”", "1", "0.5", "", ""),
    ),
    (
        v.WeighStep(step="jobs>cut", relevance=0.5),
        v.WeighStep(step="jobs>cut", relevance=0.25),
        Clash("the relevance of the step from “Claim jobs holds.”", "1", "0.5", "0.25", "0.25"),
    ),
    (
        v.WeighStep(step="soon", scheme="sign"),
        v.WeighStep(step="soon", scheme="analogy"),
        Clash("the scheme of the step from “Claim soon holds.”", "", "sign", "analogy", "analogy"),
    ),
    (
        v.ReviseSource(source="paper", date="2002"),
        v.ReviseSource(source="paper", date="2003"),
        Clash("the date of the source “A paper”", "2001-05", "2002", "2003", "2003"),
    ),
    (
        v.ReviseViewpoint(viewpoint="ours", holders=("We", "You")),
        v.ReviseViewpoint(viewpoint="ours", holders=("They",)),
        Clash("the holders of the viewpoint “Ours”", "We", "We\nYou", "They", "They\nYou"),
    ),
    (
        v.ReviseDebate(title="A drawing"),
        v.ReviseDebate(title="A sketch, new"),
        Clash("the title", "A sketch", "A drawing", "A sketch, new", "A sketch, new"),
    ),
    (
        v.ReviseEvidence(claim="jobs", old=QUOTE, new=FINDING),
        v.RemoveEvidence(claim="jobs", evidence=QUOTE),
        Clash(
            "the evidence of “Claim jobs holds.”",
            *(
                "report; “It is so.”; p. 3",
                "paper; It was measured.",
                "",
                "paper; It was measured.",
            ),
        ),
    ),
]


@pytest.mark.parametrize(("theirs", "mine", "expected"), FIELDS)
def test_one_field_changed_to_different_values_clashes_and_both_are_named(
    theirs: v.Edit, mine: v.Edit, expected: Clash
) -> None:
    refused = clash(theirs, mine)
    assert refused.clashes == (expected,)
    assert str(refused) == f"Somebody else has changed {expected.what} meanwhile."


GONE = [
    (
        v.RetireClaim(claim="safety"),
        v.ReviseClaim(claim="safety", note="x"),
        "“Claim safety holds.” was taken away meanwhile",
    ),
    (
        v.ReviseClaim(claim="safety", note="x"),
        v.RetireClaim(claim="safety"),
        "“Claim safety holds.” was changed meanwhile",
    ),
    (
        v.RetireClaim(claim="safety"),
        v.AddClaim(role="support", sentence="New.", target="safety"),
        "was taken away meanwhile",
    ),
    (
        v.RetireClaim(claim="safety"),
        v.AddClaim(role="undercut", sentence="New.", target="safety"),
        "was taken away meanwhile",
    ),
    (
        v.RetireClaim(claim="old"),
        v.ReuseClaim(claim="old", role="support", target="cut"),
        '"cut" has a reason "old", and at the same time "old" is taken away',
    ),
    (
        v.ReuseClaim(claim="old", role="support", target="cut"),
        v.RetireClaim(claim="old"),
        '"old" is taken away: make only one',
    ),
    (
        v.EndReuse(claim="trade", step="trade>keep"),
        v.WeighStep(step="trade>keep", relevance=0.5),
        "The step from “Claim trade holds.” was taken away meanwhile",
    ),
    (
        v.WeighStep(step="trade>keep", relevance=0.5),
        v.EndReuse(claim="trade", step="trade>keep"),
        "The step from “Claim trade holds.” was changed meanwhile",
    ),
    (
        v.TurnStep(step="trade>keep"),
        v.EndReuse(claim="trade", step="trade>keep"),
        "The step from “Claim trade holds.” was changed meanwhile",
    ),
    (
        v.EndReuse(claim="trade", step="trade>keep"),
        v.TurnStep(step="trade>keep"),
        "The step from “Claim trade holds.” was taken away meanwhile",
    ),
    (
        v.RemoveSource(source="spare"),
        v.ReviseSource(source="spare", title="x"),
        "The source “A spare one” was taken away meanwhile",
    ),
    (
        v.RemoveSource(source="spare"),
        v.AddEvidence(claim="jobs", evidence=Evidence(source="spare", quote="x")),
        '"jobs" has evidence from "spare"',
    ),
    (
        v.AddEvent(date="1999", text="x", source="spare"),
        v.RemoveSource(source="spare"),
        'The event of 1999 has the source "spare"',
    ),
    (
        v.MoveClaim(claim="old", role="thesis"),
        v.MoveClaim(claim="old", role="support", target="cut"),
        '"old" was moved meanwhile, to another place',
    ),
]


@pytest.mark.parametrize(("theirs", "mine", "sentence"), GONE)
def test_a_change_of_what_the_other_took_away_is_refused(
    theirs: v.Edit, mine: v.Edit, sentence: str
) -> None:
    theirs_first = v.EndReuse(claim="jobs", step="jobs>(old>keep)")
    assert sentence in str(clash(theirs, mine, of=after(theirs_first)))


def test_removals_that_are_each_right_do_not_leave_too_few_viewpoints() -> None:
    base = after(v.AddViewpoint(name="Third", summary="So."))
    refused = clash(
        v.RemoveViewpoint(viewpoint="ours"), v.RemoveViewpoint(viewpoint="theirs"), base
    )
    assert "a debate has at least two" in str(refused)


def test_retirements_that_are_each_right_do_not_leave_a_debate_without_a_thesis() -> None:
    base = sketches.debate("a\nb")
    refused = clash(v.RetireClaim(claim="a"), v.RetireClaim(claim="b"), base)
    assert "a debate needs one" in str(refused)


def test_claims_that_are_moved_below_each_other_are_refused() -> None:
    base = sketches.debate("t\n  + a\n  + b")
    theirs = v.MoveClaim(claim="a", role="support", target="b")
    mine = v.MoveClaim(claim="b", role="support", target="a")
    assert "was moved meanwhile, to another place" in str(clash(theirs, mine, base))


def test_a_step_that_both_sides_empty_is_refused() -> None:
    base = sketches.debate("t\n  + a & @b\n  - b")
    theirs, mine = v.RetireClaim(claim="a"), v.EndReuse(claim="b", step="a+b>t")
    assert "was changed meanwhile" in str(clash(theirs, mine, base))


def test_two_changes_that_make_one_step_of_two_are_refused() -> None:
    base = sketches.debate("t\n  + a & @b\n  - b\ns")
    theirs = v.EndReuse(claim="b", step="a+b>t")
    mine = v.ReuseClaim(claim="a", role="support", target="t")
    assert '"a" stands at this place already, put there meanwhile.' in str(
        clash(theirs, mine, base)
    )


def test_a_stance_of_a_viewpoint_that_was_removed_is_refused() -> None:
    base = after(v.AddViewpoint(name="Third", summary="So."))
    theirs = v.RemoveViewpoint(viewpoint="third")
    mine = v.SetStance(claim="old", viewpoint="third", stance=1.0)
    assert '"old" has a stance of "third", and at the same time' in str(clash(theirs, mine, base))


def test_several_clashes_are_told_together() -> None:
    refused = clash(revised(sentence="One.", note="x"), revised(sentence="Two.", note="y"))
    assert [each.what.split(" of ")[0] for each in refused.clashes] == ["the sentence", "the note"]
    assert "the sentence of “Claim jobs holds.” and the note of" in str(refused)


def test_words_that_do_not_overlap_are_proposed_together() -> None:
    refused = clash(
        revised(note="A first note, and more."), revised(note="A note. Also this."), debate()
    )
    assert refused.clashes[0].proposal in (
        "A first note, and more. Also this.",
        "A note. Also this.",
    )


TOGETHER: list[tuple[v.Edit, v.Edit, Callable[[Debate], object], object]] = [
    (
        revised(note="x"),
        revised(sentence="Y."),
        lambda d: (d.claims["jobs"].note, d.claims["jobs"].text),
        ("x", "Y."),
    ),
    (stance(0.5), stance(0.5), lambda d: d.claims["jobs"].stances["ours"], 0.5),
    (
        v.AddClaim(role="support", sentence="A.", target="old"),
        v.AddClaim(role="support", sentence="B.", target="old"),
        lambda d: [step.claims for step in d.claims["old"].supports],
        [("a",), ("b",)],
    ),
    (
        v.AddClaim(role="support", sentence="A.", target="old", id="new"),
        v.AddClaim(role="objection", sentence="B.", target="cut", id="new"),
        lambda d: (
            d.claims["new"].text,
            d.claims["new-2"].text,
            d.claims["cut"].objections[-1].claims,
        ),
        ("A.", "B.", ("new-2",)),
    ),
    (
        v.AddClaim(role="support", sentence="The same.", target="old"),
        v.AddClaim(role="objection", sentence="The same.", target="cut"),
        lambda d: (d.claims["the-same"].text, d.claims["the-same-2"].text),
        ("The same.", "The same."),
    ),
    (
        v.AddClaim(role="support", sentence="The same.", target="old"),
        v.AddClaim(role="support", sentence="The same.", target="old"),
        lambda d: [step.claims for step in d.claims["old"].supports],
        [("the-same",)],
    ),
    (
        v.AddClaim(role="undercut", sentence="A.", target="jobs>cut"),
        v.TurnStep(step="jobs>cut"),
        lambda d: [step.claims for step in d.claims["cut"].objections[-1].undercuts],
        [("late",), ("a",)],
    ),
    (
        v.AddClaim(role="premise", sentence="A.", target="safety"),
        v.WeighStep(step="safety", relevance=0.5),
        lambda d: [(step.claims, step.relevance) for step in d.claims["cut"].objections],
        [(("safety", "a"), 0.5), (("wages",), 1.0)],
    ),
    (
        v.MoveClaim(claim="safety", role="support", target="keep"),
        v.ReviseClaim(claim="safety", note="x"),
        lambda d: (d.claims["keep"].supports[-1].claims, d.claims["safety"].note),
        (("safety",), "x"),
    ),
    (
        v.MoveClaim(claim="keep", role="thesis", at=0),
        v.AddClaim(role="thesis", sentence="New."),
        lambda d: d.theses,
        ("keep", "cut", "new"),
    ),
    (
        v.AddSource(title="One", id="smith-2001"),
        v.Together(
            edits=(
                v.AddSource(title="Two", id="smith-2001"),
                v.AddEvidence(claim="old", evidence=Evidence(source="smith-2001", quote="So.")),
                v.AddEvent(date="2002", text="It ended.", source="smith-2001"),
            )
        ),
        lambda d: (
            [d.sources[id].title for id in ("smith-2001", "smith-2001-2")],
            d.claims["old"].evidence[0].source,
            d.events[-1].source,
        ),
        (["One", "Two"], "smith-2001-2", "smith-2001-2"),
    ),
    (
        v.AddViewpoint(name="One", summary="x", id="third"),
        v.Together(
            edits=(
                v.AddViewpoint(name="Two", summary="y", id="third"),
                v.SetStance(claim="old", viewpoint="third", stance=0.5),
            )
        ),
        lambda d: (
            d.viewpoints["third"].name,
            d.viewpoints["third-2"].name,
            d.claims["old"].stances,
        ),
        ("One", "Two", {"third-2": 0.5}),
    ),
    (
        v.RetireClaim(claim="safety"),
        v.RetireClaim(claim="safety"),
        lambda d: "safety" in d.claims,
        False,
    ),
    (
        v.RemoveEvent(date="1996", text="It began."),
        v.AddEvent(date="1999", text="It paused."),
        lambda d: [event.date for event in d.events],
        ["1999", "2001-05-06"],
    ),
]


@pytest.mark.parametrize(("theirs", "mine", "seen", "expected"), TOGETHER)
def test_what_does_not_touch_comes_together(
    theirs: v.Edit, mine: v.Edit, seen: Callable[[Debate], object], expected: object
) -> None:
    found = merged(theirs, mine)
    assert seen(found) == expected
    assert faults(found) == []


def test_retiring_a_claim_does_not_clash_with_removing_a_viewpoint_that_it_has_a_stance_of() -> (
    None
):
    base = after(
        v.AddViewpoint(name="Third", summary="So."),
        v.SetStance(claim="safety", viewpoint="third", stance=1.0),
    )
    theirs, mine = v.RetireClaim(claim="safety"), v.RemoveViewpoint(viewpoint="third")
    assert list(merged(theirs, mine, base).viewpoints) == ["ours", "theirs"]
    assert list(merged(mine, theirs, base).viewpoints) == ["ours", "theirs"]


def test_a_file_that_repeats_a_step_already_is_merged_as_it_is() -> None:
    base = sketches.debate("t\n  + a\n  + @a\n  - b\ns")
    theirs = v.AddClaim(role="support", sentence="New.", target="t")
    mine = v.TurnStep(step="b>t")
    supports = [step.claims for step in merged(theirs, mine, base).claims["t"].supports]
    assert supports == [("a",), ("a",), ("new",), ("b",)]


def test_a_claim_that_gets_its_id_written_keeps_what_the_other_changed() -> None:
    reused = v.ReuseClaim(claim="safety", role="support", target="keep")
    theirs = v.SetStance(claim="safety", viewpoint="ours", stance=1.0)
    found = merged(theirs, reused, sketches.debate("cut\n  - safety\nkeep"))
    assert (found.claims["safety"].stances, found.claims["safety"].has_written_id) == (
        {"ours": 1.0},
        True,
    )


def after_some(base: Debate, chance: Random, *, most: int) -> tuple[Debate, list[v.Single]]:
    """Return a debate after some random edits, and those of them that were made."""
    made: list[v.Single] = []
    for _ in range(chance.randint(1, most)):
        edit = Drawing(chance, base).edit()
        try:
            base = apply(base, edit)
        except (EditRefused, NotFound):
            continue
        made.append(edit)
    return base, made


def shares_new_names(base: Debate, one: Debate, other: Debate) -> bool:
    """True when two sides have given the same name to something new."""
    return any(
        (getattr(one, table).keys() & getattr(other, table).keys()) - getattr(base, table).keys()
        for table in ("claims", "sources", "viewpoints")
    )


@often
@given(chance=seeds)
def test_one_side_that_changed_nothing_leaves_the_other_as_it_is(chance: Random) -> None:
    base = grown(chance)
    copy, changed_one = deepcopy(base), edited(base, chance, times=4)
    for before in (base, copy):
        assert merge(before, changed_one, base) == changed_one
        assert merge(before, base, changed_one) == changed_one
        assert list(merge(before, changed_one, base).sources) == list(changed_one.sources)


@often
@given(chance=seeds)
def test_nothing_of_either_side_is_lost_without_a_clash(chance: Random) -> None:
    base = grown(chance)
    theirs, _ = after_some(base, chance, most=3)
    mine, _ = after_some(base, chance, most=3)
    try:
        found = merge(base, theirs, mine)
    except EditClash:
        return
    assert faults(found) == []
    if not shares_new_names(base, theirs, mine):
        whole, wanted = cells(found), {**changed(base, theirs), **changed(base, mine)}
        assert {name: whole.get(name) for name in wanted} == wanted


@often
@given(chance=seeds)
def test_a_merge_says_the_same_as_one_edit_after_the_other(chance: Random) -> None:
    base = grown(chance)
    theirs, made = after_some(base, chance, most=1)
    mine, others = after_some(base, chance, most=1)
    try:
        found = merge(base, theirs, mine)
        one_by_one = [after(*others, of=theirs), after(*made, of=mine)]
    except (EditRefused, NotFound):
        return
    if made != others and not shares_new_names(base, theirs, mine):
        assert [cells(found)] * 2 == [cells(each) for each in one_by_one]
        assert cells(merge(base, mine, theirs)) == cells(found)


@often
@given(chance=seeds)
def test_a_change_is_undone_by_merging_what_was_before_it(chance: Random) -> None:
    before = grown(chance)
    changed_one, _ = after_some(before, chance, most=2)
    assert merge(changed_one, changed_one, before) == before
    assert merge(changed_one, deepcopy(changed_one), before) == before


@pytest.mark.parametrize(
    "edit",
    [
        v.AddClaim(role="undercut", sentence="New.", target="jobs>cut"),
        v.AddClaim(role="premise", sentence="New.", target="safety>cut"),
        v.ReviseClaim(claim="jobs", sentence="Else.", note="", tags=("x",)),
        v.MoveClaim(claim="jobs", role="objection", target="keep"),
        v.MoveClaim(claim="trade", role="undercut", target="safety"),
        v.ReuseClaim(claim="safety", role="premise", target="old"),
        v.EndReuse(claim="wages", step="wages>cut"),
        v.TurnStep(step="jobs>cut"),
        v.WeighStep(step="soon", relevance=0.5, scheme="sign"),
        v.RetireClaim(claim="keep"),
        v.RetireClaim(claim="farms"),
        v.SetStance(claim="jobs", viewpoint="ours", stance=None),
        v.ReviseEvidence(claim="jobs", old=QUOTE, new=FINDING),
        v.RemoveSource(source="spare"),
        v.RemoveEvent(date="1996", text="It began."),
        v.ReviseViewpoint(viewpoint="ours", holders=()),
        v.ReviseDebate(title="Other", tags=("x",)),
    ],
)
def test_a_change_is_undone_with_another_one_after_it(edit: v.Edit) -> None:
    others = (
        v.AddClaim(role="objection", sentence="Meanwhile.", target="late"),
        v.ReviseClaim(claim="prices", note="Meanwhile."),
        v.AddEvent(date="2020", text="Meanwhile."),
    )
    changed_one = after(edit)
    undone = merge(changed_one, after(*others, of=changed_one), debate())
    assert cells(undone) == cells(after(*others))
