"""What each edit makes of a debate."""

import pytest

from argmap.edits import places
from argmap.edits import values as v
from argmap.model import Debate, Event, Evidence, Premise, Step
from tests import sketches
from tests.edits.sample import FINDING, QUOTE, after, debate


def steps(of: Debate, claim: str) -> list[str]:
    """Return the places of all steps that bear on a claim, with their kinds."""
    return [
        f"{found.step.kind} {places.write(of, found)}" for found in places.steps(of.claims[claim])
    ]


def test_a_new_claim_gets_an_id_from_its_sentence() -> None:
    edited = after(v.AddClaim(role="thesis", sentence="It is  a\nnew one!"))
    assert edited.theses == ("cut", "keep", "it-is-a-new-one")
    claim = edited.claims["it-is-a-new-one"]
    assert (claim.text, claim.has_written_id) == ("It is a new one!", True)


def test_an_id_that_is_taken_is_numbered() -> None:
    edit = v.AddClaim(role="thesis", sentence="Jobs!")
    assert after(edit, edit).theses == ("cut", "keep", "jobs-2", "jobs-3")


def test_a_new_claim_takes_along_all_that_is_said_of_it() -> None:
    edited = after(
        v.AddClaim(
            role="objection",
            sentence="New.",
            target="jobs",
            id="own-id",
            note=" A note.\r\nMore. ",
            tags=("a", " ", "b", "a"),
            stances={"ours": 0.25},
            evidence=(QUOTE, FINDING, QUOTE),
            relevance=0.5,
            scheme="analogy",
        )
    )
    claim = edited.claims["own-id"]
    assert (claim.note, claim.tags) == ("A note.\nMore.", ("a", "b"))
    assert (claim.stances, claim.evidence) == ({"ours": 0.25}, (QUOTE, FINDING))
    assert edited.claims["jobs"].objections == (
        Step(kind="objection", premises=(Premise("own-id"),), relevance=0.5, scheme="analogy"),
    )


@pytest.mark.parametrize(
    ("at", "supports"),
    [
        (None, [("jobs",), ("trade", "farms"), ("new",)]),
        (0, [("new",), ("jobs",), ("trade", "farms")]),
        (1, [("jobs",), ("new",), ("trade", "farms")]),
        (9, [("jobs",), ("trade", "farms"), ("new",)]),
    ],
)
def test_a_new_claim_comes_behind_as_many_siblings_as_it_says(
    at: int | None, supports: list[tuple[str, ...]]
) -> None:
    edited = after(v.AddClaim(role="support", sentence="New.", target="cut", at=at))
    assert [step.claims for step in edited.claims["cut"].supports] == supports


@pytest.mark.parametrize(
    ("role", "target", "expected"),
    [
        ("support", "old", "support new>old"),
        ("objection", "old", "objection new>old"),
        ("undercut", "old>keep", "undercut new>(old>keep)"),
        ("undercut", "jobs>(old>keep)", "undercut new>(jobs>(old>keep))"),
        ("undercut", "trade>keep", "undercut new>(trade>keep)"),
        ("premise", "old", "objection old+new>keep"),
        ("premise", "jobs>(old>keep)", "undercut jobs+new>(old>keep)"),
        ("premise", "trade>keep", "support trade+new>keep"),
    ],
)
def test_a_new_claim_stands_where_its_role_and_target_say(
    role: v.Role, target: str, expected: str
) -> None:
    edited = after(v.AddClaim(role=role, sentence="New.", target=target))
    host = "old" if expected.endswith(">old") else "keep"
    assert expected in steps(edited, host)


def test_a_revision_leaves_what_it_does_not_name() -> None:
    jobs = after(v.ReviseClaim(claim="jobs", note="")).claims["jobs"]
    assert (jobs.text, jobs.note, jobs.tags) == ("Claim jobs holds.", "", ("work",))


def test_a_revised_claim_keeps_its_id_and_has_it_written() -> None:
    sketch = sketches.debate("t")
    assert after(v.ReviseClaim(claim="t", sentence="Other."), of=sketch).claims["t"].has_written_id


def test_a_claim_moves_with_its_branch_and_what_its_step_carries() -> None:
    weighed = v.WeighStep(step="jobs>cut", relevance=0.5, scheme="sign")
    edited = after(weighed, v.MoveClaim(claim="jobs", role="objection", target="keep", at=0))
    (moved, *_) = edited.claims["keep"].objections
    assert (moved.kind, moved.claims, moved.relevance) == ("objection", ("jobs",), 0.5)
    assert (moved.scheme, moved.undercuts[0].claims) == ("sign", ("late",))
    assert steps(edited, "cut") == [
        "support trade+farms>cut",
        "objection safety>cut",
        "objection wages>cut",
    ]
    assert edited.claims["jobs"] is not None
    assert steps(edited, "jobs") == ["support wages>jobs"]


def test_a_premise_that_moves_leaves_the_rest_of_its_step() -> None:
    edited = after(v.MoveClaim(claim="trade", role="support", target="old"))
    assert steps(edited, "cut")[3] == "support farms>cut"
    assert steps(edited, "old") == ["support trade>old"]


@pytest.mark.parametrize(
    ("edit", "host", "expected"),
    [
        (v.MoveClaim(claim="wages", role="thesis", at=0), "jobs", []),
        (v.MoveClaim(claim="wages", role="premise", target="safety>cut"), "jobs", []),
        (
            v.MoveClaim(claim="old", role="undercut", target="trade>keep"),
            "keep",
            ["support trade>keep", "undercut old>(trade>keep)", "undercut jobs>(old>(trade>keep))"],
        ),
        (
            v.MoveClaim(claim="soon", role="undercut", target="jobs>cut", at=0),
            "cut",
            ["support jobs>cut", "undercut soon>(jobs>cut)", "undercut late>(jobs>cut)"],
        ),
        (v.MoveClaim(claim="farms", role="premise", target="trade+farms>cut", at=0), "old", []),
        (
            v.MoveClaim(claim="old", role="support", target="keep", at=0),
            "keep",
            ["support old>keep", "undercut jobs>(old>keep)", "support trade>keep"],
        ),
    ],
)
def test_a_claim_moves_to_any_role(edit: v.Edit, host: str, expected: list[str]) -> None:
    assert steps(after(edit), host)[: max(1, len(expected))] == expected


def test_a_step_behind_the_one_that_moved_is_still_found_as_its_target() -> None:
    sketch = sketches.debate("t\n  + a\n  + b\n  + c\n    ! d\n")
    edited = after(v.MoveClaim(claim="a", role="undercut", target="d>(c>t)"), of=sketch)
    assert steps(edited, "t") == [
        *("support b>t", "support c>t", "undercut d>(c>t)", "undercut a>(d>(c>t))"),
    ]


def test_moving_to_where_a_claim_is_changes_nothing() -> None:
    before = debate()
    assert (
        after(v.MoveClaim(claim="safety", role="objection", target="cut", at=0), of=before)
        is before
    )


def test_siblings_are_put_in_another_order_by_moving() -> None:
    edited = after(v.MoveClaim(claim="keep", role="thesis", at=0))
    assert edited.theses == ("keep", "cut")


def test_a_reuse_stands_in_one_more_step() -> None:
    edit = v.ReuseClaim(claim="jobs", role="support", target="keep", relevance=0.5, scheme="sign")
    edited = after(edit)
    assert edited.claims["keep"].supports[-1] == Step(
        kind="support", premises=(Premise("jobs", is_reuse=True),), relevance=0.5, scheme="sign"
    )
    assert edited.claims["jobs"] == debate().claims["jobs"]


def test_a_reuse_may_close_a_circle() -> None:
    edited = after(v.ReuseClaim(claim="cut", role="objection", target="wages"))
    assert steps(edited, "wages") == ["objection prices>wages", "objection cut>wages"]


def test_a_claim_may_be_reused_against_its_own_step() -> None:
    edited = after(v.ReuseClaim(claim="jobs", role="undercut", target="jobs>cut"))
    assert "undercut jobs>(jobs>cut)" in steps(edited, "cut")


def test_ending_a_reuse_leaves_the_claim_where_it_is_defined() -> None:
    edited = after(v.EndReuse(claim="wages", step="wages>cut"))
    assert steps(edited, "jobs") == ["support wages>jobs"]
    assert "objection wages>cut" not in steps(edited, "cut")


def test_ending_a_reuse_leaves_the_other_premises() -> None:
    linked = v.ReuseClaim(claim="old", role="premise", target="trade+farms>cut", at=0)
    assert after(linked, v.EndReuse(claim="old", step="old+trade+farms>cut")) == debate()


def test_ending_a_reuse_takes_along_undercuts_that_only_reuse() -> None:
    sketch = sketches.debate("t\n  + a\ns\n  + @a\n    ! @t")
    assert after(v.EndReuse(claim="a", step="a>s"), of=sketch).claims["s"].steps == ()


def test_turning_a_step_keeps_all_else_of_it() -> None:
    edited = after(v.WeighStep(step="jobs>cut", relevance=0.5), v.TurnStep(step="jobs>cut"))
    turned = edited.claims["cut"].objections[-1]
    assert (turned.kind, turned.claims, turned.relevance) == ("objection", ("jobs",), 0.5)
    assert [undercut.claims for undercut in turned.undercuts] == [("late",)]
    assert [step.claims for step in edited.claims["cut"].supports] == [("trade", "farms")]


def test_turning_twice_brings_the_kind_back() -> None:
    turn = v.TurnStep(step="safety>cut")
    assert [step.claims for step in after(turn, turn).claims["cut"].objections] == [
        ("wages",),
        ("safety",),
    ]


def test_a_step_is_weighed_at_any_depth() -> None:
    edited = after(v.WeighStep(step="soon>(late>(jobs>cut))", relevance=0.25, scheme="sign"))
    step = places.find(edited, "soon").step
    assert (step.relevance, step.scheme) == (0.25, "sign")


def test_a_scheme_can_be_taken_away() -> None:
    edited = after(
        v.WeighStep(step="jobs>cut", scheme="sign"), v.WeighStep(step="jobs>cut", scheme="")
    )
    assert edited == debate()


def test_a_claim_retires_with_its_branch_and_what_questions_its_step() -> None:
    free = (
        v.EndReuse(claim="wages", step="wages>cut"),
        v.EndReuse(claim="jobs", step="jobs>(old>keep)"),
    )
    edited = after(*free, v.RetireClaim(claim="jobs"))
    gone = debate().claims.keys() - edited.claims.keys()
    assert gone == {"jobs", "late", "soon", "wages", "prices"}
    assert steps(edited, "cut") == ["support trade+farms>cut", "objection safety>cut"]


def test_reuses_inside_a_branch_retire_with_it() -> None:
    edited = after(v.RetireClaim(claim="keep"))
    assert edited.theses == ("cut",)
    assert debate().claims.keys() - edited.claims.keys() == {"keep", "old"}


def test_a_premise_that_retires_leaves_the_rest_of_its_step_and_its_undercuts() -> None:
    edited = after(
        v.AddClaim(role="undercut", sentence="New.", target="farms"), v.RetireClaim(claim="farms")
    )
    assert "undercut new>(trade>cut)" in steps(edited, "cut")
    assert "farms-suffer" not in edited.claims


def test_a_thesis_retires_when_there_is_another() -> None:
    edited = after(v.RetireClaim(claim="b"), of=sketches.debate("a\nb\n  + c"))
    assert (edited.theses, set(edited.claims)) == (("a",), {"a"})


@pytest.mark.parametrize(
    ("stance", "expected"), [(0.25, {"ours": 0.25, "theirs": 0.0}), (None, {"theirs": 0.0})]
)
def test_a_stance_is_set_and_taken_away(stance: float | None, expected: dict[str, float]) -> None:
    edited = after(v.SetStance(claim="jobs", viewpoint="ours", stance=stance))
    assert edited.claims["jobs"].stances == expected


def test_evidence_is_added_at_the_end() -> None:
    edited = after(v.AddEvidence(claim="jobs", evidence=FINDING))
    assert edited.claims["jobs"].evidence == (QUOTE, FINDING)


def test_evidence_is_revised_in_its_place() -> None:
    added = v.AddEvidence(claim="jobs", evidence=FINDING)
    new = Evidence(source="spare", quote="Other  words.\n")
    edited = after(added, v.ReviseEvidence(claim="jobs", old=QUOTE, new=new))
    written = Evidence(source="spare", quote="Other words.")
    assert edited.claims["jobs"].evidence == (written, FINDING)


def test_evidence_is_taken_away() -> None:
    assert after(v.RemoveEvidence(claim="jobs", evidence=QUOTE)).claims["jobs"].evidence == ()


@pytest.mark.parametrize(
    ("edit", "id"),
    [
        (v.AddSource(title="On wages", author="Ann Smith", date="2001-05"), "smith-2001"),
        (v.AddSource(title="On wages", outlet="The Daily News", date="2001"), "news-2001"),
        (v.AddSource(title="On wages"), "on-wages"),
        (v.AddSource(title="On wages", id="own"), "own"),
        (v.AddSource(title="Paper"), "paper-2"),
    ],
)
def test_a_new_source_gets_an_id_that_tells_what_it_is(edit: v.AddSource, id: str) -> None:
    assert list(after(edit).sources) == ["report", "paper", "spare", id]


def test_a_source_is_revised_and_removed() -> None:
    revised = after(v.ReviseSource(source="paper", author="", url="https://example.org/p"))
    paper = revised.sources["paper"]
    assert (paper.title, paper.author, paper.url) == ("A paper", "", "https://example.org/p")
    assert list(after(v.RemoveSource(source="spare")).sources) == ["report", "paper"]


@pytest.mark.parametrize(
    ("date", "place"), [("1995-12", 0), ("1996", 1), ("2001", 1), ("2001-05-07", 2)]
)
def test_a_new_event_comes_at_its_place_in_time(date: str, place: int) -> None:
    edited = after(v.AddEvent(date=date, text="It paused.", source="spare"))
    assert edited.events[place] == Event(date=date, text="It paused.", source="spare")


def test_an_event_is_revised_in_its_place_and_removed() -> None:
    edit = v.ReviseEvent(old_date="1996", old_text="It began.", date="2005", source="")
    edited = after(edit)
    assert edited.events == (Event(date="2005", text="It began."), debate().events[1])
    assert (
        after(v.RemoveEvent(date="2005", text="It began."), of=edited).events == edited.events[1:]
    )


def test_a_viewpoint_is_added_revised_and_removed_with_its_stances() -> None:
    added = after(v.AddViewpoint(name="The neighbors", summary="So.", holders=("A", "", "B")))
    assert added.viewpoints["the-neighbors"].holders == ("A", "B")
    revised = after(v.ReviseViewpoint(viewpoint="ours", summary="Else.", holders=()), of=added)
    ours = revised.viewpoints["ours"]
    assert (ours.name, ours.summary, ours.holders) == ("Ours", "Else.", ())
    removed = after(v.RemoveViewpoint(viewpoint="ours"), of=added)
    assert list(removed.viewpoints) == ["theirs", "the-neighbors"]
    assert removed.claims["jobs"].stances == {"theirs": 0.0}
    assert removed.claims["cut"] is added.claims["cut"]


def test_the_debates_own_fields_are_revised() -> None:
    edited = after(v.ReviseDebate(title="New", checked="2026-04-01", tags=("a",), language=""))
    assert (edited.title, edited.question) == ("New", "What follows?")
    assert (edited.checked, edited.tags, edited.language) == ("2026-04-01", ("a",), "en")


def test_several_edits_build_on_each_other() -> None:
    edited = after(
        v.Together(
            edits=(
                v.AddSource(title="New", id="new"),
                v.AddEvidence(claim="safety", evidence=Evidence(source="new", quote="So.")),
            )
        )
    )
    assert edited.claims["safety"].evidence == (Evidence(source="new", quote="So."),)


NOTHING = [
    v.ReviseClaim(claim="jobs"),
    v.ReviseClaim(claim="jobs", sentence=" Claim jobs  holds.", note="A note.\n", tags=("work",)),
    v.WeighStep(step="jobs>cut"),
    v.WeighStep(step="jobs>cut", relevance=1.0, scheme=""),
    v.SetStance(claim="jobs", viewpoint="ours", stance=1.0),
    v.SetStance(claim="safety", viewpoint="ours", stance=None),
    v.MoveClaim(claim="keep", role="thesis"),
    v.ReviseEvidence(claim="jobs", old=QUOTE, new=QUOTE),
    v.ReviseSource(source="paper", author="A. Uthor"),
    v.ReviseEvent(old_date="1996", old_text="It began."),
    v.ReviseViewpoint(viewpoint="ours", holders=("We",)),
    v.ReviseDebate(title="A sketch", language="en"),
    v.Together(edits=(v.WeighStep(step="jobs>cut"), v.ReviseDebate())),
]


@pytest.mark.parametrize("edit", NOTHING)
def test_an_edit_that_changes_nothing_returns_the_very_same_debate(edit: v.Edit) -> None:
    before = debate()
    assert after(edit, of=before) is before
