"""Joining by an invitation: what is refused, and that each works once."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from argmap.errors import AccountRefused
from argmap.library import Library
from tests.visiting import PASSWORD, Visitor

NEW = {"name": "Chika", "password": "staple battery horse"}


@pytest.fixture
def door(library: Library) -> str:
    """The address of an invitation for a student."""
    (secret,) = library.membership.invite("student", by="Ann")
    return f"/join/{secret}"


def names(library: Library) -> list[str]:
    return [each.name for each in library.membership.accounts()]


@pytest.mark.parametrize("secret", ["nothing", "x" * 2_000, "%E6%97%A5%E6%9C%AC", "%00", "a'--"])
def test_a_link_that_leads_nowhere_says_so(stranger: Visitor, secret: str) -> None:
    answer = stranger.client.get(f"/join/{secret}")
    assert answer.status_code == 410
    assert "This link leads to no invitation: ask for a new one." in answer.text
    assert 'href="/log-in"' in answer.text


def test_a_link_works_once(stranger: Visitor, arrives: Callable[[], Visitor], door: str) -> None:
    assert stranger.sends(door, **NEW).status_code == 303
    other = arrives()
    answer = other.client.get(door)
    assert answer.status_code == 410
    assert "This link was used already: log in, or ask for a new one." in answer.text
    typed = {"csrf_token": other.token("/log-in"), "name": "Dora", "password": PASSWORD}
    assert other.client.post(door, data=typed).status_code == 410
    assert not other.is_known()


def test_a_link_ends(stranger: Visitor, folder: Path, door: str) -> None:
    with closing(sqlite3.connect(folder / ".argmap" / "accounts.sqlite")) as database:
        database.execute("UPDATE invitations SET created = '2020-01-01 00:00:00.000000'")
        database.commit()
    answer = stranger.client.get(door)
    assert answer.status_code == 410
    assert "This link has ended: ask for a new one." in answer.text


def test_guessing_links_is_limited(stranger: Visitor) -> None:
    found = [stranger.client.get(f"/join/guess-{number}") for number in range(101)]
    assert {each.status_code for each in found[:100]} == {410}
    assert found[100].status_code == 429
    assert int(found[100].headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": "Ben"}, "name", "There is an account &#34;Ben&#34; already"),
        ({"name": "BEN "}, "name", "There is an account &#34;BEN&#34; already"),
        ({"name": ""}, "name", "The name is empty: write one."),
        ({"name": "x" * 61}, "name", "A name has at most 60 characters."),
        ({"name": "a\x07b"}, "name", "control character"),
        ({"password": "short one"}, "password", "A password has at least 10 characters."),
        ({"password": ""}, "password", "A password has at least 10 characters."),
        ({"password": "y" * 501}, "password", "A password has at most 500 characters."),
        ({"name": "Chika Ogawa", "password": "chika ogawa"}, "password", "must not be the name"),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_the_rest_stays(
    stranger: Visitor,
    library: Library,
    door: str,
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    before = names(library)
    sent = {**NEW, **typed}
    answer = stranger.sends(door, **sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'<a href="#field-{field}">' in answer.text
    assert f'aria-describedby="field-{field}-wrong' in answer.text
    if field == "password":
        assert f'value="{sent["name"]}"' in answer.text
    assert not sent["password"] or f'"{sent["password"]}"' not in answer.text
    assert names(library) == before
    assert not stranger.is_known()
    assert stranger.sends(door, **NEW).status_code == 303


def test_who_joins_is_logged_in_at_once_and_no_secret_is_in_an_address(
    stranger: Visitor, library: Library, door: str
) -> None:
    answer = stranger.sends(door, **NEW)
    assert answer.headers["Location"] == "/"
    page = stranger.sees("/account")
    assert "Chika" in page
    assert "Student since" in page
    assert library.membership.account("Chika").role == "student"
    assert stranger.logs_out_and_in(NEW["name"], NEW["password"]).is_known()


def test_an_invitation_gives_no_other_role_than_its_own(
    stranger: Visitor, library: Library, door: str
) -> None:
    stranger.sends(door, **NEW, role="coach")
    assert library.membership.account("Chika").role == "student"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_that_is_only_looked_at_still_works(
    stranger: Visitor, door: str, method: str
) -> None:
    for _ in range(3):  # as programs do that show what a link in a message leads to
        assert stranger.client.open(door, method=method).status_code == 200
    assert stranger.sends(door, **NEW).status_code == 303


def test_the_address_is_told_to_nobody_and_the_page_kept_by_nobody(
    stranger: Visitor, door: str
) -> None:
    for answer in (
        stranger.client.get(door),
        stranger.sends(door, name="", password=""),
        stranger.client.get("/join/nothing"),
        stranger.client.post(door),
    ):
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_form_says_what_is_wanted_before_it_is_sent(stranger: Visitor, door: str) -> None:
    page = stranger.sees(door)
    assert "Ann has invited you as a student, who suggests edits." in page
    assert "At least 10 characters" in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="new-password"' in page


def test_who_is_logged_in_already_is_warned(coach: Visitor, door: str) -> None:
    assert "You are logged in as Ann." in coach.sees(door)


def test_a_link_to_a_new_password_sets_it_and_nothing_else(
    stranger: Visitor, student: Visitor, library: Library
) -> None:
    secret = library.membership.invite_again("Ben", by="Ann")
    page = stranger.sees(f"/join/{secret}")
    assert "A new password for Ben" in page
    assert 'name="name"' not in page
    before = names(library)
    assert stranger.sends(f"/join/{secret}", password="short").status_code == 422
    assert student.is_known()
    answer = stranger.sends(f"/join/{secret}", name="Mallory", password=NEW["password"])
    assert answer.status_code == 303
    assert names(library) == before
    assert "Ben" in stranger.sees("/account")
    assert not student.is_known()  # who was in by the old password is out
    assert stranger.client.get(f"/join/{secret}").status_code == 410
    assert stranger.logs_out_and_in("Ben", NEW["password"]).is_known()


def test_a_link_to_a_new_password_ends_with_its_account(
    stranger: Visitor, library: Library
) -> None:
    secret = library.membership.invite_again("Ben", by="Ann")
    library.membership.remove("Ben")
    assert stranger.client.get(f"/join/{secret}").status_code == 410
    typed = {"csrf_token": stranger.token("/log-in"), **NEW}
    assert stranger.client.post(f"/join/{secret}", data=typed).status_code == 410
    assert names(library) == ["Ann", "Rita"]


def test_two_who_join_by_one_link_at_once_make_one_account(
    stranger: Visitor, arrives: Callable[[], Visitor], library: Library, door: str
) -> None:
    slower = arrives()
    token = slower.token(door)
    stranger.sends(door, **NEW)
    typed = {"csrf_token": token, "name": "Dora", "password": PASSWORD}
    answer = slower.client.post(door, data=typed)
    assert answer.status_code == 410
    assert PASSWORD not in answer.text
    assert "Dora" not in names(library)
    with pytest.raises(AccountRefused):
        library.membership.invitation(door.removeprefix("/join/"), origin="")


def test_a_mistake_of_ours_writes_no_secret_into_the_log(
    stranger: Visitor,
    library: Library,
    door: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    token = stranger.token(door)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("our mistake")

    monkeypatch.setattr(library.membership, "invitation", fails)
    typed = {"csrf_token": token, **NEW}
    for answer in (stranger.client.get(door), stranger.client.post(door, data=typed)):
        assert answer.status_code == 500
        assert "argmap made a mistake here" in answer.text
    assert caplog.text.count("our mistake") >= 2
    assert door.removeprefix("/join/") not in caplog.text
    assert NEW["password"] not in caplog.text


def test_a_reader_is_told_nothing_of_edits(stranger: Visitor, library: Library) -> None:
    (secret,) = library.membership.invite("reader", by="Ann")
    page = stranger.sees(f"/join/{secret}")
    assert "Ann has invited you as a reader." in page
    assert "Coaches see it." in page
    assert "suggest" not in page.split("<main")[1]


def test_a_link_to_a_password_that_was_used_is_no_link_to_join(
    stranger: Visitor, arrives: Callable[[], Visitor], library: Library
) -> None:
    door = f"/join/{library.membership.invite_again('Ben', by='Ann')}"
    assert stranger.sends(door, password="another long password").status_code == 303
    answer = arrives().client.get(door)
    assert answer.status_code == 410
    assert "join" not in answer.text.split("<main")[1].casefold()
