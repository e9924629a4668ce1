"""Who visits a site with accounts: by a client without scripts, or in a browser."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.test import TestResponse

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from tests.browsing import served

PASSWORD = "correct horse battery"
TOKEN = re.compile(r'name="csrf_token" value="([^"]*)"')


@dataclass(frozen=True)
class Visitor:
    """Who looks at the site by a client, which keeps cookies as a browser does."""

    client: FlaskClient
    base: str = "http://localhost"

    def sees(self, address: str) -> str:
        """Return a page that is there."""
        page = self.client.get(address, base_url=self.base)
        assert page.status_code == 200, page.text
        return page.text

    def token(self, address: str) -> str:
        """Return the token of the forms of a page."""
        found = TOKEN.search(self.sees(address))
        assert found, f"{address} has no form"
        return found[1]

    def sends(self, page: str, action: str = "", **typed: str) -> TestResponse:
        """Open a page, and send its form, or the one with an action."""
        data = {"csrf_token": self.token(page), **typed}
        return self.client.post(action or page, base_url=self.base, data=data)

    def logs_in(self, name: str, password: str = PASSWORD) -> "Visitor":
        """Log in, and return the same visitor."""
        answer = self.sends("/log-in", name=name, password=password)
        assert answer.status_code == 303, answer.text
        return self

    def logs_out_and_in(self, name: str, password: str = PASSWORD) -> "Visitor":
        """Log out, log in again, and return the same visitor."""
        assert self.sends("/account", "/log-out").status_code == 303
        return self.logs_in(name, password)

    def is_known(self) -> bool:
        """Return whether the site knows who this is."""
        return self.client.get("/account").status_code == 200


@contextmanager
def serving(library: Library) -> Iterator[str]:
    """Serve a library with accounts to the browsers of this machine, and yield its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    access = Access(port=listening.getsockname()[1], is_local=True)
    with served(create_app(library, access=access), listening) as address:
        yield address


def logged_in(context: BrowserContext, site: str, name: str) -> Page:
    """Return a page of a browser in which somebody has logged in."""
    page = context.new_page()
    page.goto(f"{site}/log-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{site}/")
    return page
