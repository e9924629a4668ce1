from pathlib import Path

from flask.testing import FlaskClient


def test_an_unknown_tag_is_not_found_and_the_nearest_is_offered(client: FlaskClient) -> None:
    answer = client.get("/?tag=transports")
    assert answer.status_code == 404
    assert '<a href="/?tag=transport">transport</a>' in answer.text


def test_a_folder_without_debates_says_how_to_begin(client: FlaskClient, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    assert "argmap new" in client.get("/").text


def test_a_file_that_holds_no_debate_is_listed_with_its_reason(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Files that could not be read" in page
    assert '<a href="/debates/broken">broken.yaml</a>' in page
    assert "This is no YAML" in page


def test_a_card_shows_what_the_debate_is_about(client: FlaskClient) -> None:
    page = client.get("/").text
    assert '<h2><a href="/debates/harbor">The harbor bridge</a></h2>' in page
    assert "Should the town build a bridge across the harbor?" in page
    assert "Keepers of the ferry" in page
    assert "11 claims" in page
    assert "facts checked March 31, 2026" in page
    assert page.count('<svg class="shape"') == 3


def test_a_card_is_in_the_language_of_its_debate(client: FlaskClient) -> None:
    assert '<li class="card" lang="ja">' in client.get("/").text


def test_a_debate_with_faults_links_to_them_quietly(client: FlaskClient) -> None:
    assert '<a href="/debates/faulty/problems">1 problem</a>' in client.get("/").text


def test_a_tag_keeps_its_debates(client: FlaskClient) -> None:
    page = client.get("/?tag=transport").text
    assert "The harbor bridge" in page
    assert "A debate with faults" not in page
    assert '<a href="/?tag=transport" aria-current="true">' in page


def test_a_new_file_shows_at_the_next_request(client: FlaskClient, folder: Path) -> None:
    assert "A second harbor" not in client.get("/").text
    text = (folder / "harbor.yaml").read_text(encoding="utf-8")
    text = text.replace("The harbor bridge", "A second harbor")
    (folder / "second.yaml").write_text(text, encoding="utf-8")
    assert "A second harbor" in client.get("/").text


def test_a_removed_file_is_gone_at_the_next_request(client: FlaskClient, folder: Path) -> None:
    client.get("/")
    (folder / "harbor.yaml").unlink()
    assert "The harbor bridge" not in client.get("/").text
