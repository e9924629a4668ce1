"""Logging in and out: what is refused, what is told, and where it leads."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.security import check_password_hash

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.visiting import PASSWORD, TOKEN, Visitor

WRONG = "wrong horse battery"
PAGES = ("/log-in", "/account", "/people", "/people/1", "/people/1/remove", "/join/nothing")


def told(page: str, name: str) -> str:
    """Return a page without what every page has of its own."""
    return TOKEN.sub("", page).replace(f'value="{name}"', 'value=""')


def test_an_unknown_name_and_a_wrong_password_are_told_the_same(stranger: Visitor) -> None:
    known = stranger.sends("/log-in", name="Ann", password=WRONG)
    unknown = stranger.sends("/log-in", name="Zoe", password=WRONG)
    assert known.status_code == unknown.status_code == 401
    assert told(known.text, "Ann") == told(unknown.text, "Zoe")
    assert set(known.headers.keys()) == set(unknown.headers.keys())
    assert "There is no account with this name and this password." in known.text


def test_a_password_is_hashed_whether_or_not_there_is_such_a_name(
    stranger: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger.sends("/log-in", name="Zoe", password=WRONG)  # makes the hash of nobody, once
    hashed: list[str] = []

    def counted(kept: str, password: str) -> bool:
        hashed.append(kept.partition("$")[0])
        return check_password_hash(kept, password)

    monkeypatch.setattr("argmap.passwords.check_password_hash", counted)
    for name in ("Ann", "Zoe"):
        stranger.sends("/log-in", name=name, password=WRONG)
    assert len(hashed) == 2
    assert hashed[0] == hashed[1]  # by the same method, at the same costs


def test_names_that_nobody_has_are_limited_like_those_of_somebody(stranger: Visitor) -> None:
    answers = {
        name: [stranger.sends("/log-in", name=name, password=WRONG).status_code for _ in range(11)]
        for name in ("Ann", "Zoe")
    }
    assert answers["Ann"] == answers["Zoe"] == [401] * 10 + [429]


def test_too_many_attempts_say_how_long_to_wait_and_let_nobody_in(stranger: Visitor) -> None:
    for _ in range(10):
        stranger.sends("/log-in", name="Ann", password=WRONG)
    answer = stranger.sends("/log-in", name="Ann", password=PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
    assert re.search(r"wait \d+ minutes, then try again", answer.text)
    assert 'value="Ann"' in answer.text
    assert not stranger.is_known()


@pytest.mark.parametrize("name", ["Ann", "Zoe", ""])
def test_a_password_is_never_sent_back(stranger: Visitor, name: str) -> None:
    answer = stranger.sends("/log-in", name=name, password="hunter22hunter22")
    assert answer.status_code == 401
    assert "hunter22" not in answer.text


@pytest.mark.parametrize("token", ["", "forged", "IjQy.awN7Gg.vhBd"])
@pytest.mark.parametrize("address", ["/log-in", "/join/nothing"])
def test_without_the_token_nobody_is_let_in_and_nothing_is_sent_back(
    stranger: Visitor, address: str, token: str
) -> None:
    typed = {"csrf_token": token, "name": "Ann", "password": PASSWORD}
    answer = stranger.client.post(address, data=typed)
    assert answer.status_code == 400
    assert PASSWORD not in answer.text
    assert f'href="{address}"' in answer.text
    assert not stranger.is_known()


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Referer": "http://a.b/"}]
)
def test_a_form_of_another_site_logs_nobody_in(stranger: Visitor, headers: dict[str, str]) -> None:
    token = stranger.token("/log-in")
    typed = {"csrf_token": token, "name": "Ann", "password": PASSWORD}
    assert stranger.client.post("/log-in", data=typed, headers=headers).status_code == 403
    assert not stranger.is_known()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/debates\\..\\evil",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        " //evil.example",
        "/\t/evil.example",
        "/\r\n/evil.example",
        "/\x00",
        "http:/evil.example",
        "?next=//evil.example",
        "/log-in",
        "/log-in?next=/log-in",
        "/log-out",
        "/" + "x" * 3_000,
        "//[",
    ],
)
def test_nobody_is_led_away_from_the_site(stranger: Visitor, wanted: str) -> None:
    shown = stranger.client.get("/log-in", query_string={"next": wanted})
    assert 'name="next" value="/"' in shown.text
    answer = stranger.sends("/log-in", name="Ann", password=PASSWORD, next=wanted)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "wanted", ["/", "/debates/harbor?claim=few#box-few", "/search?q=a%2F%2Fb", "/debates/%E6%97%A5"]
)
def test_one_comes_to_the_page_that_was_wanted(stranger: Visitor, wanted: str) -> None:
    page = stranger.client.get("/log-in", query_string={"next": wanted}).text
    found = re.search(r'name="next" value="([^"]*)"', page)
    assert found
    answer = stranger.sends("/log-in", name="Ann", password=PASSWORD, next=found[1])
    assert answer.status_code == 303
    assert answer.headers["Location"] == wanted


def test_a_name_is_known_however_its_letters_are_written(stranger: Visitor) -> None:
    assert stranger.logs_in("aNN").is_known()


def test_the_form_is_one_that_browsers_know(stranger: Visitor) -> None:
    page = stranger.sees("/log-in")
    assert re.search(r'<input type="text"[^>]* name="name"[^>]* autocomplete="username"', page)
    assert re.search(
        r'<input type="password"[^>]* name="password"[^>]* autocomplete="current-password"', page
    )


def test_who_is_logged_in_is_told_so_and_stays(coach: Visitor) -> None:
    page = coach.sees("/log-in?next=/debates/harbor")
    assert "You are logged in as Ann" in page
    assert 'href="/debates/harbor"' in page
    typed = {"csrf_token": coach.token("/account"), "name": "Ben", "password": PASSWORD}
    assert "You are logged in as Ann" in coach.client.post("/log-in", data=typed).text
    assert "Coach since" in coach.sees("/account")


def test_logging_out_ends_the_session_for_every_copy_of_its_cookie(
    coach: Visitor, arrives: Callable[[], Visitor]
) -> None:
    cookie = coach.client.get_cookie("argmap-session-80")
    assert cookie
    copy = arrives()
    copy.client.set_cookie("argmap-session-80", cookie.value)
    assert copy.is_known()
    answer = coach.sends("/account", "/log-out")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    assert not coach.is_known()
    assert not copy.is_known()


def test_a_form_from_before_the_log_out_counts_no_more(coach: Visitor) -> None:
    token = coach.token("/account")
    coach.sends("/account", "/log-out")
    coach.logs_in("Ben")
    typed = {"csrf_token": token, "label": "mine"}
    assert coach.client.post("/account/tokens", data=typed).status_code == 400


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nobody_is_logged_out_by_a_link(coach: Visitor, method: str) -> None:
    assert coach.client.open("/log-out", method=method).status_code == 405
    assert coach.is_known()


def test_who_is_nobody_may_log_out(stranger: Visitor) -> None:
    assert stranger.sends("/log-in", "/log-out").status_code == 303


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_accounts_are_kept_by_nobody(coach: Visitor, address: str) -> None:
    answer = coach.client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("access", [Access(), Access.local(author="Ann", port=80)])
def test_where_there_are_no_accounts_there_are_no_such_pages(
    tmp_path: Path, access: Access, address: str
) -> None:
    client = create_app(Library(tmp_path), access=access).test_client()
    assert client.get(address).status_code == 404
    assert "Log in" not in client.get("/").text


@pytest.mark.parametrize("address", ["/log-in", "/join/nothing"])
def test_a_private_site_lets_strangers_as_far_as_its_doors(library: Library, address: str) -> None:
    private = create_app(library, access=Access(is_local=True, is_private=True)).test_client()
    assert private.get(address).status_code in {200, 410}
    assert private.get("/").headers["Location"].startswith("/log-in?next=")
