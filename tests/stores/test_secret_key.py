"""The file that signs the forms of a server."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from argmap.errors import Unreadable, Unwritable
from argmap.stores import secret_key


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "own" / "secret-key"
    key = secret_key.read_or_make(file)
    assert len(key) == secret_key.KEY_BYTES
    assert secret_key.read_or_make(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["secret-key"]
    assert secret_key.read_or_make(tmp_path / "other") != key


def test_processes_that_start_together_get_the_same_key(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: secret_key.read_or_make(file), range(16)))
    assert len(keys) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o610])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "secret-key"
    secret_key.read_or_make(file)
    file.chmod(mode)
    with pytest.raises(Unreadable, match="chmod 600"):
        secret_key.read_or_make(file)


@pytest.mark.parametrize("text", [b"", b"short", b"\xff" * 64, b"0" * 63, b"z" * 64, b"0" * 66])
def test_what_is_no_key_is_refused(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "secret-key"
    file.touch(0o600)
    file.write_bytes(text)
    with pytest.raises(Unreadable, match="holds no secret key"):
        secret_key.read_or_make(file)


def test_a_folder_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        secret_key.read_or_make(tmp_path)


def test_where_no_key_can_be_made_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unwritable, match="cannot be made"):
        secret_key.read_or_make(tmp_path / "file" / "secret-key")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
def test_the_key_of_somebody_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    secret_key.read_or_make(file)
    os.chown(file, 65534, 65534)
    with pytest.raises(Unreadable, match="another user"):
        secret_key.read_or_make(file)
