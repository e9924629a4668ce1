"""Few who edit at two servers: `./run python -m bench machines` lets 8 make 50 edits each, twice."""

import sys

import pytest

from bench import machines
from bench.clients import BROKEN
from tests.postgres import Cluster

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="PostgreSQL listens elsewhere")


def test_all_that_is_saved_at_two_servers_is_there_once_through_disasters(
    cluster: Cluster,
) -> None:
    tally = machines.run(cluster, 2, 4, has_disasters=True)
    assert tally.faults == []
    assert tally.progress.saved == tally.wanted == 8
    assert tally.progress.answers[BROKEN] > 0
    assert tally.progress.answers[503] > 0
