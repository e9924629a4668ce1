"""Runs commands that change a debate, and tells what has come of them."""

from pathlib import Path
from typing import Any

import pytest

from argmap import cli
from argmap.edits.applying import apply
from argmap.edits.codec import from_record
from argmap.library import Library
from argmap.model import Debate
from argmap.stores.history.changes import Change


def debate(file: Path) -> Debate:
    """Return what a file says."""
    return Library(file.parent).debate(file.stem)


def changes(file: Path) -> tuple[Change, ...]:
    """Return the changes of a file, the newest first."""
    return Library(file.parent).changes(debate=file.stem)


def edit(file: Path, *arguments: str) -> dict[str, Any]:
    """Run a command that makes an edit, and return that edit as a record; the file says what it means."""
    before = debate(file)
    assert cli.main(arguments) == 0
    (change, *_) = changes(file)
    assert change.edit is not None
    assert debate(file) == apply(before, from_record(change.edit))
    return dict(change.edit)


def refusal(file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int) -> str:
    """Run a command that must be refused with a code, and return what it says; the file stays as it is."""
    before = file.read_bytes()
    assert cli.main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert file.read_bytes() == before
    assert changes(file) == ()
    return printed.err
