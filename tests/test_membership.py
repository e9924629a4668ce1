"""Accounts, invitations, sessions and tokens, in a folder and in a database alike."""

import stat
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from werkzeug.security import check_password_hash

from argmap import limits, passwords
from argmap.authentication import MOST_TOKENS
from argmap.errors import AccountRefused, NotFound, NotLoggedIn, TooManyAttempts
from argmap.library import Library
from argmap.stores import places
from argmap.stores.folder import FolderStore
from argmap.stores.store import Store
from argmap.stores.tables import attempts, invitations, sessions

PASSWORD = "a long enough password"
OTHER = "another long password"
HERE = "192.0.2.1"
THERE = "192.0.2.2"


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "folder":
        yield FolderStore(tmp_path)
        return
    database = places.open_store(request.getfixturevalue("cluster").new())
    yield database
    database.close()


@pytest.fixture
def few_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash takes its time."""
    monkeypatch.setattr(limits, "OF_A_NAME_FROM_ONE_PLACE", 3)


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


@pytest.fixture
def coach(library: Library) -> Library:
    library.membership.add("Aiko", "coach", PASSWORD)
    return library


def test_there_are_no_accounts_at_first(library: Library) -> None:
    assert not library.membership.has_any()
    assert library.membership.accounts() == ()
    assert library.authentication.by_session("x") is None
    assert library.authentication.by_token("x") is None


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("", PASSWORD, "name"),
        ("   ", PASSWORD, "name"),
        ("a\u202eb", PASSWORD, "name"),
        ("x" * 61, PASSWORD, "at most 60"),
        ("Aiko", "short", "at least 10"),
        ("Aiko", "x" * 501, "at most 500"),
        ("Aiko Tanaka", "aiko tanaka", "must not be the name"),
    ],
)
def test_what_makes_no_account_is_refused(
    library: Library, name: str, password: str, sentence: str
) -> None:
    with pytest.raises(AccountRefused, match=sentence):
        library.membership.add(name, "coach", password)
    assert not library.membership.has_any()


@pytest.mark.parametrize(
    "name",
    ["Aiko", "AIKO", "Ａｉｋｏ", " Aiko ", "Ai\u200bko", "Aiko\u00ad", "Ai\u200dko", "Aiko\ufe0f"],
)
def test_a_name_is_given_once_however_it_is_written(coach: Library, name: str) -> None:
    with pytest.raises(AccountRefused, match="already"):
        coach.membership.add(name, "reader", PASSWORD)


def test_a_name_that_nobody_sees_is_refused(library: Library) -> None:
    with pytest.raises(AccountRefused, match="Nobody would see"):
        library.membership.add("\u3164\u200b", "coach", PASSWORD)


@pytest.mark.parametrize("name", ["علی\u200cرضا", "👩\u200d🏫 Noriko", "葛\U000e0100城"])
def test_a_name_is_kept_with_what_joins_its_letters(library: Library, name: str) -> None:
    assert library.membership.add(name, "reader", PASSWORD).name == name
    assert library.membership.account(name).name == name


def test_the_last_coach_can_neither_go_nor_become_another(coach: Library) -> None:
    coach.membership.add("Ben", "student", PASSWORD)
    assert coach.membership.has_any()
    with pytest.raises(AccountRefused, match="last coach"):
        coach.membership.remove("Aiko")
    with pytest.raises(AccountRefused, match="last coach"):
        coach.membership.change_role("Aiko", "reader")
    coach.membership.change_role("Ben", "coach")
    coach.membership.remove("aiko")
    assert [(each.name, each.role) for each in coach.membership.accounts()] == [("Ben", "coach")]
    coach.membership.remove("Ben")
    assert coach.membership.accounts() == ()
    assert coach.membership.has_any(), "nobody may edit because the last one has gone"


def test_an_unknown_account_is_named_with_the_nearest(coach: Library) -> None:
    with pytest.raises(NotFound, match='Did you mean "Aiko"'):
        coach.membership.remove("Aik")


def test_a_wrong_password_and_an_unknown_name_are_told_in_the_same_words(coach: Library) -> None:
    said = set()
    for name in ("Aiko", "Nobody"):
        with pytest.raises(NotLoggedIn) as refusal:
            coach.authentication.log_in(name, "something else", origin=HERE)
        said.add(str(refusal.value))
    assert len(said) == 1


def test_a_hash_is_computed_for_a_name_that_is_not_there(
    coach: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = []
    check = check_password_hash

    def counted(kept: str, password: str) -> bool:
        computed.append(kept)
        return check(kept, password)

    monkeypatch.setattr(passwords, "check_password_hash", counted)
    for name in ("Aiko", "Nobody"):
        with pytest.raises(NotLoggedIn):
            coach.authentication.log_in(name, "something else", origin=HERE)
    assert len(computed) == 2


def test_a_session_lasts_until_log_out(coach: Library) -> None:
    secret = coach.authentication.log_in("aiko", PASSWORD, origin=HERE)
    found = coach.authentication.by_session(secret)
    assert found is not None
    assert found.name == "Aiko"
    coach.authentication.log_out(secret)
    assert coach.authentication.by_session(secret) is None


def test_a_session_is_seen_by_another_process(coach: Library, store: Store) -> None:
    secret = coach.authentication.log_in("Aiko", PASSWORD, origin=HERE)
    assert Library(store).authentication.by_session(secret) is not None


@pytest.mark.parametrize(
    ("column", "age", "is_in"),
    [
        ("seen", timedelta(hours=11), True),
        ("seen", timedelta(hours=13), False),
        ("created", timedelta(days=13), True),
        ("created", timedelta(days=15), False),
    ],
)
def test_sessions_end(
    coach: Library, store: Store, column: str, age: timedelta, *, is_in: bool
) -> None:
    secret = coach.authentication.log_in("Aiko", PASSWORD, origin=HERE)
    with store.accounts().writing() as connection:
        connection.execute(update(sessions).values({column: datetime.now(UTC) - age}))
    assert (coach.authentication.by_session(secret) is not None) is is_in
    again = coach.authentication.by_session(
        secret
    )  # what was seen is written down, and does not end it
    assert (again is not None) is is_in


def test_a_changed_password_ends_sessions_and_tokens(coach: Library) -> None:
    secret = coach.authentication.log_in("Aiko", PASSWORD, origin=HERE)
    token = coach.authentication.new_token(coach.membership.account("Aiko"), "scripts")
    coach.membership.change_password("Aiko", OTHER)
    assert coach.authentication.by_session(secret) is None
    assert coach.authentication.by_token(token) is None
    with pytest.raises(NotLoggedIn):
        coach.authentication.log_in("Aiko", PASSWORD, origin=HERE)
    assert coach.authentication.log_in("Aiko", OTHER, origin=HERE)


def test_a_removed_account_is_out_at_once(coach: Library) -> None:
    coach.membership.add("Ben", "student", PASSWORD)
    secret = coach.authentication.log_in("Ben", PASSWORD, origin=HERE)
    token = coach.authentication.new_token(coach.membership.account("Ben"), "scripts")
    coach.membership.remove("Ben")
    coach.membership.add("Ben", "coach", PASSWORD)
    assert coach.authentication.by_session(secret) is None
    assert coach.authentication.by_token(token) is None


def test_a_token_works_until_it_is_revoked_by_its_owner(coach: Library) -> None:
    account = coach.membership.account("Aiko")
    ben = coach.membership.add("Ben", "student", PASSWORD)
    secret = coach.authentication.new_token(account, "scripts")
    (token,) = coach.authentication.tokens(account)
    assert (token.label, coach.authentication.by_token(secret)) == ("scripts", account)
    with pytest.raises(NotFound):
        coach.authentication.revoke_token(ben, token.id)
    coach.authentication.revoke_token(account, token.id)
    assert coach.authentication.by_token(secret) is None


def test_nobody_heaps_up_tokens(coach: Library) -> None:
    account = coach.membership.account("Aiko")
    for number in range(MOST_TOKENS):
        coach.authentication.new_token(account, f"number {number}")
    with pytest.raises(AccountRefused, match="revoke one"):
        coach.authentication.new_token(account, "one more")


def test_no_secret_stands_in_the_database(coach: Library, store: Store, tmp_path: Path) -> None:
    account = coach.membership.account("Aiko")
    told = [
        PASSWORD,
        coach.authentication.log_in("Aiko", PASSWORD, origin=HERE),
        coach.authentication.new_token(account, "scripts"),
        *coach.membership.invite("student", by="Aiko"),
    ]
    with pytest.raises(NotLoggedIn):
        coach.authentication.log_in(PASSWORD, OTHER, origin=HERE)
    if isinstance(store, FolderStore):
        kept = b"".join(file.read_bytes() for file in (tmp_path / ".argmap").iterdir())
        assert not [secret for secret in told if secret.encode() in kept]


@pytest.mark.parametrize("store", ["folder"], indirect=True)
def test_only_the_owner_can_read_the_accounts(coach: Library, tmp_path: Path) -> None:
    assert coach.membership.has_any()
    mode = (tmp_path / ".argmap" / "accounts.sqlite").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_an_invitation_makes_one_account(coach: Library) -> None:
    (secret,) = coach.membership.invite("student", by="Aiko")
    assert coach.membership.invitation(secret, origin=HERE).role == "student"
    ben = coach.membership.join(secret, "Ben", PASSWORD, origin=HERE)
    assert ben == coach.membership.account("Ben")
    assert ben.role == "student"
    with pytest.raises(AccountRefused, match="used already"):
        coach.membership.join(secret, "Eve", PASSWORD, origin=HERE)
    assert coach.membership.invitations() == ()


def test_what_is_refused_uses_no_invitation_up(coach: Library) -> None:
    (secret,) = coach.membership.invite("student", by="Aiko")
    for name, password in (("Aiko", PASSWORD), ("Ben", "short")):
        with pytest.raises(AccountRefused):
            coach.membership.join(secret, name, password, origin=HERE)
    assert coach.membership.join(secret, "Ben", PASSWORD, origin=HERE).name == "Ben"


def test_invitations_end(coach: Library, store: Store) -> None:
    (secret,) = coach.membership.invite("student", by="Aiko")
    with store.accounts().writing() as connection:
        long_ago = datetime.now(UTC) - timedelta(days=8)
        connection.execute(update(invitations).values(created=long_ago))
    with pytest.raises(AccountRefused, match="has ended"):
        coach.membership.join(secret, "Ben", PASSWORD, origin=HERE)
    assert coach.membership.invitations() == ()


def test_an_invitation_is_revoked(coach: Library) -> None:
    (secret,) = coach.membership.invite("student", by="Aiko")
    (invitation,) = coach.membership.invitations()
    coach.membership.revoke_invitation(invitation.id)
    with pytest.raises(AccountRefused, match="no invitation"):
        coach.membership.join(secret, "Ben", PASSWORD, origin=HERE)
    with pytest.raises(NotFound):
        coach.membership.revoke_invitation(invitation.id)


@pytest.mark.parametrize("count", [0, 41, -1])
def test_not_too_many_are_invited_at_once(coach: Library, count: int) -> None:
    with pytest.raises(AccountRefused, match="1 to 40"):
        coach.membership.invite("student", by="Aiko", count=count)


def test_who_forgot_a_password_gets_a_link_to_a_new_one(coach: Library) -> None:
    coach.membership.add("Ben", "student", PASSWORD)
    session = coach.authentication.log_in("Ben", PASSWORD, origin=HERE)
    first = coach.membership.invite_again("Ben", by="Aiko")
    second = coach.membership.invite_again("Ben", by="Aiko")
    with pytest.raises(AccountRefused, match="no invitation"):
        coach.membership.join(first, "", OTHER, origin=HERE)
    assert coach.membership.join(second, "Mallory", OTHER, origin=HERE).name == "Ben"
    assert coach.authentication.by_session(session) is None
    assert coach.authentication.log_in("Ben", OTHER, origin=HERE)


@pytest.mark.usefixtures("few_guesses")
def test_guesses_are_limited_for_a_name_from_one_place(coach: Library) -> None:
    for _ in range(limits.OF_A_NAME_FROM_ONE_PLACE):
        with pytest.raises(NotLoggedIn):
            coach.authentication.log_in("Aiko", "wrong password", origin=HERE)
    with pytest.raises(TooManyAttempts, match="wait 15 minutes") as refusal:
        coach.authentication.log_in("AIKO", PASSWORD, origin=HERE)
    assert 0 < refusal.value.seconds <= 15 * 60
    assert coach.authentication.log_in("Aiko", PASSWORD, origin=THERE), "elsewhere she may"


@pytest.mark.usefixtures("few_guesses")
def test_guesses_are_limited_in_the_same_way_for_names_that_are_not_there(coach: Library) -> None:
    for _ in range(limits.OF_A_NAME_FROM_ONE_PLACE):
        with pytest.raises(NotLoggedIn):
            coach.authentication.log_in("Nobody", "wrong password", origin=HERE)
    with pytest.raises(TooManyAttempts, match="wait 15 minutes"):
        coach.authentication.log_in("Nobody", "wrong password", origin=HERE)


@pytest.mark.usefixtures("few_guesses")
def test_limits_end(coach: Library, store: Store) -> None:
    for _ in range(limits.OF_A_NAME_FROM_ONE_PLACE):
        with pytest.raises(NotLoggedIn):
            coach.authentication.log_in("Aiko", "wrong password", origin=HERE)
    with store.accounts().writing() as connection:
        connection.execute(update(attempts).values(time=datetime.now(UTC) - timedelta(minutes=16)))
    assert coach.authentication.log_in("Aiko", PASSWORD, origin=HERE)


def test_who_succeeds_is_not_counted(coach: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 3)
    for _ in range(5):
        assert coach.authentication.log_in("Aiko", PASSWORD, origin=HERE)


def test_guessed_invitations_are_limited(coach: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 3)
    (secret,) = coach.membership.invite("student", by="Aiko")
    for _ in range(3):
        with pytest.raises(AccountRefused):
            coach.membership.invitation("guessed", origin=HERE)
    with pytest.raises(TooManyAttempts):
        coach.membership.invitation(secret, origin=HERE)
    assert coach.membership.invitation(secret, origin=THERE).role == "student"


def at_once(work: Callable[[int], object], times: int) -> list[object]:
    """Return what came of some work that threads did at the same time, refusals included."""
    outcomes: list[object] = []
    gate = threading.Barrier(times)

    def run(number: int) -> None:
        gate.wait()
        try:
            outcomes.append(work(number))
        except Exception as refusal:  # noqa: BLE001 - all are looked at
            outcomes.append(refusal)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.usefixtures("few_guesses")
def test_guesses_at_once_are_counted_one_by_one(coach: Library) -> None:
    def guess(_: int) -> str:
        return coach.authentication.log_in("Aiko", "wrong password", origin=HERE)

    outcomes = at_once(guess, limits.OF_A_NAME_FROM_ONE_PLACE + 4)
    kinds = sorted(type(each).__name__ for each in outcomes)
    assert kinds == ["NotLoggedIn"] * limits.OF_A_NAME_FROM_ONE_PLACE + ["TooManyAttempts"] * 4


def test_an_invitation_used_twice_at_once_makes_one_account(coach: Library) -> None:
    (secret,) = coach.membership.invite("student", by="Aiko")
    outcomes = at_once(
        lambda number: coach.membership.join(secret, f"Ben {number}", PASSWORD, origin=HERE), 6
    )
    assert [type(each).__name__ for each in outcomes].count("Account") == 1
    assert all(isinstance(each, AccountRefused) or hasattr(each, "name") for each in outcomes)
    assert len(coach.membership.accounts()) == 2


def test_a_name_taken_twice_at_once_is_given_once(coach: Library) -> None:
    outcomes = at_once(lambda _: coach.membership.add("Ben", "student", PASSWORD), 6)
    assert sorted(type(each).__name__ for each in outcomes) == ["Account"] + ["AccountRefused"] * 5


def test_two_coaches_who_remove_each_other_do_not_both_go(coach: Library) -> None:
    coach.membership.add("Ben", "coach", PASSWORD)
    coach.membership.add("Eve", "student", PASSWORD)
    names = ("Aiko", "Ben")
    at_once(lambda number: coach.membership.remove(names[number]), 2)
    assert [each.role for each in coach.membership.accounts()].count("coach") == 1
