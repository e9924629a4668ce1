import json
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Page

from argmap import advances, labels, resources, typefaces

WIDTHS: Mapping[labels.Weight, Mapping[str, int]] = {
    "regular": advances.REGULAR,
    "semibold": advances.SEMIBOLD,
}
WEIGHTS = [("regular", "400"), ("semibold", "600")]

TEXT = (
    "The alliance keeps peace in Asia because “deterrence” needs forces near Taiwan, and Okinawa’s burden (70 % of "
    "U.S. bases on 0.6 % of the land) grew from 1996–2006: Kōchi, Ryūkyū, AVATAR; WAVE To Ty. Yo fjord offices affect "
    "V. F-35B [jobs] f) of' proof\" —if “j” /ï Vï r® LT. P., 11/17 fifty-five “A” façade naïve Øresund Łódź Ōta"
)
WORDS = TEXT.split()
JAPANESE = "普天間飛行場の移設先は、辺野古が「唯一の解決策」である。（沖縄県民）ーァッ・々々１９９６年？！——……"
RANDOM = random.Random(1)  # noqa: S311 - sentences, not secrets
SENTENCES = [" ".join(RANDOM.choices(WORDS, k=14)) for _ in range(200)] + [
    "".join(RANDOM.choices([*JAPANESE, *WORDS], k=24)) for _ in range(50)
]


def rest_after(text: str, lines: tuple[str, ...]) -> str:
    """Return what is left of a text when its lines are taken off, each with the space after it."""
    for line in lines:
        assert text.startswith(line)
        text = text[len(line) :].removeprefix(" ")
    return text


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("漢字かなカナ。「", 112),
        ("Ａ１", 28),
        ("\N{GRINNING FACE}", 19.6),
        ("e\N{COMBINING DOUBLE ACUTE ACCENT}", labels.measure("e", size=14)),
        ("\N{ZERO WIDTH JOINER}", 0),
        ("\N{HALFWIDTH KATAKANA LETTER A}", 8.4),
        ("\N{CYRILLIC SMALL LETTER SHCHA}", 14),
        ("→", 14),
    ],
)
def test_a_measure_counts_every_character_by_its_kind(text: str, width: float) -> None:
    assert labels.measure(text, size=14) == pytest.approx(width)


def test_a_letter_of_another_font_is_a_little_wider_than_its_base() -> None:
    assert labels.measure("ặ", size=16) == pytest.approx(1.25 * labels.measure("a", size=16), 0.01)


def test_a_measure_grows_with_the_size() -> None:
    assert labels.measure("Henoko", size=28) == 2 * labels.measure("Henoko", size=14)


@pytest.mark.parametrize(("weight", "number"), WEIGHTS)
@pytest.mark.parametrize("subset", ["latin", "latin-ext"])
def test_the_table_covers_the_web_fonts_and_is_nowhere_narrower(
    weight: labels.Weight, number: str, subset: str
) -> None:
    path = resources.static() / "fonts" / f"source-sans-3-{subset}-{number}-normal.woff2"
    with TTFont(path) as font:
        names = font.getBestCmap()
        widths = {chr(code): font["hmtx"][name][0] for code, name in names.items()}
    table = WIDTHS[weight]
    narrower = {each for each, width in widths.items() if table.get(each, -1) < width}
    assert narrower <= {"\N{SOFT HYPHEN}"}  # which is not drawn


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, ()),
        ("  \n ", 100, ()),
        ("Henoko", 100, ("Henoko",)),
        ("  Two\twords\n\n again ", 200, ("Two words again",)),
        ("Two\twords\n\n again ", 50, ("Two", "words", "again")),
        # Lines are about equally long: "… every" over a lone "poll" would fit, too.
        ("Residents say so in every poll", 160, ("Residents say", "so in every poll")),
        ("the U.S.-Japan alliance", 60, ("the U.S.-", "Japan", "alliance")),
        ("war and/or peace", 58, ("war and/", "or peace")),
        ("peace—through strength", 80, ("peace—", "through", "strength")),
        ("the F-35 of 1996–2006", 68, ("the F-35 of", "1996–2006")),
        ("kept\N{NO-BREAK SPACE}together here", 90, ("kept\N{NO-BREAK SPACE}together", "here")),
        ("one source · two more", 80, ("one source ·", "two more")),
        ("wait — what", 60, ("wait —", "what")),
        ("Unbreakableword", 40, ("Unbre", "akable", "word")),
        ("abc", 1, ("a", "b", "c")),
        ("漢", 1, ("漢",)),
    ],
)
def test_a_line_breaks_where_a_reader_expects_it(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert labels.wrap(text, size=14, width=width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("普天間飛行場の移設先", 80, ("普天間飛行", "場の移設先")),
        ("辺野古が解決策。", 98, ("辺野古が", "解決策。")),
        ("移設は「唯一」", 56, ("移設は", "「唯一」")),
        ("抑止力、民意。", 42, ("抑止", "力、民", "意。")),
        ("ニューヨーク", 56, ("ニュー", "ヨーク")),
        ("返還は１９９６年に", 84, ("返還は", "１９９６年に")),
        ("合意は1996年に成立", 70, ("合意は", "1996年", "に成立")),
        ("返還——民意", 56, ("返還——", "民意")),
        ("配備されたF-35B", 70, ("配備され", "たF-35B")),
        ("二つ\N{IDEOGRAPHIC SPACE}の文", 42, ("二つ\N{IDEOGRAPHIC SPACE}", "の文")),
        ("か\u3099か", 14, ("か\u3099", "か")),
    ],
)
def test_japanese_breaks_between_characters_but_for_what_may_not_begin_or_end_a_line(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert labels.wrap(text, size=14, width=width) == lines


@pytest.mark.parametrize("text", [*SENTENCES[:5], *SENTENCES[-5:]])
def test_a_text_fits_on_a_line_of_its_own_measure(text: str) -> None:
    assert labels.wrap(text, size=13, width=labels.measure(text, size=13)) == (text,)


@given(
    text=st.lists(
        st.sampled_from([*WORDS, *JAPANESE, " ", " ", "-", "\t", "e\u0301", "ﾊﾟ", "\u200b", "👍🏽"])
        | st.text(max_size=5)
    ).map("".join),
    weight=st.sampled_from(["regular", "semibold"]),
    width=st.floats(min_value=0.1, max_value=400),
)
@example(text="a  b", weight="regular", width=0.1)
def test_wrapping_keeps_every_character_and_the_width(
    text: str, weight: labels.Weight, width: float
) -> None:
    lines = labels.wrap(text, size=14, weight=weight, width=width)
    assert rest_after(re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" "), lines) == ""
    assert "" not in lines
    too_wide = [
        line for line in lines if labels.measure(line, size=14, weight=weight) > width + 1e-6
    ]
    assert [line for line in too_wide if len(line) > 1] == []


@pytest.mark.browser
@pytest.mark.parametrize(("weight", "number"), WEIGHTS)
def test_no_pair_of_letters_is_wider_in_the_browser(
    page_in_type: Page, weight: labels.Weight, number: str
) -> None:
    letters = [each for each in WIDTHS[weight] if each.isprintable() and each < "\u017f"]
    pairs = [first + second for first in letters for second in letters]
    found = drawn_on_canvas(page_in_type, pairs, number)
    measures = [labels.measure(pair, size=14, weight=weight) for pair in pairs]
    differences = zip(pairs, found, measures, strict=True)
    assert {pair for pair, drawn, measure in differences if drawn > measure + 0.03} == set()


@pytest.mark.browser
@pytest.mark.parametrize(("weight", "number"), WEIGHTS)
def test_no_sentence_is_wider_in_the_browser_nor_three_percent_narrower(
    page_in_type: Page, weight: labels.Weight, number: str
) -> None:
    found = drawn_in_svg(page_in_type, SENTENCES, number)
    ratios = [
        drawn / labels.measure(sentence, size=14, weight=weight)
        for sentence, drawn in zip(SENTENCES, found, strict=True)
    ]
    assert max(ratios) <= 1.0005  # the browser rounds up to the 64th of a pixel
    assert sum(ratios) / len(ratios) > 0.97


def drawn_on_canvas(page: Page, texts: list[str], weight: str) -> list[float]:
    script = """([texts, font]) => {
        const context = document.createElement("canvas").getContext("2d");
        context.font = font;
        return JSON.stringify(texts.map(text => context.measureText(text).width));
    }"""
    font = f'{weight} 14px "{typefaces.FAMILY}"'
    return [float(width) for width in json.loads(page.evaluate(script, [texts, font]))]


def drawn_in_svg(page: Page, texts: list[str], weight: str) -> list[float]:
    script = """([texts, weight]) => texts.map(text => {
        const line = document.querySelector("svg text");
        line.setAttribute("font-weight", weight);
        line.textContent = text;
        return line.getComputedTextLength();
    })"""
    return [float(width) for width in page.evaluate(script, [texts, weight])]


@pytest.mark.parametrize(("weight", "number"), WEIGHTS)
def test_the_typesetter_sets_no_text_wider_than_its_measure(
    weight: labels.Weight, number: str, tmp_path: Path
) -> None:
    (tmp_path / "texts.json").write_text(json.dumps(SENTENCES), encoding="utf-8")
    # Running text sets Japanese off from Latin by a quarter of an em; pictures do not.
    source = tmp_path / "widths.typ"
    source.write_text(
        f'#set text(font: ("Source Sans 3", "Noto Sans JP"), size: 14pt, weight: {number}, cjk-latin-spacing: none)\n'
        '#let widths() = json("texts.json").map(it => measure(text(it)).width.pt())\n'
        "#context [#metadata(widths()) <widths>]",
        encoding="utf-8",
    )
    # As in an export: of the Japanese font only what the Latin one lacks, or whole lines are set in it.
    (tmp_path / "japanese.otf").write_bytes(typefaces.japanese_subset(SENTENCES))
    folders = [str(typefaces.latin_fonts()), str(tmp_path)]
    found = typst.query(
        str(source),
        "<widths>",
        field="value",
        one=True,
        font_paths=folders,
        ignore_system_fonts=True,
    )
    for text, width in zip(SENTENCES, json.loads(found), strict=True):
        assert width <= labels.measure(text, size=14, weight=weight) * 1.001, text
