"""Many processes on one debate, and processes that die at any moment."""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.edits.values import AddClaim
from argmap.library import Library
from tests import children

Tell = Callable[[str], None]

PROCESSES = int(os.environ.get("PROCESSES", "4"))
EDITS = int(os.environ.get("EDITS", "8"))
KILLS = int(os.environ.get("KILLS", "20"))

STEPS_OF_A_WRITE = {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "sqlite3.connect"}


def submitting(folder: Path, prefix: str, edits: int) -> Callable[[Tell], None]:
    """Return work that adds claims and tells the id of each when it is saved."""

    def work(tell: Tell) -> None:
        library = Library(folder)
        for number in range(edits):
            edit = AddClaim(
                role="support", target="a", id=f"{prefix}-{number}", sentence=f"{prefix} {number}."
            )
            opened = library.volume("harbor").revision
            done = library.submit("harbor", edit, revision="", author=prefix, key=f"{number}")
            assert opened
            tell(done.created[0])

    return work


def added(library: Library) -> list[str]:
    """Return what was added under the claim, once for each time that it stands there."""
    return [
        claim
        for step in library.debate("harbor").claims["a"].supports
        for claim in step.claims
        if claim != "b"
    ]


def test_edits_of_many_processes_on_one_debate_are_all_there_once(
    library: Library, file: Path
) -> None:
    crowd = [
        children.Child(submitting(file.parent, f"p{number}", EDITS)) for number in range(PROCESSES)
    ]
    told = [line for child in crowd for line in child.lines()]
    assert [child.code for child in crowd] == [0] * PROCESSES, told
    assert sorted(added(library)) == sorted(told)
    assert len(told) == PROCESSES * EDITS
    assert not library.volume("harbor").has_errors
    changes = library.changes("harbor", limit=1000)
    assert [change.number for change in changes] == list(range(PROCESSES * EDITS, 0, -1))
    assert {change.kind for change in changes} == {"edit"}


def test_edits_are_all_there_or_marked_as_overwritten_when_a_program_saves_an_old_text_over_them(
    library: Library, file: Path
) -> None:
    crowd = [children.Child(submitting(file.parent, f"p{number}", EDITS)) for number in range(3)]
    children.run(lambda _: save_old_texts(file, times=8))
    told = [line for child in crowd for line in child.lines()]
    assert [child.code for child in crowd] == [0] * 3, told
    lost = [change for change in library.changes("harbor", limit=1000) if change.is_lost]
    assert len(set(told) - set(added(library))) == len(lost)
    for change in reversed(lost):
        library.apply_again("harbor", change.number, author="Ann")
    assert sorted(added(library)) == sorted(told)


def save_old_texts(file: Path, *, times: int) -> None:
    """Read the file and save it a little later with one more comment, some times."""
    for number in range(times):
        text = file.read_text()
        time.sleep(0.05)
        new = file.with_name(".by-hand")
        new.write_text(f"{text}# by hand {number}\n")
        new.replace(file)
        time.sleep(0.05)


def test_a_kill_at_a_random_moment_breaks_no_file_and_loses_no_saved_edit(
    library: Library, file: Path
) -> None:
    seed = int(os.environ.get("SEED", time.time_ns()))
    print(f"seed {seed}")  # noqa: T201 - whoever sees a failure tries it again
    chance = random.Random(seed)  # noqa: S311 - no secret
    library.open_for_edit("harbor")  # what the children need is loaded before they are born
    saved: list[str] = []
    for kill in range(KILLS):
        child = children.Child(submitting(file.parent, f"k{kill}", 100))
        time.sleep(chance.uniform(0.02, 0.25))
        child.kill()
        saved += child.lines()
    there = added(library)
    assert saved
    assert set(saved) <= set(there)
    assert len(there) == len(set(there)) <= len(saved) + KILLS
    assert not library.volume("harbor").has_errors
    changes = library.changes("harbor", limit=10_000)
    assert [change.kind for change in changes] == ["edit"] * len(there)


def test_a_death_at_any_step_leaves_the_old_or_the_new_file_and_a_history_of_it(
    library: Library, file: Path
) -> None:
    library.open_for_edit("harbor")
    deaths = 0
    for step in range(1, 200):

        def work(tell: Tell, step: int = step) -> None:
            there = Library(file.parent)
            there.changes()
            children.die_at(step, of=STEPS_OF_A_WRITE)
            submitting(file.parent, f"d{step}", 1)(tell)

        child = children.Child(work)
        told = child.lines()
        library.open_for_edit("harbor")
        changes = library.changes("harbor", limit=1000)
        assert sorted(path.name for path in file.parent.iterdir()) == [".argmap", "harbor.yaml"]
        assert len(changes) == len(added(library))
        assert {change.kind for change in changes} <= {"edit"}
        if child.code == 0:
            assert told[-1] in added(library)
            break
        deaths += 1
    assert deaths > 5


@pytest.mark.parametrize("name", ["harbor.yaml", ".argmap"])
def test_what_is_taken_away_at_any_time_is_told_and_breaks_nothing(
    library: Library, file: Path, name: str
) -> None:
    submitting(file.parent, "x", 1)(lambda _: None)
    text = file.read_bytes()
    file.with_name(name).rename(file.with_name("elsewhere"))
    file.write_bytes(text)
    submitting(file.parent, "y", 1)(lambda _: None)
    assert added(library) == ["x-0", "y-0"]
