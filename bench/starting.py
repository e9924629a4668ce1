"""Starting: the shortest commands, against a Python that does nothing."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import figures, processes, timing
from bench.figures import Figure
from bench.plan import Plan

MOST_VERSION = 8.0
MOST_CHECK = 15.0
MOST_RUN = 5.0
CLAIMS = 30


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield how long argmap and ./run take to start."""
    argmap = processes.argmap()
    cases = {
        "bare": partial(processes.run, [sys.executable, "-c", "pass"]),
        "version": partial(processes.run, [*argmap, "--version"]),
        "check": partial(processes.run, [*argmap, "check", str(plan.file(CLAIMS))]),
    }
    # python3 is the interpreter itself there, not a launcher that looks for one.
    interpreter = str(Path(sys.base_prefix) / "bin")
    run = processes.ROOT / "run"
    is_made = (processes.ROOT / ".environment" / "made").exists()
    if is_made:  # otherwise the first start would make it
        cases["run"] = partial(processes.run, [str(run), "true"], path=interpreter)
    times = timing.in_turn(cases, plan.rounds)
    for name, what, bound in (
        ("version", "argmap --version / python -c pass", MOST_VERSION),
        ("check", f"argmap check of {CLAIMS} claims / python -c pass", MOST_CHECK),
        ("run", "./run true, warm / python -c pass", MOST_RUN),
    ):
        if name in cases:
            yield figures.ratio(f"start {name}", what, times[name], times["bare"], bound=bound)
