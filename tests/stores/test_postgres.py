"""What holds for a store in PostgreSQL alone."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
import sqlalchemy
from sqlalchemy import event

from argmap.edits.values import AddClaim
from argmap.errors import ArgmapError, Busy, Unreachable, Unwritable, WrongRequest
from argmap.library import Library
from argmap.stores import places
from argmap.stores.history.archive import Text
from argmap.stores.history.changes import Draft
from argmap.stores.postgres import address, database
from argmap.stores.postgres.store import PostgresStore
from tests.postgres import Cluster

SECRET = "correct-horse"

DEBATE = b"""\
title: A harbor
question: Should it be built?
viewpoints: {v: {name: V, summary: S}, w: {name: W, summary: S}}
claims:
  - {id: a, claim: "The first claim, see [another](other/a)."}
"""

END_ALL_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
)

Open = Callable[..., PostgresStore]


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.new(password=SECRET)


@pytest.fixture
def open_store(url: str) -> Iterator[Open]:
    opened: list[PostgresStore] = []

    def open_store(*, wait: float = 30, user: str = "postgres") -> PostgresStore:
        named = url.replace("postgres:", f"{user}:", 1)
        opened.append(PostgresStore(address.parse(named), wait=wait))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> PostgresStore:
    store = open_store()
    store.add("harbor.yaml", DEBATE)
    return store


def run(url: str, statement: str) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def add(store: PostgresStore, sentence: str) -> None:
    edit = AddClaim(role="thesis", sentence=sentence)
    Library(store).submit("harbor", edit, revision="", author="Ann", key=f"key-of-{sentence}")


@pytest.mark.parametrize(
    "named",
    [
        "",
        "debates",
        "sqlite:///debates",
        "mysql://ann@host/debates",
        f"postgresql+psycopg://ann:{SECRET}@host/debates",
        f"POSTGRESQL://ann:{SECRET}@host/debates",
        f"postgresql://ann:{SECRET}@host/debates?pasword=x",
        f"postgresql://ann:{SECRET}%zz@host/debates",
        f"postgresql://ann:{SECRET}@[host/debates",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(named: str) -> None:
    with pytest.raises(WrongRequest, match="This is no address of a store") as refusal:
        places.open_store(named)
    assert SECRET not in repr(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    ("named", "name"),
    [
        ("postgresql://ann@host/debates", "postgresql://ann@host/debates"),
        (f"postgresql://ann:{SECRET}@host:5433/d", "postgresql://ann@host:5433/d"),
        (f"postgres://ann:{SECRET}@one:1,two:2/d", "postgresql://ann@one,two:1,2/d"),
        (f"postgresql:///d?user=ann&password={SECRET}&host=/run", "postgresql://ann@/run/d"),
        (f"postgresql://ann:{SECRET}%40{SECRET}@host/d", "postgresql://ann@host/d"),
    ],
)
def test_an_address_is_told_without_its_password(named: str, name: str) -> None:
    parsed = address.parse(named)
    assert parsed.name == name
    assert SECRET not in f"{parsed} {parsed!r}"
    assert (SECRET in parsed.password) == (SECRET in named)


def test_a_wrong_address_of_a_store_says_what_is_wrong_without_the_password(url: str) -> None:
    wrong = url.replace("/postgres?", "/nowhere?")
    store = places.open_store(wrong)
    with pytest.raises(
        Unreachable, match=r"does not answer \(.*database \"nowhere\" does not exist\)"
    ):
        store.entries()
    with pytest.raises(Unreachable) as refusal:
        Library(store).state()
    said: BaseException | None = refusal.value
    while said:
        assert SECRET not in str(said)
        said = said.__cause__ or said.__context__


def test_nothing_is_written_when_the_database_goes_away_in_the_middle(
    store: PostgresStore, url: str
) -> None:
    library = Library(store)
    draft = Draft(debate="harbor", kind="text", author="Ann", words="edited the text")

    def write() -> None:
        with store.lock("harbor"):
            store.history().begin(draft, Text("a", b"a"), Text("b", b"b"))
            assert store.replace(store.entry("harbor"), b"new", instead_of=DEBATE)
            run(url, END_ALL_OTHERS)
            with pytest.raises(Unreachable):
                store.entry("harbor")

    with pytest.raises(Unreachable):
        write()
    assert library.volume("harbor").data == DEBATE
    assert library.changes() == ()
    add(store, "One.")
    assert [change.number for change in library.changes()] == [1]


def test_a_connection_that_died_while_nobody_used_it_is_noticed_by_nobody(
    store: PostgresStore, url: str
) -> None:
    run(url, END_ALL_OTHERS)
    assert store.load(store.entry("harbor")) == DEBATE
    add(store, "One.")


def test_what_failed_under_a_lock_is_not_taken_for_done(store: PostgresStore) -> None:
    def use() -> None:
        with store.lock("harbor"):
            assert store.replace(store.entry("harbor"), b"new", instead_of=DEBATE)
            nonsense = sqlalchemy.select(sqlalchemy.func.pg_sleep("a" * 9))
            with pytest.raises(sqlalchemy.exc.DBAPIError):
                store._database.rows(nonsense)  # noqa: SLF001

    with pytest.raises(ArgmapError):
        use()
    assert store.load(store.entry("harbor")) == DEBATE


def test_the_lock_of_who_stands_still_for_too_long_is_free(
    open_store: Open, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LONGEST_PAUSE", 0.1)
    other = open_store(wait=10)

    def stand_still() -> None:
        with store.lock("harbor"):
            with other.lock("harbor"):
                other.replace(other.entry("harbor"), b"new", instead_of=DEBATE)
            store.entry("harbor")

    with pytest.raises(Unreachable):
        stand_still()
    assert other.load(other.entry("harbor")) == b"new"


def test_a_user_who_may_only_read_is_offered_no_edits(
    open_store: Open, store: PostgresStore, url: str
) -> None:
    schema = url.rpartition("3D")[2]
    run(url, "CREATE ROLE reader LOGIN")
    run(url, f"GRANT USAGE ON SCHEMA {schema} TO reader")
    run(url, f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
    add(store, "One.")
    reader = open_store(user="reader")
    library = Library(reader)
    assert library.debate("harbor").theses[-1] == "one"
    assert [change.words for change in library.changes()] == ["added a thesis: “One.”"]
    assert "is only read here" in library.why_read_only()
    with pytest.raises(Unwritable, match="is only read here"):
        add(reader, "Two.")
    with pytest.raises(Unwritable, match=r"may not be changed \(permission denied for table files"):
        reader.replace(reader.entry("harbor"), b"new", instead_of=DEBATE)


def test_a_request_for_what_has_not_changed_asks_the_database_once(store: PostgresStore) -> None:
    store.add("other.yaml", DEBATE)
    store.add("about.md", b"Debates.")
    library = Library(store)
    asked: list[str] = []
    engine = store._database._engine  # noqa: SLF001
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counts = []
    for _ in range(2):
        asked.clear()
        with library.glance():
            library.state()
            assert len(library.volumes()) == 2
            codes = {problem.code for problem in library.volume("harbor").problems}
            assert "unknown-link" not in codes
        counts.append(len(asked))
    assert counts == [3, 1]


def test_a_repeat_after_an_unknown_end_counts_once(open_store: Open, store: PostgresStore) -> None:
    add(store, "One.")
    add(open_store(), "One.")
    assert [change.number for change in Library(store).changes()] == [1]


def test_who_waits_too_long_is_told_to_try_again(open_store: Open, store: PostgresStore) -> None:
    waiting = open_store(wait=0.1)
    with store.lock("harbor"), pytest.raises(Busy, match=r"is busy .*: try again in a moment\."):
        add(waiting, "One.")
    add(waiting, "One.")
