"""What every store holds to, be it a folder or a database; written from the protocol."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from argmap.errors import Busy, NotFound, Unreadable, Unwritable
from argmap.library import Library
from argmap.stores import places
from argmap.stores.about import About
from argmap.stores.entries import SIZE_LIMIT
from argmap.stores.folder import FolderStore
from argmap.stores.history.archive import Text
from argmap.stores.history.changes import Draft
from argmap.stores.locks import Locks
from argmap.stores.postgres import address
from argmap.stores.postgres.store import PostgresStore
from argmap.stores.store import Store

DEBATE = b"""\
title: A harbor
question: Should it be built?
viewpoints: {v: {name: V, summary: S}, w: {name: W, summary: S}}
claims:
  - {id: a, claim: The first claim.}
"""


class Home:
    """Where the files of a store are, with a way around argmap."""

    named: str
    """What a command would be given."""

    def open(self, *, wait: float = 30) -> Store:
        raise NotImplementedError

    def put(self, name: str, data: bytes) -> None:
        raise NotImplementedError

    def remove(self, name: str) -> None:
        raise NotImplementedError


class FolderHome(Home):
    def __init__(self, folder: Path) -> None:
        self.named = str(folder)
        self.folder = folder

    def open(self, *, wait: float = 30) -> Store:
        store = FolderStore(self.folder)
        store._locks = Locks(self.folder / ".argmap", wait=wait)  # noqa: SLF001
        return store

    def put(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()


class PostgresHome(Home):
    def __init__(self, named: str) -> None:
        self.named = named
        self.opened: list[PostgresStore] = []
        self.open().entries()

    def open(self, *, wait: float = 30) -> Store:
        self.opened.append(PostgresStore(address.parse(self.named), wait=wait))
        return self.opened[-1]

    def put(self, name: str, data: bytes) -> None:
        values: Mapping[str, object] = {
            "name": name,
            "data": data,
            "revision": sha256(data).hexdigest(),
        }
        self._run(
            "INSERT INTO files (name, data, revision, written)"
            " VALUES (%(name)s, %(data)s, %(revision)s, txid_current())"
            " ON CONFLICT (name) DO UPDATE SET data = excluded.data, revision = excluded.revision,"
            " written = excluded.written",
            values,
        )

    def remove(self, name: str) -> None:
        self._run("DELETE FROM files WHERE name = %(name)s", {"name": name})

    def close(self) -> None:
        for store in self.opened:
            store.close()

    def _run(self, statement: str, values: Mapping[str, object]) -> None:
        with psycopg.connect(self.named) as connection:
            connection.execute(statement.encode(), values)


@pytest.fixture(params=["folder", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    if request.param == "folder":
        yield FolderHome(tmp_path)
        return
    cluster = request.getfixturevalue("cluster")
    home = PostgresHome(cluster.new())
    yield home
    home.close()


@pytest.fixture
def store(home: Home) -> Store:
    return home.open()


def listed(store: Store) -> list[tuple[str, str]]:
    return [(entry.id, entry.path.name) for entry in store.entries()]


def text(data: bytes) -> Text:
    return Text(sha256(data).hexdigest(), data)


def test_an_unknown_debate_is_refused_with_the_nearest(home: Home, store: Store) -> None:
    home.put("harbor.yaml", DEBATE)
    with pytest.raises(NotFound, match=r'There is no debate "harbour"\. Did you mean "harbor"\?'):
        store.entry("harbour")


@pytest.mark.parametrize(
    "id", ["", "harbor.yaml", "../harbor", "har\x00bor", "\udcff", "x" * 9_000]
)
def test_an_id_that_is_none_is_not_there(home: Home, store: Store, id: str) -> None:
    home.put("harbor.yaml", DEBATE)
    with pytest.raises(NotFound):
        store.entry(id)


@pytest.mark.parametrize("id", ["har\x00bor", "x" * 9_000])
def test_nothing_has_changed_in_a_debate_that_cannot_be(store: Store, id: str) -> None:
    assert store.history().changes(debate=id) == ()


def test_a_file_that_has_vanished_is_refused(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    entry = store.entry("a")
    home.remove("a.yaml")
    assert store.entries() == ()
    with pytest.raises(NotFound):
        store.entry("a")
    with pytest.raises(Unreadable, match=r"There is no file a\.yaml any more\."):
        store.load(entry)
    with pytest.raises(Unreadable, match=r"There is no file a\.yaml any more\."):
        store.replace(entry, b"new", instead_of=DEBATE)
    assert store.entries() == ()


def test_a_file_over_the_limit_is_refused_and_one_at_it_is_not(home: Home, store: Store) -> None:
    home.put("a.yaml", b" " * (SIZE_LIMIT + 1))
    home.put("b.yaml", b" " * SIZE_LIMIT)
    with pytest.raises(Unreadable, match=r"a\.yaml is larger than 16 MiB"):
        store.load(store.entry("a"))
    assert len(store.load(store.entry("b"))) == SIZE_LIMIT
    assert [volume.debate for volume in Library(store).volumes()] == [None, None]


def test_a_text_is_not_put_in_the_place_of_another_than_was_seen(home: Home, store: Store) -> None:
    home.put("a.yaml", b"theirs")
    assert not store.replace(store.entry("a"), b"mine", instead_of=b"seen")
    assert store.load(store.entry("a")) == b"theirs"


def test_a_file_is_not_begun_where_one_is(home: Home, store: Store) -> None:
    home.put("a.yaml", b"theirs")
    with pytest.raises(Unwritable, match=r"a\.yaml\" is there already\."):
        store.add("a.yaml", b"mine")
    assert store.load(store.entry("a")) == b"theirs"


def test_a_store_without_files_has_none(store: Store) -> None:
    assert store.entries() == ()
    assert store.about() is None
    assert Library(store).about() == About()
    assert store.why_read_only() == ""


def test_only_names_of_debates_are_listed_by_id(home: Home, store: Store) -> None:
    for name in ("b.yml", "a.yaml", "c.json", ".d.yaml", "_e.yaml", "f.txt", "about.md"):
        home.put(name, DEBATE)
    assert listed(store) == [("a", "a.yaml"), ("b", "b.yml"), ("c", "c.json")]


def test_names_that_make_no_id_or_the_same_are_listed_with_the_problem(
    home: Home, store: Store
) -> None:
    for name in ("two words.yaml", "a.yaml", "a.json", "東京.yaml"):
        home.put(name, DEBATE)
    codes = {entry.id: [problem.code for problem in entry.problems] for entry in store.entries()}
    assert codes == {
        "a": [],
        "a.json": ["duplicate-debate"],
        "two words.yaml": ["bad-file-name"],
        "東京": [],
    }
    assert store.load(store.entry("two words.yaml")) == DEBATE


def test_a_text_is_kept_to_the_byte(home: Home, store: Store) -> None:
    data = b"\xef\xbb\xbftitle: A\r\n\x00\xff\n"
    home.put("a.yaml", b"")
    assert store.replace(store.entry("a"), data, instead_of=b"")
    assert store.load(store.entry("a")) == data
    store.add("b.yaml", data)
    assert home.open().load(home.open().entry("b")) == data


def test_what_others_write_shows_at_the_next_question(home: Home) -> None:
    mine, others = Library(home.open()), Library(home.open())
    states = [mine.state()]
    home.put("a.yaml", DEBATE)
    states.append(mine.state())
    assert mine.debate("a").title == others.debate("a").title == "A harbor"
    store = home.open()
    changed = DEBATE.replace(b"A harbor", b"A bridge")
    assert store.replace(store.entry("a"), changed, instead_of=DEBATE)
    states.append(mine.state())
    assert mine.debate("a").title == others.debate("a").title == "A bridge"
    assert mine.volume("a").revision == sha256(changed).hexdigest()
    home.put("about.md", b"# Debates")
    states.append(mine.state())
    assert mine.about() == About(text="# Debates")
    home.remove("a.yaml")
    states.append(mine.state())
    assert len(set(states)) == 5
    assert mine.state() == mine.state()


def test_the_state_of_a_debate_changes_with_its_own_text_alone(home: Home) -> None:
    library = Library(home.open())
    home.put("a.yaml", DEBATE)
    states = [library.state("a")]
    home.put("b.yaml", DEBATE)
    home.put("about.md", b"# Debates")
    states.append(library.state("a"))
    home.put("a.yaml", DEBATE.replace(b"A harbor", b"A bridge"))
    states.append(library.state("a"))
    home.put("a.yaml", DEBATE)
    states.append(library.state("a"))
    assert states[0] == states[1]
    assert len(set(states[1:])) == 3
    home.remove("a.yaml")
    with pytest.raises(NotFound):
        library.state("a")


def test_a_text_that_comes_back_shows(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    library, first = Library(store), store.entry("a").signature
    for now, then in ((b"title: B", DEBATE), (DEBATE, b"title: B")):
        assert store.replace(store.entry("a"), now, instead_of=then)
        assert library.volume("a").data == now
    assert store.entry("a").signature != first


def test_during_a_glance_a_debate_stays_as_it_was_first_seen(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    library = Library(store)
    with library.glance():
        seen = library.volume("a")
        home.put("a.yaml", b"title: B")
        assert library.volume("a") is seen
    assert library.volume("a").data == b"title: B"


def test_during_a_glance_a_thread_sees_what_it_writes(home: Home, store: Store) -> None:
    home.put("a.yaml", b"old")
    with store.glance():
        assert store.load(store.entry("a")) == b"old"
        with store.lock("a"):
            assert store.replace(store.entry("a"), b"new", instead_of=b"old")
        assert store.load(store.entry("a")) == b"new"
        assert store.entry("a").signature == home.open().entry("a").signature


def test_what_was_raised_under_a_lock_comes_out_and_frees_it(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    with pytest.raises(ZeroDivisionError), store.lock("a"):
        raise ZeroDivisionError
    with home.open(wait=5).lock("a"):
        pass


def test_who_waits_too_long_for_a_lock_is_refused(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    other = home.open(wait=0.1)
    with store.lock("a"):
        _in_thread(lambda: _refused(other, "a"))
        _in_thread(lambda: _enter(other, "b"))


def _refused(store: Store, id: str) -> None:
    with pytest.raises(Busy, match="try again in a moment"), store.lock(id):
        pass


def _enter(store: Store, id: str) -> None:
    with store.lock(id):
        pass


def _in_thread(action: Callable[[], object]) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except BaseException as wrong:  # noqa: BLE001 - it is raised again
            failed.append(wrong)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


COUNTER = """
import sys, time
from argmap.stores.folder import FolderStore
from argmap.stores import places
store = places.find_store(*((None, named) if "://" in (named := sys.argv[1]) else (named, None)))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(15):
    with store.lock("a"):
        entry = store.entry("a")
        old = store.load(entry)
        time.sleep(0.002)
        assert store.replace(entry, b"%d" % (int(old) + 1), instead_of=old)
store.close()
"""


def test_a_lock_holds_across_processes(home: Home, store: Store) -> None:
    home.put("a.yaml", b"0")
    environment = {key: value for key, value in os.environ.items() if key != places.STORE}
    counters = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTER, home.named],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(2)
    ]
    for counter in counters:
        assert counter.stdout
        assert counter.stdout.readline() == "ready\n"
    for counter in counters:
        counter.communicate("go\n", timeout=30)
    assert [counter.returncode for counter in counters] == [0, 0]
    assert store.load(store.entry("a")) == b"30"


def test_a_change_and_its_text_are_kept_together(home: Home, store: Store) -> None:
    home.put("a.yaml", b"old")
    history = store.history()
    draft = Draft(debate="a", kind="text", author="Ann", words="edited the text")
    with store.lock("a"):
        number = history.begin(draft, text(b"old"), text(b"new"))
        assert store.replace(store.entry("a"), b"new", instead_of=b"old")
        history.complete("a", number)
        assert [change.number for change in history.changes()] == [1]
    again = home.open()
    assert again.load(again.entry("a")) == b"new"
    (change,) = again.history().changes()
    assert (change.author, change.after) == ("Ann", text(b"new").revision)
    assert again.history().text("a", text(b"old").revision) == b"old"


def test_a_lock_is_not_waited_for_by_who_only_reads(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    other = Library(home.open(wait=0.1))
    with store.lock("a"):
        began = time.monotonic()
        _in_thread(lambda: other.volume("a"))
        _in_thread(other.changes)
        assert time.monotonic() - began < 5


def test_who_opens_a_known_text_for_an_edit_waits_for_nobody(home: Home, store: Store) -> None:
    home.put("a.yaml", DEBATE)
    other = Library(home.open(wait=0.1))
    other.open_for_edit("a")
    with store.lock("a"):
        _in_thread(lambda: other.open_for_edit("a"))
    home.put("a.yaml", DEBATE.replace(b"A harbor", b"A bridge"))
    with store.lock("a"), pytest.raises(Busy):
        _in_thread(lambda: other.open_for_edit("a"))
    other.open_for_edit("a")
    assert [change.kind for change in other.changes("a")] == ["outside"]
