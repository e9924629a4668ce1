"""The colors can be told from what they stand on, in every theme."""

import re

import pytest

from argmap import palette, resources
from argmap.palette import Theme

THEMES: tuple[Theme, ...] = ("light", "dark", "print", "mono")

TEXTS = [
    *(("ink", ground) for ground in ("paper", "wash", "mark")),
    *(("ink", f"{kind}-wash") for kind in ("support", "objection", "undercut")),
    *(("ink", f"{stance}-wash") for stance in ("accepts", "rejects")),
    *(("soft", ground) for ground in ("paper", "wash")),
    *(("soft", f"{kind}-wash") for kind in ("support", "objection", "undercut")),
    *(("soft", f"{stance}-wash") for stance in ("accepts", "rejects")),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent-ink", "accent"),
    ("thesis-ink", "thesis"),
    ("thesis-soft", "thesis"),
    *((name, "paper") for name in ("support", "objection", "undercut", "accepts", "rejects")),
    *((name, "wash") for name in ("support", "objection", "undercut", "accepts", "rejects")),
    *((name, "paper") for name in ("open", "silent", "error", "warning")),
    *((name, f"{name}-wash") for name in ("support", "objection", "undercut")),
    *((name, f"{name}-wash") for name in ("accepts", "rejects", "error", "warning")),
]
LINES = [
    ("edge", "paper"),
    ("edge", "wash"),
    ("focus", "paper"),
    ("focus", "wash"),
    ("thesis", "paper"),
    *(("silent", f"{kind}-wash") for kind in ("support", "objection", "undercut")),
    *(("open", f"{kind}-wash") for kind in ("support", "objection", "undercut")),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(theme: Theme, text: str, ground: str) -> None:
    colors = palette.colors(theme)
    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_carry_meaning_stand_out(theme: Theme, line: str, ground: str) -> None:
    colors = palette.colors(theme)
    assert contrast(colors[line], colors[ground]) >= 3


def test_a_theme_has_colors_of_its_own() -> None:
    papers = [palette.colors(theme)["paper"] for theme in THEMES]
    assert papers == ["#ffffff", "#14181c", "#ffffff", "#ffffff"]
    assert palette.colors("mono")["support"] == "#333333"
    assert palette.colors("print")["ink"] == "#000000"


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_names_every_color(theme: Theme) -> None:
    assert set(palette.colors(theme)) == set(palette.colors("light"))


def test_every_value_of_the_table_is_six_digits_of_color() -> None:
    sheet = (resources.static() / "tokens.css").read_text(encoding="utf-8")
    values = re.findall(r"--[a-z-]+: ([^;]*);", sheet)
    assert len(values) == 4 * len(palette.colors("light"))
    assert [value for value in values if not re.fullmatch(r"#[0-9a-f]{6}", value)] == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_measured_as_wcag_says(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 to 21 (WCAG 2.2, 1.4.3)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of a color (WCAG 2.2, definitions)."""
    red, green, blue = (linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
