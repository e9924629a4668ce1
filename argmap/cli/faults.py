"""Faults: the line that a command writes when a debate's file has errors and it goes on with what reads."""

import click

from argmap.volumes import Volume

FAULTY = 1


def warn(volume: Volume, consequence: str) -> int:
    """Say what follows from the errors of a file, if it has any, and return the exit code."""
    if not volume.has_errors:
        return 0
    count = sum(problem.is_error for problem in volume.problems)
    errors = "1 error" if count == 1 else f"{count:,} errors"
    click.echo(
        f"argmap: {volume.file.name} has {errors}, so {consequence}; "
        f"argmap check{_named(volume)} lists them.",
        err=True,
    )
    return FAULTY


def _named(volume: Volume) -> str:
    # One in a database has no file that could be named.
    return f" {volume.file}" if volume.file.exists() else ""
