"""What tests in a browser share: windows of every look, and what is asked of every page."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

SIZES = {"desk": (1440, 1000), "tablet": (900, 1100), "phone": (390, 844)}

HEADING_LEVELS = """
    [...document.querySelectorAll("h1, h2, h3, h4")]
        .filter(one => one.checkVisibility())
        .map(one => +one.tagName[1])
"""

ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
"""Every rule is tried; what passes is not listed node by node, which takes as long as the rules."""


@contextmanager
def window(browser: Browser, look: str) -> Iterator[BrowserContext]:
    """Yield windows of a look, such as `phone-dark`: a size and a color scheme; they share what they have fetched."""
    size, scheme = look.split("-")
    wide, high = SIZES[size]
    context = browser.new_context(
        viewport={"width": wide, "height": high},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    yield context
    context.close()


def refuse_violations(page: Page) -> None:
    """Fail with axe's report when it finds anything on a page."""
    found = Axe().run(page, options=ONLY_VIOLATIONS)
    assert found.violations_count == 0, found.generate_report()
