"""The bench at its smallest: that it measures what it says, never how fast that was."""

from pathlib import Path

import pytest

from argmap.stores import folder, yaml_reader
from bench import (
    argdown,
    debates,
    editing,
    engine,
    exporting,
    figures,
    pages,
    reading,
    serving,
    starting,
)
from bench.figures import Figure
from bench.plan import Plan
from bench.timing import Rounds, in_turn

pytestmark = pytest.mark.long

SETTLED_AFTER = 20_000_000
ONCE = Rounds(least=1, most=1, is_warm=False)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(folder=tmp_path, sizes=(30,), page=30, large=60, rounds=ONCE)


def names(found: list[Figure]) -> list[str]:
    assert all(figure.value > 0 for figure in found)
    return [figure.name for figure in found]


@pytest.mark.parametrize("claims", [1, 30, 100, 1_000])
def test_a_generated_debate_has_so_many_claims_and_no_problem(claims: int) -> None:
    found = yaml_reader.read_text(debates.generate(claims), id="generated")
    assert found.problems == ()
    assert found.debate
    assert len(found.debate.claims) == claims


def test_the_same_numbers_give_the_same_debate() -> None:
    assert debates.generate(30, seed=1) == debates.generate(30, seed=1)
    assert debates.generate(30, seed=1) != debates.generate(30, seed=2)


def test_reading_is_measured(plan: Plan) -> None:
    assert names(list(reading.measure(plan))) == ["read 30", "read 30 json"]


def test_the_whole_command_is_measured(plan: Plan) -> None:
    assert names(list(exporting.measure(plan))) == ["svg 30", "svg 30 memory"]
    assert plan.file(30).with_suffix(".svg").read_text(encoding="utf-8").count("data-claim") >= 30


def test_pages_are_measured(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    # The bench waits until its files have settled, which takes two seconds on the coarsest file system alone.
    monkeypatch.setattr(folder, "SETTLED_AFTER", SETTLED_AFTER)
    monkeypatch.setattr(pages, "SETTLED_AFTER", SETTLED_AFTER)
    found = names(list(pages.measure(plan)))
    assert found == ["page new", "page drawn", "page kept", "page large"]


def test_a_server_is_measured(plan: Plan) -> None:
    assert names(list(serving.measure(plan))) == ["serve page"]


def test_starts_are_measured(plan: Plan) -> None:
    assert names(list(starting.measure(plan)))[:2] == ["start version", "start check"]


def test_the_engine_draws_every_box_with_and_without_positions(plan: Plan) -> None:
    drawn = engine.drawing(plan.debate(30))
    placed = engine.draw(engine.with_positions(drawn), is_placed=True)
    assert placed.count(b'id="b') == 30
    assert engine.draw(engine.without_positions(drawn)).count(b"<title>b") >= 30


def test_every_claim_is_translated_to_argdown(plan: Plan) -> None:
    text = argdown.translate(plan.debate(30))
    assert text.count("]: ") == 30


@pytest.mark.parametrize(
    ("value", "bound", "verdict"), [(1.0, 1.0, "ok"), (1.1, 1.0, "short"), (9.0, None, "")]
)
def test_a_figure_beyond_its_bound_falls_short(
    value: float, bound: float | None, verdict: str
) -> None:
    figure = Figure(name="x", what="x / y", value=value, bound=bound)
    assert figure.verdict == verdict


def test_the_table_has_a_line_for_each_figure() -> None:
    found = figures.ratio("x", "x / y", [0.2, 0.4, 0.3], [0.1, 0.1, 0.1], bound=2)
    line = figures.table([found]).splitlines()[-1]
    assert " ".join(line.split()) == "x 3.00 x 2 x short 300 ms 100 ms 67% of 3 x / y"


def test_cases_take_turns() -> None:
    turns: list[str] = []
    cases = {"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}
    in_turn(cases, Rounds(least=2, most=2, is_warm=False), first=lambda: turns.append("-"))
    assert "".join(turns) == "-ab-ba"


def test_an_edit_is_measured(plan: Plan) -> None:
    assert names(list(editing.measure(plan))) == ["edit 30"]


def test_every_edit_is_counted() -> None:
    lines = list(editing.everywhere(0.0005, seed=1))
    assert lines[-1].startswith("all ") or ":" in lines[-1]
    assert any(line.startswith("edit ") and "unspliceable" in line for line in lines)
