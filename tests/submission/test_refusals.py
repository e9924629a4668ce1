import os
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.edits.values import AddClaim, ReviseClaim
from argmap.errors import (
    Busy,
    EditClash,
    EditRefused,
    NotFound,
    Unreadable,
    Unwritable,
)
from argmap.library import Library
from argmap.stores.folder import FolderStore
from argmap.stores.locks import Locks
from tests import children

EDIT = AddClaim(role="support", target="a", sentence="One more.")


def test_an_unknown_debate_is_refused_and_leaves_no_lock(library: Library, file: Path) -> None:
    with pytest.raises(NotFound):
        library.submit("gone", EDIT, revision="", author="Ann")
    assert list(file.parent.iterdir()) == [file]


def test_an_edit_of_a_text_that_nobody_knows_is_refused(library: Library, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(EditRefused, match="open it anew"):
        library.submit("harbor", EDIT, revision="f00", author="Ann")
    assert file.read_bytes() == before
    assert library.changes() == ()


def test_an_edit_that_makes_no_sense_is_refused(library: Library, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises((EditRefused, NotFound), match="gone"):
        library.submit("harbor", ReviseClaim(claim="gone", note="x"), revision="", author="Ann")
    assert file.read_bytes() == before


def test_two_people_on_one_sentence_clash_with_both_shown(library: Library, file: Path) -> None:
    opened = library.open_for_edit("harbor").revision
    theirs = ReviseClaim(claim="a", sentence="Bob's words.")
    mine = ReviseClaim(claim="a", sentence="Ann's words.")
    library.submit("harbor", theirs, revision=opened, author="Bob")
    before = file.read_bytes()
    with pytest.raises(EditClash) as refusal:
        library.submit("harbor", mine, revision=opened, author="Ann")
    (clash,) = refusal.value.clashes
    assert (clash.base, clash.theirs, clash.mine) == (
        "The first claim.",
        "Bob's words.",
        "Ann's words.",
    )
    assert file.read_bytes() == before


def test_two_texts_with_the_same_line_changed_clash_with_both_shown(library: Library) -> None:
    opened = library.open_for_edit("harbor")
    text = opened.data.decode()
    theirs = text.replace("# the first", "# theirs")
    library.submit_text("harbor", theirs, revision=opened.revision, author="Bob")
    with pytest.raises(EditClash) as refusal:
        library.submit_text(
            "harbor",
            text.replace("# the first", "# mine"),
            revision=opened.revision,
            author="Ann",
        )
    assert "# mine" in refusal.value.clashes[0].mine
    assert "# theirs" in refusal.value.clashes[0].theirs


def test_a_lock_that_is_held_for_long_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.stores.locks.WAIT", 0.05)
    library = Library(file.parent)
    with Locks(file.parent / ".argmap").lock("harbor"):

        def work(tell: Callable[[str], None]) -> None:
            try:
                library.submit("harbor", EDIT, revision="", author="Ann")
            except Busy as refusal:
                tell(str(refusal))

        (said,) = children.run(work)
    assert said.startswith('Somebody else has been saving "harbor"')


def test_a_new_error_is_named_and_an_old_one_hinders_nobody(library: Library, file: Path) -> None:
    text = file.read_text()
    wrong = text.replace("claim: The third", "clam: The third")
    with pytest.raises(EditRefused, match=r"Line 13 would be wrong: .*clam"):
        library.submit_text("harbor", wrong, revision="", author="Ann")
    assert file.read_text() == text
    file.write_text(text.replace("{name: W, summary: S}", "{name: W, summary: S, nick: X}"))
    assert library.volume("harbor").has_errors
    assert library.submit("harbor", EDIT, revision="", author="Ann").number == 2 - 1


def test_a_debate_in_json_is_only_read(library: Library, file: Path) -> None:
    json = file.with_name("j.json")
    json.write_text('{"title": "J"}')
    assert "export it as YAML" in library.why_read_only("j")
    with pytest.raises(EditRefused, match="export it as YAML"):
        library.submit("j", EDIT, revision="", author="Ann")
    assert json.read_text() == '{"title": "J"}'


def test_a_file_that_is_no_yaml_is_edited_as_text_alone(library: Library, file: Path) -> None:
    good = file.read_text()
    file.write_text("title: [")
    with pytest.raises(EditRefused, match="mend it as text"):
        library.submit("harbor", EDIT, revision="", author="Ann")
    assert library.submit_text("harbor", good, revision="", author="Ann").number
    assert file.read_text() == good


def test_a_file_that_vanishes_meanwhile_is_not_made_anew(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = FolderStore.replace

    def vanishing(*given: object, **named: object) -> object:
        file.unlink()
        return replace(*given, **named)  # type: ignore[arg-type]  # whatever it is given

    monkeypatch.setattr(FolderStore, "replace", vanishing)
    with pytest.raises(Unreadable, match=r"There is no file harbor\.yaml any more"):
        library.submit("harbor", EDIT, revision="", author="Ann")
    assert not file.exists()
    assert library.changes() == ()


def test_a_full_disk_leaves_the_old_file_and_no_change(library: Library, file: Path) -> None:
    text = file.read_text() + "# long\n" * 20_000
    file.write_text(text)
    library.open_for_edit("harbor")

    def work(tell: Callable[[str], None]) -> None:
        with children.small_disk(100_000):
            try:
                library.submit("harbor", EDIT, revision="", author="Ann")
            except Unwritable as refusal:
                tell(str(refusal))

    (said,) = children.run(work)
    assert said.startswith("harbor.yaml cannot be written")
    assert file.read_text() == text
    assert sorted(path.name for path in file.parent.iterdir()) == [".argmap", "harbor.yaml"]
    assert library.changes() == ()
    assert library.submit("harbor", EDIT, revision="", author="Ann").number == 1


def test_a_history_without_room_keeps_the_file_as_it_is(library: Library, file: Path) -> None:
    library.open_for_edit("harbor")
    text = file.read_text()

    def work(tell: Callable[[str], None]) -> None:
        with children.small_disk(1000):
            try:
                library.submit("harbor", EDIT, revision="", author="Ann")
            except Unwritable as refusal:
                tell(str(refusal))

    (said,) = children.run(work)
    assert "history.sqlite cannot be written" in said
    assert file.read_text() == text
    assert library.changes() == ()


def test_a_folder_that_cannot_be_written_is_read_with_its_history(
    library: Library, file: Path
) -> None:
    library.submit("harbor", EDIT, revision="", author="Ann")
    text = file.read_text()
    children.let_in(file.parent)

    def work(tell: Callable[[str], None]) -> None:
        os.chdir(file.parent)
        children.without_privileges()
        there = Library(Path())
        tell(there.why_read_only())
        tell(there.changes()[0].words)
        tell(there.change("harbor", 1).after.revision)
        try:
            there.submit("harbor", EDIT, revision="", author="Ann")
        except Unwritable as refusal:
            tell(str(refusal))

    sentence, words, revision, refusal = children.run(work)
    assert "cannot be written, so debates can be read here and not changed" in sentence
    assert words.startswith("added a support")
    assert revision == library.volume("harbor").revision
    assert refusal == sentence
    assert file.read_text() == text


def test_a_folder_that_can_be_written_is_not_read_only(library: Library, file: Path) -> None:
    assert library.why_read_only() == library.why_read_only("harbor") == ""
    (file.parent / ".argmap").write_text("a file")
    assert ".argmap" in library.why_read_only()
