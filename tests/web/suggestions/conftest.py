"""A class: two coaches, two students and a reader on a site with accounts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.coaching import Coach
from tests.visiting import PASSWORD, Visitor

DEBATES = Path(__file__).parent.parent / "debates"


@pytest.fixture(scope="session")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of debates with accounts; to hash their passwords takes a moment."""
    folder = Path(shutil.copytree(DEBATES, tmp_path_factory.mktemp("class") / "debates"))
    membership = Library(folder).membership
    membership.add("Ann", "coach", PASSWORD)
    membership.add("Cat", "coach", PASSWORD)
    membership.add("Tom", "student", PASSWORD)
    membership.add("Mia", "student", PASSWORD)
    membership.add("Rita", "reader", PASSWORD)
    return folder


@pytest.fixture
def folder(class_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(class_folder, tmp_path / "debates"))


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder)


@pytest.fixture
def site(library: Library) -> Flask:
    """The site at http://localhost, as Flask's client asks for it."""
    site = create_app(library, access=Access(is_local=True))
    site.config["PROPAGATE_EXCEPTIONS"] = False
    return site


Enter = Callable[[str], Coach]
"""Lets somebody log in by name."""


@pytest.fixture
def enter(site: Flask) -> Enter:
    return lambda name: Coach(Visitor(site.test_client()).logs_in(name).client)


@pytest.fixture
def ann(enter: Enter) -> Coach:
    return enter("Ann")


@pytest.fixture
def tom(enter: Enter) -> Coach:
    return enter("Tom")
