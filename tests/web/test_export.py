"""The menu of exports, the files, and the card for shared links."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests import pictured


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/debates/harbour/export", 404, "There is no debate “harbour”."),
        ("/debates/harbor/export.gif", 404, "There is no format “gif”."),
        ("/debates/harbor/export.svg?focus=fw", 404, "There is no claim “fw”."),
        ("/debates/harbor/export?lens=nobody", 404, "There is no viewpoint “nobody”."),
        ("/debates/harbor/export.svg?theme=blue", 400, "A theme is light, dark or mono"),
        ("/debates/harbor/export.pdf?paper=a5", 400, "A paper is a4, letter, a3 or slide"),
        ("/debates/harbor/export.png?scale=x", 400, "A scale is a number such as 2 or 0.5"),
        ("/debates/harbor/export.png?scale=9", 400, "A scale is a number from 0.1 to 8"),
        ("/debates/harbor/export.svg?shown=all", 400, '"shown" is "page" or left out'),
        ("/debates/harbor/export.svg?depth=x", 400, "A depth is a whole number"),
        ("/debates/harbour/preview.png", 404, "There is no debate “harbour”."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_page(
    client: FlaskClient, address: str, status: int, sentence: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert sentence in unescape(answer.text)
    assert answer.mimetype == "text/html"


def test_a_picture_that_would_be_too_large_is_refused_with_what_works(
    client: FlaskClient, folder: Path
) -> None:
    (folder / "long.yaml").write_text(pictured.long_debate(500))
    answer = client.get("/debates/long/export.pdf")
    assert answer.status_code == 422
    assert "Choose a paper" in answer.text


@pytest.mark.parametrize(
    ("format", "media_type", "beginning"),
    [
        ("svg", "image/svg+xml", b"<svg "),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
        ("dot", "text/vnd.graphviz", b"digraph"),
        ("json", "application/json", b"{"),
        ("yaml", "application/yaml", b"title: The harbor bridge"),
        ("md", "text/markdown", b"# The harbor bridge"),
    ],
)
def test_every_format_is_a_file_to_download(
    client: FlaskClient, format: str, media_type: str, beginning: bytes
) -> None:
    answer = client.get(f"/debates/harbor/export.{format}")
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert answer.data.startswith(beginning)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=harbor.{format}"


def test_a_japanese_name_reaches_every_browser(client: FlaskClient) -> None:
    disposition = client.get("/debates/日本/export.md?lens=賛成").headers["Content-Disposition"]
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == "日本-through-賛成.md"


def test_the_file_is_of_the_view_in_the_address(client: FlaskClient) -> None:
    whole = client.get("/debates/harbor/export.svg").text
    part = client.get("/debates/harbor/export.svg?focus=few&depth=0&lens=keepers").text
    assert "Through the eyes of Keepers of the ferry" in part
    assert part.count("data-claim=") < whole.count("data-claim=")


def test_options_are_heeded(client: FlaskClient) -> None:
    plain = client.get("/debates/harbor/export.png")
    small = client.get("/debates/harbor/export.png?scale=0.5&transparent=1")
    one, other = (Image.open(BytesIO(answer.data)) for answer in (plain, small))
    assert abs(one.width - 2 * other.width) <= 1
    assert other.convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)


def test_the_map_can_be_saved_as_it_is_shown_or_whole(client: FlaskClient, folder: Path) -> None:
    (folder / "long.yaml").write_text(pictured.long_debate(200))
    menu = client.get("/debates/long/export?shown=page").text
    assert re.findall(r'<span class="number">(.*?) claims</span>', menu) == ["120", "201"]
    shown = client.get("/debates/long/export.svg?shown=page").text
    assert shown.count("data-claim=") == 120
    assert client.get("/debates/long/export.svg").text.count("data-claim=") == 201


@pytest.mark.parametrize(
    "address", ["/debates/harbor", "/debates/harbor/outline", "/debates/harbor/claims/few"]
)
def test_pages_of_a_debate_lead_to_the_menu(client: FlaskClient, address: str) -> None:
    found = re.search(r'<a class="export" href="([^"]+)"', client.get(address).text)
    assert found
    assert client.get(unescape(found[1])).status_code == 200


def test_a_claims_page_offers_its_branch(client: FlaskClient) -> None:
    page = client.get("/debates/harbor/claims/few?lens=keepers").text
    assert 'href="/debates/harbor/export?lens=keepers&amp;focus=few' in page


@pytest.mark.parametrize("address", ["", "?shown=page&focus=few&lens=keepers&direction=TB"])
def test_everything_the_menu_offers_is_there(client: FlaskClient, address: str) -> None:
    menu = client.get(f"/debates/harbor/export{address}").text
    main = menu[menu.index("<main") : menu.index("</main>")]
    links = re.findall(r'(?:href|src|action|data-copy-picture)="(/[^"]+)"', main)
    assert len(links) > 8
    assert {client.get(unescape(link)).status_code for link in links} == {200}


def test_a_form_carries_the_view(client: FlaskClient) -> None:
    menu = client.get("/debates/harbor/export?shown=page&focus=few&lens=keepers").text
    form = menu[menu.index("export.png") :].partition("</form>")[0]
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form))
    assert carried == {"lens": "keepers", "focus": "few", "shown": "page"}


def test_sizes_and_pages_are_told_before_the_download(client: FlaskClient) -> None:
    menu = client.get("/debates/harbor/export").text
    scales = re.findall(r'<option value="[\d.]+"[^>]*>([\d.]+)× – ([\d,]+) × ([\d,]+) px', menu)
    natural = next((width, height) for scale, width, height in scales if scale == "1")
    picture = Image.open(BytesIO(client.get("/debates/harbor/export.png").data))
    assert natural == (f"{picture.width:,}", f"{picture.height:,}")
    assert re.search(r'<option value="a4">A4: \d+ pages?</option>', menu)


def test_what_is_refused_is_not_offered(client: FlaskClient, folder: Path) -> None:
    (folder / "long.yaml").write_text(pictured.long_debate(500))
    menu = client.get("/debates/long/export").text
    assert "14,400 pt a side" in menu
    assert "One page of the map" not in menu
    assert '<option value="a4">' in menu


def test_the_card_is_sent_and_named_by_the_page(client: FlaskClient) -> None:
    page = client.get("/debates/harbor").text
    found = re.search(r'<meta property="og:image" content="http://localhost([^"]+)">', page)
    assert found
    answer = client.get(found[1])
    assert answer.mimetype == "image/png"
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)


def test_a_file_with_errors_is_exported_as_far_as_it_reads(client: FlaskClient) -> None:
    assert client.get("/debates/faulty/export.svg").status_code == 200
