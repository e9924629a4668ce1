import pytest

from argmap.check import Link, check, check_link
from argmap.model import Claim, Debate, Premise, Step, Viewpoint
from argmap.problems import Mark
from argmap.stores import yaml_reader
from bench.debates import generate
from tests.corpus import codes, read_claims


def chain(*links: tuple[str, str]) -> Debate:
    """Return a debate whose claims reuse each other as supports: (target, premise)."""
    ids = sorted({id for link in links for id in link})
    claims = {
        id: Claim(
            id=id,
            text=id,
            supports=tuple(
                Step(kind="support", premises=(Premise(premise, is_reuse=True),))
                for target, premise in links
                if target == id
            ),
        )
        for id in ids
    }
    return Debate(id="x", title="x", question="x", theses=tuple(ids), claims=claims)


def circles(debate: Debate) -> list[str]:
    return [problem.sentence.split("(")[1].split(")")[0] for problem in check(debate)]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([("a", "b"), ("b", "c")], []),
        ([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")], []),
        ([("a", "b"), ("b", "a")], ["a → b → a"]),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("c", "b")], ["a → b → c → a", "b → c → b"]),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")], ["a → b → a", "c → d → c"]),
    ],
)
def test_each_circle_is_told_once(links: list[tuple[str, str]], expected: list[str]) -> None:
    assert circles(chain(*links)) == expected


def test_a_long_circle_is_named_by_its_ends() -> None:
    ring = [(f"c{n}", f"c{(n + 1) % 9}") for n in range(9)]
    assert circles(chain(*ring)) == ["c0 → c1 → c2 → … → c7 → c8 → c0"]


def test_a_circle_of_thousands_is_found_without_recursion() -> None:
    step = {n: Premise(f"c{(n + 1) % 5000}", is_reuse=True) for n in range(5000)}
    claims = {
        f"c{n}": Claim(id=f"c{n}", text="x", supports=(Step(kind="support", premises=(premise,)),))
        for n, premise in step.items()
    }
    debate = Debate(id="x", title="x", question="x", theses=("c0",), claims=claims)
    assert [problem.code for problem in check(debate)] == ["cycle"]


@pytest.mark.parametrize("kind", ["supports", "objections"])
def test_a_claim_that_is_a_premise_for_itself_is_an_error_and_no_circle(kind: str) -> None:
    reading = read_claims(f"  - {{id: a, claim: A., {kind}: [{{ref: a}}]}}")
    assert codes(reading) == ["self-support"]
    assert reading.has_errors


def test_a_claim_that_undercuts_a_step_to_itself_is_a_circle() -> None:
    reading = read_claims("  - {id: a, claim: A., supports: [{claim: B., undercuts: [{ref: a}]}]}")
    assert codes(reading) == ["cycle"]
    assert not reading.has_errors


def test_a_viewpoint_without_a_stance_is_told_unless_it_counts_as_used() -> None:
    viewpoint = Viewpoint(id="v", name="V", summary="S", mark=Mark(7, 3))
    debate = Debate(id="x", title="x", question="x", viewpoints={"v": viewpoint})
    (problem,) = check(debate)
    assert (problem.code, problem.line, problem.column) == ("unused-viewpoint", 7, 3)
    assert check(debate, used_viewpoints=["v"]) == ()


@pytest.mark.parametrize(
    ("link", "severity"),
    [(Link("", "theses", Mark(3, 4)), "error"), (Link("d", "theses", Mark(3, 4)), "warning")],
)
def test_a_link_to_no_claim_names_the_nearest(link: Link, severity: str) -> None:
    problem = check_link(link, ["thesis"])
    assert problem is not None
    assert (problem.code, problem.severity, problem.line) == ("unknown-link", severity, 3)
    assert 'Did you mean "thesis"?' in problem.sentence


def test_a_link_to_a_claim_is_right() -> None:
    assert check_link(Link("", "thesis", Mark(1, 1)), ["thesis"]) is None


def test_a_large_debate_is_checked_without_a_fault() -> None:
    debate = yaml_reader.read_text(generate(10_000, seed=3), id="x").debate
    assert debate is not None
    assert check(debate) == ()
