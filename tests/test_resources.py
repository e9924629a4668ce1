from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import resources

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("folder", [resources.templates, resources.static, resources.debates])
def test_a_checkout_has_its_folders_at_the_root(folder: Callable[[], Path]) -> None:
    assert folder() == ROOT / folder.__name__
    assert folder().is_dir()
