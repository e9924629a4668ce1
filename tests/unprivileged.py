"""Runs a command line as a user whom the system can refuse something; tests may run as one whom it cannot."""

import os
import sys
import warnings
from pathlib import Path

from argmap import cli

NOBODY = 65534


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Return the exit code and the output of a command line that runs in a folder without privileges."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # Python warns of forks beside threads; this child starts none and ends at once.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _run_and_exit(folder, arguments, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as output:
        printed = output.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), printed


def _run_and_exit(folder: Path, arguments: tuple[str, ...], output: int) -> None:
    code = 99
    try:
        os.chdir(folder)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        code = cli.main(arguments)
        sys.stdout.flush()
    finally:
        os._exit(code)  # without the clean-up of the tests that this is a copy of
