"""The page about a folder of debates, and what the shipped folder says of itself."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from argmap import addresses, resources
from argmap.library import Library
from argmap.web import create_app

SHIPPED = Library(resources.debates())


def tell(folder: Path, text: str | bytes) -> None:
    (folder / "about.md").write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff", "about.md is no text. The byte 0xff is no UTF-8: save the file as UTF-8."),
        (b"a" * 70_000, "about.md is larger than 64 KiB: shorten it."),
    ],
)
def test_a_text_that_cannot_be_shown_is_told_above_the_debates(
    client: FlaskClient, folder: Path, data: bytes, fault: str
) -> None:
    tell(folder, data)
    answer = client.get("/about")
    assert answer.status_code == 200
    assert f"What this folder says of itself cannot be shown: {fault}" in answer.text
    assert "The harbor bridge" in answer.text


def test_scripts_and_unsafe_links_of_the_text_vanish(client: FlaskClient, folder: Path) -> None:
    tell(folder, "<script>alert(1)</script> [words](javascript:alert(1)) ![p](https://a.example/p)")
    page = client.get("/about").text
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt; words p</p>" in page


@pytest.mark.parametrize("target", ["/harbor", "harbor/", "harbor/hour/more", "//evil.example"])
def test_a_target_that_means_no_debate_leaves_its_words(
    client: FlaskClient, folder: Path, target: str
) -> None:
    tell(folder, f"See [these words]({target}).")
    assert "<p>See these words.</p>" in client.get("/about").text


def test_an_empty_folder_still_says_how_to_report_a_mistake(
    client: FlaskClient, folder: Path
) -> None:
    for file in folder.iterdir():
        file.unlink()
    page = client.get("/about").text
    assert "There are no debates here yet." in page
    assert "How to report a mistake" in page
    assert "such as" not in page


def test_a_folder_without_a_text_lists_its_debates_all_the_same(
    client: FlaskClient, folder: Path
) -> None:
    (folder / "about.md").unlink()
    page = client.get("/about").text
    assert 'class="prose told"' not in page
    assert "3 debates, " in page


def test_the_text_stands_below_the_heading_of_the_page(client: FlaskClient, folder: Path) -> None:
    tell(folder, "# What\n\n## More\n\n[The bridge](harbor), [an hour](harbor/hour), [語](日本)")
    page = client.get("/about").text
    assert "<h2>What</h2>" in page
    assert "<h3>More</h3>" in page
    assert '<a href="/debates/harbor">The bridge</a>' in page
    assert '<a href="/debates/harbor/claims/hour">an hour</a>' in page
    assert '<a href="/debates/%E6%97%A5%E6%9C%AC">語</a>' in page


def row(page: str, title: str) -> str:
    """Return the words of a debate's row."""
    (found,) = (part for part in page.split("<tr")[2:] if title in part)
    return " ".join(re.sub(r"<[^>]+>", " ", f"<tr{found.split('</tr>')[0]}").split())


def test_a_row_says_what_a_reader_asks_before_relying_on_a_debate(client: FlaskClient) -> None:
    page = client.get("/about").text
    assert row(page, "The harbor bridge") == (
        "The harbor bridge Should the town build a bridge across the harbor? "
        "Facts checked up to March 31, 2026 Authors A. Writer License CC BY 4.0 Sources 2 sources"
    )
    assert '<a href="/debates/harbor/sources">2 sources</a>' in page


def test_what_a_debate_does_not_say_is_said_to_be_missing(client: FlaskClient) -> None:
    assert row(client.get("/about").text, "A debate with faults").endswith(
        "Facts checked up to not dated Authors not named License not named Sources none"
    )


def test_a_row_is_in_the_language_of_its_debate(client: FlaskClient) -> None:
    assert '<th role="rowheader" scope="row" lang="ja">' in client.get("/about").text


def test_files_that_hold_no_debate_are_named(client: FlaskClient) -> None:
    assert '<a href="/debates/broken">broken.yaml</a>' in client.get("/about").text


def test_the_address_of_a_claim_is_shown_whole(client: FlaskClient) -> None:
    page = client.get("/about", headers={"Host": "debates.example"}).text
    address = re.search(r'class="address" href="([^"]+)">http://debates\.example([^<]+)<', page)
    assert address
    assert address[1] == address[2]
    assert client.get(address[1]).status_code == 200


def test_a_changed_text_shows_at_the_next_request(client: FlaskClient, folder: Path) -> None:
    (folder / "about.md").unlink()
    first = client.get("/about")
    tell(folder, "Now it speaks.")
    second = client.get("/about", headers={"If-None-Match": first.headers["ETag"]})
    assert "Now it speaks." in second.text
    tell(folder, "Now it sings.")
    assert "Now it sings." in client.get("/about").text
    (folder / "about.md").unlink()
    assert client.get("/about").data == first.data


@pytest.mark.parametrize("address", ["/", "/search", "/debates/harbor", "/nowhere", "/about"])
def test_every_page_leads_there(client: FlaskClient, address: str) -> None:
    assert '<a href="/about"' in client.get(address).text


def test_the_shipped_text_names_every_shipped_debate_and_only_those() -> None:
    targets = re.findall(r"\]\(([^:)]+)\)", SHIPPED.about().text)
    named = {addresses.in_about(target) for target in targets}
    assert named == {addresses.map_of(volume.id) for volume in SHIPPED.volumes()}


def test_the_shipped_folder_has_its_page() -> None:
    page = create_app(SHIPPED).test_client().get("/about").text
    assert "What this collection covers" in page
    assert "not dated" not in page.split("</table>")[0]
