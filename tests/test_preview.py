from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from argmap import preview
from tests import pictured


@pytest.mark.parametrize("title", ["Short", "A title that goes on and on, " * 12, "長" * 200])
def test_the_card_has_the_size_that_networks_ask_for(tmp_path: Path, title: str) -> None:
    text = pictured.long_debate(5).replace("A long list", title)
    card = Image.open(BytesIO(preview.png(pictured.volume(tmp_path, text))))
    assert card.size == (1200, 630)


def test_equal_debates_have_equal_cards() -> None:
    assert preview.png(pictured.harbor()) == preview.png(pictured.harbor())


def test_a_different_title_makes_a_different_card(tmp_path: Path) -> None:
    text = pictured.long_debate(5)
    one = preview.png(pictured.volume(tmp_path, text))
    assert preview.png(pictured.volume(tmp_path, text.replace("long", "short"))) != one
