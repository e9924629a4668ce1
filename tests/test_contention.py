"""Few who edit one debate at once: `./run python -m bench contention` lets 8 make 50 edits each."""

import pytest

from bench import contention


@pytest.mark.parametrize(("writers", "by_hand_every"), [(4, 0.0), (2, 0.2)])
def test_all_that_many_save_at_once_is_there_once_and_in_its_place(
    writers: int, by_hand_every: float
) -> None:
    tally = contention.run(writers, 4, whole=1, by_hand_every=by_hand_every)
    assert tally.faults == []
    assert tally.saved == 4 * writers
    assert (tally.by_hand > 0) == (by_hand_every > 0)
