"""What processes take over from each other."""

from pathlib import Path

import pytest

from argmap.stores import contents, shared
from argmap.stores.entries import Entry
from argmap.stores.readings import Readings
from argmap.stores.shared import Shared
from argmap.volumes import revision_of

TEXT = b"title: T\nquestion: Q?\nclaims: [One., Two.]\nsurprise: 1\n"


def entry(name: str) -> Entry:
    return Entry(id=Path(name).stem, path=Path(name), signature=None)


def test_a_folder_that_has_gone_is_done_without(tmp_path: Path) -> None:
    found = Shared(tmp_path / "a", most=2)
    (tmp_path / "a").rmdir()
    found.put("one", b"1")
    assert found.get("one") is None


def test_what_one_puts_in_the_other_finds(tmp_path: Path) -> None:
    one, other = Shared(tmp_path, most=2), Shared(tmp_path, most=2)
    one.put("a/../b", b"1")
    assert other.get("a/../b") == b"1"
    one.put("a/../b", b"2")
    assert other.get("a/../b") == b"2"
    assert other.get("b") is None


def test_the_oldest_go(tmp_path: Path) -> None:
    found = Shared(tmp_path, most=3)
    names = [str(number) for number in range(2 * shared.ROUND)]
    for name in names:
        found.put(name, name.encode())
    assert [name for name in names if found.get(name)] == names[-3:]


def test_a_reading_that_is_taken_over_is_the_same(tmp_path: Path) -> None:
    one, other = (Readings(Shared(tmp_path, most=9)) for _ in range(2))
    revision = revision_of(TEXT)
    expected = contents.parse(entry("a.yaml"), TEXT)
    assert expected.problems
    assert one.read(entry("a.yaml"), TEXT, revision) == expected
    assert other.read(entry("a.yaml"), b"", revision) == expected  # of the bytes nothing is read


@pytest.mark.parametrize("name", ["b.yaml", "a.json"])
def test_the_same_bytes_in_another_file_are_another_reading(tmp_path: Path, name: str) -> None:
    found = Readings(Shared(tmp_path, most=9))
    revision = revision_of(TEXT)
    found.read(entry("a.yaml"), TEXT, revision)
    assert found.read(entry(name), TEXT, revision) == contents.parse(entry(name), TEXT)
