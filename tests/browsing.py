"""What tests in a browser share: a served site, windows of every size and scheme, and what is asked of every page."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from typing import Literal, TypeAlias

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from waitress.server import create_server

Scheme: TypeAlias = Literal["light", "dark"]

SIZES = {"desk": (1440, 1000), "tablet": (900, 1100), "phone": (390, 844)}
SCHEMES: Mapping[str, tuple[Scheme, ...]] = {
    "desk": ("light", "dark"),
    "tablet": ("light",),
    "phone": ("light", "dark"),
}
"""The color schemes in which pages of each size are looked at."""

HEADING_LEVELS = """
    [...document.querySelectorAll("h1, h2, h3, h4")]
        .filter(one => one.checkVisibility())
        .map(one => +one.tagName[1])
"""
FITS = "document.documentElement.scrollWidth <= innerWidth"

AXE = Axe().axe_script
RUN_AXE = """axe.run({ resultTypes: ["violations"] })"""
"""Every rule is tried; what passes is not listed node by node, which takes as long as the rules."""


@contextmanager
def served(app: Flask, listening: socket.socket, *, threads: int = 4) -> Iterator[str]:
    """Answer at a socket for as long as this lasts; yield the address of the site."""
    server = create_server(app, sockets=[listening], threads=threads)
    is_over = Event()

    def answer() -> None:
        try:
            server.run()
        except OSError:  # it is closed under the hands of its thread
            if not is_over.is_set():
                raise

    thread = Thread(target=answer, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    is_over.set()
    server.close()
    thread.join(timeout=5)


@contextmanager
def window(
    browser: Browser, size: str, scheme: Scheme = "light", *, has_scripts: bool = True
) -> Iterator[BrowserContext]:
    """Yield a window of a size and a color scheme; its tabs share what they have fetched."""
    wide, high = SIZES[size]
    context = browser.new_context(
        viewport={"width": wide, "height": high},
        color_scheme=scheme,
        reduced_motion="reduce",
        java_script_enabled=has_scripts,
    )
    yield context
    context.close()


def resize(page: Page, size: str) -> None:
    """Give the window of a page another size, without loading the page again."""
    wide, high = SIZES[size]
    page.set_viewport_size({"width": wide, "height": high})


def refuse_violations(page: Page) -> None:
    """Fail with axe's report when it finds anything on a page."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    found = AxeResults(page.evaluate(RUN_AXE))
    assert found.violations_count == 0, found.generate_report()


def refuse_violations_in(page: Page, schemes: tuple[Scheme, ...]) -> None:
    """Fail when axe finds anything on a page, or when it does not fit, in one of these color schemes.

    A page need not be loaded again for another scheme: nothing but style sheets knows of it.
    """
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        refuse_violations(page)
        assert page.evaluate(FITS), scheme
    page.emulate_media(color_scheme=schemes[0])
