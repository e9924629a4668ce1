"""From YAML to SVG: the whole command on the whole map, against the engine alone on the same map."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import engine, figures, processes, reading, timing
from bench.figures import Figure
from bench.plan import Plan

BOUNDS = {1_000: 2.0, 10_000: 4.0}
LARGE = 10_000
"""From here on the engine alone is given the positions: without them it would take a minute."""
MOST_MEMORY = 400.0
MOST_GROWTH = 12.0


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield how the command compares with the engine, how it grows, and what memory it takes."""
    took: dict[int, float] = {}
    for claims in plan.sizes:
        figure = _command(plan, claims)
        took[claims] = figure.seconds[0]
        yield figure
    if {1_000, LARGE} <= took.keys():
        growth = took[LARGE] / took[1_000]
        what = "the command at 10,000 claims / at 1,000"
        yield Figure(name="svg growth", what=what, value=growth, bound=MOST_GROWTH)
    largest = max(plan.sizes)
    yield Figure(
        name=f"svg {largest:,} memory",
        what="most memory of the command and all that it starts",
        value=processes.peak(command(plan.file(largest))) / processes.MEGABYTE,
        bound=MOST_MEMORY,
        unit="MB",
    )


def command(file: Path) -> list[str]:
    """Return the command that draws the whole map of a file as SVG beside it."""
    output = str(file.with_suffix(".svg"))
    return [*processes.argmap(), "export", str(file), "-f", "svg", "-o", output]


def _command(plan: Plan, claims: int) -> Figure:
    drawn = engine.drawing(plan.debate(claims))
    if claims >= LARGE:
        text = reading.as_json(plan.file(claims).read_text(encoding="utf-8"))
        dot = engine.with_positions(drawn)
        what = "argmap export -f svg / json.loads + engine drawing the emitted positions"
        alone = partial(_load_and_draw, text, dot)
    else:
        dot = engine.without_positions(drawn)
        what = "argmap export -f svg / engine on the same boxes and lines without positions"
        alone = partial(engine.draw, dot)
    cases = {"ours": partial(processes.run, command(plan.file(claims))), "engine": alone}
    times = timing.in_turn(cases, plan.rounds)
    bound = BOUNDS.get(claims)
    return figures.ratio(f"svg {claims:,}", what, times["ours"], times["engine"], bound=bound)


def _load_and_draw(text: str, dot: bytes) -> bytes:
    json.loads(text)
    return engine.draw(dot, is_placed=True)
