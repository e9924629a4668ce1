"""Few readers beside few who edit: `./run python -m bench load` has half of what a server can do, and 8 who edit."""

from bench import load
from bench.load import Scale
from bench.postgres import Cluster

SMALL = Scale(coaches=2, debates=2, claims=30, seconds=1, rounds=1)


def is_told(tally: load.Tally) -> bool:
    assert tally.faults == []
    assert [len(phase.edits) for phase in tally.phases] == [0, 2]
    assert [phase.reading.failures for phase in tally.phases] == [0, 0]
    return all(figure.value > 0 for figure in tally.figures())


def test_readers_of_a_folder_are_served_while_others_edit() -> None:
    assert is_told(load.run(None, SMALL))


def test_readers_of_a_database_are_served_while_others_edit(cluster: Cluster) -> None:
    assert is_told(load.run(cluster, SMALL))
