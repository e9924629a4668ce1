"""What several test modules share: a browser, a page in the shipped type, and a PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, sync_playwright

from argmap import passwords, resources, typefaces
from argmap.stores import places
from tests import compiling, postgres, temporary
from tests.postgres import Cluster

CHROMIUMS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""The first that is there is used; without windows of its own it takes a third less time."""

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    # Letters then stand where they stand at every size, as in the whole Chromium.
    "--font-render-hinting=none",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",  # a tab in a window that is open begins where the last one has warmed up
]
SITE = "http://argmap.invalid"

temporary.use_memory()
os.environ.pop(places.STORE, None)  # no test works on the debates of whoever runs it
Flask.jinja_environment = compiling.SharedEnvironment
Flask.url_rule_class = compiling.SharedRule
PAGE_IN_TYPE = """<!doctype html>
<link rel="stylesheet" href="/static/fonts.css">
<svg xmlns="http://www.w3.org/2000/svg">
  <text font-family="'Source Sans 3', 'Noto Sans JP'" font-size="14" style="white-space: pre"></text>
</svg>"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let long modules begin first: the last ones are short, so that no process waits long for another's."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = next((each for each in CHROMIUMS if Path(each).exists()), CHROMIUMS[-1])
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Give the PostgreSQL that all tests of a process share."""
    with postgres.running() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def page_in_type(chromium: Browser) -> Iterator[Page]:
    """An empty drawing with the site's fonts loaded; nothing is fetched from elsewhere."""
    page = chromium.new_page()
    page.route("**", serve_type)
    page.goto(SITE)
    page.evaluate(
        """Promise.all(["400", "600"].map(weight =>
            document.fonts.load(`${weight} 14px "Source Sans 3", "Noto Sans JP"`, "aŌ民")))"""
    )
    yield page
    page.close()


def serve_type(route: Route) -> None:
    path = route.request.url.removeprefix(SITE)
    if path == "/":
        route.fulfill(body=PAGE_IN_TYPE, content_type="text/html")
    elif path == "/fonts/noto-sans-jp.otf":
        route.fulfill(path=typefaces.japanese_font())
    else:
        route.fulfill(path=resources.static() / path.removeprefix("/static/"))


@pytest.fixture(autouse=True, scope="session")
def cheap_hashes() -> Iterator[None]:
    """Let hashes of passwords cost little in this process; those of servers cost what they cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "METHOD", "scrypt:1024:8:1")
        yield
