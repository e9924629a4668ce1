from pathlib import Path

import pytest

from argmap import locating
from argmap.errors import NotFound, Unreadable
from argmap.stores.folder import FolderStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.yaml").write_text("title: One", encoding="utf-8")
    return tmp_path


def test_a_path_that_leads_nowhere_is_refused_with_the_nearest(folder: Path) -> None:
    with pytest.raises(NotFound, match=r"one\.yaml"):
        locating.open_path(folder / "ones.yaml")
    with pytest.raises(NotFound):
        locating.open_path(folder / "gone" / "one.yaml")


def test_a_debate_is_named_by_its_id_or_by_a_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert locating.open_named("one", FolderStore(folder)).id == "one"
    assert locating.open_named("one.yaml", FolderStore(Path("elsewhere"))).id == "one"
    assert locating.open_named("./one.yaml", FolderStore(Path("elsewhere"))).id == "one"
    with pytest.raises(Unreadable):
        locating.open_named("one", FolderStore(folder / "one.yaml"))
