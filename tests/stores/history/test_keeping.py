import sqlite3
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from argmap.errors import NotFound, Unreadable, Unwritable
from argmap.stores.history import archive, keeping
from argmap.stores.history.archive import Text
from argmap.stores.history.changes import Draft, Kind
from argmap.stores.history.keeping import History


@pytest.fixture
def history(tmp_path: Path) -> History:
    return keeping.beside(tmp_path)


def text(number: int) -> Text:
    data = b"same at both ends, %d, as long as it is\n" % number * 50
    return Text(sha256(data).hexdigest(), data)


def draft(kind: Kind = "edit", of: int | None = None, fingerprint: str | None = None) -> Draft:
    return Draft(
        debate="a",
        kind=kind,
        author="Ann",
        words="added a thesis",
        edit={"edit": "add-claim"},
        of=of,
        fingerprint=fingerprint,
    )


def make(history: History, *drafts: Draft, start: int = 0) -> None:
    for number, each in enumerate(drafts, start):
        history.begin(each, text(number), text(number + 1))
        history.complete("a", number + 1)


def test_where_nothing_was_written_nothing_is_known_and_nothing_is_made(
    history: History, tmp_path: Path
) -> None:
    assert history.changes() == ()
    assert history.text("a", text(0).revision) is None
    assert history.last_revisions() == {}
    with pytest.raises(NotFound):
        history.change("a", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_history_is_refused_with_what_to_do(history: History, tmp_path: Path) -> None:
    (tmp_path / ".argmap").mkdir()
    (tmp_path / ".argmap" / "history.sqlite").write_text("no database" * 100)
    with pytest.raises(Unreadable, match="is damaged: move it away"):
        history.changes()
    with pytest.raises(Unwritable, match="is damaged: move it away"):
        history.see("a", text(0))


def test_the_history_of_a_newer_argmap_is_refused(history: History, tmp_path: Path) -> None:
    history.see("a", text(0))
    with sqlite3.connect(tmp_path / ".argmap" / "history.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(Unreadable, match="newer argmap"):
        history.changes()


def test_a_text_that_was_tampered_with_is_refused(history: History, tmp_path: Path) -> None:
    make(history, draft())
    with sqlite3.connect(tmp_path / ".argmap" / "history.sqlite") as connection:
        connection.execute("UPDATE changes SET after_revision = 'f00'")
    connection.close()
    with pytest.raises(Unreadable, match="damaged"):
        history.text("a", "f00")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE changes SET delta = x'00ff'",
        "UPDATE texts SET packed = x'00ff'",
        "DELETE FROM texts",
        "UPDATE changes SET edit = '{'",
        "UPDATE changes SET time = 'yesterday'",
    ],
)
def test_what_no_argmap_has_written_is_refused(
    history: History, tmp_path: Path, tampering: str
) -> None:
    make(history, draft())
    with sqlite3.connect(tmp_path / ".argmap" / "history.sqlite") as connection:
        connection.execute(tampering)
    connection.close()
    with pytest.raises(Unreadable, match="damaged"):
        (history.changes(), history.text("a", text(1).revision))
    with pytest.raises(Unreadable, match="damaged"):
        (history.changes(), history.text_at("a", datetime.now(UTC)))


def test_a_change_that_was_only_begun_counts_when_its_text_is_in_the_file(history: History) -> None:
    history.begin(draft(), text(0), text(1))
    assert history.changes() == ()
    assert history.settle("a", text(1).revision) == (text(1).revision, True)
    assert [change.number for change in history.changes()] == [1]


def test_a_change_that_was_only_begun_is_dropped_when_the_file_is_otherwise(
    history: History,
) -> None:
    history.begin(draft(), text(0), text(1))
    assert history.settle("a", text(7).revision) == (text(0).revision, True)
    assert history.changes() == ()
    assert history.text("a", text(0).revision) == text(0).data
    assert history.text("a", text(1).revision) is None


def test_a_dropped_change_leaves_its_number_to_the_next(history: History) -> None:
    assert history.begin(draft(), text(0), text(1)) == 1
    history.drop("a", 1)
    assert history.begin(draft(), text(0), text(2)) == 1


def test_every_text_that_was_ever_seen_is_found(history: History) -> None:
    many = 2 * archive.WHOLE_EVERY + 5
    make(history, *[draft()] * many)
    for number in range(many + 1):
        assert history.text("a", text(number).revision) == text(number).data
    assert history.text("b", text(1).revision) is None


def test_a_text_is_found_by_the_time_it_stood(history: History) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    make(history, draft(), draft())
    first = history.change("a", 1).time
    assert history.text_at("a", before) is None
    assert history.text_at("a", first) == text(1).data
    assert history.text_at("a", datetime.now(UTC)) == text(2).data


def test_changes_are_told_newest_first_by_debate_author_and_page(history: History) -> None:
    make(history, draft(), draft(), draft())
    history.begin(
        Draft(debate="b", kind="text", author="Bob", words="edited the text"), text(0), text(1)
    )
    history.complete("b", 1)
    assert [(change.debate, change.number) for change in history.changes()] == [
        ("b", 1),
        ("a", 3),
        ("a", 2),
        ("a", 1),
    ]
    assert [change.number for change in history.changes(debate="a", limit=2)] == [3, 2]
    assert [change.debate for change in history.changes(author="Bob")] == ["b"]
    before = history.change("a", 3).serial
    assert [change.number for change in history.changes(before=before)] == [2, 1]


def test_a_change_tells_who_made_it_when_and_of_what(history: History) -> None:
    make(history, draft())
    change = history.change("a", 1)
    assert (change.author, change.words, change.edit) == (
        "Ann",
        "added a thesis",
        {"edit": "add-claim"},
    )
    assert (change.before, change.after) == (text(0).revision, text(1).revision)
    assert change.time.tzinfo is UTC
    assert datetime.now(UTC) - change.time < timedelta(minutes=1)


def test_an_undone_change_tells_by_which_and_one_made_anew_is_undone_no_more(
    history: History,
) -> None:
    make(history, draft(), draft("undo", of=1))
    assert history.change("a", 1).undone_by == 2
    make(history, draft("redo", of=2), start=2)
    assert [history.change("a", number).undone_by for number in (1, 2, 3)] == [None, 3, None]
    make(history, draft("undo", of=1), start=3)
    assert history.change("a", 1).undone_by == 4


def test_a_lost_change_tells_which_has_lost_it_and_which_has_brought_it_back(
    history: History,
) -> None:
    make(history, draft(), draft())
    assert history.add_outside("a", text(2), text(3), lost=[2]) == 3
    lost = history.change("a", 2)
    assert (lost.overwritten_by, lost.is_lost) == (3, True)
    assert not history.change("a", 1).is_lost
    make(history, draft("again", of=2), start=3)
    again = history.change("a", 2)
    assert (again.overwritten_by, again.again_by, again.is_lost) == (3, 4, False)
    outside = history.change("a", 3)
    assert (outside.kind, outside.author, outside.words) == ("outside", "", "edited outside argmap")


def test_a_repeated_request_is_known_when_its_change_counts(history: History) -> None:
    history.begin(draft(fingerprint="f"), text(0), text(1))
    assert history.repeated("a", "f") is None
    history.complete("a", 1)
    found = history.repeated("a", "f")
    assert found
    assert found.number == 1
    assert history.repeated("b", "f") is None


def test_the_last_revisions_of_all_debates_are_known(history: History) -> None:
    make(history, draft(), draft())
    history.see("b", text(9))
    assert history.last_revisions() == {"a": text(2).revision, "b": text(9).revision}


def test_while_a_change_is_not_completed_no_revision_is_known_to_be_the_last(
    history: History,
) -> None:
    make(history, draft())
    history.begin(draft(), text(1), text(2))
    assert history.last_revisions() == {"a": ""}


def test_the_first_text_is_kept_once(history: History) -> None:
    history.see("a", text(0))
    history.see("a", text(1))
    assert history.settle("a", text(1).revision) == (text(0).revision, False)


def test_the_last_revision_of_one_debate_is_that_of_all(history: History) -> None:
    assert history.last_revision("a") is None
    history.see("a", text(0))
    assert history.last_revision("a") == history.last_revisions()["a"] == text(0).revision
    number = history.begin(draft(), text(0), text(1))
    assert history.last_revision("a") == history.last_revisions()["a"] == ""
    history.complete("a", number)
    assert history.last_revision("a") == history.last_revisions()["a"] == text(1).revision
