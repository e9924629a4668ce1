import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from argmap.edits.values import (
    AddClaim,
    AddSource,
    AddViewpoint,
    RemoveViewpoint,
    RetireClaim,
    ReviseClaim,
    SetStance,
    Together,
)
from argmap.errors import EditClash, EditRefused, NotFound
from argmap.library import Library
from tests.submission.conftest import DEBATE


def add(library: Library, sentence: str, *, target: str = "a", revision: str = "") -> str:
    edit = AddClaim(role="support", target=target, sentence=sentence)
    (created,) = library.submit("harbor", edit, revision=revision, author="Ann").created
    return created


def test_an_edit_changes_its_own_lines_alone(library: Library, file: Path) -> None:
    edit = AddClaim(role="objection", target="c", sentence="It is not.")
    done = library.submit("harbor", edit, revision=library.volume("harbor").revision, author="Ann")
    assert (
        file.read_text()
        == DEBATE + "    objections:\n      - id: it-is-not\n        claim: It is not.\n"
    )
    assert (done.number, done.created, done.warnings) == (1, ("it-is-not",), ())
    assert done.words == "added an objection to “The third claim.”: “It is not.”"
    assert done.volume.data == file.read_bytes()
    assert library.volume("harbor") is done.volume


def test_a_change_is_told_with_the_debate_before_and_after_it(library: Library) -> None:
    added = add(library, "More.")
    seen = library.change("harbor", 1)
    assert (seen.change.author, seen.change.kind) == ("Ann", "edit")
    assert added in seen.after.readable().claims
    assert added not in seen.before.readable().claims
    assert seen.before.data == DEBATE.encode()
    assert library.changes("harbor") == library.changes(author="Ann") == (seen.change,)
    assert library.changes("gone") == library.changes(author="Bob") == ()


def test_an_edit_that_changes_nothing_is_none(library: Library, file: Path) -> None:
    done = library.submit(
        "harbor", ReviseClaim(claim="a", sentence="The first claim."), revision="", author="Ann"
    )
    assert (done.number, done.words, done.created) == (None, "", ())
    assert file.read_text() == DEBATE
    assert library.changes() == ()


def test_two_people_on_two_claims_come_together(library: Library) -> None:
    opened = library.open_for_edit("harbor").revision
    edits = [ReviseClaim(claim="a", sentence="Ann's."), ReviseClaim(claim="c", sentence="Bob's.")]
    for edit in edits:
        library.submit("harbor", edit, revision=opened, author="Ann")
    claims = library.debate("harbor").claims
    assert (claims["a"].text, claims["c"].text) == ("Ann's.", "Bob's.")


def test_two_people_who_add_under_one_claim_come_together(library: Library) -> None:
    opened = library.open_for_edit("harbor").revision
    first, second = (add(library, words, revision=opened) for words in ("Ann's.", "Bob's."))
    steps = library.debate("harbor").claims["a"].supports
    assert [step.claims for step in steps] == [("b",), (first,), (second,)]


def test_an_edit_by_hand_while_a_form_was_open_counts_as_any_other(
    library: Library, file: Path
) -> None:
    opened = library.open_for_edit("harbor").revision
    file.write_text(DEBATE.replace("The third claim.", "By hand.  # why"))
    added = add(library, "By form.", revision=opened)
    assert "claim: By hand.  # why\n" in file.read_text()
    assert added in library.debate("harbor").claims
    assert [change.kind for change in library.changes()] == ["edit", "outside"]


def test_a_form_opened_before_the_first_change_and_one_by_hand_is_known(
    library: Library, file: Path
) -> None:
    add(library, "First.")
    opened = library.open_for_edit("harbor")
    file.write_text(opened.data.decode().replace("harbor\n", "port\n"))
    again = Library(file.parent)
    by_hand = again.open_for_edit("harbor").revision
    file.write_text(opened.data.decode().replace("harbor\n", "pier\n"))
    add(Library(file.parent), "Second.", revision=by_hand)
    assert library.debate("harbor").title == "A pier"


def test_a_repeated_request_changes_nothing_and_tells_the_first_result(
    library: Library, file: Path
) -> None:
    edit = AddClaim(role="thesis", sentence="Once.")
    first = library.submit("harbor", edit, revision="", author="Ann", key="k")
    add(library, "Meanwhile.")
    text = file.read_bytes()
    again = Library(file.parent).submit("harbor", edit, revision="", author="Ann", key="k")
    assert (again.number, again.created, again.words) == (1, first.created, first.words)
    assert again.volume.data == text == file.read_bytes()


def test_another_wish_under_the_same_key_is_no_repeat(library: Library) -> None:
    for words in ("First.", "Changed in the form after going back."):
        edit = AddClaim(role="thesis", sentence=words)
        assert library.submit("harbor", edit, revision="", author="Ann", key="k").created


def test_a_new_warning_is_told(library: Library) -> None:
    done = library.submit("harbor", AddSource(title="Nowhere"), revision="", author="Ann")
    assert [problem.code for problem in done.warnings] == [
        "unfindable-source",
        "uncited-source",
    ]
    other = library.submit(
        "harbor", SetStance(claim="a", viewpoint="v", stance=1.0), revision="", author="Ann"
    )
    assert other.warnings == ()


def test_a_whole_text_is_put_in_place_as_it_was_written(library: Library, file: Path) -> None:
    text = DEBATE.replace("# the first", "# one").replace("question: S", "question:  S")
    done = library.submit_text("harbor", text, revision="", author="Ann", claim="a")
    assert file.read_text() == text
    assert done.words == "edited the text of “The first claim.”"


def test_a_text_from_a_form_keeps_the_line_ends_and_the_mark_of_its_file(
    library: Library, file: Path
) -> None:
    form = DEBATE.replace("third", "3rd").replace("\n", "\r\n")
    library.submit_text("harbor", form, revision="", author="Ann")
    assert file.read_bytes() == DEBATE.replace("third", "3rd").encode()
    file.write_bytes(b"\xef\xbb\xbf" + form.encode())
    library.submit_text("harbor", DEBATE, revision="", author="Ann")
    assert file.read_bytes() == b"\xef\xbb\xbf" + DEBATE.replace("\n", "\r\n").encode()


def test_a_text_comes_together_with_what_others_changed_comments_and_all(
    library: Library, file: Path
) -> None:
    opened = library.open_for_edit("harbor")
    add(library, "Meanwhile.", target="c")
    mine = DEBATE.replace("# the first", "# mine").replace("A harbor", "A port")
    library.submit_text("harbor", mine, revision=opened.revision, author="Ann")
    assert "# mine" in file.read_text()
    assert "Meanwhile." in file.read_text()
    assert library.debate("harbor").title == "A port"


def test_undo_brings_back_the_very_bytes(library: Library, file: Path) -> None:
    library.submit("harbor", RetireClaim(claim="b"), revision="", author="Ann")
    done = library.undo("harbor", 1, author="Bob")
    assert file.read_text() == DEBATE
    assert done.words == "undid change 1: " + library.change("harbor", 1).change.words
    assert library.change("harbor", 1).change.undone_by == 2
    with pytest.raises(EditRefused, match="undone already, by change 2"):
        library.undo("harbor", 1, author="Bob")


def test_undo_leaves_what_came_later(library: Library, file: Path) -> None:
    first, second = add(library, "First."), add(library, "Second.")
    library.undo("harbor", 1, author="Ann")
    assert first not in library.debate("harbor").claims
    assert second in library.debate("harbor").claims
    assert "# the first" in file.read_text()


def test_undo_of_comments_alone_is_one_too(library: Library, file: Path) -> None:
    library.submit_text("harbor", DEBATE.replace("on top", "gone"), revision="", author="Ann")
    add(library, "Later.")
    library.undo("harbor", 1, author="Ann")
    assert "# A comment on top." in file.read_text()
    assert "Later." in file.read_text()


def test_undo_of_what_was_changed_since_is_refused_with_the_reason(
    library: Library, file: Path
) -> None:
    for words in ("First.", "Second."):
        edit = ReviseClaim(claim="a", sentence=words)
        library.submit("harbor", edit, revision="", author="Ann")
    before = file.read_bytes()
    with pytest.raises(EditClash) as refusal:
        library.undo("harbor", 1, author="Ann")
    words = library.change("harbor", 2).change.words
    assert str(refusal.value) == (
        f"Change 2 stands in the way, which {words}: undo that one first."
    )
    assert [clash.theirs for clash in refusal.value.clashes] == ["Second."]
    assert file.read_bytes() == before
    library.undo("harbor", 2, author="Ann")
    library.undo("harbor", 1, author="Ann")
    assert file.read_text() == DEBATE


def test_the_change_in_the_way_is_told_among_others_and_after_undone_ones(
    library: Library,
) -> None:
    stance = SetStance(claim="a", viewpoint="x", stance=1.0)
    viewpoint = AddViewpoint(name="X", summary="S", id="x")
    library.submit("harbor", viewpoint, revision="", author="Ann")
    for edit in (stance, replace(stance, stance=None)):
        library.submit("harbor", edit, revision="", author="Ann")
    library.submit("harbor", RemoveViewpoint(viewpoint="x"), revision="", author="Ann")
    library.undo("harbor", 4, author="Ann")
    add(library, "Beside it.")
    library.submit("harbor", RemoveViewpoint(viewpoint="x"), revision="", author="Bob")
    add(library, "Beside that.")
    with pytest.raises(EditClash, match="Change 7 stands in the way, which removed the viewpoint"):
        library.undo("harbor", 3, author="Ann")


def test_undo_of_what_is_gone_already_is_refused(library: Library, file: Path) -> None:
    added = add(library, "More.")
    library.submit("harbor", RetireClaim(claim=added), revision="", author="Bob")
    before = file.read_bytes()
    with pytest.raises(EditRefused, match="Nothing would change"):
        library.undo("harbor", 1, author="Ann")
    assert file.read_bytes() == before


def test_undo_of_no_change_is_refused(library: Library) -> None:
    with pytest.raises(NotFound, match='change "7" of "harbor"'):
        library.undo("harbor", 7, author="Ann")


@pytest.mark.parametrize("named", [1, 2], ids=["the change", "its undo"])
def test_redo_makes_anew_what_was_undone(library: Library, file: Path, named: int) -> None:
    added = add(library, "More.")
    text = file.read_bytes()
    library.undo("harbor", 1, author="Ann")
    done = library.redo("harbor", named, author="Ann")
    assert file.read_bytes() == text
    assert done.created == (added,)
    assert done.words.startswith("redid change 1: added a support")
    assert library.change("harbor", 1).change.undone_by is None
    with pytest.raises(EditRefused, match="not undone"):
        library.redo("harbor", named, author="Ann")
    library.undo("harbor", 1, author="Ann")
    assert file.read_text() == DEBATE


def test_a_debate_is_restored_as_of_a_time_or_a_revision(library: Library, file: Path) -> None:
    add(library, "First.")
    text = file.read_bytes()
    then = library.change("harbor", 1).change
    add(library, "Second.")
    library.restore("harbor", at=then.time, author="Ann")
    assert file.read_bytes() == text
    library.restore("harbor", at=then.before, author="Ann")
    assert file.read_text() == DEBATE
    assert [change.kind for change in library.changes(limit=2)] == ["restore", "restore"]
    with pytest.raises(EditRefused, match="is that one already"):
        library.restore("harbor", at=then.before, author="Ann")
    with pytest.raises(EditRefused, match="does not reach back to"):
        library.restore("harbor", at=datetime.now(UTC) - timedelta(days=9), author="Ann")


def test_several_edits_are_one_change(library: Library) -> None:
    edit = Together(
        edits=(
            AddClaim(role="thesis", sentence="A new thesis."),
            SetStance(claim="c", viewpoint="v", stance=0.0),
        )
    )
    assert library.submit("harbor", edit, revision="", author="Ann").number == 1
    library.undo("harbor", 1, author="Ann")
    assert library.debate("harbor").claims["c"].stances == {}


def test_a_debate_that_has_gone_keeps_its_history(library: Library, file: Path) -> None:
    added = add(library, "More.")
    file.rename(file.with_name("port.yaml"))
    assert [change.debate for change in library.changes()] == ["harbor"]
    assert added in library.change("harbor", 1).after.readable().claims
    with pytest.raises(NotFound):
        library.undo("harbor", 1, author="Ann")
    library.submit("port", RetireClaim(claim=added), revision="", author="Ann")
    assert [(change.debate, change.number) for change in library.changes()] == [
        ("port", 1),
        ("harbor", 1),
    ]


def test_what_argmap_keeps_in_a_folder_is_no_debate(library: Library, file: Path) -> None:
    add(library, "More.")
    assert (file.parent / ".argmap" / "history.sqlite").exists()
    assert [volume.id for volume in library.volumes()] == ["harbor"]


def test_nothing_loads_the_database_before_a_change(file: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from argmap.library import Library;"
        f"l = Library(Path({str(file.parent)!r})); l.volumes(); l.why_read_only('harbor');"
        "print([m for m in ('sqlalchemy', 'filelock', 'sqlite3') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert json.loads(ran.stdout.decode().replace("'", '"')) == []
