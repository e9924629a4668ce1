from pathlib import Path

import pytest

from argmap import rendition
from argmap.errors import PictureRefused
from argmap.rendition import Rendition
from tests import pictured


def long(folder: Path, claims: int) -> Rendition:
    return pictured.made(pictured.volume(folder, pictured.long_debate(claims)).readable())


def test_a_png_over_the_megapixels_is_refused_with_the_scale_that_fits(tmp_path: Path) -> None:
    made = long(tmp_path, 100)
    with pytest.raises(PictureRefused, match=r"It fits at scale (\d\.\d+)\. Or choose PDF or SVG"):
        rendition.png(made, theme="light", scale=8)
    fitting = rendition.largest_scale(made)
    rendition.refuse_large_png(made, fitting)
    with pytest.raises(PictureRefused):
        rendition.refuse_large_png(made, fitting + 0.1)


def test_a_png_over_the_side_is_refused_though_its_pixels_are_few(tmp_path: Path) -> None:
    made = long(tmp_path, 700)
    width, height = made.frame.width, made.frame.height
    assert width * height < rendition.MOST_PIXELS
    with pytest.raises(PictureRefused, match=r"the limits are 32,767 a side and 60 megapixels"):
        rendition.refuse_large_png(made, 1)


def test_no_scale_is_proposed_where_none_fits(tmp_path: Path) -> None:
    made = long(tmp_path, 7000)
    assert rendition.largest_scale(made) == 0
    with pytest.raises(PictureRefused, match=r"megapixels\. Choose SVG, or a focus on one claim"):
        rendition.refuse_large_png(made, 1)


def test_a_pdf_longer_than_readers_show_is_refused_with_the_choice_of_paper(
    tmp_path: Path,
) -> None:
    made = long(tmp_path, 500)
    with pytest.raises(PictureRefused, match=r"14,400 pt a side\. Choose a paper \(a4, letter, a3"):
        rendition.pdf(made, theme="light")
    assert rendition.page_count(rendition.divide(made, "a4")) > 10


def test_a_divided_pdf_counts_its_index() -> None:
    made = pictured.made(pictured.harbor().readable())
    divided = rendition.divide(made, "slide")
    data, pages = rendition.pdf(made, theme="light", on="slide")
    assert pages == rendition.page_count(divided)
    assert data.startswith(b"%PDF-")
