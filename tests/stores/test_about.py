from pathlib import Path

import pytest

from argmap.library import Library
from argmap.stores import about
from argmap.stores.about import SIZE_LIMIT, About
from argmap.stores.folder import FolderStore


def write(folder: Path, data: bytes) -> None:
    (folder / "about.md").write_bytes(data)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    write(tmp_path, b"a" * (SIZE_LIMIT + 1))
    assert about.read(FolderStore(tmp_path)).fault == "about.md is larger than 64 KiB: shorten it."


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"Okay\xe9", "about.md is no text. The byte 0xe9 is no UTF-8: save the file as UTF-8."),
        (
            "Words".encode("utf-16"),
            "about.md is no text. The file is written in UTF-16: save it as UTF-8.",
        ),
    ],
)
def test_what_is_not_utf_8_is_refused(tmp_path: Path, data: bytes, fault: str) -> None:
    write(tmp_path, data)
    assert about.read(FolderStore(tmp_path)) == About(fault=fault)


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "about.md").mkdir()
    assert "about.md is a folder" in about.read(FolderStore(tmp_path)).fault


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "about.md").symlink_to("gone.md")
    assert (
        about.read(FolderStore(tmp_path)).fault == "about.md is a link to a file that is not there."
    )


def test_a_folder_need_not_say_anything(tmp_path: Path) -> None:
    assert about.read(FolderStore(tmp_path)) == About()


def test_the_text_is_read_up_to_the_limit(tmp_path: Path) -> None:
    write(tmp_path, b"a" * SIZE_LIMIT)
    assert about.read(FolderStore(tmp_path)) == About(text="a" * SIZE_LIMIT)


def test_a_byte_order_mark_and_control_characters_are_no_part_of_the_text(tmp_path: Path) -> None:
    write(tmp_path, b"\xef\xbb\xbfOne\x00two")
    assert about.read(FolderStore(tmp_path)) == About(text="One two")


def test_the_file_is_no_debate(tmp_path: Path) -> None:
    write(tmp_path, b"# About")
    assert Library(tmp_path).volumes() == ()
