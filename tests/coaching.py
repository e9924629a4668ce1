"""A coach at a browser without scripts: opens forms, fills them in and sends them."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
FIELD = re.compile(r'<(?:input type="text"|textarea|select)[^>]* name="([^"]*)"')
TEXTAREA = re.compile(r'<textarea[^>]* name="([^"]*)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
LINE = re.compile(r'<input type="text"[^>]* name="([^"]*)"[^>]* value="([^"]*)"')
CHOSEN = re.compile(
    r'<select[^>]* name="([^"]*)"[^>]*>(?:(?!</select>).)*?<option value="([^"]*)" selected>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Coach:
    """Who edits; `sent` is what every request carries besides."""

    client: FlaskClient

    def opened(self, address: str) -> Mapping[str, str]:
        """Return what stands in the fields of a form when it is opened."""
        page = self.client.get(address)
        assert page.status_code == 200, page.text
        return filled(page.text)

    def sends(
        self, address: str, *, changing: Mapping[str, str] | None = None, **typed: str
    ) -> TestResponse:
        """Open a form, type into its fields, and send it."""
        return self.client.post(address, data={**self.opened(address), **(changing or {}), **typed})

    def ends(self, address: str, **typed: str) -> TestResponse:
        """Open a form, type into its fields, send it, and go where it leads."""
        answer = self.sends(address, changing=typed)
        assert answer.status_code == 303, answer.text
        return self.client.get(answer.headers["Location"].partition("#")[0])


def filled(page: str) -> Mapping[str, str]:
    """Return what stands in the fields of the form of a page."""
    start = (
        page.index('<form method="post" action', page.index('class="edit'))
        if 'class="edit-form"' in page
        else 0
    )
    form = page[start:]
    found = [
        *HIDDEN.findall(form),
        *LINE.findall(form),
        *TEXTAREA.findall(form),
        *CHOSEN.findall(form),
    ]
    return {name: html.unescape(value) for name, value in found}


def fields(page: str) -> list[str]:
    """Return the names of the fields of a page that something can be typed into."""
    return [name for name in FIELD.findall(page) if name != "q"]
