"""Processes killed while they edit, few of them: `./run python -m bench killing` does it with 200."""

from bench import killing


def test_whatever_moment_a_process_is_killed_at_nothing_goes_that_it_was_told_is_saved() -> None:
    tally = killing.run(15, seed=4)
    assert tally.faults == []
    assert tally.kills >= 15
    assert tally.acknowledged > 15
