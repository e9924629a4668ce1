import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from argmap.errors import Busy, Unwritable
from argmap.stores.locks import Locks
from tests import children

LONG = "長" * 80


def test_whoever_waits_too_long_is_told_that_somebody_else_is_saving(tmp_path: Path) -> None:
    held, waiting = Locks(tmp_path / ".argmap"), Locks(tmp_path / ".argmap", wait=0.05)

    def work(tell: Callable[[str], None]) -> None:
        try:
            with waiting.lock("a"):
                tell("in")
        except Busy as refusal:
            tell(str(refusal))

    with held.lock("a"):
        assert children.run(work) == [
            'Somebody else has been saving "a" for 0.05 seconds: try again in a moment.'
        ]
    assert children.run(work) == ["in"]


def test_threads_wait_for_each_other_too(tmp_path: Path) -> None:
    locks = Locks(tmp_path / ".argmap", wait=0.05)
    with ThreadPoolExecutor() as pool, locks.lock("a"), pytest.raises(Busy):
        pool.submit(locks.lock("a").__enter__).result()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".argmap").write_text("a file")
    with pytest.raises(Unwritable, match=r"\.argmap"), Locks(tmp_path / ".argmap").lock("a"):
        pass


def test_a_holder_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    locks = Locks(tmp_path / ".argmap", wait=2)

    def work(tell: Callable[[str], None]) -> None:
        with locks.lock("a"):
            tell("in")
            time.sleep(60)

    child = children.Child(work)
    time.sleep(0.1)
    child.kill()
    assert child.lines() == ["in"]
    with locks.lock("a"):
        pass


def test_debates_do_not_wait_for_each_other(tmp_path: Path) -> None:
    locks = Locks(tmp_path / ".argmap", wait=0.05)
    with locks.lock("a"), locks.lock("b"):
        pass


@pytest.mark.parametrize("id", [LONG, "bad name.yaml", "../up", "a\udcff.yaml", "x" * 255])
def test_any_name_of_a_file_has_a_lock_within_the_folder(tmp_path: Path, id: str) -> None:
    with Locks(tmp_path / ".argmap").lock(id):
        assert len(list((tmp_path / ".argmap").iterdir())) == 1
