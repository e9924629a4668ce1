import pytest
from hypothesis import given

from argmap.model import Debate
from argmap.stores import yaml_reader
from argmap.tally import Size, Tally, ViewpointTally, tally
from tests import sketches
from tests.corpus import FOLDER, FRAME, read

HARBOR = FOLDER.parent / "web" / "debates" / "harbor.yaml"


def test_a_debate_without_claims_has_no_share_to_divide() -> None:
    empty = tally(Debate(id="empty", title="E", question="Q?"))
    assert (empty.levels, empty.backed_share, empty.theses) == (0, 0.0, ())


def counted(outline: str) -> Tally:
    return tally(sketches.debate(outline))


def test_a_rich_debate_in_numbers() -> None:
    harbor = read(HARBOR).debate
    assert harbor
    found = tally(harbor)
    assert found.size == Size(claims=11, supports=4, objections=3, undercuts=2)
    assert (found.levels, found.sources, found.backed) == (4, 2, 2)
    assert found.backed_share == pytest.approx(2 / 11)
    assert found.viewpoints[2] == ViewpointTally(
        id="bystanders", name="Bystanders", stances=(0.6, None), spoken=1
    )
    build, keep = found.theses
    assert (build.supports, build.objections, build.held_by) == (2, 1, 2)
    assert build.branch == Size(claims=9, supports=2, objections=3, undercuts=2)
    assert (keep.supports, keep.objections, keep.held_by) == (2, 0, 1)
    assert keep.branch == Size(claims=2, supports=2, objections=0, undercuts=0)


def test_linked_premises_are_one_step_of_several_claims() -> None:
    assert counted("thesis\n  + first & second").size == Size(
        claims=3, supports=1, objections=0, undercuts=0
    )


def test_an_undercut_is_neither_support_nor_objection_and_one_level_below_its_step() -> None:
    found = counted("thesis\n  + reason\n    ! beside-the-point")
    assert found.size == Size(claims=3, supports=1, objections=0, undercuts=1)
    assert found.levels == 3
    assert found.theses[0].branch.undercuts == 1


def test_a_reused_claim_counts_in_the_branch_that_defines_it() -> None:
    one, other = counted("one\n  + shared\n    + deep\nother\n  - @shared").theses
    assert (one.branch.claims, other.branch.claims) == (3, 1)
    assert (other.supports, other.objections, other.branch.objections) == (0, 1, 1)


def test_claims_in_a_circle_are_counted_once() -> None:
    found = counted("thesis\n  + reason\n    + @thesis")
    assert (found.size.claims, found.levels) == (2, 2)


@pytest.mark.parametrize(("stance", "held"), [("leans", 1), (0.51, 1), ("open", 0), ("doubts", 0)])
def test_a_thesis_is_held_by_those_whose_stance_is_above_open(
    stance: str | float, held: int
) -> None:
    text = f"{FRAME}claims:\n  - {{id: a, claim: A., stances: {{one: {stance}}}}}\n"
    debate = yaml_reader.read_text(text, id="test").debate
    assert debate
    assert tally(debate).theses[0].held_by == held


@given(sketches.debates())
def test_the_branches_add_up_to_the_debate(debate: Debate) -> None:
    found = tally(debate)
    branches = [thesis.branch for thesis in found.theses]
    assert found.size == Size(
        claims=sum(branch.claims for branch in branches),
        supports=sum(branch.supports for branch in branches),
        objections=sum(branch.objections for branch in branches),
        undercuts=sum(branch.undercuts for branch in branches),
    )
