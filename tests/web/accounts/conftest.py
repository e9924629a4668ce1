"""A site with accounts: a coach, a student and a reader."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.visiting import PASSWORD, Visitor

DEBATES = Path(__file__).parent.parent / "debates"


@pytest.fixture(scope="session")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of debates with three accounts; to hash their passwords takes a moment."""
    folder = Path(shutil.copytree(DEBATES, tmp_path_factory.mktemp("class") / "debates"))
    membership = Library(folder).membership
    membership.add("Ann", "coach", PASSWORD)
    membership.add("Ben", "student", PASSWORD)
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


@pytest.fixture
def arrives(site: Flask) -> Callable[[], Visitor]:
    """Let somebody come with a browser of their own."""
    return lambda: Visitor(site.test_client())


@pytest.fixture
def stranger(arrives: Callable[[], Visitor]) -> Visitor:
    return arrives()


@pytest.fixture
def comes_as(arrives: Callable[[], Visitor], library: Library) -> Callable[[str], Visitor]:
    """Let somebody come who has logged in already; to try a password takes a moment."""

    def known(name: str) -> Visitor:
        visitor = arrives()
        secret = library.authentication.begin_session(library.membership.account(name))
        visitor.client.set_cookie("argmap-session-80", secret)
        return visitor

    return known


@pytest.fixture
def coach(comes_as: Callable[[str], Visitor]) -> Visitor:
    return comes_as("Ann")


@pytest.fixture
def student(comes_as: Callable[[str], Visitor]) -> Visitor:
    return comes_as("Ben")
