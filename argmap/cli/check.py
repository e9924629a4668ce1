"""`argmap check`: prints every problem of debate files, for people, editors and CI."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from argmap import reports
from argmap.cli import opening, options
from argmap.stores import inspection
from argmap.stores.inspection import Inspection


@click.command("check")
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, readable=False)
)
@options.folder
@options.store
@click.option(
    "--format", type=click.Choice(["text", "json"]), default="text", help="How to print problems."
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check as well.")
def command(
    paths: Sequence[Path],
    folder: str | None,
    store: str | None,
    format: Literal["text", "json"],
    *,
    strict: bool,
) -> int:
    """Check debate files, or all debates of folders; without PATH those of the folder of debates.

    Exit code 1 if there is an error (with --strict: or a warning), else 0.
    """
    found = [inspected for path in paths for inspected in inspection.inspect(path)]
    if not paths:
        found = list(inspection.inspect_all(opening.find_store(folder, store)))
    click.echo(_as_json(found) if format == "json" else _as_text(found))
    return int(
        any(problem.is_error or strict for inspected in found for problem in inspected.problems)
    )


def _as_text(found: Sequence[Inspection]) -> str:
    """Return a line for each problem and a last line that counts."""
    lines = [
        problem.located(str(inspected.file))
        for inspected in found
        for problem in inspected.problems
    ]
    return "\n".join([*lines, _summary(found)])


def _summary(found: Sequence[Inspection]) -> str:
    readable = [inspected.claims for inspected in found if inspected.claims is not None]
    counts = _counts(found)
    problems = " and ".join(_number(count, severity) for severity, count in counts.items() if count)
    return f"{_number(len(readable), 'debate')}, {_number(sum(readable), 'claim')}: {problems or 'no problems'}."


def _counts(found: Sequence[Inspection]) -> dict[str, int]:
    counts = Counter(problem.severity for inspected in found for problem in inspected.problems)
    return {"error": counts["error"], "warning": counts["warning"]}


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _as_json(found: Sequence[Inspection]) -> str:
    """Return the problems and the counts as JSON."""
    counts = _counts(found)
    document = {
        "problems": [
            {"file": str(inspected.file), **reports.problem(problem)}
            for inspected in found
            for problem in inspected.problems
        ],
        "debates": sum(inspected.claims is not None for inspected in found),
        "claims": sum(inspected.claims or 0 for inspected in found),
        "errors": counts["error"],
        "warnings": counts["warning"],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
