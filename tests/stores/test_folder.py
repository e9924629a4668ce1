import os
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import resources
from argmap.errors import NotFound, Unreadable
from argmap.stores import folder
from argmap.stores.entries import SIZE_LIMIT
from argmap.stores.folder import FolderStore


def listed(path: Path) -> list[tuple[str, str]]:
    return [(entry.id, entry.path.name) for entry in FolderStore(path).entries()]


def codes(path: Path) -> dict[str, list[str]]:
    entries = FolderStore(path).entries()
    return {entry.path.name: [problem.code for problem in entry.problems] for entry in entries}


def as_nobody(action: Callable[[], None]) -> int:
    """Run an action in a child process without the rights of root; 0 when it passes."""
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            action()
        except BaseException:  # noqa: BLE001 - the child must never return into the test run
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_missing_folder_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no folder \".*gone\"\."):
        FolderStore(tmp_path / "gone").entries()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: A")
    with pytest.raises(Unreadable, match="is a file; argmap expects a folder"):
        FolderStore(tmp_path / "a.yaml").entries()


def test_a_folder_that_vanishes_is_refused_at_the_next_request(tmp_path: Path) -> None:
    home = tmp_path / "debates"
    home.mkdir()
    store = FolderStore(home)
    assert store.entries() == ()
    home.rmdir()
    with pytest.raises(NotFound):
        store.entries()


def test_a_closed_folder_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "debates"
    home.mkdir()
    home.chmod(0)
    for parent in (tmp_path, *list(tmp_path.parents)[:2]):
        parent.chmod(0o755)

    def list_it() -> None:
        with pytest.raises(Unreadable, match="cannot be read: permission denied"):
            FolderStore(home).entries()

    assert as_nobody(list_it) == 0
    home.chmod(0o755)


def test_a_closed_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("title: A")
    file.chmod(0)
    for parent in (tmp_path, *list(tmp_path.parents)[:2]):
        parent.chmod(0o755)

    def read_it() -> None:
        with pytest.raises(Unreadable, match=r"a\.yaml cannot be read: permission denied"):
            folder.load(file)

    assert as_nobody(read_it) == 0


def test_a_folder_named_like_a_debate_is_listed_and_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    (entry,) = FolderStore(tmp_path).entries()
    assert entry.id == "x"
    with pytest.raises(Unreadable, match=r"x\.yaml is a folder"):
        FolderStore(tmp_path).load(entry)


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    with pytest.raises(Unreadable, match="not a regular file"):
        folder.load(tmp_path / "x.yaml")


def test_a_dangling_link_is_listed_and_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").symlink_to("gone.yaml")
    (entry,) = FolderStore(tmp_path).entries()
    assert entry.signature is None
    with pytest.raises(Unreadable, match="a link to a file that is not there"):
        FolderStore(tmp_path).load(entry)


def test_a_file_over_16_mib_is_refused_by_its_size(tmp_path: Path) -> None:
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(SIZE_LIMIT)
    assert len(folder.load(tmp_path / "x.yaml")) == SIZE_LIMIT
    with (tmp_path / "x.yaml").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(Unreadable, match="larger than 16 MiB"):
        folder.load(tmp_path / "x.yaml")


def test_an_unknown_debate_is_refused_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "okinawa-bases.yaml").touch()
    with pytest.raises(NotFound, match='Did you mean "okinawa-bases"'):
        FolderStore(tmp_path).entry("okinawa-base")


def test_debates_are_the_files_with_a_known_ending(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "c.json", "D.YAML", "notes.txt", ".hidden.yaml", "_draft.yaml"):
        (tmp_path / name).touch()
    assert listed(tmp_path) == [
        ("D", "D.YAML"),
        ("a", "a.yaml"),
        ("b", "b.yml"),
        ("c", "c.json"),
    ]


def test_a_name_that_makes_no_id_is_a_problem_of_its_file(tmp_path: Path) -> None:
    for name in ("My debate.yaml", "a.yaml", "??.yaml"):
        (tmp_path / name).touch()
    assert codes(tmp_path) == {
        "??.yaml": ["bad-file-name"],
        "My debate.yaml": ["bad-file-name"],
        "a.yaml": [],
    }
    store = FolderStore(tmp_path)
    (problem,) = store.entry("My debate.yaml").problems
    assert problem.sentence == (
        'The name "My debate.yaml" makes no id: use letters, digits and inner hyphens, '
        'for instance "my-debate.yaml".'
    )


def test_of_two_files_with_one_stem_the_second_has_the_problem(tmp_path: Path) -> None:
    for name in ("a.json", "a.yml", "a.yaml"):
        (tmp_path / name).touch()
    assert listed(tmp_path) == [("a", "a.yaml"), ("a.json", "a.json"), ("a.yml", "a.yml")]
    assert codes(tmp_path) == {
        "a.yaml": [],
        "a.yml": ["duplicate-debate"],
        "a.json": ["duplicate-debate"],
    }


def test_a_name_that_is_no_text_is_a_problem_of_its_file(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("title: A")
    (entry,) = FolderStore(tmp_path).entries()
    assert entry.id == "caf\ufffd.yaml"
    assert [problem.code for problem in entry.problems] == ["bad-file-name"]
    assert FolderStore(tmp_path).load(entry) == b"title: A"


def test_a_decomposed_name_is_a_composed_id(tmp_path: Path) -> None:
    (tmp_path / "to\u0304kyo\u0304.yaml").touch()
    assert [entry.id for entry in FolderStore(tmp_path).entries()] == ["tōkyō"]


def test_added_removed_and_changed_files_show_at_once(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    (tmp_path / "a.yaml").write_text("one")
    (first,) = store.entries()
    (tmp_path / "a.yaml").write_text("three")
    (second,) = store.entries()
    assert first.signature != second.signature
    (tmp_path / "b.yaml").touch()
    assert [entry.id for entry in store.entries()] == ["a", "b"]
    (tmp_path / "a.yaml").unlink()
    assert [entry.id for entry in store.entries()] == ["b"]
    with pytest.raises(NotFound):
        store.entry("a")


def test_a_settled_folder_still_notices_a_new_file(tmp_path: Path) -> None:
    os.utime(tmp_path, (1, 1))
    store = FolderStore(tmp_path)
    assert store.entries() == ()
    (tmp_path / "a.yaml").touch()
    assert [entry.id for entry in store.entries()] == ["a"]


def test_a_signature_is_settled_two_seconds_after_the_last_change(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    signature = folder.signature_of(tmp_path / "a.yaml")
    assert signature is not None
    assert not signature.is_settled(signature.status_changed + 1_000_000_000)
    assert signature.is_settled(signature.status_changed + 3_000_000_000)


def test_the_folder_is_the_named_one_else_the_variable_else_here_else_the_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARGMAP_DEBATES", "")
    assert folder.find_folder(None) == resources.debates()
    (tmp_path / "debates").mkdir()
    assert folder.find_folder(None) == Path("debates")
    monkeypatch.setenv("ARGMAP_DEBATES", "elsewhere")
    assert folder.find_folder(None) == Path("elsewhere")
    assert folder.find_folder("named") == Path("named")
