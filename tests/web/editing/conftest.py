"""A site that offers editing, and a coach who uses it."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.coaching import Coach


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder)


@pytest.fixture
def site(library: Library) -> Flask:
    """The site at http://localhost, as Flask's client asks for it."""
    site = create_app(library, access=Access.local(author="Ann", port=80))
    site.config["PROPAGATE_EXCEPTIONS"] = False
    return site


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def coach(client: FlaskClient) -> Coach:
    return Coach(client)
