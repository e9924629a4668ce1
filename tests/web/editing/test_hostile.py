"""Hostile input through every field of every form: refused or kept as text, never executed, never an error of ours."""

import re
from functools import lru_cache
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import quote, urlencode

import pytest
from werkzeug.test import TestResponse

from argmap.library import Library
from argmap.web.editing.views import CLAIM_FORMS, DEBATE_FORMS
from tests.coaching import Coach, fields

pytestmark = pytest.mark.long

HOSTILE = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" autofocus onfocus=alert(1) x=\"' onmouseover='alert(1)",
    "closing": "</textarea></title></style></svg><svg onload=alert(1)>",
    "template": "{{ 7 * 7 }}{% include '/etc/passwd' %}${7*7}#{7*7}",
    "markdown": "[x](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>",
    "address": "javascript:alert(1)",
    "data address": "data:text/html,<script>alert(1)</script>",
    "bracketed address": "https://[::1",
    "credentials": "https://user:pass@evil.example:99999/%00/../a-b-c?d#e",
    "path": "../../../../etc/passwd",
    "windows path": "C:\\Windows\\..\\con\\nul.yaml",
    "dot": '"]; node [label="x" URL="javascript:alert(1)"] //\\N\\l\\',
    "html label": "<<b>x</b>>",
    "typst": '#read("/etc/passwd") #eval("1") $x$ @a <b> #import "x"',
    "yaml": "x\n- id: forged\n  claim: forged: *a &b !!python/object:os.system [x, {y: z}]\n...\n---\n",
    "yaml key": "? x\n: y # comment: 'quoted\" |",
    "nul": "a\x00b",
    "escape": "a\x1b[31mb\x07",
    "next line": "a\x85b\u2028c\u2029d",
    "reversed": "\u202eabc\u2066def",
    "mark": "\ufeffa",
    "surrogate": "\ud800",
    "not a character": "\uffff\ufffe",
    "combining": "a" + "\u0301" * 3_000,
    "emoji": "👩‍👩‍👧‍👦" * 50,
    "long": "word " * 30_000,
    "unbroken": "x" * 30_000,
    "lines": "line\r\n" * 5_000,
    "deep": "[" * 5_000 + ">" * 5_000 + "(" * 5_000,
    "place": "few>(few>(few>(few>build)))",
    "number": "1e309",
    "negative": "-0.0000000001",
    "not a number": "nan",
    "digits": "9" * 5_000,
    "other digits": "٣٤٥²",
    "json": '{"source": {"$ne": 1}, "quote": [1, 2], "at": null}',
    "sql": "'; DROP TABLE changes; --",
    "format": "{0.__class__} %s %n {debate!r}",
}
ADDRESSES = (
    *(
        f"/debates/harbor/claims/hour/edit/{action}"
        for action in CLAIM_FORMS
        if action != "end-reuse"
    ),
    "/debates/harbor/claims/few/edit/end-reuse",
    "/debates/harbor/claims/few/edit/evidence?item=1",
    *(f"/debates/harbor/edit/{action}" for action in DEBATE_FORMS),
    "/debates/harbor/edit/source?source=ledger",
    "/debates/harbor/edit/event?event=1",
    "/debates/harbor/edit/viewpoint?viewpoint=keepers",
    "/debates/harbor/edit/text",
    "/debates/harbor/edit/text?claim=hour",
)
STRIDE = 6
"""Each field gets every sixth of the corpus, each time another part of it: all of it takes some minutes."""

HIDDEN = ("revision", "key", "old", "old_date", "old_text", "step", "base", "remove", "check")
SEEN = (
    "/debates/harbor",
    "/debates/harbor/outline",
    "/debates/harbor/sources",
    "/debates/harbor/timeline",
    "/debates/harbor/problems",
    "/debates/harbor/history",
    "/debates/harbor/history/1",
    "/debates/harbor/claims/hour",
    "/debates/harbor/revision",
    "/changes",
    "/changes.atom",
    "/debates/harbor/export.svg",
)


class Executable(HTMLParser):
    """Collects what a browser would execute in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(tag)
        if tag in {"iframe", "object", "embed", "base", "foreignobject"} or "style" in given:
            self.found.append(tag)
        for name, value in attrs:
            bare = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or (
                name in {"href", "src", "action", "xlink:href", "formaction"}
                and bare.startswith(("javascript:", "data:text", "vbscript:"))
            ):
                self.found.append(f"{tag} {name}={value}")


PLAIN = re.compile(
    r'<(?:/?[a-z][\w:-]*(?:\s+[\w:-]+(?:="[^"<]*")?)*\s*/?|!doctype html)>', re.IGNORECASE
)
"""A tag that all readers of HTML understand alike: `<a class="claim" href="/">`."""


def executable(page: str) -> list[str]:
    """Return what a browser would execute in a page; in one that is plain throughout, tags are known one by one."""
    tags = PLAIN.findall(page)
    if len(tags) != page.count("<"):
        return parsed(page)
    return [found for tag in dict.fromkeys(tags) for found in parsed(tag)]


@lru_cache(maxsize=10_000)
def parsed(markup: str) -> list[str]:
    parser = Executable()
    parser.feed(markup)
    return parser.found


@pytest.mark.parametrize(("number", "address"), list(enumerate(ADDRESSES)), ids=str)
def test_no_field_lets_anything_through(
    coach: Coach, library: Library, number: int, address: str
) -> None:
    opened = coach.opened(address)
    names = dict.fromkeys([*fields(coach.client.get(address).text), *HIDDEN])
    for place, name in enumerate(names):
        for hostile in list(HOSTILE.values())[(number + place) % STRIDE :: STRIDE]:
            fresh = {"revision": library.volume("harbor").revision, "key": ""}
            answer = posted(coach, address, {**opened, **fresh, name: hostile})
            if answer.status_code == HTTPStatus.SEE_OTHER:
                answer = coach.client.get(answer.headers["Location"].partition("#")[0])
                assert answer.status_code == HTTPStatus.OK, (name, hostile[:50])
            assert answer.status_code < 500, (name, hostile[:50], answer.text[-600:])
            assert executable(answer.text) == [], (name, hostile[:50])
    for page in SEEN:
        shown = coach.client.get(page)
        assert shown.status_code in (HTTPStatus.OK, HTTPStatus.NOT_FOUND), page
        assert executable(shown.text) == [], page


def posted(coach: Coach, address: str, typed: dict[str, str]) -> TestResponse:
    """Send a form as bytes, so that what is no text can be sent too."""
    pairs = ((name, text.encode("utf-8", "surrogatepass")) for name, text in typed.items())
    kind = "application/x-www-form-urlencoded"
    return coach.client.post(address, data=urlencode(list(pairs)), content_type=kind)


@pytest.mark.parametrize(
    "address",
    [
        "/debates/harbor?changed={}",
        "/debates/harbor/history/{}",
        "/debates/harbor/history?before={}",
        "/changes?author={}",
        "/changes?debate={}",
        "/changes.atom?author={}",
        "/debates/harbor/similar?q={}&role={}&target={}",
        "/debates/{}/history",
        "/debates/{}/revision",
        "/debates/harbor/edit/{}",
        "/debates/harbor/edit/text?claim={}",
        "/debates/harbor/edit/source?source={}",
        "/debates/harbor/edit/event?event={}",
        "/debates/harbor/claims/few/edit/question?step={}&from={}&depth={}",
        "/debates/harbor/claims/few/edit/reuse?role={}&target={}",
        "/debates/harbor/claims/few/edit/evidence?item={}",
    ],
)
def test_no_address_lets_anything_through(coach: Coach, address: str) -> None:
    for name, hostile in HOSTILE.items():
        text = quote(hostile[:2_000].encode("utf-8", "surrogatepass"), safe="")
        answer = coach.client.get(address.replace("{}", text))
        assert answer.status_code < 500, name
        assert executable(answer.text) == [], name


def test_no_way_back_leads_elsewhere(coach: Coach) -> None:
    coach.sends("/debates/harbor/edit/thesis", sentence="A third way.")
    token = coach.opened("/debates/harbor/edit/thesis")
    elsewhere = (
        "//evil.example/debates/harbor",
        "/\\evil.example",
        "https://evil.example/debates/harbor",
    )
    for number, back in enumerate((*HOSTILE.values(), *elsewhere), start=1):
        address = f"/debates/harbor/history/{number}/undo"
        answer = posted(coach, address, {**token, "back": back, "key": ""})
        assert answer.status_code == HTTPStatus.SEE_OTHER, back[:50]
        assert answer.headers["Location"] == f"/debates/harbor/history?changed={number + 1}"
