"""A folder of small debates, and the site that shows it."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from argmap.library import Library
from argmap.web import create_app

DEBATES = Path(__file__).parent / "debates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a rich debate, a Japanese one, one with faults, and a file that is none."""
    return Path(shutil.copytree(DEBATES, tmp_path / "debates"))


@pytest.fixture
def site(folder: Path) -> Flask:
    return create_app(Library(folder))


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()
