from dataclasses import replace

from argmap.formats.branch import branch
from argmap.model import Claim, Debate, Event, Evidence, Premise, Source, Step, Viewpoint


def support(*premises: str | Premise, undercuts: tuple[Step, ...] = ()) -> Step:
    known = tuple(p if isinstance(p, Premise) else Premise(p) for p in premises)
    return Step(kind="support", premises=known, undercuts=undercuts)


def reuse(claim: str) -> Premise:
    return Premise(claim, is_reuse=True)


DEBATE = Debate(
    id="d",
    title="T",
    question="Q?",
    summary="On [one](inside) and [another](thesis), or [both](d/thesis), in [other words](e/x).",
    viewpoints={"v": Viewpoint(id="v", name="V", summary="S")},
    sources={"s": Source(id="s", title="S"), "t": Source(id="t", title="T")},
    events=(Event(date="1996", text="It begins.", source="t"),),
    theses=("thesis",),
    claims={
        "thesis": Claim(
            id="thesis",
            text="Thesis.",
            supports=(support("focus"), support("outside"), support("inside-too")),
            evidence=(Evidence(source="t", quote="q"),),
        ),
        "focus": Claim(
            id="focus",
            text="Focus.",
            supports=(support("inside", reuse("outside")), support(reuse("outside"), "last")),
        ),
        "inside": Claim(
            id="inside",
            text="Inside.",
            supports=(
                support(
                    reuse("focus"),
                    undercuts=(Step(kind="undercut", premises=(reuse("thesis"),)),),
                ),
            ),
        ),
        "last": Claim(id="last", text="Last.", evidence=(Evidence(source="s", quote="q"),)),
        "outside": Claim(id="outside", text="Outside.", supports=(support("below-outside"),)),
        "below-outside": Claim(id="below-outside", text="Below."),
        "inside-too": Claim(id="inside-too", text="Too."),
    },
)
BRANCH = branch(DEBATE, "focus")


def test_the_focus_is_the_only_thesis() -> None:
    assert BRANCH.theses == ("focus",)


def test_a_branch_has_what_is_defined_in_it_and_what_it_reuses() -> None:
    assert set(BRANCH.claims) == {"focus", "inside", "last", "outside", "thesis"}


def test_what_is_reused_from_outside_is_defined_once_and_comes_alone() -> None:
    assert BRANCH.claims["focus"].supports == (
        support("inside", "outside"),
        support(reuse("outside"), "last"),
    )
    assert BRANCH.claims["outside"] == Claim(id="outside", text="Outside.")


def test_a_reuse_of_the_focus_itself_stays_a_reuse() -> None:
    (step,) = BRANCH.claims["inside"].supports
    assert step.premises == (reuse("focus"),)


def test_an_undercut_may_be_what_defines_a_claim_from_outside() -> None:
    (step,) = BRANCH.claims["inside"].supports
    assert step.undercuts == (Step(kind="undercut", premises=(Premise("thesis"),)),)
    assert BRANCH.claims["thesis"].supports == ()


def test_only_cited_sources_come_along_and_no_events() -> None:
    assert set(BRANCH.sources) == {"s", "t"}
    assert set(branch(DEBATE, "last").sources) == {"s"}
    assert BRANCH.events == ()
    assert BRANCH.viewpoints == DEBATE.viewpoints


def test_a_link_to_a_claim_that_stays_behind_becomes_words() -> None:
    assert branch(DEBATE, "inside").summary == (
        "On [one](inside) and [another](thesis), or [both](thesis), in [other words](e/x)."
    )
    assert branch(DEBATE, "last").summary == ("On one and another, or both, in [other words](e/x).")


def test_the_branch_of_the_only_thesis_is_the_debate_without_its_events() -> None:
    whole = branch(DEBATE, "thesis")
    assert whole == replace(DEBATE, events=(), summary=whole.summary)
