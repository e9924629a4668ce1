"""Edits that are refused, each with what to do instead."""

import re
from dataclasses import replace

import pytest

from argmap.edits import texts
from argmap.edits import values as v
from argmap.edits.applying import apply
from argmap.errors import ArgmapError, EditRefused, NotFound
from argmap.model import Claim, Debate, Evidence, Premise, Step
from argmap.schema import DEEPEST_STEP, MOST_CLAIMS
from tests import sketches
from tests.edits.sample import FINDING, QUOTE, debate

BELL = "a\x07b"
LONG = "x" * (texts.LONGEST_SENTENCE + 1)
SPLIT = "\ud800"


def refusal(edit: v.Edit, of: Debate | None = None) -> str:
    with pytest.raises(ArgmapError) as refused:
        apply(debate() if of is None else of, edit)
    assert isinstance(refused.value, EditRefused | NotFound)
    return str(refused.value)


def added(**values: object) -> v.AddClaim:
    return v.AddClaim(**{"role": "support", "target": "cut", "sentence": "New.", **values})  # type: ignore[arg-type]


UNKNOWN = [
    (added(target="jobz"), 'There is no claim "jobz". Did you mean "jobs"?'),
    (v.ReviseClaim(claim="jobz", note="x"), 'There is no claim "jobz". Did you mean "jobs"?'),
    (v.MoveClaim(claim="saftey", role="thesis"), 'no claim "saftey". Did you mean "safety"?'),
    (
        v.MoveClaim(claim="jobs", role="support", target="kep"),
        'no claim "kep". Did you mean "keep"?',
    ),
    (v.ReuseClaim(claim="jobz", role="support", target="keep"), 'no claim "jobz"'),
    (v.ReuseClaim(claim="jobs", role="support", target="kep"), 'no claim "kep"'),
    (v.RetireClaim(claim="jobz"), 'There is no claim "jobz". Did you mean "jobs"?'),
    (v.EndReuse(claim="jobz", step="wages>cut"), 'There is no claim "jobz"'),
    (v.SetStance(claim="jobz", viewpoint="ours", stance=1.0), 'There is no claim "jobz"'),
    (
        v.SetStance(claim="jobs", viewpoint="hours", stance=1.0),
        'viewpoint "hours". Did you mean "ours"?',
    ),
    (added(stances={"their": 1.0}), 'There is no viewpoint "their". Did you mean "theirs"?'),
    (v.AddEvidence(claim="jobz", evidence=FINDING), 'There is no claim "jobz"'),
    (
        v.AddEvidence(claim="jobs", evidence=Evidence(source="raport", quote="x")),
        'There is no source "raport". Did you mean "report"?',
    ),
    (added(evidence=(Evidence(source="raport", quote="x"),)), 'Did you mean "report"?'),
    (v.ReviseSource(source="raport", title="x"), 'no source "raport". Did you mean "report"?'),
    (v.RemoveSource(source="raport"), 'no source "raport". Did you mean "report"?'),
    (
        v.AddEvent(date="1999", text="x", source="raport"),
        'no source "raport". Did you mean "report"?',
    ),
    (v.ReviseEvent(old_date="1996", old_text="It begun.", date="1997"), 'mean "1996: It began."?'),
    (v.RemoveEvent(date="1997", text="It began."), 'Did you mean "1996: It began."?'),
    (v.ReviseViewpoint(viewpoint="hours", name="x"), 'viewpoint "hours". Did you mean "ours"?'),
    (v.RemoveViewpoint(viewpoint="hours"), 'no viewpoint "hours". Did you mean "ours"?'),
    (v.TurnStep(step="jobs>keep"), 'There is no step "jobs>keep". Did you mean "jobs>(old>keep)"?'),
    (v.TurnStep(step="jobs>cutt"), 'There is no claim "cutt". Did you mean "cut"?'),
    (v.WeighStep(step="late>(jobs>keep)", relevance=0.5), "There is no step"),
    (v.EndReuse(claim="wages", step="jobz"), 'There is no step "jobz"'),
]

TEXTS = [
    (added(sentence=" \n "), "The sentence is empty: write one."),
    (added(sentence=LONG), "The sentence has 1,001 characters; at most 1,000 are kept."),
    (added(sentence=BELL), "control character U+0007 at character 2: delete it."),
    (added(sentence=SPLIT), "control character U+D800"),
    (added(note=BELL), "The note holds the control character"),
    (added(note="x" * 20_001), "The note has 20,001 characters; at most 20,000 are kept."),
    (added(tags=(BELL,)), "The tags holds the control character"),
    (added(tags=tuple(map(str, range(101)))), "There are over 100 tags: keep the telling ones."),
    (added(scheme="x" * 501), "The scheme has 501 characters; at most 500"),
    (v.ReviseClaim(claim="jobs", sentence=""), "The sentence is empty: write one."),
    (v.ReviseClaim(claim="jobs", sentence=LONG), "at most 1,000 are kept."),
    (v.ReviseClaim(claim="jobs", note="x\u2028x"), "control character U+2028"),
    (v.AddEvidence(claim="jobs", evidence=Evidence(source="paper")), "Evidence needs a quotation"),
    (
        v.ReviseEvidence(claim="jobs", old=QUOTE, new=Evidence(source="paper", at="p. 1")),
        "Evidence needs a quotation, or what the source found",
    ),
    (v.AddSource(title=""), "The title is empty: write one."),
    (v.AddSource(title="x" * 501), "The title has 501 characters"),
    (v.ReviseSource(source="paper", title=" "), "The title is empty: write one."),
    (v.AddEvent(date="1999", text=""), "The text of the event is empty: write one."),
    (
        v.ReviseEvent(old_date="1996", old_text="It began.", text=""),
        "The text of the event is empty",
    ),
    (v.AddViewpoint(name="", summary="x"), "The name is empty: write one."),
    (v.AddViewpoint(name="x", summary=""), "The summary is empty: write one."),
    (v.ReviseViewpoint(viewpoint="ours", name=""), "The name is empty: write one."),
    (v.ReviseViewpoint(viewpoint="ours", summary=""), "The summary is empty: write one."),
    (v.ReviseDebate(title=""), "The title is empty: write one."),
    (v.ReviseDebate(question=""), "The question is empty: write one."),
]

VALUES = [
    (added(relevance=1.1), "The relevance is a number from 0 to 1, such as 0.8; 1.1 is none."),
    (added(relevance=float("nan")), "The relevance is a number from 0 to 1"),
    (
        added(stances={"ours": -0.5}),
        "The stance is a number from 0 to 1, such as 0.8; -0.5 is none.",
    ),
    (v.SetStance(claim="jobs", viewpoint="ours", stance=2), "The stance is a number from 0 to 1"),
    (v.WeighStep(step="jobs>cut", relevance=-1), "The relevance is a number from 0 to 1"),
    (v.ReuseClaim(claim="old", role="support", target="cut", relevance=2), "from 0 to 1"),
    (
        added(id="a b"),
        '"a b" is no id: use letters, digits and inner hyphens, at most 80 characters.',
    ),
    (added(id="x" * 81), "is no id: use letters, digits and inner hyphens"),
    (added(id="jobs"), 'The id "jobs" belongs to another claim: choose another.'),
    (v.AddSource(title="x", id="-a"), '"-a" is no id'),
    (v.AddSource(title="x", id="paper"), 'The id "paper" belongs to another source'),
    (v.AddViewpoint(name="x", summary="x", id="a>b"), '"a>b" is no id'),
    (v.AddViewpoint(name="x", summary="x", id="ours"), "belongs to another viewpoint"),
    (v.AddSource(title="x", date="May 2001"), '"May 2001" is no date: write YYYY, YYYY-MM or'),
    (v.AddSource(title="x", date="2001-13"), '"2001-13" is no date'),
    (v.ReviseSource(source="paper", date="2001-02-30"), '"2001-02-30" is no date'),
    (v.AddEvent(date="", text="x"), "The date is empty: write YYYY, YYYY-MM or YYYY-MM-DD."),
    (v.AddEvent(date="soon", text="x"), '"soon" is no date'),
    (v.ReviseEvent(old_date="1996", old_text="It began.", date=""), "The date is empty"),
    (v.ReviseDebate(checked="2026-03"), '"2026-03" is no full day: write YYYY-MM-DD'),
    (v.ReviseDebate(checked="today"), '"today" is no date'),
    (
        v.AddSource(title="x", url="javascript:alert(1)"),
        "is no address of a page: it begins with http",
    ),
    (v.ReviseSource(source="paper", url="https://a b"), "is no address of a page"),
    (v.ReviseDebate(language="English!"), '"English!" is no language: write a language tag'),
]

STRUCTURE = [
    (added(role="thesis"), "A thesis bears on no other claim: name no target."),
    (v.MoveClaim(claim="old", role="thesis", target="cut"), "name no target."),
    (added(target=""), "Name the claim that a support belongs to."),
    (added(role="undercut", target=""), "Name the step that an undercut belongs to."),
    (v.MoveClaim(claim="old", role="premise"), "Name the step that a premise belongs to."),
    (
        added(role="thesis", target="", relevance=0.5),
        "A thesis is in no step: relevance and scheme",
    ),
    (added(role="premise", target="jobs>cut", scheme="x"), "The step is there already: relevance"),
    (added(role="undercut", target="cut"), 'There is no step "cut"'),
    (added(role="undercut", target="jobs>"), "names no step: write PREMISE>TARGET"),
    (added(role="undercut", target="(jobs>cut)"), "names no step"),
    (added(role="undercut", target="x" * 20_001), "this one is too long"),
    (v.WeighStep(step="wages", relevance=0.5), "name one of them: wages>cut, wages>jobs."),
    (v.TurnStep(step="late>(jobs>cut)"), "only supports and objections can be turned."),
    (v.MoveClaim(claim="cut", role="support", target="prices"), "into its own branch"),
    (v.MoveClaim(claim="jobs", role="objection", target="late"), "into its own branch"),
    (v.MoveClaim(claim="jobs", role="undercut", target="jobs>cut"), "into its own branch"),
    (v.MoveClaim(claim="jobs", role="undercut", target="late>(jobs>cut)"), "into its own branch"),
    (v.MoveClaim(claim="jobs", role="support", target="jobs"), "into its own branch"),
    (
        v.MoveClaim(claim="jobs", role="thesis"),
        'is undercut, and a thesis has none of its own: move or retire "late" first.',
    ),
    (
        v.MoveClaim(claim="jobs", role="premise", target="safety>cut"),
        "a premise has none of its own",
    ),
    (
        v.MoveClaim(claim="wages", role="objection", target="cut"),
        '"wages" stands there already, as an objection to "cut".',
    ),
    (
        v.ReuseClaim(claim="jobs", role="thesis", target=""),
        "A thesis is no reuse: move the claim to the top instead.",
    ),
    (
        v.ReuseClaim(claim="jobs", role="support", target="jobs"),
        "no reason for or against itself: choose another target.",
    ),
    (
        v.ReuseClaim(claim="cut", role="premise", target="jobs>cut"),
        "no reason for or against itself: choose another step.",
    ),
    (
        v.ReuseClaim(claim="jobs", role="support", target="cut"),
        '"jobs" stands there already, as a support of "cut".',
    ),
    (
        v.ReuseClaim(claim="trade", role="premise", target="trade+farms>cut"),
        '"trade" is a premise of this step already.',
    ),
    (
        v.ReuseClaim(claim="late", role="undercut", target="jobs>cut"),
        '"late" stands there already, as an undercut of this step.',
    ),
    (
        v.ReuseClaim(claim="jobs", role="premise", target="trade+farms>cut", scheme="x"),
        "The step is there already",
    ),
    (v.EndReuse(claim="jobs", step="jobs>cut"), '"jobs" is not reused in jobs>cut.'),
    (
        v.RetireClaim(claim="jobs"),
        'Other claims rest on "jobs" or its branch: wages>cut, jobs>(old>keep). End those reuses first.',
    ),
    (v.RetireClaim(claim="trade"), 'Other claims rest on "trade" or its branch: trade>keep.'),
    (v.AddEvidence(claim="jobs", evidence=QUOTE), "The claim has this evidence already"),
    (
        v.RemoveEvidence(claim="jobs", evidence=FINDING),
        '"jobs" has no such evidence from "paper" any more: see what it has now.',
    ),
    (v.ReviseEvidence(claim="jobs", old=FINDING, new=QUOTE), "has no such evidence"),
    (
        v.RemoveSource(source="report"),
        '"report" is cited by "jobs": take the citations away first.',
    ),
    (
        v.RemoveSource(source="paper"),
        '"paper" is cited by the event of 1996: take the citations away first.',
    ),
    (
        v.AddSource(title="Again", url="https://example.org/report"),
        'in the bibliography already, as "report" (A report).',
    ),
    (v.AddEvent(date="1996", text="It began."), "This event is in the timeline already"),
    (
        v.ReviseEvent(old_date="2001-05-06", old_text="It went on.", date="1996", text="It began."),
        "This event is in the timeline already",
    ),
    (
        v.RemoveViewpoint(viewpoint="ours"),
        "A debate has at least two viewpoints: add another one first.",
    ),
]


@pytest.mark.parametrize(("edit", "sentence"), [*UNKNOWN, *TEXTS, *VALUES, *STRUCTURE])
def test_an_edit_that_makes_no_sense_is_refused_with_what_to_do(
    edit: v.Edit, sentence: str
) -> None:
    assert sentence in refusal(edit)


def test_every_type_of_edit_is_refused_somewhere() -> None:
    tried = {type(edit) for edit, _ in (*UNKNOWN, *TEXTS, *VALUES, *STRUCTURE)}
    assert set(v.SINGLES) - tried == set()


def test_the_only_thesis_cannot_be_retired() -> None:
    sentence = refusal(v.RetireClaim(claim="t"), sketches.debate("t"))
    assert sentence == "This is the only thesis: a debate needs one, so add another first."


def test_the_only_thesis_cannot_be_moved_away() -> None:
    sketch = sketches.debate("t\n  + a")
    assert "own branch" in refusal(v.MoveClaim(claim="t", role="support", target="a"), sketch)


SAME = "t\n  + @a & b\n  + @a\n  - a\n"


@pytest.mark.parametrize(
    "edit",
    [
        v.RetireClaim(claim="b"),
        v.MoveClaim(claim="b", role="thesis"),
        v.MoveClaim(claim="b", role="objection", target="t"),
    ],
)
def test_a_linked_step_that_would_become_like_another_is_kept(edit: v.Edit) -> None:
    assert refusal(edit, sketches.debate(SAME)) == (
        'Without "b" this step would be the same as the other one from "a": take that one away first.'
    )


def test_ending_a_reuse_that_would_leave_a_step_like_another_is_refused() -> None:
    sketch = sketches.debate("t\n  + a & @b\n  + @a\n  - b\n")
    assert "the same as the other one" in refusal(v.EndReuse(claim="b", step="a+b>t"), sketch)


def test_turning_a_step_into_one_that_is_there_is_refused() -> None:
    sentence = refusal(v.TurnStep(step="support:a>t"), sketches.debate("t\n  + a\n  - @a\n"))
    assert sentence == '"a" stands there already, as an objection to "t".'


def test_linking_that_makes_a_step_like_another_is_refused() -> None:
    sketch = sketches.debate("t\n  + a & b\n  + @a\n")
    edit = v.ReuseClaim(claim="b", role="premise", target="support:a>t")
    assert '"a" and "b" stands there already' in refusal(edit, sketch)


def test_ending_the_reuse_that_carries_an_undercut_is_refused() -> None:
    sketch = sketches.debate("t\n  + a\ns\n  + @a\n    ! b")
    sentence = refusal(v.EndReuse(claim="a", step="a>s"), sketch)
    assert sentence == 'This step is undercut: move or retire "b" first, so that nothing is lost.'


def test_a_retirement_names_at_most_five_steps_that_rest_on_the_branch() -> None:
    sketch = sketches.debate("a\n" + "".join(f"t{number}\n  + @a\n" for number in range(8)))
    sentence = refusal(v.RetireClaim(claim="a"), sketch)
    assert "a>t0, a>t1, a>t2, a>t3, a>t4 and 3 more. End those reuses first." in sentence


def test_a_source_that_many_cite_names_five_of_them() -> None:
    edits = tuple(v.AddEvidence(claim=id, evidence=FINDING) for id in list(debate().claims)[:7])
    cited = apply(debate(), v.Together(edits=edits))
    assert re.search(
        r'is cited by ("[\w-]+", ){4}"[\w-]+" and 3 more:',
        refusal(v.RemoveSource(source="paper"), cited),
    )


def chain(levels: int) -> Debate:
    """Return a debate of one claim on each level, with a second thesis `s`."""
    return sketches.debate(
        "".join(f"{'  ' * at}+ c{at}\n" for at in range(levels)).replace("+ c0", "c0")
        + "s\n  + r\n    ! u"
    )


LOWEST = f"c{DEEPEST_STEP - 1}"

TOO_DEEP = [
    added(target=LOWEST),
    added(role="undercut", target=f"{LOWEST}>c{DEEPEST_STEP - 2}"),
    v.ReuseClaim(claim="s", role="objection", target=LOWEST),
    v.ReuseClaim(claim="s", role="undercut", target=f"{LOWEST}>c{DEEPEST_STEP - 2}"),
    v.MoveClaim(claim="s", role="support", target=LOWEST),
    v.MoveClaim(claim="s", role="support", target=f"c{DEEPEST_STEP - 3}"),
]


@pytest.mark.parametrize("edit", TOO_DEEP)
def test_nothing_is_put_deeper_than_a_file_may_reach(edit: v.Edit) -> None:
    assert "over 100 levels deep here: make one a thesis and reuse it." in refusal(
        edit, chain(DEEPEST_STEP)
    )


@pytest.mark.parametrize(
    "edit",
    [
        added(target=f"c{DEEPEST_STEP - 2}"),
        added(role="premise", target=f"{LOWEST}>c{DEEPEST_STEP - 2}"),
        v.MoveClaim(claim="s", role="support", target=f"c{DEEPEST_STEP - 4}"),
        v.MoveClaim(claim="u", role="support", target=f"c{DEEPEST_STEP - 2}"),
    ],
)
def test_the_deepest_level_itself_can_be_used(edit: v.Edit) -> None:
    deep = chain(DEEPEST_STEP)
    assert apply(deep, edit) != deep


def test_a_debate_does_not_grow_beyond_what_a_file_may_hold() -> None:
    full = replace(
        debate(), claims={str(n): Claim(id=str(n), text="x") for n in range(MOST_CLAIMS)}
    )
    assert refusal(added(), full) == "A debate has at most 50,000 claims: split it in two."


def test_of_several_edits_none_is_made_when_one_is_refused() -> None:
    before = debate()
    refusal(v.Together(edits=(added(), v.RetireClaim(claim="nothing"))), before)
    assert before == debate()


def test_a_claim_whose_place_is_lost_in_a_broken_file_is_not_moved() -> None:
    lost = replace(debate(), claims={**debate().claims, "lost": Claim(id="lost", text="Lost.")})
    assert "mend the file's errors first" in refusal(v.MoveClaim(claim="lost", role="thesis"), lost)


def test_a_circle_in_a_broken_file_hangs_nothing() -> None:
    circle = {
        "a": Claim(id="a", text="A.", supports=(Step(kind="support", premises=(Premise("b"),)),)),
        "b": Claim(id="b", text="B.", supports=(Step(kind="support", premises=(Premise("a"),)),)),
    }
    broken = replace(debate(), claims={**debate().claims, **circle})
    assert apply(broken, added(target="a", id="c")).claims["a"].supports[-1].claims == ("c",)
