"""Databases of every age are brought to the tables of this version."""

import importlib
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from argmap.edits.values import AddClaim
from argmap.errors import Unreadable, Unwritable
from argmap.library import Library
from argmap.stores import migrations, places, tables
from argmap.stores.history import keeping
from argmap.stores.history.archive import Text
from tests import unprivileged
from tests.postgres import Cluster

DEBATE = """\
title: A harbor
question: Should it be built?
viewpoints: {v: {name: V, summary: S}, w: {name: W, summary: S}}
claims: [{id: a, claim: The first claim.}]
"""

FIRST_TABLES = """
CREATE TABLE history_version (
    version INTEGER NOT NULL, CONSTRAINT pk_history_version PRIMARY KEY (version)
);
CREATE TABLE changes (
    serial INTEGER NOT NULL, debate TEXT NOT NULL, number INTEGER NOT NULL,
    is_done BOOLEAN NOT NULL, kind VARCHAR(16) NOT NULL, author TEXT NOT NULL,
    time DATETIME NOT NULL, words TEXT NOT NULL, edit TEXT, fingerprint VARCHAR(64),
    of_number INTEGER, overwritten_by INTEGER, before_revision VARCHAR(64) NOT NULL,
    after_revision VARCHAR(64) NOT NULL, delta BLOB NOT NULL,
    CONSTRAINT pk_changes PRIMARY KEY (serial),
    CONSTRAINT uq_changes_debate_number UNIQUE (debate, number),
    CONSTRAINT uq_changes_debate_fingerprint UNIQUE (debate, fingerprint)
);
CREATE INDEX ix_changes_author ON changes (author);
CREATE INDEX ix_changes_debate_of_number ON changes (debate, of_number);
CREATE INDEX ix_changes_debate_after_revision ON changes (debate, after_revision);
CREATE TABLE texts (
    debate TEXT NOT NULL, number INTEGER NOT NULL, revision VARCHAR(64) NOT NULL,
    time DATETIME NOT NULL, packed BLOB NOT NULL,
    CONSTRAINT pk_texts PRIMARY KEY (debate, number)
);
CREATE INDEX ix_texts_debate_revision ON texts (debate, revision);
INSERT INTO history_version VALUES (1);
"""
"""How the first histories were laid out, before there were migrations."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "harbor.yaml").write_text(DEBATE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def old(folder: Path) -> Path:
    """A folder with two changes, in a history as the first argmap has left it."""
    library = Library(folder)
    for sentence in ("One.", "Two."):
        edit = AddClaim(role="thesis", sentence=sentence)
        library.submit("harbor", edit, revision="", author="Ann")
    file = folder / ".argmap" / "history.sqlite"
    with sqlite3.connect(file) as new:
        rows = {
            table: new.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608
            for table, columns in FIRST_COLUMNS.items()
        }
    new.close()
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.executescript(FIRST_TABLES)
        for table, found in rows.items():
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608
    connection.close()
    return folder


FIRST_COLUMNS = {
    "changes": "serial, debate, number, is_done, kind, author, time, words, edit, fingerprint, "
    "of_number, overwritten_by, before_revision, after_revision, delta",
    "texts": "debate, number, revision, time, packed",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def engines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """A database that is as it was first written, and an empty one that the migrations have gone through."""
    if request.param == "sqlite":
        keeping.beside(tmp_path).see("a", Text("r", b""))
        addresses = (f"sqlite:///{tmp_path}/.argmap/history.sqlite", f"sqlite:///{tmp_path}/old")
    else:
        cluster: Cluster = request.getfixturevalue("cluster")
        first = cluster.new()
        store = places.open_store(first)
        store.entries()
        store.close()
        addresses = (as_driven(first), as_driven(cluster.new()))
    begun, migrated = (sqlalchemy.create_engine(address) for address in addresses)
    with migrated.begin() as connection:
        migrations.migrate(connection)
    yield begun, migrated
    begun.dispose()
    migrated.dispose()


def as_driven(address: str) -> str:
    """Return the address of a database as SQLAlchemy takes it."""
    return address.replace("postgresql", "postgresql+psycopg", 1)


def described(engine: Engine) -> object:
    """Return all that a database knows of its tables, without the order in which it tells it."""
    found = sqlalchemy.inspect(engine)
    parts = ("columns", "pk_constraint", "unique_constraints", "foreign_keys", "indexes")
    return {
        table: {part: as_told(getattr(found, f"get_{part}")(table)) for part in parts}
        for table in found.get_table_names()
    }


def as_told(part: Any) -> object:  # noqa: ANN401 - SQLAlchemy's
    """Return what tells of a part of a table in words that can be compared; its columns keep their order."""
    if isinstance(part, dict):
        return repr(part)
    is_ordered = all("type" in each for each in part)
    return [repr(each) for each in part] if is_ordered else sorted(map(repr, part))


def test_the_head_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "argmap:stores/migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_the_migrations_make_what_the_program_expects(engines: tuple[Engine, Engine]) -> None:
    _, migrated = engines

    def is_here(part: Any, _: object, kind: str, *__: object) -> bool:  # noqa: ANN401 - alembic's
        return kind != "table" or part.info.get(tables.ONLY, migrated.name) == migrated.name

    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": is_here, "compare_type": True}
        )
        assert compare_metadata(context, tables.metadata) == []


def test_a_new_database_begins_with_what_the_migrations_make(
    engines: tuple[Engine, Engine],
) -> None:
    begun, migrated = engines
    assert described(begun) == described(migrated)
    with begun.connect() as one, migrated.connect() as other:
        assert migrations.version(one) == migrations.version(other) == migrations.HEAD


def test_a_new_database_needs_no_alembic(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes as long to load as the rest of a command that changes something."""
    monkeypatch.setitem(sys.modules, "alembic", None)
    edit = AddClaim(role="thesis", sentence="One.")
    Library(folder).submit("harbor", edit, revision="", author="Ann")
    assert len(Library(folder).changes("harbor")) == 1


def test_a_first_history_is_brought_up_to_date_by_who_reads_it(old: Path) -> None:
    changes = Library(old).changes("harbor")
    assert [(change.number, change.author) for change in changes] == [(2, "Ann"), (1, "Ann")]
    with sqlite3.connect(old / ".argmap" / "history.sqlite") as connection:
        versions = connection.execute("SELECT * FROM alembic_version").fetchall()
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert versions == [(migrations.HEAD,)]
    assert "history_version" not in names


def test_a_first_history_is_brought_up_to_date_by_who_writes(old: Path) -> None:
    library = Library(old)
    library.undo("harbor", 2, author="Bob")
    assert [change.number for change in library.changes("harbor")] == [3, 2, 1]
    assert "Two." not in (old / "harbor.yaml").read_text(encoding="utf-8")


def test_a_first_history_that_cannot_be_written_is_refused_with_the_reason(old: Path) -> None:
    importlib.import_module("argmap.cli.history")  # the child may not be let to where Python is
    for path in (old, *old.parents[:3]):
        path.chmod(0o755)
    code, said = unprivileged.run(old, "history", "--folder", ".")
    assert code == 1, said
    assert "cannot be written" in said
    assert said.count("\n") == 1


def test_a_database_of_a_newer_argmap_is_refused(cluster: Cluster) -> None:
    address = cluster.new()
    first = places.open_store(address)
    first.entries()
    first.close()
    schema = address.rpartition("3D")[2]
    cluster.run(f"UPDATE {schema}.alembic_version SET version_num = '9999'")  # noqa: S608
    store = places.open_store(address)
    with pytest.raises(Unreadable, match=r"was set up by a newer argmap: use that one here\."):
        store.entries()
    with pytest.raises(Unreadable), store.lock("a"):
        pass
    store.close()


def test_many_who_begin_at_once_make_the_tables_once(cluster: Cluster) -> None:
    address = cluster.new()
    stores = [places.open_store(address) for _ in range(6)]
    gate = threading.Barrier(len(stores))
    found: list[object] = []

    def begin(number: int) -> None:
        gate.wait()
        found.append(stores[number].entries())

    threads = [threading.Thread(target=begin, args=(n,)) for n in range(len(stores))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert found == [()] * len(stores)


def test_a_user_who_may_make_no_tables_is_told_so(cluster: Cluster) -> None:
    cluster.run("CREATE ROLE stranger LOGIN")
    address = cluster.new()
    schema = address.rpartition("3D")[2]
    cluster.run(f"GRANT USAGE ON SCHEMA {schema} TO stranger")
    store = places.open_store(address.replace("postgres@", "stranger@"))
    with pytest.raises(Unwritable, match=r"may not be changed \(permission denied for schema"):
        store.entries()
    store.close()
