"""A browser without JavaScript, as far as opening a form, filling it in and sending it goes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPResponse
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import (
    BaseHandler,
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from argmap import addresses

PATIENCE = 120.0
ALERT = re.compile(r'role="alert">(.*?)</div>', re.DOTALL)
REFUSAL = re.compile(r'<div class="(?:edit )?refusal"[^>]*>.*?<p>(.*?)</p>', re.DOTALL)


class Answer(NamedTuple):
    """What a server answers: where a form was taken, `address` is the one that it leads to."""

    status: int
    address: str
    text: str

    @property
    def refusal(self) -> str:
        """Return the sentence in which a page or the API says that something was not done; empty without one."""
        if self.text.startswith("{"):
            return str(json.loads(self.text).get("detail", ""))
        found = ALERT.search(self.text) or REFUSAL.search(self.text)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1] if found else "")).split())


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, and what stands in its fields."""

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def filled(self, **typed: str) -> "Form":
        """Return the form with something typed into it."""
        return replace(self, fields={**self.fields, **typed})


class Browser:
    """Keeps the cookies of one visitor; follows no redirection.

    With a public name, servers are asked as one in front of them does that ends TLS.
    """

    def __init__(self, site: str, *, name: str = "") -> None:
        self._site = site
        self._headers = {"Host": name} if name else {}
        self._origin = f"https://{name}" if name else site.rstrip("/")
        kept = CookieJar(DefaultCookiePolicy(secure_protocols=("https", "http" if name else "")))
        handlers: tuple[BaseHandler, ...] = (ProxyHandler({}), HTTPCookieProcessor(kept), _Stay())
        self._opener = build_opener(*handlers)

    def open(self, address: str, *, site: str = "") -> Answer:
        """Ask for a page, of another server of the same site if one is named."""
        return self._ask(Request(urljoin(site or self._site, address), headers=self._headers))  # noqa: S310  # our own server

    def send(self, form: Form, *, site: str = "") -> Answer:
        """Send a form."""
        data = urlencode(form.fields).encode()
        return self.post(form.address, data, site=site, headers={"Origin": self._origin})

    def post(
        self, address: str, data: bytes, *, headers: Mapping[str, str], site: str = ""
    ) -> Answer:
        """Send data of any kind."""
        to = urljoin(site or self._site, address)
        return self._ask(Request(to, data=data, headers={**self._headers, **headers}))  # noqa: S310  # our own server

    def log_in(self, name: str, password: str) -> None:
        """Log in; raises RuntimeError with what the site says instead."""
        page = self.open(addresses.LOG_IN)
        (form,) = (each for each in forms(page) if "password" in each.fields)
        answer = self.send(form.filled(name=name, password=password))
        if answer.status != HTTPStatus.SEE_OTHER:
            raise RuntimeError(f"{answer.status} {answer.refusal}")

    def _ask(self, request: Request) -> Answer:
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                return _read(response, request)
        except HTTPError as refusal:  # how the library tells of every status from 300 on
            with refusal:
                return _read(refusal, request)


def forms(answer: Answer) -> tuple[Form, ...]:
    """Return the forms of a page that change something."""
    reader = _Reader(answer.address)
    # Who measures a server shall not be busy with the rest of its pages.
    reader.feed(answer.text[max(answer.text.find("<form"), 0) : answer.text.rfind("</form>") + 7])
    return tuple(reader.forms)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class _Reader(HTMLParser):
    """Reads the forms of a page with the values that a browser would send back."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._address = address
        self._fields: dict[str, str] | None = None
        self._name = ""
        self._is_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or take in a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._fields = {}
            self.forms.append(Form(given.get("action") or self._address, self._fields))
        if self._fields is None:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            is_off = given.get("type") in ("checkbox", "radio") and "checked" not in given
            if not is_off:
                self._fields[name] = given.get("value", "on")
        elif tag in ("textarea", "select"):
            self._name, self._is_text = name, tag == "textarea"
            self._fields[name] = ""
            self._is_first = True
        elif tag == "option" and self._name and ("selected" in given or self._is_first):
            self._fields[self._name] = given.get("value", "")
            self._is_first = False

    def handle_endtag(self, tag: str) -> None:
        """End a form or a field."""
        if tag == "form":
            self._fields = None
        elif tag in ("textarea", "select"):
            self._name, self._is_text = "", False

    def handle_data(self, data: str) -> None:
        """Take in the text of a field."""
        if self._is_text and self._fields is not None:
            # The line end right behind the tag is no part of the text.
            known = self._fields[self._name]
            self._fields[self._name] = known + (data if known else data.removeprefix("\n"))


def _read(response: HTTPResponse | HTTPError, request: Request) -> Answer:
    status = response.status or 0
    led = urljoin(request.full_url, response.headers.get("Location") or request.full_url)
    return Answer(status, led, response.read().decode("utf-8", "replace"))
