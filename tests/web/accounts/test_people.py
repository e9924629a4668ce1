"""People: what coaches do about accounts and invitations, and that nobody else does."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from argmap.edits.values import ReviseClaim
from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.visiting import PASSWORD, Visitor

LINK = re.compile(r'<code class="secret">http://localhost(/join/[\w-]+)</code>')
SHOWN = ("/people", "/people/2", "/people/2/remove")
CHANGES = (
    ("/people", "/people/invite"),
    ("/people", "/people/invitations/1/revoke"),
    ("/people/2", "/people/2/role"),
    ("/people/2", "/people/2/password-link"),
    ("/people/2/remove", "/people/2/remove"),
)
TYPED = {"role": "coach", "count": "1"}


@pytest.fixture
def invited(library: Library) -> str:
    """The secret of an open invitation, the first there is."""
    (secret,) = library.membership.invite("student", by="Ann")
    return secret


def known(library: Library) -> list[tuple[str, str]]:
    """Return who is there, with which role."""
    return [(each.name, each.role) for each in library.membership.accounts()]


CLASS = [("Ann", "coach"), ("Ben", "student"), ("Rita", "reader")]


@pytest.mark.parametrize("address", SHOWN)
def test_a_stranger_is_led_to_the_log_in(stranger: Visitor, address: str) -> None:
    answer = stranger.client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/log-in?next=")


@pytest.mark.parametrize("address", SHOWN)
@pytest.mark.parametrize("name", ["Ben", "Rita"])
def test_who_is_no_coach_sees_nobody(
    comes_as: Callable[[str], Visitor], name: str, address: str
) -> None:
    answer = comes_as(name).client.get(address)
    assert answer.status_code == 403
    assert "Only coaches manage accounts." in answer.text
    assert "Ann" not in answer.text


@pytest.mark.parametrize(("page", "action"), CHANGES)
@pytest.mark.parametrize(("name", "status"), [("", 401), ("Ben", 403), ("Rita", 403)])
def test_who_is_no_coach_changes_nothing(
    stranger: Visitor,
    comes_as: Callable[[str], Visitor],
    library: Library,
    invited: str,
    *,
    name: str,
    status: int,
    page: str,
    action: str,
) -> None:
    del page
    visitor = comes_as(name) if name else stranger
    token = visitor.token("/account" if name else "/log-in")
    answer = visitor.client.post(action, data={"csrf_token": token, **TYPED})
    assert answer.status_code == status
    assert known(library) == CLASS
    assert len(library.membership.invitations()) == 1
    assert library.membership.invitation(invited, origin="here").role == "student"


@pytest.mark.parametrize(("page", "action"), CHANGES)
@pytest.mark.parametrize("how", ["without the token", "from another site", "by a link"])
def test_what_is_not_sent_by_our_own_forms_changes_nothing(
    coach: Visitor, library: Library, invited: str, *, page: str, action: str, how: str
) -> None:
    token = coach.token(page)
    if how == "without the token":
        assert coach.client.post(action, data=TYPED).status_code == 400
    elif how == "from another site":
        sent = {"csrf_token": token, **TYPED}
        elsewhere = {"Origin": "https://evil.example"}
        assert coach.client.post(action, data=sent, headers=elsewhere).status_code == 403
    else:
        status = coach.client.get(action, query_string=TYPED).status_code
        assert status == (200 if page == action else 405)
    assert known(library) == CLASS
    assert len(library.membership.invitations()) == 1
    assert library.membership.invitation(invited, origin="here").role == "student"


OWN = [("/account", f"/account/{each}") for each in ("password", "tokens", "tokens/1/revoke")]


@pytest.mark.parametrize(("page", "action"), [*CHANGES, *OWN])
def test_who_was_logged_in_too_long_ago_changes_nothing(
    coach: Visitor, library: Library, folder: Path, invited: str, *, page: str, action: str
) -> None:
    ann = library.membership.account("Ann")
    library.authentication.new_token(ann, "mine")
    typed = {"csrf_token": coach.token(page), **TYPED, "label": "new", "present": PASSWORD}
    with closing(sqlite3.connect(folder / ".argmap" / "accounts.sqlite")) as database:
        database.execute("UPDATE sessions SET seen = '2020-01-01 00:00:00.000000'")
        database.commit()
    answer = coach.client.post(action, data={**typed, "password": "staple battery horse"})
    assert answer.status_code == 401
    assert 'href="/log-in?next=' in answer.text
    assert PASSWORD not in answer.text
    assert known(library) == CLASS
    assert library.membership.invitation(invited, origin="here").role == "student"
    assert [each.label for each in library.authentication.tokens(ann)] == ["mine"]
    assert library.authentication.log_in("Ann", PASSWORD, origin="here")


@pytest.mark.parametrize(("page", "action"), [*CHANGES, *OWN])
def test_a_token_of_the_api_opens_no_page(
    stranger: Visitor, library: Library, invited: str, *, page: str, action: str
) -> None:
    secret = library.authentication.new_token(library.membership.account("Ann"), "mine")
    bearer = {"Authorization": f"Bearer {secret}"}
    assert stranger.client.get(page, headers=bearer).status_code == 302
    assert stranger.client.post(action, data=TYPED, headers=bearer).status_code == 400
    typed = {"csrf_token": stranger.token("/log-in"), **TYPED}
    assert stranger.client.post(action, data=typed, headers=bearer).status_code == 401
    assert known(library) == CLASS
    assert library.membership.invitation(invited, origin="here").role == "student"


def test_a_coach_sees_everybody_with_role_and_day(coach: Visitor) -> None:
    page = coach.sees("/people")
    rows = re.findall(
        r'<td><a href="/people/\d">(\w+)</a>.*?</td><td>(\w+)</td><td>(\w+ \d+, \d{4})</td>', page
    )
    assert [(name, role.lower()) for name, role, _ in rows] == CLASS


@pytest.mark.parametrize("id", ["99", "0", "99999999999999999999999"])
@pytest.mark.parametrize("action", ["", "/role", "/remove", "/password-link"])
def test_who_is_not_there_is_not_found(coach: Visitor, id: str, action: str) -> None:
    address = f"/people/{id}{action}"
    if action in {"", "/remove"}:
        assert coach.client.get(address).status_code == 404
    if action:
        assert coach.sends("/people", address, role="reader").status_code == 404


@pytest.mark.parametrize("count", ["", "0", "41", "-1", "x", "1e1", "1.5", "１", "9" * 5_000])
def test_a_number_of_links_that_is_none_is_refused_at_its_field(
    coach: Visitor, library: Library, count: str
) -> None:
    answer = coach.sends("/people", "/people/invite", role="reader", count=count)
    assert answer.status_code == 422
    assert "The number of links is a number from 1 to 40." in answer.text
    assert '<a href="#field-count">' in answer.text
    assert f'value="{count}"' in answer.text
    assert 'value="reader" checked' in answer.text
    assert library.membership.invitations() == ()


@pytest.mark.parametrize("role", ["", "owner", "Coach", "<b>"])
def test_a_role_that_is_none_is_refused(coach: Visitor, library: Library, role: str) -> None:
    for page, action in (("/people", "/people/invite"), ("/people/2", "/people/2/role")):
        answer = coach.sends(page, action, role=role, count="2")
        assert answer.status_code == 422
        assert "This is none of the roles: choose again." in answer.text
    assert library.membership.invitations() == ()
    assert known(library) == CLASS


def test_links_are_shown_once_and_lead_to_the_role_they_are_for(
    coach: Visitor, stranger: Visitor, library: Library
) -> None:
    answer = coach.sends("/people", "/people/invite", role="reader", count=" 3 ")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "3 links for readers" in answer.text
    doors = LINK.findall(answer.text)
    assert len(set(doors)) == 3
    page = coach.sees("/people")
    assert "/join/" not in page
    assert "3 links for readers" in page
    stranger.sends(doors[0], name="Chika", password=PASSWORD)
    assert library.membership.account("Chika").role == "reader"
    assert "2 links for readers" in coach.sees("/people")


def test_a_page_of_links_that_is_loaded_anew_makes_no_more_of_them(
    coach: Visitor, library: Library
) -> None:
    for status, said in ((200, "/join/"), (422, "These links were shown already")):
        answer = coach.sends("/people", "/people/invite", role="reader", count="1", key="k" * 22)
        assert answer.status_code == status
        assert said in answer.text
    assert len(library.membership.invitations()) == 1
    answer = coach.sends("/people", "/people/invite", role="reader", count="1", key="l" * 22)
    assert answer.status_code == 200


def test_links_that_were_made_together_are_revoked_together(
    coach: Visitor, stranger: Visitor
) -> None:
    first = LINK.findall(coach.sends("/people", "/people/invite", role="student", count="2").text)
    (kept,) = LINK.findall(coach.sends("/people", "/people/invite", role="student", count="1").text)
    page = coach.sees("/people")
    actions = re.findall(r'action="(/people/invitations/\d+/revoke)"', page)
    assert len(actions) == 2
    assert page.index("1 link for a student") < page.index("2 links for students")
    answer = coach.sends("/people", actions[1])
    assert answer.status_code == 303
    assert "What was revoked works no more." in coach.sees(answer.headers["Location"])
    assert [stranger.client.get(door).status_code for door in first] == [410, 410]
    assert stranger.client.get(kept).status_code == 200


@pytest.mark.parametrize("id", ["99", "99999999999999999999999"])
def test_an_invitation_that_is_not_open_is_not_found(coach: Visitor, id: str) -> None:
    assert coach.sends("/people", f"/people/invitations/{id}/revoke").status_code == 404


def test_a_role_is_changed_and_counts_at_the_next_request(
    coach: Visitor, student: Visitor, library: Library
) -> None:
    assert student.client.get("/people").status_code == 403
    answer = coach.sends("/people/2", "/people/2/role", role="coach")
    assert answer.status_code == 303
    assert "Ben is a coach now." in coach.sees(answer.headers["Location"])
    assert library.membership.account("Ben").role == "coach"
    assert student.client.get("/people").status_code == 200


def test_the_last_coach_keeps_the_role_and_the_account(coach: Visitor, library: Library) -> None:
    for role in ("student", "reader"):
        answer = coach.sends("/people/1", "/people/1/role", role=role)
        assert answer.status_code == 422
        assert "&#34;Ann&#34; is the last coach: make somebody else a coach first." in answer.text
    answer = coach.sends("/people/1/remove")
    assert answer.status_code == 422
    assert "&#34;Ann&#34; is the last coach: make somebody else a coach first." in answer.text
    assert known(library) == CLASS
    assert coach.is_known()


def test_who_is_the_only_one_left_cannot_leave(coach: Visitor, library: Library) -> None:
    for name in ("Ben", "Rita"):
        library.membership.remove(name)
    answer = coach.sends("/people/1/remove")
    assert answer.status_code == 422
    assert "Nobody else has an account here: make another coach first." in answer.text
    assert known(library) == [("Ann", "coach")]


def test_a_coach_who_gives_the_role_away_comes_to_the_own_account(
    coach: Visitor, library: Library
) -> None:
    library.membership.change_role("Ben", "coach")
    answer = coach.sends("/people/1", "/people/1/role", role="reader")
    assert answer.headers["Location"] == "/account"
    assert "Reader since" in coach.sees("/account")


def test_an_account_is_removed_after_a_question_and_its_changes_keep_its_name(
    coach: Visitor, student: Visitor, library: Library
) -> None:
    edit = ReviseClaim(claim="keep", sentence="The ferry should stay for good.")
    revision = library.open_for_edit("harbor").revision
    library.submit("harbor", edit, revision=revision, author="Ben")
    page = coach.sees("/people/2/remove")
    assert "Remove Ben?" in page
    assert "All changes and suggestions stay, with this name." in page
    answer = coach.sends("/people/2/remove")
    assert answer.status_code == 303
    assert "The account was removed." in coach.sees(answer.headers["Location"])
    assert known(library) == [("Ann", "coach"), ("Rita", "reader")]
    assert not student.is_known()
    assert "Ben" in coach.sees("/debates/harbor/history")


def test_a_coach_may_leave_while_another_stays(coach: Visitor, library: Library) -> None:
    library.membership.change_role("Ben", "coach")
    answer = coach.sends("/people/1/remove")
    assert answer.headers["Location"] == "/"
    assert not coach.is_known()


def test_who_forgot_a_password_gets_a_link_and_the_newest_alone_works(
    coach: Visitor, stranger: Visitor, arrives: Callable[[], Visitor]
) -> None:
    answers = [coach.sends("/people/2", "/people/2/password-link") for _ in range(2)]
    older, newer = (LINK.findall(each.text)[0] for each in answers)
    assert answers[0].headers["Cache-Control"] == "no-store"
    page = coach.sees("/people")
    assert page.count("New password for Ben") == 1
    assert "/join/" not in page
    assert stranger.client.get(older).status_code == 410
    assert stranger.sends(newer, password="staple battery horse").status_code == 303
    assert arrives().logs_in("Ben", "staple battery horse").is_known()


def test_what_a_name_says_is_no_markup(coach: Visitor, library: Library) -> None:
    account = library.membership.add('<i x="1">Ida</i>', "student", PASSWORD)
    library.membership.invite_again(account.name, by=account.name)
    pages = ("/people", f"/people/{account.id}", f"/people/{account.id}/remove")
    for address in (*pages, f"/people?changed={account.id}"):
        page = coach.sees(address)
        assert "<i x=" not in page
        assert "&lt;i x=&#34;1&#34;&gt;Ida&lt;/i&gt;" in page


@pytest.mark.parametrize("changed", ["Ben", "<b>", "99", ""])
def test_a_page_says_nothing_that_its_address_has_made_up(coach: Visitor, changed: str) -> None:
    page = coach.client.get("/people", query_string={"changed": changed}).text
    assert 'class="done"' not in page


def test_behind_tls_links_and_cookies_are_for_tls_alone(library: Library) -> None:
    access = Access(public_name="debates.example.org", is_secure=True)
    at = "https://debates.example.org"
    coach = Visitor(create_app(library, access=access).test_client(), base=at)
    answer = coach.sends("/log-in", name="Ann", password=PASSWORD)
    session = next(each for each in answer.headers.getlist("Set-Cookie") if "session" in each)
    assert session.startswith("__Host-argmap-session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(session.split("; "))
    made = coach.sends("/people", "/people/invite", role="student", count="1").text
    assert f'<code class="secret">{at}/join/' in made


@pytest.mark.parametrize("is_script", [False, True])
@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("/debates/harbor/claims/few/edit/support", "sentence"),
        ("/debates/harbor/edit/text", "text"),
    ],
)
def test_what_somebody_writes_stays_when_the_role_changes_meanwhile(
    student: Visitor, library: Library, form: str, field: str, *, is_script: bool
) -> None:
    typed = {"csrf_token": student.token(form), field: "A ferry cannot carry an ambulance."}
    library.membership.change_role("Ben", "reader")
    headers = {"X-Requested-With": "argmap"} if is_script else {}
    answer = student.client.post(form, data=typed, headers=headers)
    assert answer.status_code == 403
    assert "This account may read debates" in answer.text
    assert "A ferry cannot carry an ambulance.</textarea>" in answer.text
