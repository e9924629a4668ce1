"""What the tests of commands that change a debate share."""

import shutil
from pathlib import Path

import pytest

from tests import pictured


@pytest.fixture
def harbor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a debate, in the folder of debates below where the command runs."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARGMAP_DEBATES", raising=False)
    (tmp_path / "debates").mkdir()
    return Path(shutil.copy(pictured.HARBOR, tmp_path / "debates" / "harbor.yaml"))
