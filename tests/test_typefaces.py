import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont
from playwright.sync_api import Page
from pypdf import PdfReader

from argmap import resources, typefaces

RULE = re.compile(
    r'@font-face\{font-family:"(?P<family>[^"]+)";font-weight:(?P<weight>[^;]+);'
    r'src:url\("data:font/woff;base64,(?P<data>[^"]+)"\) format\("woff"\)\}'
)


def embedded(css: str) -> dict[tuple[str, str], set[str]]:
    """Return the characters of each font in a style sheet, by family and weight."""
    fonts = {}
    for rule in RULE.finditer(css):
        with TTFont(BytesIO(b64decode(rule["data"]))) as font:
            fonts[rule["family"], rule["weight"]] = {chr(code) for code in font.getBestCmap()}
    return fonts


def test_texts_without_a_known_character_need_no_font() -> None:
    assert embedded(typefaces.subset_css(regular=["\N{GRINNING FACE}"], semibold=[])) == {}


def test_a_subset_holds_just_the_characters_of_its_weight() -> None:
    css = typefaces.subset_css(regular=["Ōta", "at"], semibold=["No"])
    assert embedded(css) == {
        ("Source Sans 3", "400"): set("Ōta"),
        ("Source Sans 3", "600"): set("No"),
    }


def test_what_the_latin_fonts_lack_comes_from_the_japanese_one_for_both_weights() -> None:
    css = typefaces.subset_css(regular=["F-35の配備"], semibold=["民意"])
    assert embedded(css) == {
        ("Source Sans 3", "400"): set("F-35"),
        ("Noto Sans JP", "400 600"): set("の配備民意"),
    }


def test_equal_characters_give_equal_bytes() -> None:
    first = typefaces.subset_css(regular=["abc", "民意"], semibold=["Yes"])
    assert typefaces.subset_css(regular=["民cab意"], semibold=["se", "Y"]) == first


def test_subsets_keep_kerning() -> None:
    css = typefaces.subset_css(regular=["AV"], semibold=[])
    with TTFont(BytesIO(b64decode(RULE.findall(css)[0][2]))) as font:
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert features == {"kern"}


def test_a_font_ships_under_the_name_that_pages_and_pictures_ask_for() -> None:
    names = {}
    for path in (*typefaces.latin_fonts().glob("*.ttf"), typefaces.japanese_font()):
        with TTFont(path) as font:
            name = font["name"].getBestFamilyName()
            names[path.name] = (name, font["OS/2"].usWeightClass)
    assert names == {
        "SourceSans3-It.ttf": ("Source Sans 3", 400),
        "SourceSans3-Regular.ttf": ("Source Sans 3", 400),
        "SourceSans3-Semibold.ttf": ("Source Sans 3", 600),
        "SourceSerif4-Semibold.ttf": ("Source Serif 4", 600),
        "NotoSansJP-Regular.otf": ("Noto Sans JP", 400),
    }


def test_the_typesetter_finds_every_font(tmp_path: Path) -> None:
    (tmp_path / "font.otf").write_bytes(typefaces.japanese_subset(["Ōta 民意"]))
    text = """
        #set text(font: ("Source Sans 3", "Noto Sans JP"), fallback: false)
        Ōta #emph[Ōta] #text(weight: 600)[Ōta] 民意
        #text(font: "Source Serif 4", weight: 600)[Ōta]
    """
    folders = [str(typefaces.latin_fonts()), str(tmp_path)]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    pdf: bytes = typst.compile(text.encode(), font_paths=fonts)
    needed = PdfReader(BytesIO(pdf)).pages[0].get("/Resources", {})
    used = [font.get_object()["/BaseFont"] for font in needed["/Font"].values()]
    assert {name.partition("+")[2] for name in used} == {
        "SourceSans3-Regular",
        "SourceSans3-It",
        "SourceSans3-Semibold",
        "SourceSerif4-Semibold",
        "NotoSansJP-Regular-Identity-H",
    }


def test_the_japanese_subset_holds_what_the_latin_font_lacks_and_nothing_else() -> None:
    subset = typefaces.japanese_subset(["Ōta 民意 A民"])
    with TTFont(BytesIO(subset)) as font:
        assert {chr(code) for code in font.getBestCmap()} == {"民", "意"}


def test_a_text_without_japanese_needs_no_japanese_subset() -> None:
    assert typefaces.japanese_subset(["Ōta – “so”"]) == b""


def test_the_style_sheet_names_every_web_font_and_no_other() -> None:
    css = (resources.static() / "fonts.css").read_text(encoding="utf-8")
    shipped = {path.name for path in (resources.static() / "fonts").glob("*.woff2")}
    assert set(re.findall(r'url\("fonts/([^"]+)"\)', css)) == shipped


@pytest.mark.browser
def test_the_browser_loads_every_subset(page_in_type: Page) -> None:
    css = typefaces.subset_css(regular=["Is this so — Ōta?", "民意"], semibold=["AVATAR"])
    page_in_type.set_content(f"<style>{css}</style>")
    loaded = page_in_type.evaluate(
        "Promise.all([...document.fonts].map(font => font.load().then(each => each.family)))"
    )
    assert loaded == ["Source Sans 3", "Source Sans 3", "Noto Sans JP"]
