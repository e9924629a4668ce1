"""Who may change anything: only this machine, by our own forms."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from argmap.library import Library
from argmap.web import create_app, guarding
from argmap.web.access import Access
from tests.coaching import Coach

FORM = "/debates/harbor/claims/few/edit/support"
POSTED = (
    FORM,
    "/debates/harbor/edit/thesis",
    "/debates/harbor/edit/text",
    "/debates/harbor/edit/text/check",
    "/debates/harbor/history/1/undo",
    "/debates/harbor/history/1/restore",
)


def text(folder: Path) -> str:
    return (folder / "harbor.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost:8001",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "[::2]",
        "",
        "127.0.0.2",
    ],
)
@pytest.mark.parametrize("address", ["/", "/debates/harbor", FORM, "/nowhere", "/static/base.css"])
def test_a_request_under_another_name_is_misdirected(
    client: FlaskClient, address: str, host: str
) -> None:
    client.get(
        address, buffered=True
    )  # a kept page must not be handed out under another name either
    answer = client.get(address, headers={"Host": host}, buffered=True)
    assert answer.status_code == HTTPStatus.MISDIRECTED_REQUEST
    assert "The harbor bridge" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost:8421", "127.0.0.1:8421", "[::1]:8421", "LOCALHOST:8421"]
)
def test_this_machine_is_answered_under_each_of_its_names(library: Library, host: str) -> None:
    client = create_app(library, access=Access.local(author="Ann", port=8421)).test_client()
    assert client.get("/debates/harbor", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", POSTED)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "https://localhost"},
        {"Origin": ""},
        {"Referer": "https://evil.example/debates/harbor"},
        {"Referer": "http://[broken"},
    ],
)
def test_a_form_of_another_site_is_refused(
    coach: Coach, folder: Path, address: str, headers: dict[str, str]
) -> None:
    before, data = text(folder), {**coach.opened(FORM), "sentence": "Forged."}
    answer = coach.client.post(address, data=data, headers=headers)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "sent from another site" in answer.text
    assert text(folder) == before


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://localhost"}, {"Referer": f"http://localhost{FORM}"}]
)
def test_a_form_of_our_own_is_taken(coach: Coach, headers: dict[str, str]) -> None:
    data = {**coach.opened(FORM), "sentence": "Ours."}
    assert coach.client.post(FORM, data=data, headers=headers).status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize("address", POSTED)
@pytest.mark.parametrize("token", ["", "forged", "IjQy.awN7Gg.vhBd"])
def test_without_the_token_nothing_is_changed(
    coach: Coach, folder: Path, address: str, token: str
) -> None:
    before = text(folder)
    answer = coach.client.post(address, data={"sentence": "Forged.", "csrf_token": token})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert text(folder) == before


def test_a_form_of_an_earlier_run_comes_back_with_its_text_and_can_be_sent(
    coach: Coach, library: Library, folder: Path
) -> None:
    old = coach.opened(FORM)
    client = create_app(library, access=Access.local(author="Ann", port=80)).test_client()
    answer = client.post(FORM, data={**old, "sentence": "Written for an hour."})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert ">\nWritten for an hour.</textarea>" in answer.text
    token = re.search(r'name="csrf_token" value="([^"]*)"', answer.text)
    assert token
    again = {**old, "sentence": "Written for an hour.", "csrf_token": token[1]}
    assert client.post(FORM, data=again).status_code == HTTPStatus.SEE_OTHER
    assert "Written for an hour." in text(folder)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("address", POSTED)
def test_reading_changes_nothing(coach: Coach, folder: Path, address: str, method: str) -> None:
    before = text(folder)
    data = {**coach.opened(FORM), "sentence": "By a link.", "text": "title: gone"}
    coach.client.open(address, method=method, query_string=data)
    assert text(folder) == before


@pytest.mark.parametrize(
    "address",
    ["/debates/harbor", "/debates/harbor/claims/few", "/debates/harbor/sources", "/", "/changes"],
)
def test_a_page_that_is_kept_holds_no_token(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert "csrf" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", [FORM, "/debates/harbor/edit/text", "/debates/harbor/history"])
def test_a_page_with_a_token_is_kept_by_nobody(coach: Coach, address: str) -> None:
    coach.sends(FORM, sentence="New.")
    client = coach.client
    first, second = client.get(address), client.get(address)
    for answer in (first, second):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
    assert first.text != second.text  # each has a key of its own


def test_the_page_that_offers_undo_is_kept_by_nobody(coach: Coach) -> None:
    answer = coach.ends(FORM, sentence="New.")
    assert "Undo" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_answers_to_forms_are_kept_by_nobody(coach: Coach) -> None:
    assert coach.sends(FORM, sentence="").headers["Cache-Control"] == "no-store"
    assert coach.sends(FORM, sentence="New.").headers["Cache-Control"] == "no-store"


def test_a_changed_page_is_seen_at_once_and_a_kept_one_again_after_undo(coach: Coach) -> None:
    page = "/debates/harbor/claims/few"
    first = coach.client.get(page)
    coach.sends(FORM, sentence="Seen at once.")
    second = coach.client.get(page, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert "Seen at once." in second.text


def test_the_cookie_is_for_us_alone(client: FlaskClient) -> None:
    cookie = client.get(FORM).headers["Set-Cookie"]
    assert cookie.startswith("argmap-forms-80=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_too_large_a_form_is_refused_with_a_page(coach: Coach) -> None:
    answer = coach.sends(FORM, sentence="x" * (guarding.MOST_BYTES + 1))
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "<h1>" in answer.text


def test_a_text_may_be_larger_than_a_form(coach: Coach) -> None:
    address = "/debates/harbor/edit/text"
    answer = coach.sends(address, text="# " + "x" * (guarding.MOST_BYTES + 1))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_too_many_fields_are_refused(coach: Coach) -> None:
    many = {f"field{number}": "x" for number in range(guarding.MOST_FIELDS + 1)}
    assert coach.sends(FORM, changing=many).status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize(
    "address", [*POSTED, "/debates/harbor/history", "/changes", "/changes.atom"]
)
def test_where_nothing_can_be_changed_nothing_is_offered(library: Library, address: str) -> None:
    client = create_app(library).test_client()
    refused = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
    assert client.get(address).status_code in refused
    assert client.post(address, data={"sentence": "New."}).status_code in refused
    page = client.get("/debates/harbor?claim=few&changed=1").text
    assert "Add support" not in page
    assert "/edit/" not in page
    assert "History" not in page


def test_a_debate_in_json_is_only_read(site: Flask, folder: Path) -> None:
    (folder / "wharf.json").write_text(
        '{"title": "T", "question": "Q?", "claims": ["A thesis."], '
        '"viewpoints": {"a": {"name": "A", "summary": "One."}, "b": {"name": "B", "summary": "Two."}}}'
    )
    client = site.test_client()
    assert "Add support" not in client.get("/debates/wharf?claim=a-thesis").text
    answer = client.get("/debates/wharf/claims/a-thesis/edit/support")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "JSON" in answer.text
    page = client.get("/debates/wharf/edit/text").text
    assert "readonly" in page
    assert "Save" not in page
