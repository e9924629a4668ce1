"""A folder with one debate, and the library of it."""

from pathlib import Path

import pytest

from argmap.library import Library

DEBATE = """\
# A comment on top.
title: A harbor
question: Should it be built?
viewpoints:
  v: {name: V, summary: S}
  w: {name: W, summary: S}
claims:
  - id: a    # the first
    claim: The first claim.
    supports:
      - {id: b, claim: The second claim.}
  - id: c
    claim: The third claim.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "harbor.yaml"
    path.write_text(DEBATE, encoding="utf-8")
    return path


@pytest.fixture
def library(file: Path) -> Library:
    return Library(file.parent)
