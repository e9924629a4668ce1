"""A PostgreSQL of the tests' own."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from bench import postgres
from bench.postgres import Cluster

__all__ = ["Cluster", "running"]

MUST_RUN = "CI"
"""With this variable a PostgreSQL that does not start is a failure."""

SETTINGS = "\nfsync = off\n"
"""No test cuts the power."""


@contextmanager
def running() -> Iterator[Cluster]:
    """Run a PostgreSQL; skips the tests, with the reason, where the system does not let one run."""
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(postgres.running(settings=SETTINGS))
        except Exception as refusal:
            if os.environ.get(MUST_RUN):
                raise
            pytest.skip(f"PostgreSQL does not start on this system: {refusal!r}")
        yield cluster
