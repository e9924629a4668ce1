import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from argmap import frame, palette, rendition
from argmap.model import Debate
from argmap.palette import Theme
from argmap.views import View
from tests import pictured, sketches
from tests.pictured import made

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script> & \"quotes\" 'too'"

# What reaches beyond the drawing, if anything does.
OUTSIDE = """() => {
    const svg = document.documentElement, box = svg.viewBox.baseVal;
    const near = (a, b) => a < b - 0.5;
    return [...svg.querySelectorAll("text, rect, path, circle, ellipse, polygon, polyline")]
        .map(each => [each, each.getBBox(), each.getCTM()])
        .filter(([each, b, m]) => near(b.x + m.e, 0) || near(b.y + m.f, 0)
            || near(box.width, b.x + m.e + b.width) || near(box.height, b.y + m.f + b.height))
        .map(([each]) => each.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab that shows one picture after another."""
    page = chromium.new_page()
    yield page
    page.close()


def svg(debate: Debate, view: View | None = None, *, theme: Theme = "light") -> str:
    return rendition.svg(made(debate, view), theme=theme).decode()


def texts(document: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(document).iter(f"{SVG}text")]  # noqa: S314 - our own


def harbor() -> Debate:
    return pictured.harbor().readable()


@pytest.mark.parametrize(
    "line",
    [
        "The harbor bridge",
        "Should the town build a bridge across the harbor?",
        "Facts checked March 31, 2026 · A. Writer · CC BY 4.0 · Drawn with argmap",
    ],
)
def test_the_frame_says_what_the_picture_shows_and_whose_it_is(line: str) -> None:
    assert line in texts(svg(harbor()))


def test_a_view_says_what_it_shows_of_the_debate() -> None:
    view = View(lens="keepers", focus="few", depth=1)
    note = " ".join(made(harbor(), view).caption.note.split())
    assert note.startswith("Through the eyes of Keepers of the ferry · Around “Few people")
    assert note.endswith("claims drawn")


def test_the_whole_debate_needs_no_note() -> None:
    assert made(harbor()).caption.note == ""


def test_the_document_has_a_title_a_description_and_a_language(tmp_path: Path) -> None:
    debate = pictured.volume(tmp_path, pictured.MIXED).readable()
    root = ET.fromstring(svg(debate))  # noqa: S314 - our own
    assert root.get("lang") == "ja"
    assert root.findtext(f"{SVG}title") == debate.title
    assert debate.question in (root.findtext(f"{SVG}desc") or "")


def test_every_claim_keeps_its_id() -> None:
    root = ET.fromstring(svg(harbor()))  # noqa: S314 - our own
    found = {group.get("data-claim") for group in root.iter(f"{SVG}g")} - {None}
    assert found == set(harbor().claims)


def test_hostile_words_stay_words() -> None:
    debate = Debate(
        id="x",
        title=HOSTILE,
        question=HOSTILE,
        language='en" onload="alert(1)',
        authors=(HOSTILE,),
        theses=("a",),
        claims=sketches.debate("a\n").claims,
    )
    root = ET.fromstring(svg(debate))  # noqa: S314 - our own
    assert root.findtext(f"{SVG}title") == HOSTILE
    assert root.get("onload") is None
    assert next(root.iter(f"{SVG}script"), None) is None


def test_the_document_asks_for_nothing_from_elsewhere() -> None:
    document = svg(harbor()).replace("http://www.w3.org/2000/svg", "")
    assert "http" not in document
    assert "@font-face" in document
    assert all(part.startswith('"data:font/woff;base64,') for part in document.split("url(")[1:])


def test_equal_debates_give_equal_bytes() -> None:
    assert svg(harbor()) == svg(harbor())


def test_a_transparent_picture_has_no_paper() -> None:
    whole = made(harbor())
    assert b'class="paper"' in rendition.svg(whole, theme="dark")
    assert b'class="paper"' not in rendition.svg(whole, theme="dark", is_transparent=True)


@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_a_theme_uses_its_own_colors_only(theme: Theme) -> None:
    document = svg(harbor(), View(lens="keepers"), theme=theme).partition("</style>")[2]
    used = {part for part in document.split('"') if part.startswith("#") and len(part) == 7}
    assert used <= set(palette.colors(theme).values())


def test_black_and_white_needs_no_color() -> None:
    document = svg(harbor(), theme="mono").partition("</style>")[2]
    used = {part for part in document.split('"') if part.startswith("#") and len(part) == 7}
    assert all(color[1:3] == color[3:5] == color[5:7] for color in used)


def test_words_are_wrapped_to_the_width_of_the_map() -> None:
    whole = made(sketches.debate("a\n"))
    long_ = frame.lay_out(
        frame.Caption(
            title="A title of many words " * 8,
            question="One question? " * 20,
            note="",
            credits="Somebody · " * 30,
            description="",
            language="en",
            legend=whole.caption.legend,
        ),
        200,
        100,
    )
    assert long_.width == frame.LEAST_WIDTH
    assert [len(block.lines) > 1 for block in long_.blocks] == [True, True, False, True]


WIDE = Debate(
    id="wide",
    title="MMMMM ILLINOIS WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW IIIIII",
    question="Unbreakable" * 20,
    authors=("W" * 150,),
    theses=("a",),
    claims=sketches.debate("a\n").claims,
)


@pytest.mark.browser
@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(direction="TB", lens="keepers"),
        View(lens="bystanders", depth=0),
        View(focus="few", depth=1),
    ],
    ids=str,
)
def test_nothing_is_clipped(tab: Page, view: View) -> None:
    assert outside(tab, svg(harbor(), view)) == []


@pytest.mark.browser
def test_words_wider_than_the_map_are_not_clipped(tab: Page, tmp_path: Path) -> None:
    assert outside(tab, svg(WIDE)) == []
    mixed = pictured.volume(tmp_path, pictured.MIXED).readable()
    assert outside(tab, svg(mixed, View(lens="mod"))) == []


def outside(page: Page, document: str) -> list[str]:
    page.route(
        "**", lambda route: route.fulfill(body=document.encode(), content_type="image/svg+xml")
    )
    page.goto("http://argmap.invalid/map.svg")
    page.evaluate("document.fonts.ready")
    found: list[str] = page.evaluate(OUTSIDE)
    page.unroute("**")
    return found
