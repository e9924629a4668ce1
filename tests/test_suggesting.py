"""Suggestions wait, are decided on once, and become changes, in a folder and in a database alike."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from argmap import suggesting
from argmap.edits.values import AddClaim, RetireClaim, ReviseClaim
from argmap.errors import EditClash, EditRefused, NotFound, NotPermitted
from argmap.library import Library
from argmap.stores import places
from argmap.stores.folder import FolderStore
from argmap.stores.store import Store
from argmap.stores.suggestions import SentForm, Suggestion
from argmap.stores.tables import accounts
from tests.submission.conftest import DEBATE

HARBOR = "harbor"
MORE = AddClaim(role="support", target="c", sentence="More.")
TOM, MIA = 7, 8


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with one debate and the accounts of two students."""
    if request.param == "folder":
        store: Store = FolderStore(tmp_path)
    else:
        store = places.open_store(request.getfixturevalue("cluster").new())
    store.add("harbor.yaml", DEBATE.encode())
    now = datetime.now(UTC)
    common = {"role": "student", "password": "", "created": now}
    with store.accounts().writing() as connection:
        for id, name in ((TOM, "Tom"), (MIA, "Mia")):
            connection.execute(
                insert(accounts).values(id=id, name=name, folded=name.casefold(), **common)
            )
    yield store
    store.close()


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


def suggest(library: Library, sentence: str = "More.", *, key: str = "") -> Suggestion:
    edit = AddClaim(role="support", target="c", sentence=sentence)
    return library.suggestions.suggest(
        HARBOR, edit, revision="", account=TOM, author="Tom", key=key
    )


def text(library: Library) -> str:
    return library.volume(HARBOR).data.decode()


# What is refused.


def test_an_edit_that_makes_no_sense_is_refused_at_once(library: Library) -> None:
    edit = AddClaim(role="support", target="gone", sentence="More.")
    with pytest.raises(NotFound, match="gone"):
        library.suggestions.suggest(HARBOR, edit, revision="", account=TOM, author="Tom")
    assert library.suggestions.all() == ()


def test_an_edit_that_changes_nothing_is_refused(library: Library) -> None:
    edit = ReviseClaim(claim="a", sentence="The first claim.")
    with pytest.raises(EditRefused, match="says so already"):
        library.suggestions.suggest(HARBOR, edit, revision="", account=TOM, author="Tom")


def test_a_text_with_an_error_is_refused_at_once(library: Library) -> None:
    with pytest.raises(EditRefused, match="Line"):
        library.suggestions.suggest_text(
            HARBOR, f"{DEBATE}sources: 3\n", revision="", account=TOM, author="Tom"
        )


def test_a_suggestion_for_an_unknown_debate_is_refused(library: Library) -> None:
    with pytest.raises(NotFound, match="debate"):
        library.suggestions.suggest("gone", MORE, revision="", account=TOM, author="Tom")


def test_an_account_that_has_gone_suggests_nothing(library: Library) -> None:
    with pytest.raises(NotFound, match="account"):
        library.suggestions.suggest(HARBOR, MORE, revision="", account=9, author="Gone")


def test_no_account_fills_the_queue(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "MOST_WAITING", 2)
    first = suggest(library)
    suggest(library, "Yet more.")
    with pytest.raises(EditRefused, match="wait already: withdraw one"):
        suggest(library, "Too much.")
    library.suggestions.withdraw(first.id, account=TOM)
    suggest(library, "Enough.")


def test_several_requests_at_once_do_not_fill_the_queue(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "MOST_WAITING", 3)
    refusals = at_once(*[_suggesting(library, f"Claim {number}.") for number in range(6)])
    assert [type(each) for each in refusals] == [EditRefused] * 3
    assert library.suggestions.waiting(account=TOM) == 3


def _suggesting(library: Library, sentence: str) -> Callable[[], object]:
    return lambda: suggest(library, sentence)


def test_an_unknown_suggestion_is_told(library: Library) -> None:
    for ask in (
        lambda: library.suggestions.one(3),
        lambda: library.suggestions.compare(3),
        lambda: library.suggestions.accept(3, by="Ann"),
        lambda: library.suggestions.send_back(3, "No.", by="Ann"),
        lambda: library.suggestions.withdraw(3, account=TOM),
    ):
        with pytest.raises(NotFound, match="suggestion"):
            ask()


def test_nobody_withdraws_what_others_have_suggested(library: Library) -> None:
    made = suggest(library)
    with pytest.raises(NotPermitted):
        library.suggestions.withdraw(made.id, account=MIA)
    assert library.suggestions.one(made.id).state == "waiting"


@pytest.mark.parametrize("comment", ["", "  \n ", "x" * 20_001, "a\x07b"])
def test_a_return_needs_a_comment(library: Library, comment: str) -> None:
    made = suggest(library)
    with pytest.raises(EditRefused, match="comment"):
        library.suggestions.send_back(made.id, comment, by="Ann")
    assert library.suggestions.one(made.id).state == "waiting"


def test_what_was_returned_is_neither_accepted_nor_withdrawn(library: Library) -> None:
    made = suggest(library)
    library.suggestions.send_back(made.id, "Why?", by="Ann")
    with pytest.raises(EditClash, match="Ann has returned suggestion 1 already"):
        library.suggestions.accept(made.id, by="Ben")
    with pytest.raises(EditClash, match="returned"):
        library.suggestions.withdraw(made.id, account=TOM)
    assert text(library) == DEBATE


def test_what_was_withdrawn_is_neither_accepted_nor_returned(library: Library) -> None:
    made = suggest(library)
    library.suggestions.withdraw(made.id, account=TOM)
    with pytest.raises(EditClash, match="Tom has withdrawn suggestion 1"):
        library.suggestions.accept(made.id, by="Ann")
    with pytest.raises(EditClash, match="withdrawn"):
        library.suggestions.send_back(made.id, "Why?", by="Ann")
    assert text(library) == DEBATE


def test_what_was_accepted_is_neither_returned_nor_withdrawn_nor_accepted_otherwise(
    library: Library,
) -> None:
    made = suggest(library)
    library.suggestions.accept(made.id, by="Ann")
    now = text(library)
    other = AddClaim(role="support", target="c", sentence="Else.")
    for act in (
        lambda: library.suggestions.send_back(made.id, "Why?", by="Ben"),
        lambda: library.suggestions.withdraw(made.id, account=TOM),
        lambda: library.suggestions.accept(made.id, by="Ben"),
        lambda: library.suggestions.accept_changed(made.id, other, revision="", by="Ann", key="k"),
    ):
        with pytest.raises(EditClash, match=r"Ann has accepted .*: it is change 1 of harbor"):
            act()
    assert text(library) == now


def test_what_the_debate_says_by_now_is_not_accepted(library: Library) -> None:
    edit = ReviseClaim(claim="a", sentence="Better.")
    made = library.suggestions.suggest(HARBOR, edit, revision="", account=TOM, author="Tom")
    library.submit(HARBOR, edit, revision="", author="Ann")
    with pytest.raises(EditRefused, match="Return the suggestion with a comment"):
        library.suggestions.accept(made.id, by="Ann")
    assert library.suggestions.one(made.id).state == "waiting"


def test_what_does_not_fit_any_more_says_why(library: Library) -> None:
    edit = ReviseClaim(claim="a", sentence="Tom's.")
    clashing = library.suggestions.suggest(HARBOR, edit, revision="", account=TOM, author="Tom")
    below = suggest(library)
    theirs = ReviseClaim(claim="a", sentence="Ann's.")
    library.submit(HARBOR, theirs, revision="", author="Ann")
    library.submit(HARBOR, RetireClaim(claim="c"), revision="", author="Ann")
    for ask in (
        lambda: library.suggestions.compare(clashing.id),
        lambda: library.suggestions.accept(clashing.id, by="Ann"),
    ):
        with pytest.raises(EditClash) as refused:
            ask()
        (clash,) = refused.value.clashes
        assert (clash.theirs, clash.mine) == ("Ann's.", "Tom's.")
    with pytest.raises(EditRefused):
        library.suggestions.compare(below.id)
    assert [each.state for each in library.suggestions.all()] == ["waiting", "waiting"]


# What is done.


def test_a_suggestion_waits_and_changes_nothing(library: Library) -> None:
    form = SentForm(address="/debates/harbor/edit/thesis", typed={"sentence": "Ü"})
    made = library.suggestions.suggest(
        HARBOR, MORE, revision="", account=TOM, author="Tom", form=form
    )
    assert (made.state, made.debate, made.account, made.author) == ("waiting", HARBOR, TOM, "Tom")
    assert made.words == "added a support of “The third claim.”: “More.”"
    assert made.revision == library.volume(HARBOR).revision
    assert (made.form, made.text, made.change, made.decided) == (form, None, None, None)
    assert library.suggestions.one(made.id) == made
    assert text(library) == DEBATE
    assert library.changes() == ()


def test_a_repeat_with_the_same_key_is_the_first(library: Library) -> None:
    first = suggest(library, key="k")
    assert suggest(library, key="k") == first
    assert suggest(library, key="other").id != first.id
    library.suggestions.accept(first.id, by="Ann")
    assert suggest(library, key="k").state == "accepted"


def test_a_repeat_at_the_same_moment_is_the_first(library: Library) -> None:
    assert at_once(*[lambda: suggest(library, key="k")] * 4) == []
    assert library.suggestions.waiting() == 1


def test_a_comparison_shows_the_debate_as_it_is_and_as_it_would_be(library: Library) -> None:
    made = suggest(library)
    library.submit(HARBOR, ReviseClaim(claim="a", sentence="New."), revision="", author="Ann")
    seen = library.suggestions.compare(made.id)
    assert seen.before.data == library.volume(HARBOR).data
    assert seen.after.readable().claims["more"].text == "More."
    assert seen.after.readable().claims["a"].text == "New."


def test_an_accepted_suggestion_is_a_change_of_its_author(library: Library) -> None:
    made = suggest(library)
    done = library.suggestions.accept(made.id, by="Ann")
    assert (done.number, done.created) == (1, ("more",))
    (change,) = library.changes(HARBOR)
    assert (change.author, change.approved_by, change.words) == ("Tom", "Ann", made.words)
    decided = library.suggestions.one(made.id)
    assert (decided.state, decided.decided_by, decided.change) == ("accepted", "Ann", 1)
    assert decided.decided is not None
    assert library.suggestions.waiting() == 0


def test_accepted_twice_it_is_the_same_change(library: Library) -> None:
    made = suggest(library)
    first, second = (library.suggestions.accept(made.id, by="Ann") for _ in range(2))
    assert (first.number, first.created) == (second.number, second.created)
    assert len(library.changes()) == 1


def test_of_two_coaches_at_once_one_accepts(library: Library) -> None:
    made = suggest(library)
    accept = library.suggestions.accept
    refusals = at_once(lambda: accept(made.id, by="Ann"), lambda: accept(made.id, by="Ben"))
    assert [type(each) for each in refusals] == [EditClash]
    assert len(library.changes()) == 1


def test_of_all_who_decide_at_once_one_does(library: Library) -> None:
    made = suggest(library)
    refusals = at_once(
        lambda: library.suggestions.accept(made.id, by="Ann"),
        lambda: library.suggestions.send_back(made.id, "No.", by="Ben"),
        lambda: library.suggestions.withdraw(made.id, account=TOM),
    )
    assert [type(each) for each in refusals] == [EditClash, EditClash]
    is_accepted = library.suggestions.one(made.id).state == "accepted"
    assert len(library.changes()) == int(is_accepted)


def test_an_edit_is_brought_together_with_what_came_after_it(library: Library) -> None:
    made = suggest(library)
    library.submit(HARBOR, ReviseClaim(claim="c", sentence="New."), revision="", author="Ann")
    library.suggestions.accept(made.id, by="Ann")
    claims = library.debate(HARBOR).claims
    assert (claims["c"].text, claims["more"].text) == ("New.", "More.")


def test_a_changed_suggestion_is_credited_to_who_made_it(library: Library) -> None:
    made = suggest(library)
    better = AddClaim(role="support", target="c", sentence="Better.")
    for _ in range(2):  # the second is the same form again
        done = library.suggestions.accept_changed(
            made.id, better, revision=made.revision, by="Ann", key="k"
        )
    assert done.created == ("better",)
    (change,) = library.changes()
    assert (change.author, change.approved_by) == ("Tom", "Ann")
    assert library.suggestions.one(made.id).change == change.number


def test_a_text_is_suggested_and_accepted(library: Library) -> None:
    whole = DEBATE.replace("The third claim.", "A third claim. ü")
    made = library.suggestions.suggest_text(
        HARBOR, whole, revision="", account=TOM, author="Tom", claim="c"
    )
    assert (made.text, made.edit, made.claim) == (whole, None, "c")
    assert library.suggestions.all()[0].text is None
    library.suggestions.accept(made.id, by="Ann")
    assert text(library) == whole
    (change,) = library.changes()
    assert (change.kind, change.approved_by) == ("text", "Ann")


def test_a_text_may_be_accepted_as_another_text(library: Library) -> None:
    made = suggest(library)
    whole = DEBATE.replace("The third claim.", "A third claim.")
    library.suggestions.accept_changed_text(
        made.id, whole, revision=made.revision, by="Ann", key="k"
    )
    assert text(library) == whole


def test_a_return_carries_its_comment_and_can_be_repeated(library: Library) -> None:
    made = suggest(library)
    for _ in range(2):
        found = library.suggestions.send_back(made.id, " Say why.\r\n", by="Ann")
    assert (found.state, found.comment, found.decided_by) == ("returned", "Say why.", "Ann")


def test_a_withdrawal_can_be_repeated(library: Library) -> None:
    made = suggest(library)
    for _ in range(2):
        found = library.suggestions.withdraw(made.id, account=TOM)
    assert (found.state, found.decided_by) == ("withdrawn", "Tom")


def test_the_queue_is_asked_by_debate_account_and_state(library: Library) -> None:
    first, second, third = (suggest(library, f"Claim {number}.") for number in range(3))
    library.suggestions.send_back(second.id, "No.", by="Ann")
    numbers = [first.id, second.id, third.id]
    every = library.suggestions.all()
    assert [each.id for each in every] == numbers[::-1]
    assert [each.id for each in library.suggestions.all(state="waiting")] == [third.id, first.id]
    assert [each.id for each in library.suggestions.all(state="decided")] == [second.id]
    assert [each.id for each in library.suggestions.all(before=third.id, limit=1)] == [second.id]
    assert library.suggestions.all(account=MIA) == library.suggestions.all(debate="other") == ()
    assert library.suggestions.waiting() == library.suggestions.waiting(account=TOM) == 2


def test_outcomes_tell_of_an_undo(library: Library) -> None:
    accepted, waiting = suggest(library), suggest(library, "Else.")
    done = library.suggestions.accept(accepted.id, by="Ann")
    library.undo(HARBOR, done.number or 0, author="Ann")
    first, second = library.suggestions.outcomes(library.suggestions.all())
    assert (first.suggestion.id, first.change) == (waiting.id, None)
    assert second.change is not None
    assert (second.change.number, second.change.undone_by) == (1, 2)
    assert library.suggestions.accept(accepted.id, by="Ann").number == 1


def test_suggestions_of_a_removed_account_keep_its_name(library: Library) -> None:
    library.membership.add("Ann", "coach", "a long enough password")
    made = suggest(library)
    library.membership.remove("Tom")
    left = library.suggestions.one(made.id)
    assert (left.account, left.author, left.state) == (None, "Tom", "waiting")
    library.suggestions.accept(made.id, by="Ann")
    assert library.changes()[0].author == "Tom"


# Whoever accepts may die on the way.


class Died(BaseException):
    """The end of a process."""


def die(*_: object, **__: object) -> None:
    raise Died


NOTING = "argmap.stores.queue.Queue.decide"
COMPLETING = "argmap.stores.history.keeping.History.complete"


@pytest.mark.parametrize("step", [NOTING, COMPLETING])
def test_what_was_half_accepted_is_accepted_by_who_comes_next(
    library: Library, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    made = suggest(library)
    with monkeypatch.context() as patch:
        patch.setattr(step, die)
        with pytest.raises(Died):
            library.suggestions.accept(made.id, by="Ann")
    assert library.suggestions.one(made.id).state == "waiting"
    done = library.suggestions.accept(made.id, by="Ann")
    assert (done.number, done.created) == (1, ("more",))
    assert [(each.author, each.approved_by) for each in library.changes()] == [("Tom", "Ann")]
    assert library.suggestions.one(made.id).change == 1


@pytest.mark.parametrize("step", [NOTING, COMPLETING])
@pytest.mark.parametrize("store", ["folder"], indirect=True)
def test_what_was_half_accepted_in_a_folder_is_not_decided_otherwise(
    library: Library, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    made = suggest(library)
    with monkeypatch.context() as patch:
        patch.setattr(step, die)
        with pytest.raises(Died):
            library.suggestions.accept(made.id, by="Ann")
    for decide in (
        lambda: library.suggestions.send_back(made.id, "No.", by="Ben"),
        lambda: library.suggestions.withdraw(made.id, account=TOM),
        lambda: library.suggestions.accept_changed(made.id, MORE, revision="", by="Ben", key="k"),
    ):
        with pytest.raises(EditClash, match="Ann has accepted suggestion 1 already"):
            decide()
    noted = library.suggestions.one(made.id)
    assert (noted.state, noted.decided_by, noted.change) == ("accepted", "Ann", 1)
    assert noted.decided == library.changes()[0].time


@pytest.mark.parametrize("store", ["database"], indirect=True)
def test_what_was_half_accepted_in_a_database_was_not_accepted_at_all(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = suggest(library)
    with monkeypatch.context() as patch:
        patch.setattr(NOTING, die)
        with pytest.raises(Died):
            library.suggestions.accept(made.id, by="Ann")
    assert (text(library), library.changes()) == (DEBATE, ())


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Do several things at the same moment and return their refusals."""
    start, refusals = threading.Barrier(len(acts)), list[Exception]()

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Exception as refusal:  # noqa: BLE001 - the test looks at them all
            refusals.append(refusal)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals
