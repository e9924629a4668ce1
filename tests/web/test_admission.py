"""Under which names the site answers, who has come, and what strangers are told."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from argmap.library import Library
from argmap.permissions import AccountRole
from argmap.web import create_app
from argmap.web.access import Access
from tests.coaching import Coach

PASSWORD = "a long enough password"
NAME = "debates.example"
SECURE = Access(port=8000, is_local=True, public_name=NAME, is_secure=True)
PRIVATE = Access(port=80, is_local=True, is_private=True)
HOME = Access(port=80, is_local=True, author="Ann")
PAGES = (
    "/",
    "/about",
    "/search?q=bridge",
    "/debates/harbor",
    "/debates/harbor/outline",
    "/nowhere",
)
FORM = "/debates/harbor/claims/few/edit/support"


class Elsewhere(FlaskClient):
    """A browser that comes by way of the server in front, which passes the public name on."""

    def open(self, *given: Any, **named: Any) -> TestResponse:  # noqa: ANN401 - as it is called
        return super().open(*given, base_url=f"http://{NAME}", **named)


Opening = Callable[..., FlaskClient]


@pytest.fixture
def opened(folder: Path) -> Opening:
    """Return what opens the site of the folder for somebody with a role; `None` for a stranger."""

    def open_(role: AccountRole | None, access: Access = HOME, host: str = "") -> FlaskClient:
        library = Library(folder)
        if not library.has_accounts():
            library.membership.add("Aiko", "coach", PASSWORD)
            library.membership.add("Ben", "student", PASSWORD)
            library.membership.add("Chie", "reader", PASSWORD)
        app = create_app(library, access=access)
        if host:
            app.test_client_class = Elsewhere
        client = app.test_client()
        if role:
            names = {"coach": "Aiko", "student": "Ben", "reader": "Chie"}
            secret = library.authentication.log_in(names[role], PASSWORD, origin="192.0.2.1")
            domain = host or "localhost"
            name = access.cookie("session", domain)
            client.set_cookie(name, secret, domain=domain, secure=access.is_encrypted(domain))
        return client

    return open_


@pytest.mark.parametrize("host", ["localhost:8000", NAME, NAME.upper()])
def test_a_site_answers_under_its_public_name_and_at_home(opened: Opening, host: str) -> None:
    client = opened(None, SECURE)
    assert client.get("/debates/harbor", headers={"Host": host}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("host", ["other.example", f"{NAME}.evil.example", f"{NAME}:8000", ""])
def test_under_other_names_it_says_where_it_is(opened: Opening, host: str) -> None:
    answer = opened(None, SECURE).get("/debates/harbor", headers={"Host": host})
    assert answer.status_code == HTTPStatus.MISDIRECTED_REQUEST
    assert f"https://{NAME}/" in answer.text
    assert "harbor bridge" not in answer.text


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"])
def test_who_comes_through_another_server_is_not_whoever_sits_here(
    folder: Path, header: str
) -> None:
    client = create_app(Library(folder), access=HOME).test_client()
    assert client.get("/").status_code == HTTPStatus.OK
    answer = client.get("/", headers={header: "192.0.2.9"})
    assert answer.status_code == HTTPStatus.MISDIRECTED_REQUEST
    assert "--public-name" in answer.text


def test_whoever_sits_here_edits_until_there_are_accounts(folder: Path, opened: Opening) -> None:
    library = Library(folder)
    client = create_app(library, access=HOME).test_client()
    assert "Add support" in client.get("/debates/harbor?claim=few").text
    assert client.get(FORM).status_code == HTTPStatus.OK
    opened(None)
    assert "Add support" not in client.get("/debates/harbor?claim=few").text
    assert client.get(FORM).headers["Location"].startswith("/log-in?next=")


def test_without_accounts_nobody_edits_under_a_public_name(folder: Path) -> None:
    client = create_app(Library(folder), access=SECURE).test_client()
    for host in (NAME, "localhost:8000"):
        headers = {"Host": host}
        assert client.get(FORM, headers=headers).status_code == HTTPStatus.NOT_FOUND
        assert "Log in" not in client.get("/", headers=headers).text


def test_pages_differ_by_who_asks(opened: Opening) -> None:
    address = "/debates/harbor?claim=few"
    pages = {role: opened(role).get(address) for role in (None, "coach", "student", "reader")}
    for role, page in pages.items():
        assert page.status_code == HTTPStatus.OK
        assert ("Add support" in page.text) is (role in ("coach", "student"))
        assert ("private" in page.headers["Cache-Control"]) is True
        assert "Cookie" in page.headers["Vary"]
    assert len({page.headers["ETag"] for page in pages.values()}) == 4


def test_a_kept_page_is_not_handed_to_others(opened: Opening) -> None:
    coach = opened("coach")
    page = coach.get("/debates/harbor?claim=few")
    assert "Aiko" in page.text
    coach.delete_cookie("argmap-session-80")
    again = coach.get("/debates/harbor?claim=few", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == HTTPStatus.OK
    assert "Aiko" not in again.text


@pytest.mark.parametrize("address", PAGES)
def test_a_private_site_shows_strangers_nothing_but_the_way_in(
    opened: Opening, address: str
) -> None:
    stranger = opened(None, PRIVATE)
    answer = stranger.get(address)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"].startswith("/log-in")
    assert "harbor" not in stranger.get("/log-in").text
    reader = opened("reader", PRIVATE)
    status = HTTPStatus.NOT_FOUND if address == "/nowhere" else HTTPStatus.OK
    assert reader.get(address).status_code == status


def test_a_private_site_needs_no_log_in_for_its_looks(opened: Opening) -> None:
    stranger = opened(None, PRIVATE)
    assert stranger.get("/static/base.css", buffered=True).status_code == HTTPStatus.OK


def test_a_private_site_without_accounts_is_closed(folder: Path) -> None:
    client = create_app(Library(folder), access=PRIVATE).test_client()
    answer = client.get("/debates/harbor")
    assert answer.status_code != HTTPStatus.OK
    assert "harbor" not in answer.text


@pytest.mark.parametrize("role", ["coach", "student"])
def test_cookies_of_a_site_behind_tls_are_sent_by_tls_alone(
    opened: Opening, role: AccountRole
) -> None:
    client = opened(role, SECURE, NAME)
    cookie = client.get(FORM).headers["Set-Cookie"]
    assert cookie.startswith("__Host-argmap-forms=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_servers_on_several_ports_know_each_others_cookies(folder: Path) -> None:
    library, shared = Library(folder), Access(port=8001, public_name="league.example:8000")
    library.membership.add("Aiko", "coach", PASSWORD)
    secret = library.authentication.log_in("Aiko", PASSWORD, origin="192.0.2.1")
    for port in (8001, 8002):
        client = create_app(library, access=replace(shared, port=port)).test_client()
        client.set_cookie("argmap-session-8000", secret, domain="league.example")
        page = client.get("/account", base_url="http://league.example:8000")
        assert page.status_code == HTTPStatus.OK


def test_a_form_of_a_site_behind_tls_comes_from_its_own_address(opened: Opening) -> None:
    coach = Coach(opened("coach", SECURE, NAME))
    data = {**coach.opened(FORM), "sentence": "It is far."}
    for origin in (f"http://{NAME}", "https://other.example", "http://localhost:8000", "null"):
        answer = coach.client.post(FORM, data=data, headers={"Origin": origin})
        assert answer.status_code == HTTPStatus.FORBIDDEN
    answer = coach.client.post(FORM, data=data, headers={"Origin": f"https://{NAME}"})
    assert answer.status_code == HTTPStatus.SEE_OTHER


def test_a_read_only_site_offers_nobody_an_edit(opened: Opening) -> None:
    access = Access(port=80, is_local=True, is_read_only=True)
    coach = opened("coach", access)
    assert "Add support" not in coach.get("/debates/harbor?claim=few").text
    assert coach.get(FORM).status_code == HTTPStatus.FORBIDDEN


def test_what_was_typed_while_a_session_ended_is_not_lost(opened: Opening, folder: Path) -> None:
    coach = Coach(opened("coach"))
    data = {**coach.opened(FORM), "sentence": "Written for an hour."}
    library = Library(folder)
    before = (folder / "harbor.yaml").read_bytes()
    library.membership.change_password("Aiko", "another long password")
    answer = coach.client.post(FORM, data=data)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert ">\nWritten for an hour.</textarea>" in answer.text
    assert 'href="/log-in"' in answer.text
    assert (folder / "harbor.yaml").read_bytes() == before


def test_a_change_is_credited_to_the_account(opened: Opening, folder: Path) -> None:
    coach = Coach(opened("coach"))
    assert coach.sends(FORM, sentence="It is far.").status_code == HTTPStatus.SEE_OTHER
    assert Library(folder).changes("harbor")[0].author == "Aiko"
