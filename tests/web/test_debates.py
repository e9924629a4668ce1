from pathlib import Path

import pytest
from flask.testing import FlaskClient


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/debates/harbor{query}")
    assert answer.status_code == 200
    return answer.text


def tabs(page: str) -> list[str]:
    nav = page.split('<nav aria-label="Pages of this debate">')[1].split("</nav>", maxsplit=1)[0]
    return [part.split('"')[0] for part in nav.split('<a href="')[1:]]


def test_the_head_asks_the_question(client: FlaskClient) -> None:
    shown = page(client)
    assert "<h1>Should the town build a bridge across the harbor?</h1>" in shown
    assert "<title>The harbor bridge – argmap</title>" in shown
    assert '<a href="/?tag=transport">transport</a>' in shown
    assert 'Some want <a href="/debates/harbor/claims/build">a bridge</a> instead.' in shown
    assert (
        '<meta name="description" content="A ferry has crossed the harbor since 1911. Some want '
        'a bridge instead. The vote is due in spring.">' in shown
    )


def test_the_foot_says_who_wrote_it_and_up_to_when_it_was_checked(client: FlaskClient) -> None:
    assert "Facts checked up to March 31, 2026. By A. Writer. CC BY 4.0." in page(client)


def test_a_foot_with_nothing_to_say_of_the_debate_leaves_no_gap(client: FlaskClient) -> None:
    foot = client.get("/debates/faulty").text.split("<footer")[1]
    assert foot.split("<p>")[1].startswith('<a href="/about">')


def test_the_tabs_keep_the_view(client: FlaskClient) -> None:
    assert tabs(page(client, "?lens=keepers&focus=few&depth=2")) == [
        "/debates/harbor?lens=keepers&amp;focus=few&amp;depth=2",
        "/debates/harbor/outline?lens=keepers&amp;focus=few",
        "/debates/harbor/timeline?lens=keepers",
        "/debates/harbor/sources?lens=keepers",
    ]


def test_a_tab_without_matter_is_not_there(client: FlaskClient) -> None:
    shown = client.get("/debates/faulty").text
    assert tabs(shown) == ["/debates/faulty", "/debates/faulty/outline", "/debates/faulty/problems"]


@pytest.mark.parametrize(
    "said",
    [
        "<h3>Builders</h3>",
        "The council; Hauliers",
        "A town that cannot be reached <em>shrinks</em>.",
        "Of 11 claims: accepts or leans toward 2 and open on 1.",
        "Of 11 claims: accepts or leans toward 1.",
        '<a href="/debates/harbor?lens=builders">Look through it',
    ],
)
def test_the_viewpoints_stand_beside_the_map(client: FlaskClient, said: str) -> None:
    assert said in page(client)


def test_a_viewpoint_lists_the_theses_it_holds(client: FlaskClient) -> None:
    column = page(client).split('id="viewpoint-bystanders"')[1].split("</section>")[0]
    assert "The town should build the bridge." in column
    assert "The ferry should stay." not in column


def test_the_viewpoint_looked_through_can_be_left(client: FlaskClient) -> None:
    shown = page(client, "?lens=keepers&depth=2")
    assert '<section class="viewpoint is-lens" id="viewpoint-keepers">' in shown
    assert '<a href="/debates/harbor?depth=2">Stop looking through it' in shown
    assert "through Keepers of the ferry" in shown


def test_the_map_says_how_much_is_drawn(client: FlaskClient) -> None:
    assert "11 of 11 claims" in page(client)
    assert "4 of 11 claims" not in page(client)
    assert '<p class="drawn">2 of 11 claims</p>' in page(client, "?depth=0")


@pytest.mark.parametrize(
    ("query", "tools"),
    [
        (
            "",
            {
                "Shallower": "/debates/harbor?depth=2",
                "Top down": "/debates/harbor?direction=TB",
            },
        ),
        (
            "?depth=0&direction=TB&focus=few",
            {
                "Deeper": "/debates/harbor?focus=few&amp;depth=1&amp;direction=TB",
                "Left to right": "/debates/harbor?focus=few&amp;depth=0",
                "Whole map": "/debates/harbor?direction=TB",
            },
        ),
    ],
)
def test_the_view_changes_by_links(client: FlaskClient, query: str, tools: dict[str, str]) -> None:
    parts = page(client, query).split('<a class="tool" href="')[1:]
    found = {part.split(">")[1].split("<")[0]: part.split('"')[0] for part in parts}
    assert found == tools


def test_a_claim_opens_beside_the_map(client: FlaskClient) -> None:
    shown = page(client, "?claim=few&lens=keepers")
    panel = shown.split('<aside class="panel"')[1].split("</aside>")[0]
    assert '<h2 tabindex="-1">Few people cross the harbor.</h2>' in panel
    assert "Forty crossings a day." in panel
    assert '<a class="close" href="/debates/harbor?lens=keepers"' in panel
    assert '<a href="/debates/harbor/claims/few?lens=keepers">Open as a page</a>' in panel
    assert "data-chosen" in shown


def test_without_a_claim_there_is_no_panel(client: FlaskClient) -> None:
    assert '<aside class="panel"' not in page(client)


def test_the_page_holds_the_outline_for_small_screens_and_paper(client: FlaskClient) -> None:
    shown = page(client)
    assert '<a href="#map">See the map</a>' in shown
    assert shown.count('<li class="row ') == 13  # 11 claims, a reuse, and the head of two premises


def test_a_japanese_debate_has_its_language(client: FlaskClient) -> None:
    shown = client.get("/debates/日本?claim=時間").text
    assert '<html lang="ja">' in shown
    assert "町は港に橋を架けるべきか。" in shown
    assert 'href="/debates/%E6%97%A5%E6%9C%AC/claims/%E6%99%82%E9%96%93"' in shown


def test_no_page_carries_style_or_script_of_its_own(client: FlaskClient) -> None:
    shown = page(client, "?claim=few&lens=keepers")
    assert " style=" not in shown
    assert "<style" not in shown
    assert " onclick=" not in shown
    assert "<script>" not in shown


def many(folder: Path, theses: int, supports: int) -> str:
    """Write a debate of theses with supports each; return the folder's name for it."""
    claims = "".join(
        f"  - {{id: t{n}, claim: Thesis {n} holds., supports: [{below(n, supports)}]}}\n"
        for n in range(theses)
    )
    viewpoints = "  ours: {name: Ours, summary: We.}\n  theirs: {name: Theirs, summary: They.}\n"
    text = f"title: Many\nquestion: How many?\nviewpoints:\n{viewpoints}claims:\n{claims}"
    (folder / "many.yaml").write_text(text, encoding="utf-8")
    return "/debates/many"


def below(thesis: int, supports: int) -> str:
    return ", ".join(
        f"{{id: t{thesis}-{n}, claim: 'Point {thesis}.{n}.'}}" for n in range(supports)
    )


def test_theses_without_room_are_counted_and_the_outline_is_offered(
    client: FlaskClient, folder: Path
) -> None:
    shown = client.get(many(folder, 150, 0)).text
    assert "30 theses more found no room on this page." in shown
    assert '<a href="/debates/many/outline">Outline</a>' in shown


def test_a_depth_too_wide_for_a_page_is_refused_in_words_and_not_offered_again(
    client: FlaskClient, folder: Path
) -> None:
    shown = client.get(many(folder, 100, 5) + "?depth=2").text
    assert "A map on a page draws 400 boxes at most" in shown
    assert ">Deeper<" not in shown


def test_a_map_with_signs_for_all_that_is_cut_needs_no_notice(client: FlaskClient) -> None:
    assert 'class="notice"' not in page(client, "?depth=0")
