import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from argmap.edits.values import AddClaim, ReviseClaim
from argmap.errors import EditRefused
from argmap.library import Library
from tests.submission.conftest import DEBATE


def add(library: Library, sentence: str, target: str = "a") -> str:
    edit = AddClaim(role="support", target=target, sentence=sentence)
    (created,) = library.submit("harbor", edit, revision="", author="Ann").created
    return created


def say(library: Library, sentence: str) -> None:
    edit = ReviseClaim(claim="a", sentence=sentence)
    library.submit("harbor", edit, revision="", author="Ann")


def lost(library: Library) -> list[int]:
    return [change.number for change in library.changes("harbor") if change.is_lost]


def test_a_change_made_outside_stands_in_the_history_with_its_texts(
    library: Library, file: Path
) -> None:
    add(library, "First.")
    text = file.read_text()
    file.write_text(text.replace("A harbor", "A port"))
    outside = library.changes("harbor")[0]
    assert (outside.number, outside.kind) == (2, "outside")
    seen = library.change("harbor", 2)
    assert (seen.before.data.decode(), seen.after.data.decode()) == (text, file.read_text())
    library.undo("harbor", 2, author="Ann")
    assert file.read_text() == text


def test_a_debate_that_argmap_has_never_changed_has_no_history(
    library: Library, file: Path
) -> None:
    file.write_text(DEBATE + "# by hand\n")
    assert library.changes() == ()
    assert not (file.parent / ".argmap").exists()


def test_a_change_that_an_editor_has_overwritten_is_marked_and_comes_back_by_one_action(
    library: Library, file: Path
) -> None:
    first = add(library, "First.")
    opened_by_hand = file.read_text()
    second, third = add(library, "Second."), add(library, "Third.", target="c")
    file.write_text(opened_by_hand.replace("A harbor", "A port"))
    assert lost(library) == [3, 2]
    done = library.apply_again("harbor", 2, author="Bob")
    assert done.created == (second,)
    assert done.words.startswith("applied change 2 again: added a support")
    library.apply_again("harbor", 3, author="Bob")
    assert lost(library) == []
    debate = library.debate("harbor")
    assert {first, second, third} <= debate.claims.keys()
    assert debate.title == "A port"
    with pytest.raises(EditRefused, match="has all of change 2 already"):
        library.apply_again("harbor", 2, author="Bob")


def test_two_changes_of_one_sentence_that_were_overwritten_come_back_in_their_order(
    library: Library, file: Path
) -> None:
    opened_by_hand = file.read_text()
    say(library, "Once.")
    say(library, "Twice.")
    file.write_text(opened_by_hand + "# by hand\n")
    assert lost(library) == [2, 1]
    for number in (1, 2):
        library.apply_again("harbor", number, author="Ann")
    assert library.debate("harbor").claims["a"].text == "Twice."
    assert lost(library) == []


def test_a_lost_change_whose_place_says_a_third_thing_is_made_over_it(
    library: Library, file: Path
) -> None:
    opened_by_hand = file.read_text()
    say(library, "By form.")
    file.write_text(opened_by_hand.replace("The first claim.", "By hand."))
    say(library, "Later.")
    library.apply_again("harbor", 1, author="Ann")
    assert library.debate("harbor").claims["a"].text == "By form."


def test_a_lost_change_under_a_claim_that_has_gone_is_refused(library: Library, file: Path) -> None:
    opened_by_hand = file.read_text()
    add(library, "More.", target="c")
    file.write_text(opened_by_hand[: opened_by_hand.index("  - id: c")])
    assert lost(library) == [1]
    with pytest.raises(EditRefused, match="make it by hand"):
        library.apply_again("harbor", 1, author="Ann")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("First.", "First!"),
        ("A harbor", "A port"),
        ("# the first", ""),
        ("claim: Second", "claim: Better"),
    ],
)
def test_going_on_from_a_change_by_hand_is_no_loss_of_it(
    library: Library, file: Path, old: str, new: str
) -> None:
    add(library, "First.")
    say(library, "Second.")
    file.write_text(file.read_text().replace(old, new))
    assert library.changes("harbor")[0].kind == "outside"
    assert lost(library) == []


def test_an_undone_change_is_not_lost_but_its_undo_can_be(library: Library, file: Path) -> None:
    add(library, "First.")
    with_it = file.read_text()
    library.undo("harbor", 1, author="Ann")
    file.write_text(file.read_text() + "# by hand\n")
    assert lost(library) == []
    file.write_text(with_it)
    assert lost(library) == [2]


def test_half_a_text_that_an_editor_is_writing_is_not_taken_for_a_whole_one(
    library: Library, file: Path
) -> None:
    add(library, "First.")
    text = file.read_text()

    def write_slowly() -> None:
        with file.open("w") as opened:
            opened.flush()
            time.sleep(0.05)
            opened.write(text + "# by hand\n")

    with ThreadPoolExecutor() as pool:
        writing = pool.submit(write_slowly)
        time.sleep(0.02)
        add(library, "Second.")
        writing.result()
    assert lost(library) == []
    assert [change.kind for change in library.changes("harbor")] == ["edit", "outside", "edit"]


def test_what_is_saved_by_hand_while_an_edit_is_made_is_in_the_file(
    library: Library, file: Path
) -> None:
    library.open_for_edit("harbor")
    stop = time.monotonic() + 1
    saved = 0
    with ThreadPoolExecutor() as pool:
        adding = pool.submit(lambda: [add(library, f"Number {n}.") for n in range(15)])
        while not adding.done() and time.monotonic() < stop:
            text = file.read_text()
            new = file.with_name(".by-hand")
            new.write_text(text + f"# by hand {saved}\n")
            new.replace(file)
            saved += 1
            time.sleep(0.02)
        added = adding.result()
    debate = library.debate("harbor")
    missing = [change for change in library.changes("harbor") if change.is_lost]
    for change in reversed(missing):
        library.apply_again("harbor", change.number, author="Ann")
    debate = library.debate("harbor")
    assert set(added) <= debate.claims.keys()
    assert len(debate.claims["a"].supports) == 1 + len(added)
    assert len(debate.claims) == 3 + len(added)


def test_all_changes_are_found_that_an_editor_with_an_old_text_has_lost(
    library: Library, file: Path
) -> None:
    add(library, "Kept.")
    opened_by_hand = file.read_text()
    for number in range(60):
        add(library, f"Number {number}.")
    file.write_text(opened_by_hand + "# by hand\n")
    changes = library.changes("harbor", limit=100)
    assert [change.number for change in changes if change.is_lost] == list(range(61, 1, -1))


def test_a_lost_change_comes_back_beside_one_that_has_taken_its_place(
    library: Library, file: Path
) -> None:
    first = add(library, "First.", target="c")
    file.write_text(f"{DEBATE}# by hand\n")
    second = add(library, "Second.", target="c")
    library.apply_again("harbor", 1, author="Bob")
    volume = library.volume("harbor")
    assert not volume.has_errors
    found = volume.readable().claims["c"].supports
    assert [step.claims for step in found] == [(second,), (first,)]
