from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/nowhere", "No page stands at this address."),
        ("/debates/harbour", "There is no debate “harbour”."),
        ("/debates/harbor/claims/buid", "There is no claim “buid”."),
        ("/debates/harbor?claim=buid", "There is no claim “buid”."),
        ("/debates/harbor?focus=buid", "There is no claim “buid”."),
        ("/debates/harbor?lens=builder", "There is no viewpoint “builder”."),
        ("/debates/harbor/outline?lens=builder", "There is no viewpoint “builder”."),
        ("/debates/harbor/nothing", "No page stands at this address."),
        ("/search?q=ferry&debate=harbour", "There is no debate “harbour”."),
        ("/static/none.css", "No page stands at this address."),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(
    client: FlaskClient, address: str, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert said in answer.text


@pytest.mark.parametrize(
    ("address", "offer"),
    [
        ("/debates/harbour", '<a href="/debates/harbor">The harbor bridge</a>'),
        (
            "/debates/harbor/claims/buid",
            '<a href="/debates/harbor/claims/build">The town should build the bridge.</a>',
        ),
        ("/debates/harbor/claims/buid", '<a href="/debates/harbor">The harbor bridge</a>'),
        (
            "/debates/harbor/outline?lens=builder",
            '<a href="/debates/harbor?lens=builders">Builders</a>',
        ),
        ("/debates/harbour", '<a href="/">All debates</a>'),
    ],
)
def test_a_missing_page_offers_the_nearest_and_a_way_on(
    client: FlaskClient, address: str, offer: str
) -> None:
    assert offer in client.get(address).text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/debates/harbor?depth=deep", "A depth is a whole number from 0 to 999"),
        ("/debates/harbor?depth=-1", "A depth is a whole number from 0 to 999"),
        ("/debates/harbor?direction=up", "A map runs"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused_in_a_sentence(
    client: FlaskClient, address: str, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in answer.text


def test_what_was_typed_comes_back_as_text_only(client: FlaskClient) -> None:
    page = client.get("/debates/<script>alert(1)").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_only_to_be_read(client: FlaskClient, method: str) -> None:
    answer = client.open("/debates/harbor", method=method.upper())
    assert answer.status_code == 405
    assert "Method Not Allowed" in answer.text


@pytest.mark.parametrize(
    "page", ["", "/outline", "/sources", "/timeline", "/problems", "/claims/build"]
)
def test_every_page_of_a_file_without_debate_shows_its_problems(
    client: FlaskClient, page: str
) -> None:
    answer = client.get(f"/debates/broken{page}")
    assert answer.status_code == 200
    assert "broken.yaml cannot be shown yet" in answer.text
    assert "broken.yaml:2:9" in answer.text
    assert "claims<mark>: [</mark>" in answer.text


def test_a_folder_that_vanishes_is_said_to_be_gone(client: FlaskClient, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    answer = client.get("/")
    assert answer.status_code == 404
    assert "There is no folder" in answer.text


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_DOT", "no-such-dot")


@pytest.mark.usefixtures("without_engine")
def test_without_an_engine_the_map_page_says_why_and_shows_the_rest(client: FlaskClient) -> None:
    answer = client.get("/debates/harbor?claim=build")
    assert answer.status_code == 200
    assert "ARGMAP_DOT names &#34;no-such-dot&#34;" in answer.text
    assert '<a href="/debates/harbor/outline">Read the outline instead</a>' in answer.text
    assert 'id="row-hour"' in answer.text
    assert "Keepers of the ferry" in answer.text


@pytest.mark.usefixtures("without_engine")
def test_without_an_engine_a_claim_still_has_its_page(client: FlaskClient) -> None:
    answer = client.get("/debates/harbor/claims/build")
    assert answer.status_code == 200
    assert "ARGMAP_DOT names" in answer.text


def test_a_failure_of_the_engine_is_not_remembered(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGMAP_DOT", "no-such-dot")
    failed = client.get("/debates/harbor")
    assert failed.headers["Cache-Control"] == "no-store"
    assert "ETag" not in failed.headers
    monkeypatch.delenv("ARGMAP_DOT")
    assert '<svg class="map"' in client.get("/debates/harbor").text


def test_our_own_mistake_is_said_to_be_ours(site: Flask) -> None:
    site.config["PROPAGATE_EXCEPTIONS"] = False

    @site.get("/mistake")
    def mistake() -> str:
        return str(1 / 0)

    answer = site.test_client().get("/mistake")
    assert answer.status_code == 500
    assert "argmap made a mistake here" in answer.text
    assert "ZeroDivisionError" not in answer.text
