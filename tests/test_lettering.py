import pytest

from argmap import lettering
from argmap.lettering import CREDIT, TITLE
from argmap.palette import colors


@pytest.mark.parametrize("text", ["Short", "A title of several words", "長い題名が続いていく場合"])
def test_a_shortened_line_fits(text: str) -> None:
    assert lettering.measure(lettering.shorten(text, TITLE, 110), TITLE) <= 110


def test_what_fits_is_not_shortened() -> None:
    assert lettering.shorten("Short", CREDIT, 200) == "Short"


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    text = "Futenma, Henoko and the U.S. bases in Okinawa"
    lines = lettering.wrap(text, TITLE, 260)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(lettering.measure(line, TITLE) <= 260 for line in lines)


def test_text_is_escaped() -> None:
    drawn = lettering.draw(["a < b & c"], TITLE, (0, 0), colors=colors("light"))
    assert "a &lt; b &amp; c" in drawn


def test_no_lines_draw_nothing() -> None:
    assert lettering.draw([], TITLE, (0, 0), colors=colors("light")) == ""
