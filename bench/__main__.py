"""Measures argmap and prints a table: `./run python -m bench`."""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from bench import (
    argdown,
    contention,
    editing,
    exporting,
    figures,
    killing,
    load,
    machines,
    pages,
    reading,
    serving,
    starting,
)
from bench.figures import Figure
from bench.plan import Plan
from bench.timing import Rounds

PARTS: Mapping[str, Callable[[Plan], Iterator[Figure]]] = {
    "start": starting.measure,
    "read": reading.measure,
    "svg": exporting.measure,
    "page": pages.measure,
    "serve": serving.measure,
    "argdown": argdown.measure,
    "edit": editing.measure,
}
TRIALS: Mapping[str, Callable[[], Iterator[str]]] = {
    "edits": editing.everywhere,
    "contention": contention.trial,
    "killing": killing.trial,
    "machines": machines.trial,
    "load": load.trial,
}
"""What takes minutes and counts instead of timing; done only when it is named."""

QUICK_SIZES = (30, 100, 1_000)
QUICK_ROUNDS = Rounds(least=3, most=5, seconds=2.0)


@click.command()
@click.argument("parts", nargs=-1, metavar="[PART]...", type=click.Choice([*PARTS, *TRIALS]))
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the figures there.")
@click.option("--quick", is_flag=True, help="Measure up to 1,000 claims, in few rounds.")
def bench(parts: Sequence[str], output: Path | None, *, quick: bool) -> None:
    """Measure argmap: every figure is a ratio to something simple, taken in turn in the same run.

    The parts are start, read, svg, page, serve, argdown and edit, without PART all of these. Done only when named, and
    for minutes: `edits` tries every edit at every place of the shipped debates, `contention` lets 8 processes make 50
    edits each at once, `killing` kills 200 that edit, `machines` lets 8 clients edit at two servers on one PostgreSQL
    while these go down, `load` lets 8 coaches edit beside half the readers that a server can bear. Exit code 1 if a
    bound is missed or a word lost.
    """
    for name in TRIALS:
        if name in parts:
            for line in TRIALS[name]():
                click.echo(line)
    timed = [part for part in parts if part in PARTS]
    if timed or not parts:
        sys.exit(_measure(timed or list(PARTS), output, quick=quick))


def _measure(parts: Sequence[str], output: Path | None, *, quick: bool) -> int:
    """Print the figures of some parts; return 1 if a bound is missed."""
    with tempfile.TemporaryDirectory(prefix="argmap-bench-") as folder:
        plan = Plan(folder=Path(folder))
        if quick:
            plan = Plan(folder=Path(folder), sizes=QUICK_SIZES, large=1_000, rounds=QUICK_ROUNDS)
        found = list(_measured(plan, parts))
    click.echo(figures.table(found))
    click.echo(f"\n{platform.python_implementation()} {platform.python_version()}, {_machine()}")
    if output:
        document = [asdict(figure) | {"verdict": figure.verdict} for figure in found]
        output.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return int(any(figure.verdict == "short" for figure in found))


def _measured(plan: Plan, parts: Sequence[str]) -> Iterator[Figure]:
    for part in parts:
        click.echo(f"measuring: {part}", err=True)
        yield from PARTS[part](plan)


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()}, {os.cpu_count()} cores{load}"


if __name__ == "__main__":
    bench(prog_name="python -m bench")
