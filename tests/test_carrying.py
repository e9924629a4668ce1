"""Debates carried from a folder to a database and back, with their histories."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from argmap import resources
from argmap.carrying import Carried, carry, carry_accounts
from argmap.edits.values import AddClaim
from argmap.errors import AccountRefused, Busy, Unwritable
from argmap.library import Library
from argmap.stores import places
from argmap.stores.accounts.values import Account
from argmap.stores.folder import FolderStore
from argmap.stores.history import archive
from argmap.stores.store import Store
from tests.postgres import Cluster

PASSWORD = "a long enough password"
DEBATE = """\
title: A harbor
question: Should it be built?
viewpoints: {v: {name: V, summary: S}, w: {name: W, summary: S}}
claims:
  - {id: a, claim: The first claim.}  # kept
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "debates"
    path.mkdir()
    (path / "harbor.yaml").write_text(DEBATE, encoding="utf-8")
    return path


@pytest.fixture
def open_store() -> Iterator[Callable[[str], Store]]:
    opened = []

    def open_store(address: str) -> Store:
        opened.append(places.open_store(address))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def database(cluster: Cluster, open_store: Callable[[str], Store]) -> Store:
    return open_store(cluster.new())


def push(folder: Path, database: Store, *, force: bool = False) -> dict[str, str]:
    return fates(carry(FolderStore(folder), database, force=force, author="Ann"))


def pull(folder: Path, database: Store, *, force: bool = False) -> dict[str, str]:
    return fates(carry(database, FolderStore(folder), force=force, author="Ann"))


def fates(carried: tuple[Carried, ...]) -> dict[str, str]:
    return {file.name: file.fate for file in carried}


def add(place: Path | Store, sentence: str, debate: str = "harbor") -> None:
    Library(place).submit(
        debate, AddClaim(role="thesis", sentence=sentence), revision="", author="Bob"
    )


def told(place: Path | Store, debate: str | None = None) -> list[tuple[object, ...]]:
    """Return what a history tells, the newest first, without the numbers of one database."""
    return [
        (
            *(change.debate, change.number, change.kind, change.author, change.time, change.words),
            *(change.edit, change.of, change.before, change.after, change.approved_by),
            *(change.undone_by, change.overwritten_by, change.again_by),
        )
        for change in Library(place).changes(debate, limit=1000)
    ]


def words(place: Path | Store) -> list[str]:
    return [change.words for change in reversed(Library(place).changes("harbor", limit=1000))]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def contents(database: Store) -> dict[str, bytes]:
    return {entry.path.name: database.load(entry) for entry in database.entries()}


def test_what_has_changed_on_both_sides_is_refused_by_name_and_the_rest_is_carried(
    folder: Path, database: Store
) -> None:
    push(folder, database)
    add(folder, "From the folder.")
    add(database, "From the database.")
    (folder / "other.yaml").write_text(DEBATE, encoding="utf-8")
    before = (contents(database)["harbor.yaml"], told(database, "harbor"))
    carried = carry(FolderStore(folder), database, force=False, author="Ann")
    assert fates(carried) == {"harbor.yaml": "refused", "other.yaml": "new"}
    assert carried[0].reason.startswith("both have changed since they were last the same")
    assert (contents(database)["harbor.yaml"], told(database, "harbor")) == before
    assert pull(folder, database) == {"harbor.yaml": "refused", "other.yaml": "same"}
    assert b"From the folder." in (folder / "harbor.yaml").read_bytes()


def test_a_debate_under_another_ending_is_refused(folder: Path, database: Store) -> None:
    push(folder, database)
    (folder / "harbor.yaml").rename(folder / "harbor.yml")
    (refused,) = carry(FolderStore(folder), database, force=True, author="Ann")
    assert (refused.name, refused.fate) == ("harbor.yml", "refused")
    assert refused.reason == 'the debate "harbor" is called harbor.yaml there'


def test_a_file_that_cannot_be_read_or_named_is_refused(folder: Path, database: Store) -> None:
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "folder.yaml").mkdir()
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_text(DEBATE)
    carried = push(folder, database)
    assert carried.pop("harbor.yaml") == "new"
    assert list(carried.values()) == ["refused"] * 3
    assert [*contents(database)] == ["harbor.yaml"]


def test_what_tells_of_the_debates_is_not_put_over_another(folder: Path, database: Store) -> None:
    (folder / "about.md").write_text("Mine.")
    assert push(folder, database)["about.md"] == "new"
    assert push(folder, database)["about.md"] == "same"
    (folder / "about.md").write_text("Mine, changed.")
    assert push(folder, database)["about.md"] == "refused"
    assert Library(database).about().text == "Mine."
    assert push(folder, database, force=True)["about.md"] == "over"
    assert Library(database).about().text == "Mine, changed."


def test_who_is_writing_to_a_debate_is_waited_for(folder: Path, cluster: Cluster) -> None:
    from argmap.stores.postgres import address  # noqa: PLC0415
    from argmap.stores.postgres.store import PostgresStore  # noqa: PLC0415

    place = address.parse(cluster.new())
    writer, other = PostgresStore(place), PostgresStore(place, wait=0.1)
    # Another thread would be as good; here the two stores stand for two processes.
    with writer.lock("harbor"), pytest.raises(Busy):
        push(folder, other)
    assert contents(other) == {}
    writer.close()
    other.close()


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_done(
    database: Store, tmp_path: Path
) -> None:
    (tmp_path / ".argmap").write_text("a file in the place of a folder")
    with pytest.raises(Unwritable, match="cannot be written"):
        pull(tmp_path, database)


def test_a_folder_that_cannot_be_written_is_sent_as_it_is(folder: Path, database: Store) -> None:
    (folder / ".argmap").write_text("a file in the place of a folder")
    assert FolderStore(folder).why_read_only()
    assert push(folder, database) == {"harbor.yaml": "new"}
    assert push(folder, database) == {"harbor.yaml": "same"}
    add(database, "One.")
    assert push(folder, database) == {"harbor.yaml": "older"}


def test_the_shipped_debates_come_back_to_the_byte(database: Store, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shutil.copytree(resources.debates(), shipped, ignore=shutil.ignore_patterns(".argmap"))
    names = {entry.path.name for entry in FolderStore(shipped).entries()}
    assert len(names) == 9
    before = files(shipped)
    sent = push(shipped, database)
    assert set(sent.values()) == {"new"}
    assert names <= sent.keys()
    back = tmp_path / "back"
    back.mkdir()
    assert pull(back, database) == sent
    assert files(back) == {name: before[name] for name in sent}
    assert files(shipped) == before


def test_the_history_comes_along_in_its_order(
    folder: Path, database: Store, tmp_path: Path
) -> None:
    (folder / "other.yaml").write_text(DEBATE, encoding="utf-8")
    for number in range(3):
        add(folder, f"Number {number}.")
        add(folder, f"Number {number}.", "other")
    library = Library(folder)
    library.undo("harbor", 2, author="Ann")
    library.redo("harbor", 2, author="Ann")
    (folder / "other.yaml").write_text(DEBATE.replace("harbor", "bridge"), encoding="utf-8")
    library.apply_again("other", 3, author="Ann")
    assert push(folder, database) == {"harbor.yaml": "new", "other.yaml": "new"}
    assert told(database) == told(folder)
    assert [row[-2] for row in told(database, "other")][-3:] == [4, 4, 4]
    back = tmp_path / "back"
    back.mkdir()
    pull(back, database)
    assert told(back) == told(folder)
    for change in Library(folder).changes("harbor"):
        text = FolderStore(folder).history().text("harbor", change.before)
        assert database.history().text("harbor", change.before) == text
        assert FolderStore(back).history().text("harbor", change.before) == text


def test_only_the_newer_changes_are_carried_in_either_direction(
    folder: Path, database: Store
) -> None:
    add(folder, "One.")
    push(folder, database)
    assert push(folder, database) == pull(folder, database) == {"harbor.yaml": "same"}
    add(folder, "Two.")
    assert pull(folder, database) == {"harbor.yaml": "older"}
    (carried,) = carry(FolderStore(folder), database, force=False, author="Ann")
    assert (carried.fate, carried.changes) == ("newer", 1)
    assert contents(database) == files(folder)
    add(database, "Three.")
    assert push(folder, database) == {"harbor.yaml": "older"}
    assert pull(folder, database) == {"harbor.yaml": "newer"}
    assert contents(database) == files(folder)
    assert told(database) == told(folder)
    assert len(told(folder)) == 3


def test_a_change_outside_argmap_is_carried_with_what_it_has_lost(
    folder: Path, database: Store
) -> None:
    add(folder, "One.")
    push(folder, database)
    (folder / "harbor.yaml").write_text(DEBATE, encoding="utf-8")
    assert push(folder, database) == {"harbor.yaml": "newer"}
    assert told(database) == told(folder)
    assert [change.overwritten_by for change in Library(database).changes("harbor")] == [None, 2]


def test_a_folder_without_a_history_knows_what_it_has_sent(folder: Path, database: Store) -> None:
    push(folder, database)
    (folder / "harbor.yaml").write_text(DEBATE.replace("first", "very first"), encoding="utf-8")
    assert push(folder, database) == {"harbor.yaml": "newer"}
    assert words(database) == ["edited outside argmap"]


def test_with_force_one_is_put_over_the_other_and_the_changes_of_both_stay(
    folder: Path, database: Store
) -> None:
    add(folder, "One.")
    push(folder, database)
    add(folder, "From the folder.")
    add(database, "From the database.")
    Library(folder).undo("harbor", 2, author="Ann")
    mine = files(folder)
    assert push(folder, database, force=True) == {"harbor.yaml": "over"}
    assert contents(database) == mine
    assert [word.split(":")[0] for word in words(database)] == [
        "added a thesis",
        "added a thesis",
        "went back to the text that others went on from elsewhere, to put theirs over this one",
        "added a thesis",
        "undid change 2",
    ]
    changes = Library(database).changes("harbor")
    assert [(change.number, change.of, change.undone_by) for change in changes[:2]] == [
        (5, 4, None),
        (4, None, 5),
    ]
    for change in changes:
        assert database.history().text("harbor", change.before) is not None
    assert pull(folder, database) == {"harbor.yaml": "same"}
    add(database, "After that.")
    assert pull(folder, database) == {"harbor.yaml": "newer"}
    add(folder, "Once more.")
    assert push(folder, database) == {"harbor.yaml": "newer"}
    assert contents(database) == files(folder)


def test_with_force_a_folder_takes_over_what_is_there_and_keeps_its_changes(
    folder: Path, database: Store
) -> None:
    push(folder, database)
    add(folder, "From the folder.")
    add(database, "From the database.")
    before = told(database)
    assert pull(folder, database, force=True) == {"harbor.yaml": "over"}
    assert files(folder) == contents(database)
    assert told(database) == before
    assert len(told(folder)) == 3
    Library(folder).restore("harbor", at=Library(folder).changes("harbor")[2].after, author="Ann")
    assert b"From the folder." in (folder / "harbor.yaml").read_bytes()


def test_debates_that_have_nothing_in_common_are_carried_with_force(
    folder: Path, database: Store
) -> None:
    database.add("harbor.yaml", DEBATE.replace("first", "other").encode())
    add(folder, "One.")
    assert push(folder, database) == {"harbor.yaml": "refused"}
    assert push(folder, database, force=True) == {"harbor.yaml": "over"}
    assert contents(database) == files(folder)
    first = Library(database).changes("harbor")[-1].before
    assert b"other claim" in (database.history().text("harbor", first) or b"")


def test_a_debate_whose_file_was_removed_comes_back(folder: Path, database: Store) -> None:
    add(folder, "One.")
    push(folder, database)
    before = files(folder)
    (folder / "harbor.yaml").unlink()
    assert pull(folder, database) == {"harbor.yaml": "newer"}
    assert files(folder) == before


def test_texts_that_a_history_keeps_whole_are_kept_whole_there(
    folder: Path, database: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "WHOLE_EVERY", 3)
    for number in range(8):
        add(folder, f"Number {number}.")
    push(folder, database)
    for change in Library(folder).changes("harbor"):
        text = FolderStore(folder).history().text("harbor", change.after)
        assert database.history().text("harbor", change.after) == text


def test_a_back_up_by_pg_dump_brings_everything_back(
    folder: Path, cluster: Cluster, open_store: Callable[[str], Store], tmp_path: Path
) -> None:
    name = cluster.create()
    database = open_store(cluster.address(name))
    add(folder, "One.")
    push(folder, database)
    add(database, "Two.")
    settle(database)
    before = (contents(database), told(database), people(database))
    dump = tmp_path / "argmap.dump"
    run(cluster.programs / "pg_dump", "--format=custom", f"--file={dump}", cluster.address(name))
    cluster.run("DROP SCHEMA public CASCADE", database=name)
    cluster.run("CREATE SCHEMA public", database=name)
    database.close()
    database = open_store(cluster.address(name))
    assert database.entries() == ()
    restore = (
        "--clean",
        "--if-exists",
        "--single-transaction",
        f"--dbname={cluster.address(name)}",
    )
    run(cluster.programs / "pg_restore", *restore, str(dump))
    assert (contents(database), told(database), people(database)) == before
    assert Library(database).authentication.log_in("Aiko", PASSWORD, origin="192.0.2.1")
    add(database, "Three.")
    assert [change.number for change in Library(database).changes("harbor")] == [4, 3, 2, 1]


def test_a_copy_of_a_folder_brings_everything_back(folder: Path, tmp_path: Path) -> None:
    settle(folder)
    add(folder, "One.")
    before = (files(folder), told(folder), people(folder))
    backup = tmp_path / "backup"
    backup.mkdir()
    for name in ("history.sqlite", "accounts.sqlite"):
        with (
            closing(sqlite3.connect(folder / ".argmap" / name)) as there,
            closing(sqlite3.connect(backup / name)) as here,
        ):
            there.backup(here)
    for path in folder.glob("*.yaml"):
        shutil.copy(path, backup)
    shutil.rmtree(folder)
    (folder / ".argmap").mkdir(parents=True)
    for path in backup.iterdir():
        shutil.copy(path, folder / ".argmap" if path.suffix == ".sqlite" else folder)
    assert (files(folder), told(folder), people(folder)) == before
    add(folder, "Two.")


@pytest.mark.parametrize("way", ["push", "pull"])
def test_a_class_moves(folder: Path, database: Store, tmp_path: Path, way: str) -> None:
    target: Store = database
    settle(folder)
    push(folder, database)
    secret = Library(folder).authentication.new_token(account(folder, "Ben"), "scripts")
    (link,) = Library(folder).membership.invite("reader", by="Aiko")
    assert carry_accounts(FolderStore(folder), database) == 2
    if way == "pull":
        place = tmp_path / "other"
        place.mkdir()
        pull(place, database)
        target = FolderStore(place)
        assert carry_accounts(database, target) == 2
    assert people(target) == people(folder)
    moved = Library(target)
    assert moved.authentication.log_in("Aiko", PASSWORD, origin="192.0.2.1")
    ben = moved.authentication.by_token(secret)
    assert ben == account(target, "Ben")
    assert moved.membership.join(link, "Chie", PASSWORD, origin="192.0.2.1").role == "reader"
    assert moved.suggestions.accept(1, by="Aiko").words.startswith("added a thesis")
    moved.suggestions.withdraw(3, account=ben.id)


def test_two_classes_are_not_mixed(folder: Path, database: Store) -> None:
    settle(folder)
    Library(database).membership.add("Aiko", "coach", PASSWORD)
    before = people(database)
    with pytest.raises(AccountRefused, match="who is who"):
        carry_accounts(FolderStore(folder), database)
    assert people(database) == before


def test_a_folder_without_accounts_has_none_to_carry(folder: Path, database: Store) -> None:
    assert carry_accounts(FolderStore(folder), database) == 0
    assert not (folder / ".argmap").exists()


def account(place: Path | Store, name: str) -> Account:
    return Library(place).membership.account(name)


def settle(place: Path | Store) -> None:
    """Let a class make itself at home: a coach, a student, and suggestions of every fate."""
    library = Library(place)
    library.membership.add("Aiko", "coach", PASSWORD)
    ben = library.membership.add("Ben", "student", PASSWORD)
    for sentence in ("Waits.", "Is accepted.", "Waits too.", "Is returned."):
        edit = AddClaim(role="thesis", sentence=sentence)
        library.suggestions.suggest("harbor", edit, revision="", account=ben.id, author="Ben")
    library.suggestions.accept(2, by="Aiko")
    library.suggestions.send_back(4, "Why?", by="Aiko")


def people(place: Path | Store) -> object:
    """Return who has an account, and what they have suggested, without the numbers of one database."""
    library = Library(place)
    return (
        [(each.name, each.role, each.created) for each in library.membership.accounts()],
        [
            (
                *(each.id, each.author, each.words, each.edit, each.time),
                *(each.state, each.decided_by, each.decided, each.comment, each.change),
            )
            for each in library.suggestions.all()
        ],
    )


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
