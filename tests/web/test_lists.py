"""The pages that list: sources, timeline, problems."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient


def test_sources_stand_by_author(client: FlaskClient) -> None:
    page = client.get("/debates/harbor/sources").text
    assert page.index('<li id="source-ledger">') < page.index('<li id="source-count">')


@pytest.mark.parametrize(
    "shown",
    [
        '<a class="title" href="https://example.org/count"',
        "<i>Harbor Gazette</i>",
        "<p>Counts one week in May.</p>",
        'data-copy="Harbor Office. “Counting the crossings.” Harbor Gazette, May 2024.',
        "2 claims rest on it",
        '<a href="/debates/harbor/claims/few">Few people cross the harbor.</a>',
        "1 claim rests on it",
    ],
)
def test_a_source_can_be_found_copied_and_followed_to_its_claims(
    client: FlaskClient, shown: str
) -> None:
    assert shown in client.get("/debates/harbor/sources").text


def test_a_debate_without_sources_says_so(client: FlaskClient) -> None:
    assert "This debate lists no sources." in client.get("/debates/faulty/sources").text


def test_events_stand_by_date_at_their_own_precision(client: FlaskClient) -> None:
    page = client.get("/debates/harbor/timeline").text
    early = page.index('<time datetime="1911">1911</time>')
    late = page.index('<time datetime="2024-05-02">May 2, 2024</time>')
    assert early < late
    assert '<a href="/debates/harbor/sources#source-ledger">The ferry&#39;s ledger</a>' in page


def test_a_debate_without_events_says_so(client: FlaskClient) -> None:
    assert "This debate names no events." in client.get("/debates/faulty/timeline").text


def test_a_problem_stands_beside_its_line(client: FlaskClient) -> None:
    page = client.get("/debates/faulty/problems").text
    assert "1 problem in <code>faulty.yaml</code>" in page
    assert "<code>faulty.yaml:9:5</code>" in page
    assert '<span class="severity">error</span>' in page
    assert "Did you mean &#34;stances&#34;?" in page
    assert "<mark>stanses</mark>: {one: accepts}" in page


def test_a_file_without_fault_says_so(client: FlaskClient) -> None:
    assert "There is nothing wrong in" in client.get("/debates/harbor/problems").text


def test_a_very_long_line_is_shown_around_the_problem(client: FlaskClient) -> None:
    folder = Path(client.application.extensions["argmap"].library.name)
    line = "claims: [{claim: " + "long " * 50_000 + ", nonsense: 1}]\n"
    head = "title: Long\nquestion: How long?\nviewpoints: {a: {name: A, summary: S.}, b: {name: B, summary: S.}}\n"
    (folder / "long.yaml").write_text(head + line, encoding="utf-8")
    page = client.get("/debates/long/problems").text
    assert "nonsense" in page
    assert len(page) < 20_000
