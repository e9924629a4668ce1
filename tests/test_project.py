"""The project's own description: versions, pins and licenses that must agree."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import argmap

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("setup/requirements.txt", "setup/uv.txt")
# One pin and its hashes: "click==8.5.1 \" and lines "    --hash=sha256:... \"
PIN = re.compile(r"([a-z0-9-]+)==[^ ]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n")


def test_the_package_knows_its_version() -> None:
    assert argmap.__version__ == PROJECT["project"]["version"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(lock: str) -> None:
    assert PIN.sub("", (ROOT / lock).read_text(encoding="utf-8")) == ""


def test_the_lock_has_every_package_that_is_asked_for() -> None:
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    names = {re.split("[<>=]", requirement)[0] for requirement in asked}
    text = (ROOT / "setup" / "requirements.txt").read_text(encoding="utf-8")
    assert names <= {pin[1] for pin in PIN.finditer(text)}


def test_the_build_backend_is_one_of_the_pinned_packages() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    assert backend in PROJECT["dependency-groups"]["dev"]
    assert f"\n{backend} \\" in (ROOT / "setup" / "requirements.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("pattern", PROJECT["project"]["license-files"])
def test_each_license_is_there(pattern: str) -> None:
    assert list(ROOT.glob(pattern))
