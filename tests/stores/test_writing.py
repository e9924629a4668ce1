import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.errors import Unreadable, Unwritable
from argmap.stores import writing
from tests import children

OLD, NEW = b"old", b"new text"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    return path


def test_a_file_that_has_gone_is_not_made_anew(file: Path) -> None:
    file.unlink()
    with pytest.raises(Unreadable, match=r"There is no file a\.yaml any more"):
        writing.replace(file, NEW, instead_of=OLD)
    assert list(file.parent.iterdir()) == []


def test_what_somebody_else_has_written_meanwhile_stays(file: Path) -> None:
    file.write_bytes(b"theirs")
    assert not writing.replace(file, NEW, instead_of=OLD)
    assert file.read_bytes() == b"theirs"
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_the_old_text_and_nothing_else(file: Path) -> None:
    def work(tell: Callable[[str], None]) -> None:
        with children.small_disk(1000):
            try:
                writing.replace(file, b"x" * 2000, instead_of=OLD)
            except Unwritable as refusal:
                tell(str(refusal))

    (said,) = children.run(work)
    assert said.startswith("a.yaml cannot be written: file too large")
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(("folder", "mode"), [(0o555, 0o666), (0o777, 0o444)])
def test_what_is_read_only_is_refused(file: Path, folder: int, mode: int) -> None:
    def work(tell: Callable[[str], None]) -> None:
        os.chdir(file.parent)
        children.without_privileges()
        try:
            writing.replace(Path(file.name), NEW, instead_of=OLD)
        except Unwritable as refusal:
            tell(str(refusal))

    children.let_in(file.parent)
    file.chmod(mode)
    file.parent.chmod(folder)
    (said,) = children.run(work)
    assert said.startswith(("a.yaml cannot be written: permission denied", "a.yaml is read-only"))
    assert file.read_bytes() == OLD


def test_the_new_text_takes_the_place_of_the_old_one(file: Path) -> None:
    assert writing.replace(file, NEW, instead_of=OLD)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_and_owner_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    if os.geteuid() == 0:
        os.chown(file, 1234, 4321)
    before = file.stat()
    writing.replace(file, NEW, instead_of=OLD)
    after = file.stat()
    assert stat.S_IMODE(after.st_mode) == mode
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_a_link_stays_and_leads_to_the_new_text(file: Path) -> None:
    link = file.parent / "here" / "b.yaml"
    link.parent.mkdir()
    link.symlink_to("../a.yaml")
    assert writing.replace(link, NEW, instead_of=OLD)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert list(link.parent.iterdir()) == [link]


def test_only_what_a_dead_write_of_the_same_file_has_left_is_cleared(file: Path) -> None:
    def work(_: Callable[[str], None]) -> None:
        children.die_at(1, of={"os.rename"})
        writing.replace(file, NEW, instead_of=OLD)

    child = children.Child(work)
    child.lines()
    assert child.code < 0
    left = [path for path in file.parent.iterdir() if path != file]
    assert [path.name[0] for path in left] == ["."]
    writing.clear(file.parent / "other.yaml")
    assert left[0].exists()
    writing.clear(file)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="files change places on Linux")
@pytest.mark.parametrize("savings", [1, 2, 3])
def test_what_an_editor_saves_at_the_last_moment_stays(file: Path, savings: int) -> None:
    def work(tell: Callable[[str], None]) -> None:
        left = savings

        def save(event: str, _: object) -> None:
            nonlocal left
            if event == "os.rename" and left:
                left -= 1
                file.with_name("saved").write_text(f"theirs {savings - left}")
                os.link(file.with_name("saved"), file.with_name("new"))
                file.unlink()
                os.link(file.with_name("new"), file)
                file.with_name("new").unlink()
                file.with_name("saved").unlink()

        sys.addaudithook(save)
        tell(str(writing.replace(file, NEW, instead_of=OLD)))

    assert children.run(work) == ["False"]
    assert file.read_text() == f"theirs {savings}"
    assert list(file.parent.iterdir()) == [file]
