"""`argmap serve` for people with accounts: names, keys and servers in front."""

import http.client
import re
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from argmap.library import Library
from argmap.limits import OF_A_NAME_FROM_ONE_PLACE

if TYPE_CHECKING:
    from collections.abc import Mapping

DEBATE = """\
title: A harbor
question: Bridge or ferry?
viewpoints: {a: {name: A, summary: One.}, b: {name: B, summary: Two.}}
claims: [A bridge., A ferry.]
"""
PASSWORD = "a long enough password"
NAME = "debates.example"
ADDRESS = re.compile(r"argmap serves .+ at http://([0-9.]+):(\d+)/ \(Ctrl-C stops\)\n")


pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Answer:
    """What a server has answered."""

    status: int
    headers: "Mapping[str, str]"
    cookies: "Mapping[str, str]"
    text: str

    @property
    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]*)"', self.text)
        assert found
        return found[1]


@dataclass(frozen=True)
class Server:
    """A running server, and what it has said when it began."""

    host: str
    port: int
    said: str

    def ask(
        self,
        path: str,
        *,
        host: str = NAME,
        cookies: "Mapping[str, str] | None" = None,
        data: "Mapping[str, str] | None" = None,
        headers: "Mapping[str, str] | None" = None,
    ) -> Answer:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        body = urlencode(data) if data is not None else None
        sent = {"Host": host, **(headers or {})}
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={text}" for name, text in cookies.items())
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if data is None else "POST", path, body, sent)
        answer = connection.getresponse()
        given = answer.headers.get_all("Set-Cookie") or []
        found = dict(each.split(";")[0].split("=", 1) for each in given)
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, dict(answer.headers), found, text)

    def log_in(self, name: str, password: str, *, origin: str = "") -> Answer:
        headers = {"Origin": f"https://{NAME}", "X-Forwarded-For": origin or "192.0.2.9"}
        page = self.ask("/log-in")
        data = {"name": name, "password": password, "csrf_token": page.token}
        return self.ask("/log-in", cookies=page.cookies, data=data, headers=headers)


@contextmanager
def serving(*arguments: str | Path) -> Iterator[Server]:
    command = [sys.executable, "-u", "-m", "argmap", "serve", "--port", "0", *map(str, arguments)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            host, port = _address(process, output)
            Server(host, port, "").ask("/", host="anywhere.example")  # now it has said what it says
            output.seek(0)
            yield Server(host, port, "".join(output.readlines()[1:]))
        finally:
            process.kill()
            process.wait()


def _address(process: "subprocess.Popen[bytes]", output: TextIO) -> tuple[str, int]:
    """Return where a server listens, once it has said so."""
    while True:
        is_running = process.poll() is None
        output.seek(0)
        text = output.read()
        found = ADDRESS.match(text)
        if found:
            return found[1], int(found[2])
        assert is_running, text
        time.sleep(0.02)


def refusal(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "argmap", "serve", "--port", "0", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "debates"
    folder.mkdir()
    (folder / "harbor.yaml").write_text(DEBATE, encoding="utf-8")
    return folder


@pytest.fixture
def with_accounts(folder: Path) -> Path:
    membership = Library(folder).membership
    membership.add("Aiko", "coach", PASSWORD)
    return folder


@pytest.mark.parametrize(
    "name",
    ["https://debates.example", "debates.example/", "a b", "x:y", "-a", "a,b", "é.example", ""],
)
def test_a_public_name_that_is_none_is_refused(folder: Path, name: str) -> None:
    assert f'"{name}" is no name of a server' in refusal(folder, f"--public-name={name}")


@pytest.mark.parametrize("proxy", ["balancer", "*", "192.0.2.0/24", "192.0.2.7:80", ""])
def test_a_server_in_front_that_is_no_address_is_refused(folder: Path, proxy: str) -> None:
    said = refusal(folder, "--public-name", NAME, f"--proxy={proxy}")
    assert f'"{proxy}" is no address' in said


def test_with_accounts_it_must_be_said_under_which_name_people_come(with_accounts: Path) -> None:
    assert "--public-name" in refusal(with_accounts, "--host", "0.0.0.0")  # noqa: S104


def test_a_key_that_others_can_read_is_refused(with_accounts: Path) -> None:
    with serving(with_accounts):
        pass
    key = with_accounts / ".argmap" / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    assert "chmod 600" in refusal(with_accounts)


def test_nothing_secret_is_made_while_there_are_no_accounts(folder: Path) -> None:
    with serving(folder) as server:
        assert server.said == ""
    assert not (folder / ".argmap" / "secret-key").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--public-name", NAME], "argmap user add NAME --role coach"),
        (["--private"], "Nobody can read the debates until there is an account"),
        (["--host", "0.0.0.0"], "start again with --public-name"),  # noqa: S104
    ],
)
def test_it_says_how_to_come_to_accounts(folder: Path, options: list[str], sentence: str) -> None:
    with serving(folder, *options) as server:
        assert sentence in server.said


def test_it_says_what_tls_needs(with_accounts: Path) -> None:
    with serving(with_accounts, "--public-name", NAME) as server:
        assert f"https://{NAME}/" in server.said
        assert "ends TLS" in server.said
    with serving(with_accounts, "--public-name", NAME, "--insecure") as server:
        assert f"http://{NAME}/ without TLS" in server.said


def test_accounts_count_from_the_next_request_on(folder: Path) -> None:
    with serving(folder, "--public-name", NAME) as server:
        assert "Log in" not in server.ask("/").text
        Library(folder).membership.add("Aiko", "coach", PASSWORD)
        assert "Log in" in server.ask("/").text
        assert server.log_in("Aiko", PASSWORD).status == 303


def test_servers_that_share_a_name_share_who_is_in(with_accounts: Path, tmp_path: Path) -> None:
    shared = ("--public-name", NAME, "--secret-key", tmp_path / "key")
    with serving(with_accounts, *shared) as one, serving(with_accounts, *shared) as two:
        entered = one.log_in("Aiko", PASSWORD)
        assert "Aiko" in two.ask("/", cookies=entered.cookies).text
        form = one.ask("/debates/harbor/edit/thesis", cookies=entered.cookies)
        data = {"sentence": "A tunnel.", "csrf_token": form.token, "revision": "", "key": "k" * 20}
        sent = two.ask(
            "/debates/harbor/edit/thesis", cookies={**entered.cookies, **form.cookies}, data=data
        )
        assert sent.status == 303
        two.ask("/log-out", cookies=entered.cookies, data={"csrf_token": form.token})
    assert Library(with_accounts).changes("harbor")[0].author == "Aiko"


def test_attempts_are_counted_over_servers_and_by_who_is_behind_the_one_in_front(
    with_accounts: Path,
) -> None:
    shared = ("--public-name", NAME)
    here, there = {"origin": "192.0.2.1"}, {"origin": "203.0.113.9, 192.0.2.2"}
    with serving(with_accounts, *shared) as one, serving(with_accounts, *shared) as two:
        for number in range(OF_A_NAME_FROM_ONE_PLACE):
            server = (one, two)[number % 2]
            assert server.log_in("Aiko", "a wrong password", **here).status == 401
        refused = one.log_in("Aiko", PASSWORD, **here)
        assert refused.status == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 900
        assert two.log_in("Aiko", PASSWORD, **there).status == 303


def test_nobody_says_where_requests_come_from_unless_it_is_trusted(with_accounts: Path) -> None:
    options = ("--host", "0.0.0.0", "--public-name", NAME, "--insecure")  # noqa: S104
    with serving(with_accounts, *options) as server:
        at_home = Server("127.0.0.1", server.port, "")
        for number in range(OF_A_NAME_FROM_ONE_PLACE + 1):
            page = at_home.ask("/log-in")
            data = {"name": "Aiko", "password": "a wrong one", "csrf_token": page.token}
            answer = at_home.ask(
                "/log-in",
                cookies=page.cookies,
                data=data,
                headers={"Origin": f"http://{NAME}", "X-Forwarded-For": f"192.0.2.{number}"},
            )
        assert answer.status == 429


def test_the_path_of_a_log_in_leads_back(with_accounts: Path) -> None:
    with serving(with_accounts, "--public-name", NAME, "--private") as server:
        answer = server.ask("/debates/harbor")
        assert answer.status == 302
        way = urlsplit(answer.headers["Location"])
        assert (way.netloc, way.path) == ("", "/log-in")
        assert parse_qs(way.query) == {"next": ["/debates/harbor"]}
