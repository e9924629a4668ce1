import html
import re
import time
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from argmap import web
from argmap.library import Library
from argmap.stores.shared import Shared
from argmap.web import delivery

PAGES = (
    "/",
    "/about",
    "/search?q=ferry",
    "/debates/harbor",
    "/debates/harbor/outline",
    "/debates/harbor/claims/build",
    "/debates/harbor/sources",
    "/debates/harbor/timeline",
    "/debates/harbor/problems",
)


def test_a_wrong_address_has_no_fingerprint(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/debates/harbour").headers


@pytest.mark.parametrize(
    "address", [*PAGES, "/nowhere", "/static/base.css", "/fonts/noto-sans-jp.otf"]
)
def test_every_answer_binds_the_browser(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("address", PAGES)
def test_a_browser_that_has_the_page_is_told_so(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag


@pytest.mark.parametrize("address", PAGES)
def test_a_page_from_memory_is_the_page(client: FlaskClient, address: str) -> None:
    first, again = client.get(address), client.get(address)
    assert first.data == again.data
    assert dict(first.headers) == dict(again.headers)


def test_a_page_from_memory_does_not_reach_the_application(site: Flask) -> None:
    reached: list[str] = []
    site.before_request(lambda: reached.append("reached"))
    client = site.test_client()
    assert client.get("/debates/harbor").status_code == 200
    assert client.get("/debates/harbor").status_code == 200
    assert reached == ["reached"]
    client.get("/debates/harbor?lens=builders")
    assert reached == ["reached", "reached"]


def test_a_changed_file_changes_its_pages(client: FlaskClient, folder: Path) -> None:
    before = client.get("/debates/harbor")
    file = folder / "harbor.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Should the town build", "Ought the town to build"), "utf-8")
    after = client.get("/debates/harbor", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Ought the town to build" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


OF_A_DEBATE = tuple(
    f"{root}/debates/harbor{page}"
    for root, pages in (
        ("", ("", "/outline", "/claims/build", "/sources", "/timeline", "/problems", "/export")),
        ("/api", ("", "/claims", "/claims/build", "/problems")),
    )
    for page in pages
)
"""Every page and record of one debate that is kept."""

WITHOUT_MEMORY = ("revision", "history", "edit", "similar", "source", "export", "preview", "text")
"""What comes behind the address of a debate and is kept by nobody, or is a file."""


def test_every_page_of_a_debate_is_looked_at(site: Flask) -> None:
    rules = {
        rule.rule.replace("<debate>", "harbor").replace("<claim>", "build")
        for rule in site.url_map.iter_rules()
        if "<debate>" in rule.rule and "GET" in (rule.methods or ())
    }
    rest = {rule for rule in rules if not set(WITHOUT_MEMORY) & set(re.split(r"[/.]", rule))}
    assert rest | {"/debates/harbor/export"} == set(OF_A_DEBATE)


@pytest.mark.parametrize("address", OF_A_DEBATE)
def test_a_page_of_a_debate_says_the_same_whatever_becomes_of_others(
    folder: Path, address: str
) -> None:
    before = web.create_app(Library(folder)).test_client().get(address)
    (folder / "about.md").unlink()
    for file in folder.glob("[!h]*"):
        file.unlink()
    (folder / "hoard.yaml").write_text("title: Another one", encoding="utf-8")
    after = web.create_app(Library(folder)).test_client().get(address)
    assert before.status_code == after.status_code == 200
    assert before.data == after.data
    assert before.headers["ETag"] == after.headers["ETag"]


@pytest.mark.parametrize("address", OF_A_DEBATE)
def test_a_page_of_a_debate_stays_in_memory_when_another_one_changes(
    site: Flask, folder: Path, address: str
) -> None:
    reached: list[str] = []
    site.before_request(lambda: reached.append(request.path))
    client = site.test_client()
    for path in (address, "/"):
        client.get(path)
    (folder / "faulty.yaml").write_text("title: Something else", encoding="utf-8")
    for path in (address, "/"):
        client.get(path)
    assert reached == [address, "/", "/"]


@pytest.mark.parametrize("address", ["/debates/harbor/problems", "/api/debates/harbor/problems"])
def test_a_page_changes_with_the_debates_that_it_has_links_to(
    client: FlaskClient, folder: Path, address: str
) -> None:
    text = (folder / "harbor.yaml").read_text(encoding="utf-8")
    linking = text.replace("[a bridge](build)", "[a bridge](ferry/build)")
    assert linking != text
    (folder / "harbor.yaml").write_text(linking, encoding="utf-8")
    sentence = "There is no debate"
    assert sentence in html.unescape(client.get(address).text)
    (folder / "ferry.yaml").write_text(text.replace("id: build", "id: tunnel"), encoding="utf-8")
    assert "which is not there" in client.get(address).text
    (folder / "ferry.yaml").write_text(text, encoding="utf-8")
    assert "which is not there" not in client.get(address).text
    (folder / "ferry.yaml").unlink()
    assert sentence in html.unescape(client.get(address).text)


def test_a_page_changes_with_the_names_of_other_files(client: FlaskClient, folder: Path) -> None:
    before = client.get("/debates/harbor/problems")
    (folder / "harbor.json").write_text("{}", encoding="utf-8")
    doubled = client.get("/debates/harbor.json/problems")
    assert "has the same id" in doubled.text
    (folder / "harbor.yaml").unlink()
    assert client.get("/debates/harbor/problems").data != before.data
    assert client.get("/debates/harbor.json/problems").status_code == 404


def test_a_debate_of_any_name_changes_its_pages(client: FlaskClient, folder: Path) -> None:
    file, address = folder / "日本.yaml", "/debates/日本/outline"
    before = client.get(address)
    text = file.read_text(encoding="utf-8")
    title = text.split("title: ")[1].splitlines()[0]
    file.write_text(text.replace(title, "Changed"), encoding="utf-8")
    after = client.get(address)
    assert "Changed" not in before.text
    assert "Changed" in after.text


def test_another_version_of_the_site_has_other_fingerprints(folder: Path) -> None:
    inner = web.create_app(Library(folder)).wsgi_app
    tags = []
    for build in ("one", "two"):
        site = delivery.Delivery(
            inner,
            state=Library(folder).state,
            audience=lambda _: "",
            is_stranger=lambda _: True,
            build=build,
        )
        environ = EnvironBuilder(path="/").get_environ()
        tags.append(run_wsgi_app(site, environ)[2]["ETag"])
    assert tags[0] != tags[1]


@pytest.mark.parametrize("address", PAGES)
def test_head_answers_without_a_body(client: FlaskClient, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert head.data == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(whole.data))


def test_hosts_do_not_share_pages(client: FlaskClient) -> None:
    client.get("/debates/harbor", headers={"Host": "one.example"})
    page = client.get("/debates/harbor", headers={"Host": "two.example"}).text
    assert "http://two.example/debates/harbor" in page
    assert "one.example" not in page


def test_an_endless_address_is_answered_and_forgotten(client: FlaskClient) -> None:
    answer = client.get("/debates/harbor?grow=" + "x" * delivery.LONGEST_ADDRESS)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_a_static_file_lives_long_under_the_address_of_its_content(client: FlaskClient) -> None:
    page = client.get("/").text
    address = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert (
        "max-age=31536000, immutable" in client.get(address, buffered=True).headers["Cache-Control"]
    )


@pytest.mark.parametrize(
    "address", ["/static/base.css", "/static/../README.md", "/static/../nowhere", "/static/nowhere"]
)
def test_no_file_is_read_for_who_asks_for_methods(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    read: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", read.append)
    assert client.options(address).status_code == 200
    assert read == []


def test_a_roundabout_address_of_a_file_leads_to_it(client: FlaskClient) -> None:
    assert client.get("/static/nowhere/../base.css", buffered=True).status_code == 200


@pytest.mark.parametrize("address", ["/static/base.css", "/static/base.css?v=0123456789ab"])
def test_a_static_file_under_another_address_is_asked_for_again(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address, buffered=True).headers
    assert headers["Cache-Control"] == "no-cache"
    assert "ETag" in headers


class Pages:
    """A site that counts how often it is asked, around which delivery stands."""

    def __init__(self, shared: Shared | None, *, is_stranger: bool = True) -> None:
        self.made = 0
        self.state = "one"
        self.client = Client(
            delivery.Delivery(
                self._make,
                state=lambda _: self.state,
                audience=lambda _: "",
                is_stranger=lambda _: is_stranger,
                build="b",
                shared=shared,
            )
        )

    def _make(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.made += 1
        return Response(f"{self.state}\n{self.made}")(environ, start_response)

    def text(self, address: str = "/a") -> str:
        return self.client.get(address).get_data(as_text=True).split("\n")[0]


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path, most=100)


def test_a_page_that_is_asked_for_again_is_made_by_one_process(shared: Shared) -> None:
    one, other = Pages(shared), Pages(shared)
    for each in (one, other):
        assert each.text() == "one"  # nobody knows yet that it will be asked for again
        each.state = "two"
    assert (one.text(), other.text()) == ("two", "two")
    assert (one.made, other.made) == (2, 1)
    first, second = (each.client.get("/a") for each in (one, other))
    assert (first.data, dict(first.headers)) == (second.data, dict(second.headers))


def test_strangers_get_a_page_that_was_just_made_anew(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Pages(shared)
    assert pages.text() == "one"
    pages.state = "two"
    assert pages.text() == "two"  # a first change shows at once
    pages.state = "three"
    assert pages.text() == "two"
    tag = pages.client.get("/a").headers["ETag"]
    assert pages.client.get("/a", headers={"If-None-Match": tag}).status_code == 304
    assert pages.text("/b") == "three"
    later = time.monotonic() + delivery.LASTS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert pages.text() == "three"


@pytest.mark.parametrize("is_alone", [True, False])
def test_who_is_known_and_who_asks_a_process_alone_sees_every_change(
    shared: Shared, *, is_alone: bool
) -> None:
    pages = Pages(None) if is_alone else Pages(shared, is_stranger=False)
    for state in ("one", "two", "three", "four"):
        pages.state = state
        assert pages.text() == state
