"""Edits of a file that somebody outside saves again and again right before argmap does."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from argmap.edits.values import AddClaim, ReviseClaim
from argmap.errors import Busy
from argmap.library import Library
from argmap.stores.entries import Entry
from argmap.stores.folder import FolderStore
from tests.submission.conftest import DEBATE

Save = Callable[[int, str], str]


def saving(monkeypatch: pytest.MonkeyPatch, save: Save, *, times: int) -> None:
    """Let somebody save the file with other text right before it is replaced, some times."""
    replace, seen = FolderStore.replace, iter(range(times))

    def interrupted(store: FolderStore, entry: Entry, data: bytes, *, instead_of: bytes) -> bool:
        number = next(seen, None)
        if number is not None:
            entry.path.write_text(save(number, entry.path.read_text()))
        return replace(store, entry, data, instead_of=instead_of)

    monkeypatch.setattr(FolderStore, "replace", interrupted)


def test_lines_that_somebody_else_keeps_changing_are_left_to_them(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving(monkeypatch, lambda n, _: DEBATE.replace("first claim", f"first claim {n}"), times=1000)
    monkeypatch.setattr("argmap.submission.TRIES", 5)
    edit = AddClaim(role="support", target="a", sentence="More.", at=0)
    with pytest.raises(Busy, match="keeps saving"):
        library.submit("harbor", edit, revision="", author="Ann")
    assert "More." not in file.read_text()
    assert {change.kind for change in library.changes("harbor")} == {"outside"}


def test_a_result_that_was_not_meant_gives_way_to_what_was_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Their claim takes the id that the new one was given, in lines far from it.
    def save(number: int, text: str) -> str:
        return f"{text}\n" if number < 2 else text.replace("id: c\n", "id: more\n")

    saving(monkeypatch, save, times=3)
    edit = AddClaim(role="support", target="b", sentence="More.")
    done = library.submit("harbor", edit, revision="", author="Ann")
    volume = library.volume("harbor")
    assert not volume.has_errors
    assert {"more", *done.created} <= volume.readable().claims.keys()
    assert done.created != ("more",)
    assert volume.readable().claims["more"].text == "The third claim."


@pytest.mark.parametrize("times", [1, 2, 3, 5, 8])
def test_an_edit_comes_beside_what_somebody_else_keeps_saving(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    saving(monkeypatch, lambda number, text: f"{text}# by hand {number}\n", times=times)
    edit = ReviseClaim(claim="a", sentence="By form.")
    done = library.submit("harbor", edit, revision="", author="Ann")
    assert file.read_text() == DEBATE.replace("The first claim.", "By form.") + "".join(
        f"# by hand {number}\n" for number in range(times)
    )
    changes = library.changes("harbor")
    assert changes[0].number == done.number
    assert [change.kind for change in changes] == ["edit", *["outside"] * (len(changes) - 1)]
    for newer, older in pairwise(changes):
        assert newer.before == older.after
        assert library.change("harbor", older.number).after.revision == older.after
    library.undo("harbor", done.number, author="Ann")
    assert library.debate("harbor").claims["a"].text == "The first claim."
