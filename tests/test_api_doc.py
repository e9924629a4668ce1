"""docs/api.md: what it says can be sent, and what comes back."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from argmap.library import Library
from argmap.web import create_app
from argmap.web.access import Access
from argmap.web.api.kinds import KINDS
from argmap.web.api.operations import Operation
from argmap.web.api.table import OPERATIONS
from tests.browsing import served

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

SITE = "http://localhost:8000"
ACCOUNTS = "## Accounts and tokens"
"""Where the page begins to speak of a site with accounts."""

BLOCK = re.compile(r"```sh\n(?P<lines>.*?)```(?:\n\n```json\n(?P<answer>.*?)```)?", re.DOTALL)

CURL = ArgumentParser()
CURL.add_argument("address")
CURL.add_argument("-X", dest="method")
CURL.add_argument("-H", dest="headers", action="append", default=[])
CURL.add_argument("-o", dest="file")
CURL.add_argument("--json")
CURL.add_argument("--data-binary", "--data", dest="data")


class Block(NamedTuple):
    """Lines of the page, and what the last one of them answers."""

    lines: list[str]
    answer: object
    has_accounts: bool


BLOCKS = [
    Block(
        found["lines"].splitlines(),
        json.loads(found["answer"]) if found["answer"] else None,
        found.start() > PAGE.index(ACCOUNTS),
    )
    for found in BLOCK.finditer(PAGE)
]

Run = Callable[[str, Mapping[str, str]], str]
"""Runs a line with some variables, and returns what it prints."""


def by_curl(line: str, variables: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["sh", "-c", line.replace("curl", "curl --silent --show-error", 1)],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def by_python(line: str, variables: Mapping[str, str]) -> str:
    program, *arguments = shlex.split(Template(line).safe_substitute(variables))
    assert program == "curl"
    given = CURL.parse_args(arguments)
    headers = dict(header.split(": ", 1) for header in given.headers)
    data = given.json or given.data
    if data and data.startswith("@"):
        data = Path(data[1:]).read_text(encoding="utf-8")
    if given.json:
        headers["Content-Type"] = "application/json"
    body = data.encode() if data else None
    request = Request(given.address, data=body, headers=headers, method=given.method)  # noqa: S310
    try:
        with urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
            said = answer.read().decode()
    except HTTPError as refused:
        said = refused.read().decode()
    if given.file:
        Path(given.file).write_text(said, encoding="utf-8")
        return ""
    return str(said)


WAYS = {"python": by_python} | ({"curl": by_curl} if shutil.which("curl") else {})


def fits(shown: object, said: object) -> bool:
    """Return whether an answer is as the page shows it; `…` stands for what is left out there."""
    if shown in ("…", said):
        return True
    if isinstance(shown, str) and isinstance(said, str) and shown.endswith("…"):
        return said.startswith(shown[:-1])
    if isinstance(shown, list) and isinstance(said, list):
        is_cut = bool(shown) and shown[-1] == "…"
        whole = shown[:-1] if is_cut else shown
        return (is_cut or len(whole) == len(said)) and all(map(fits, whole, said))
    if isinstance(shown, dict) and isinstance(said, dict):
        named = shown.keys() - {"…"}
        return (named == said.keys() or ("…" in shown and named <= said.keys())) and all(
            fits(shown[name], said[name]) for name in named
        )
    return False


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A folder with the debate of the README, beside where the lines run."""
    monkeypatch.chdir(tmp_path)
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates" / "four-day-week.yaml").write_text(block[1], encoding="utf-8")
    return Library(tmp_path / "debates")


@pytest.fixture
def site(library: Library) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    access = Access.local(author="Ann", port=listening.getsockname()[1])
    with served(create_app(library, access=access), listening) as address:
        yield address


def tokens(library: Library) -> Mapping[str, str]:
    """Return tokens of new accounts by the variables that hold them."""
    coach = library.membership.add("Ann", "coach", "a long password")
    student = library.membership.add("Tom", "student", "a long password")
    new_token = library.authentication.new_token
    return {"COACH": new_token(coach, "lines"), "STUDENT": new_token(student, "lines")}


@pytest.mark.parametrize("run", WAYS.values(), ids=WAYS)
def test_every_line_answers_as_it_is_shown(library: Library, site: str, run: Run) -> None:
    variables: Mapping[str, str] = {}
    for block in BLOCKS:
        if block.has_accounts and not variables:
            variables = tokens(library)
        printed = [run(line.replace(SITE, site), variables) for line in block.lines][-1]
        if block.answer is None:
            assert printed == ""
        else:
            said = json.loads(printed)
            assert fits(block.answer, said), json.dumps(said, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_every_operation_has_its_line(operation: Operation) -> None:
    place = re.sub(r"\\{\w+\\}", r"[^/?' ]+", re.escape(operation.path))
    asked = re.compile(rf"{SITE}{place}(?:\?[^' ]*)?'?$")
    found = [
        CURL.parse_args(shlex.split(line)[1:])
        for block in BLOCKS
        for line in block.lines
        if asked.search(line)
    ]
    methods = {each.method or ("POST" if each.json else "GET") for each in found}
    assert operation.method in methods


def test_every_kind_of_refusal_stands_in_its_table() -> None:
    rows = re.findall(r"^\| (\d{3}) \| (.+) \|$", PAGE, re.MULTILINE)
    shown = [
        (int(status), name) for status, names in rows for name in re.findall(r"`([^`]+)`", names)
    ]
    assert shown == [(kind.status.value, kind.name) for kind in KINDS]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGE))
def test_every_link_to_a_file_leads_somewhere(target: str) -> None:
    assert (ROOT / "docs" / target).exists()
