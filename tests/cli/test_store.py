"""Commands on a database in the place of a folder, and what carries debates between the two."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from argmap import cli
from argmap.stores import places
from argmap.stores.store import Store
from tests.postgres import Cluster

SECRET = "correct-horse"  # it opens nothing

LINES = (
    "add harbor Short. --thesis --id short --author Ann",
    "add harbor Cheap. --support short --author Ann",
    "revise harbor short Shorter. --author Ann",
    "step list harbor",
    "undo harbor 3 --author Bob",
    "redo harbor 3 --author Bob",
    "restore harbor --after 2 --author Bob",
    "history harbor --limit 2 --format json",
    "export harbor -f md -o -",
    "check",
    "tally",
)
"""What has happened before each is what the lines before it did."""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command and gives its exit code and what it has said, in which there is never the password."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = cli.main(arguments)
        out, err = (said.decode() for said in capfdbinary.readouterr())
        assert SECRET not in out + err
        return code, out, err

    return run


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.new(password=SECRET)


@pytest.fixture
def database(url: str) -> Iterator[Store]:
    store = places.open_store(url)
    yield store
    store.close()


def contents(database: Store) -> dict[str, bytes]:
    return {entry.path.name: database.load(entry) for entry in database.entries()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--store", "sqlite:///x"], "This is no address of a store"),
        (["check", "--store", f"postgresql://ann:{SECRET}@h/d?x=1"], "This is no address of a store"),
        (["check", "--store", f"postgresql://ann:{SECRET}@h:port/d"], "does not answer"),
        (["check", "--store", f"postgresql://ann:{SECRET}@127.0.0.1:1/d"], "does not answer"),
        (["check", "--folder", f"postgresql://ann:{SECRET}@h/d"], "name it with --store"),
        (["serve", f"postgresql://ann:{SECRET}@h/d"], "name it with --store"),
        (["push", f"postgresql://ann:{SECRET}@h/d", "--store", "postgresql:///d"], "name it with --store"),
        (["pull", f"postgresql://ann:{SECRET}@h/d", "--store", "postgresql:///d"], "name it with --store"),
        (["history", "--folder", "x", "--store", f"postgresql://ann:{SECRET}@h/d"], "not both"),
        (["add", "debates/harbor.yaml", "x", "--store", f"postgresql://ann:{SECRET}@h/d"], "by its id"),
        (["export", "harbor.yaml", "-f", "md", "--store", "postgresql:///d"], "by its id"),
        (["push"], "Name the database with --store"),
        (["pull"], "Name the database with --store"),
    ],
)  # fmt: skip
def test_what_names_no_store_is_refused_without_repeating_a_password(
    harbor: Path, run: Run, arguments: list[str], said: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("argmap: ")
    assert said in err
    assert err.count("\n") == 1
    assert harbor.exists()


def test_every_command_does_to_a_database_what_it_does_to_a_folder(
    harbor: Path, run: Run, url: str, database: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.add("harbor.yaml", harbor.read_bytes())
    for line in LINES:
        here = run(*line.split())
        there = run(*line.split(), "--store", url)
        assert plain(there) == plain(here)
        assert here[0] == 0
        assert contents(database) == {"harbor.yaml": harbor.read_bytes()}
    monkeypatch.setenv(places.STORE, url)
    assert run("add", "harbor", "From the environment.", "--thesis")[0] == 0
    assert b"From the environment." in contents(database)["harbor.yaml"]
    assert b"From the environment." not in harbor.read_bytes()
    assert run("check", "--folder", "debates")[0] == 0
    assert "From the environment." not in run("history", "--folder", "debates")[1]


def plain(told: tuple[int, str, str]) -> tuple[int, str, str]:
    """Return what was said without times and places."""
    code, out, err = told
    out = re.sub(r" --store \S+", "", out)
    out = re.sub(r"\d{4}-\d\d-\d\d[T ][\d:.+]+", "", out)
    return code, out, err


def test_a_debate_is_begun_in_a_database(harbor: Path, run: Run, url: str, database: Store) -> None:
    assert run("new", "Night trains", "--store", url) == (0, "night-trains.yaml\n", "")
    code, _, err = run("new", "Night trains", "--store", url)
    assert code == 1
    assert '"night-trains.yaml" is there already' in err
    assert run("check", "--store", url)[0] == 0
    assert [*contents(database)] == ["night-trains.yaml"]
    assert [path.name for path in harbor.parent.iterdir()] == ["harbor.yaml"]


def test_a_debate_with_errors_is_told_to_have_them(run: Run, url: str, database: Store) -> None:
    database.add("faulty.yaml", b"title: A\nquestion: B?\nclaims: [C.]\n")
    code, out, _ = run("check", "--store", url)
    assert code == 1
    assert out.startswith("faulty.yaml:1:1: error missing-key: ")
    code, _, err = run("export", "faulty", "-f", "md", "-o", "-", "--store", url)
    assert code == 1
    assert err.endswith("; argmap check lists them.\n")


def test_push_and_pull_say_what_was_carried(
    harbor: Path, run: Run, url: str, database: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.STORE, url)
    place = database.name
    run("add", "debates/harbor.yaml", "One.", "--thesis")
    assert run("push") == (
        0,
        f"harbor.yaml: sent, with 1 change of its history\n1 file sent to {place}.\n",
        "",
    )
    assert run("push", "debates")[1] == f"0 files sent to {place}, 1 there already.\n"
    run("add", "harbor", "Two.", "--thesis")
    assert run("push")[1] == (
        "harbor.yaml: left alone: it has newer changes there, which argmap pull brings\n"
        f"0 files sent to {place}, 1 left alone.\n"
    )
    run("add", "debates/harbor.yaml", "Three.", "--thesis")
    code, out, err = run("push")
    assert (code, out) == (1, f"0 files sent to {place}, 1 refused.\n")
    assert err == (
        "argmap: harbor.yaml was not sent: both have changed since they were last the same "
        "(--force puts it over the other).\n"
    )
    assert run("pull", "--force", "--author", "Ann")[1] == (
        "harbor.yaml: brought over the one that was there, with 2 changes of its history\n"
        "1 file brought to debates.\n"
    )
    assert b"Two." in harbor.read_bytes()
    assert run("pull", "new/folder")[0] == 0
    assert (
        harbor.parent.parent / "new" / "folder" / "harbor.yaml"
    ).read_bytes() == harbor.read_bytes()
