import pytest
from flask.testing import FlaskClient


def test_nothing_found_says_what_to_try(client: FlaskClient) -> None:
    page = client.get("/search?q=zeppelin").text
    assert "Nothing was found." in page
    assert 'value="zeppelin"' in page


@pytest.mark.parametrize(
    "words", ['"', "(", "a AND", "NEAR(", "*", "'; drop", "\0", "x" * 5_000, "<b>", "%", "：「"]
)
def test_no_words_break_the_search(client: FlaskClient, words: str) -> None:
    assert client.get("/search", query_string={"q": words}).status_code == 200


def test_without_words_there_is_the_form_alone(client: FlaskClient) -> None:
    page = client.get("/search").text
    assert '<input id="q" type="search"' in page
    assert 'class="found"' not in page


def test_a_hit_stands_in_its_context_and_leads_to_its_claim(client: FlaskClient) -> None:
    page = client.get("/search?q=crossings").text
    assert "<mark>crossings</mark>" in page
    assert 'href="/debates/harbor/claims/few"' in page
    assert '<a href="/debates/harbor">The harbor bridge</a>' in page


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("一日", "/debates/%E6%97%A5%E6%9C%AC/claims/%E6%99%82%E9%96%93"),
        ("橋", "/debates/%E6%97%A5%E6%9C%AC/claims/%E5%BB%BA%E8%A8%AD"),
        ("council asks", "/debates/harbor/timeline"),
        ("counting", "/debates/harbor/sources"),
        ("shrinks", "/debates/harbor"),
    ],
)
def test_words_are_found_in_every_part_of_every_debate(
    client: FlaskClient, words: str, href: str
) -> None:
    assert f'<a href="{href}' in client.get("/search", query_string={"q": words}).text


def test_a_debate_narrows_the_search(client: FlaskClient) -> None:
    everywhere = client.get("/search?q=wrong").text
    assert "/debates/faulty/claims/top" in everywhere
    narrowed = client.get("/search?q=wrong&debate=harbor").text
    assert "/debates/faulty/claims/top" not in narrowed
    assert '<option value="harbor" selected>' in narrowed


def test_a_viewpoint_narrows_the_search_to_what_it_has_a_stance_on(client: FlaskClient) -> None:
    everywhere = client.get("/search?q=ferry&debate=harbor").text
    assert "/debates/harbor/claims/fees" in everywhere
    narrowed = client.get("/search?q=ferry&debate=harbor&viewpoint=keepers").text
    assert "/debates/harbor/claims/fees" not in narrowed
    assert "/debates/harbor/claims/keep" in narrowed
    assert '<option value="keepers" selected>' in narrowed
