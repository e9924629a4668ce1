import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader

from argmap import rendition, typesetting
from argmap.errors import EngineError, EngineTimeout
from argmap.pages import Document, Link, Page
from argmap.views import View
from tests import pictured


def page(width: float = 300, height: float = 200, *, inside: str = "", **options: object) -> Page:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{inside}</svg>'
    )
    return Page(width=width, height=height, svg=svg, description="A page", **options)  # type: ignore[arg-type]


def document(*pages: Page, **options: str) -> Document:
    return Document(title=options.pop("title", "A title"), pages=pages or (page(),), **options)  # type: ignore[arg-type]


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def words(text: str) -> str:
    return "".join(text.split())


def test_what_is_no_svg_is_refused_with_the_cause() -> None:
    broken = Page(width=10, height=10, svg="<svg", description="")
    with pytest.raises(EngineError, match=r"The program typesetter failed .*SVG"):
        typesetting.pdf(document(broken))


def test_it_is_stopped_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "TIME_LIMIT", 0.01)
    with pytest.raises(EngineTimeout, match="stopped"):
        typesetting.pdf(document())


def test_it_is_stopped_when_it_takes_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MEMORY_LIMIT", 300 * 1024**2)
    with pytest.raises(EngineError, match=r"more memory than it may take\. Choose a smaller scale"):
        typesetting.png(document(page(8000, 7000)), ppi=72)


@pytest.mark.parametrize(
    ("language", "found"), [("en", "en"), ("ja-JP", "ja"), ("x-klingon", "en"), ("#panic()", "en")]
)
def test_a_pdf_says_its_title_and_language(language: str, found: str) -> None:
    title = 'Strange "quotes" #panic() \\ 沖縄'
    made = read(typesetting.pdf(document(title=title, language=language)))
    assert made.metadata
    assert made.metadata.title == title
    root: Any = made.trailer["/Root"]
    assert root["/Lang"] == found


def test_a_pdf_carries_no_date_and_is_always_the_same() -> None:
    first = typesetting.pdf(document())
    assert typesetting.pdf(document()) == first
    metadata = read(first).metadata
    assert metadata
    assert metadata.creation_date is None


def test_pages_have_their_sizes_bookmarks_and_links() -> None:
    link = Link(x=10, y=20, width=30, height=40, page=1)
    first = page(links=(link,), name="Index")
    made = read(typesetting.pdf(document(first, page(500, 100, name="Sheet A1"))))
    assert [each.mediabox[2:] for each in made.pages] == [[300, 200], [500, 100]]
    bookmarks: Any = made.outline
    assert [bookmark["/Title"] for bookmark in bookmarks] == ["Index", "Sheet A1"]
    annotations: Any = made.pages[0]["/Annots"]
    (annotation,) = annotations
    assert annotation.get_object()["/Rect"] == [10, 140, 40, 180]


@pytest.mark.parametrize(("scale", "size"), [(1, (300, 200)), (0.5, (150, 100)), (2.5, (750, 500))])
def test_a_png_has_the_size_in_pixels_that_was_asked_for(
    scale: float, size: tuple[int, int]
) -> None:
    made = typesetting.png(document(page()), ppi=72 * scale)
    assert Image.open(BytesIO(made)).size == size


def test_a_page_without_paper_is_transparent() -> None:
    clear = Image.open(BytesIO(typesetting.png(document(page(10, 10)), ppi=72)))
    filled = Image.open(BytesIO(typesetting.png(document(page(10, 10), fill="#ff0000"), ppi=72)))
    assert clear.convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)
    assert filled.convert("RGBA").getpixel((5, 5)) == (255, 0, 0, 255)


def test_every_sentence_of_a_pdf_can_be_selected_whole() -> None:
    debate = pictured.harbor().readable()
    data, _ = rendition.pdf(pictured.made(debate), theme="light")
    text = words(read(data).pages[0].extract_text())
    for claim in debate.claims.values():
        assert words(claim.text) in text


def test_mixed_scripts_are_set_each_in_its_own_font_and_can_be_selected(tmp_path: Path) -> None:
    debate = pictured.volume(tmp_path, pictured.MIXED).readable()
    data, _ = rendition.pdf(pictured.made(debate, View(lens="mod")), theme="light")
    first = read(data).pages[0]
    text = words(first.extract_text())
    assert words(debate.title) in text
    for claim in debate.claims.values():
        assert words(claim.text) in text
    assert not re.search("[A-Za-z]", set_in(first, "NotoSansJP"))
    assert "Marine" in first.extract_text()


def set_in(page: PageObject, name: str) -> str:
    """Return the characters that a page sets in a font."""
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    (font,) = (each.get_object() for each in fonts if name in each.get_object()["/BaseFont"])
    table = font["/ToUnicode"].get_object().get_data().decode("ascii")
    # A sample line of the table: <0012> <6d77>
    return "".join(chr(int(code, 16)) for code in re.findall(r"> <([0-9A-Fa-f]{4})>", table))
