import pytest
from flask.testing import FlaskClient


def claim(client: FlaskClient, id: str, query: str = "") -> str:
    answer = client.get(f"/debates/harbor/claims/{id}{query}")
    assert answer.status_code == 200
    return answer.text


def test_text_of_people_is_never_markup(client: FlaskClient) -> None:
    page = claim(client, "known")
    assert "<b>Visitors" not in page
    assert "<h1>&lt;b&gt;Visitors&lt;/b&gt; &amp; painters come for the ferry.</h1>" in page


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("build", "<h1>The town should build the bridge.</h1>"),
        ("build", '<a href="/debates/harbor/claims/few">few crossings</a>'),  # in its note
        ("build", "1 objection</h2>"),
        ("build", "2 supports</h2>"),
        ("build", "Together:"),  # fees and poor
        ("build", "relevance 80%"),
        ("build", "cause to effect"),
        ("build", "Nobody who crosses is in a hurry."),  # undercuts the step from hour
        ("build", "Doctors are."),  # undercuts that one
        ("build", '<span class="number">0.6</span>'),  # bystanders are open, not exactly
        ("hour", "<blockquote><p>Fifty-eight minutes on average.</p>"),
        ("hour", "Crossings took half an hour in 1911."),
        ("hour", '<span class="at">p. 3.</span>'),
        ("hour", '<a class="in-list" href="/debates/harbor/sources#source-count"'),
        ("hour", '<a href="/debates/harbor/claims/build">The town should build the bridge.</a>'),
        ("fees", "Together with:"),
        ("nobody-hurries", "The step from:"),
        ("few", "Supports:"),  # reused below keep
        ("few", "Objects to:"),
        ("elsewhere", "unanswered"),
        ("doctors", "Nothing bears on this claim yet."),
    ],
)
def test_a_claim_shows_its_place_and_all_that_bears_on_it(
    client: FlaskClient, id: str, shown: str
) -> None:
    assert shown in claim(client, id)


def test_the_way_from_the_thesis_names_each_step(client: FlaskClient) -> None:
    way = claim(client, "elsewhere").split('<nav class="way"')[1].split("</ol>")[0]
    words = [part.split("</span>")[0] for part in way.split('<span class="kind ')[1:]]
    assert words == [
        'thesis">Thesis',
        'objection">Objection',
        'objection">Objection',
        'objection">Objection',
    ]


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("build", ["accepts", "rejects", "open"]),
        ("hour", ["accepts", "doubts", "silent"]),
        ("keep", ["open", "accepts", "silent"]),
    ],
)
def test_every_viewpoint_has_its_stance_and_no_stance_is_silent(
    client: FlaskClient, id: str, words: list[str]
) -> None:
    table = claim(client, id).split("<tbody>")[1].split("</tbody>")[0]
    assert [part.split('"')[0] for part in table.split('class="stance stance-')[1:]] == words


def test_siblings_are_one_step_away(client: FlaskClient) -> None:
    page = claim(client, "fees")
    assert '<a rel="prev" href="/debates/harbor/claims/doctors">' in page
    assert '<a rel="next" href="/debates/harbor/claims/poor">' in page


def test_theses_are_siblings(client: FlaskClient) -> None:
    page = claim(client, "keep")
    assert '<a rel="prev" href="/debates/harbor/claims/build">' in page
    assert 'rel="next"' not in page


def test_the_neighborhood_is_drawn_and_its_boxes_lead_to_pages(client: FlaskClient) -> None:
    page = claim(client, "few")
    drawn = page.split('<svg class="map"')[1].split("</svg>")[0]
    assert 'href="/debates/harbor/claims/build"' in drawn
    assert 'href="/debates/harbor/claims/keep"' in drawn
    assert 'href="/debates/harbor/claims/more"' in drawn
    assert "/debates/harbor/claims/hour" not in drawn


def test_a_lens_stays_on_from_claim_to_claim(client: FlaskClient) -> None:
    page = claim(client, "build", "?lens=keepers")
    assert 'href="/debates/harbor/claims/few?lens=keepers"' in page
    assert 'href="/debates/harbor?lens=keepers"' in page


def test_the_panel_is_the_same_claim_without_the_page(client: FlaskClient) -> None:
    by_address = client.get("/debates/harbor/claims/build?part=panel").text
    by_script = client.get(
        "/debates/harbor/claims/build", headers={"X-Requested-With": "argmap"}
    ).text
    assert by_address == by_script
    assert "<html" not in by_address
    assert '<h2 tabindex="-1">The town should build the bridge.</h2>' in by_address
    assert "<h1>" in client.get("/debates/harbor/claims/build").text


def test_a_page_says_what_it_is_about_to_those_who_share_it(client: FlaskClient) -> None:
    page = claim(client, "build")
    assert "<title>The town should build the bridge. – The harbor bridge – argmap</title>" in page
    assert 'property="og:title" content="The town should build the bridge. – The' in page
    assert 'content="The plan has few crossings against it."' in page
    assert 'property="og:url" content="http://localhost/debates/harbor/claims/build"' in page


def test_a_japanese_claim_has_its_page_in_japanese(client: FlaskClient) -> None:
    page = client.get("/debates/日本/claims/時間").text
    assert '<html lang="ja">' in page
    assert "<h1>橋は一日一時間を節約する。</h1>" in page
    assert "三十分かかった。" in page
