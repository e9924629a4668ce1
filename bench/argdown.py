"""The same debates through Argdown's own command, where npm can install it."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from argmap.model import Debate, Step
from bench import exporting, figures, processes, timing
from bench.figures import Figure
from bench.plan import Plan
from bench.timing import Case, Rounds

PACKAGE = "@argdown/cli"
VERSION = "1.7.5"
"""The newest one that npm can install: 2.0.0 asks for a version of another package that was never published."""

GOALS = {30: 1 / 5, 100: 1 / 5, 1_000: 1 / 6, 10_000: 1 / 40}
LARGE = 10_000
ONCE = Rounds(least=1, most=1, is_warm=False)
"""Argdown takes more than a minute at this size, beside which noise is small."""


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield how the command compares with Argdown's; nothing where npm is missing."""
    program = _program()
    if program is None:
        return
    for claims in plan.sizes:
        file = plan.folder / f"debate-{claims}.argdown"
        file.write_text(translate(plan.debate(claims)), encoding="utf-8")
        cases: dict[str, Case] = {
            "ours": partial(processes.run, exporting.command(plan.file(claims))),
            "argdown": partial(_draw, program, file),
        }
        times = timing.in_turn(cases, ONCE if claims >= LARGE else plan.rounds)
        what = f"argmap export -f svg / argdown map -f svg ({VERSION})"
        bound = GOALS.get(claims)
        yield figures.ratio(
            f"argdown {claims:,}", what, times["ours"], times["argdown"], bound=bound
        )


def _draw(program: Path, file: Path) -> None:
    output = file.parent / "argdown"
    processes.run([str(program), "map", "-f", "svg", str(file), str(output)])
    # Argdown exits with 0 even if it has drawn nothing.
    (output / f"{file.stem}.svg").unlink()


def _program() -> Path | None:
    """Return Argdown's command, installed in the user's cache if it is not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "argmap-bench" / f"argdown-{VERSION}"
    program = folder / "node_modules" / ".bin" / "argdown"
    npm = shutil.which("npm")
    if not program.exists() and npm:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        options = ["--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts"]
        processes.run([npm, "install", *options, f"{PACKAGE}@{VERSION}"])
    return program if program.exists() else None


def translate(debate: Debate) -> str:
    """Return the claims of a debate as Argdown; an undercut, which it has only for arguments, objects to the target."""
    return "\n".join(line for thesis in debate.theses for line in _claim(debate, thesis, "", ""))


def _claim(debate: Debate, id: str, indent: str, sign: str) -> Iterator[str]:
    claim = debate.claims[id]
    yield f"{indent}{sign}[{id}]: {claim.text}"
    yield from _steps(debate, claim.steps, f"{indent}  ")
    if not indent:
        yield ""


def _steps(debate: Debate, steps: tuple[Step, ...], indent: str) -> Iterator[str]:
    for step in steps:
        sign = "+ " if step.kind == "support" else "- "
        for premise in step.premises:
            if premise.is_reuse:
                yield f"{indent}{sign}[{premise.claim}]"
            else:
                yield from _claim(debate, premise.claim, indent, sign)
        yield from _steps(debate, step.undercuts, indent)
