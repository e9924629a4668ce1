"""A site that programs ask: on this machine for whoever sits there, and for a class with accounts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests import programs
from tests.programs import Program
from tests.visiting import PASSWORD

DEBATES = Path(__file__).parent.parent / "debates"

Enter = Callable[[str], Program]
"""Returns a program with a token of an account."""


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder)


@pytest.fixture
def program(library: Library) -> Program:
    """A program on the machine of a server without accounts."""
    return Program(_site(library, Access.local(author="Ann", port=80)))


@pytest.fixture(scope="session")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of debates with accounts; to hash their passwords takes a moment."""
    folder = Path(shutil.copytree(DEBATES, tmp_path_factory.mktemp("class") / "debates"))
    membership = Library(folder).membership
    membership.add("Ann", "coach", PASSWORD)
    membership.add("Tom", "student", PASSWORD)
    membership.add("Mia", "student", PASSWORD)
    membership.add("Rita", "reader", PASSWORD)
    return folder


@pytest.fixture
def class_library(class_folder: Path, tmp_path: Path) -> Library:
    return Library(Path(shutil.copytree(class_folder, tmp_path / "class")))


@pytest.fixture
def class_site(class_library: Library) -> Flask:
    return _site(class_library, Access(is_local=True))


@pytest.fixture
def enter(class_site: Flask, class_library: Library) -> Enter:
    return lambda name: programs.of_account(class_site, class_library, name)


@pytest.fixture
def nobody(class_site: Flask) -> Program:
    return Program(class_site)


@pytest.fixture
def coach(enter: Enter) -> Program:
    return enter("Ann")


@pytest.fixture
def student(enter: Enter) -> Program:
    return enter("Tom")


def _site(library: Library, access: Access) -> Flask:
    site = create_app(library, access=access)
    site.config["PROPAGATE_EXCEPTIONS"] = False
    return site
