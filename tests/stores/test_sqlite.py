"""A database beside debates stays open, and is still the file that lies there."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from argmap.stores.history.archive import Text
from argmap.stores.history.keeping import History
from argmap.stores.sqlite import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "here" / "history.sqlite")


def seen(database: Database) -> object:
    return History(database).last_revision("a")


def test_a_file_that_takes_the_place_of_an_open_one_is_what_is_read(
    database: Database, tmp_path: Path
) -> None:
    other = Database(tmp_path / "there" / "history.sqlite")
    History(database).see("a", Text("one", b"1"))
    History(other).see("a", Text("two", b"2"))
    assert seen(database) == "one"
    shutil.move(other.file, database.file)
    assert seen(database) == "two"


def test_a_file_that_has_gone_is_begun_anew(database: Database) -> None:
    History(database).see("a", Text("one", b"1"))
    database.file.unlink()
    assert seen(database) is None
    History(database).see("a", Text("two", b"2"))
    assert seen(database) == "two"


def test_what_was_closed_is_opened_again(database: Database) -> None:
    History(database).see("a", Text("one", b"1"))
    database.close()
    assert seen(database) == "one"


def test_nobody_waits_for_the_connections_of_others(database: Database) -> None:
    History(database).see("a", Text("one", b"1"))
    with ExitStack() as stack:
        for _ in range(40):  # more than any server has threads
            stack.enter_context(database._engine.connect())  # noqa: SLF001 - what each question does
        assert seen(database) == "one"
