"""`argmap serve` as people start it: a program of its own that is spoken to over the network."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest

DEBATE = """\
title: A harbor
question: Bridge or ferry?
viewpoints: {a: {name: A, summary: One.}, b: {name: B, summary: Two.}}
claims: [A bridge., A ferry.]
"""
LINE = re.compile(r"argmap serves (.+) at (http://.+/) \(Ctrl-C stops\)\n")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "my debates"
    folder.mkdir()
    (folder / "harbor.yaml").write_text(DEBATE, encoding="utf-8")
    return folder


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "argmap", "serve", *map(str, arguments)]


@contextmanager
def serving(
    *arguments: str | Path, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and its address; it is ended at the end whatever happened."""
    process = subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout
    try:
        found = LINE.fullmatch(process.stdout.readline())
        assert found
        yield process, found[2]
    finally:
        process.kill()
        process.communicate()


def page(address: str) -> str:
    with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def refusal(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_a_taken_port_is_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = refusal(folder, "--port", str(port))
    assert code == 1
    assert said == (
        f"argmap: Port {port} is taken by another program; choose another with --port, "
        "or a free one with --port 0.\n"
    )


def test_a_missing_folder_is_one_line(folder: Path) -> None:
    code, said = refusal(folder / "nowhere")
    assert code == 1
    assert said == f'argmap: There is no folder "{folder / "nowhere"}".\n'


def test_a_file_is_no_folder(folder: Path) -> None:
    code, said = refusal(folder / "harbor.yaml")
    assert code == 1
    assert said.count("\n") == 1
    assert "is a file; argmap expects a folder" in said


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1", "::2"])
def test_a_host_that_is_not_ours_is_one_line(folder: Path, host: str) -> None:
    code, said = refusal(folder, "--host", host, "--port", "0")
    assert code == 1
    assert said.count("\n") == 1
    assert host in said


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_a_port_that_is_none_is_a_wrong_command_line(folder: Path, port: str) -> None:
    code, said = refusal(folder, "--port", port)
    assert code == 2
    assert "--port" in said


def test_the_address_that_is_printed_shows_the_folder(folder: Path) -> None:
    with serving(folder, "--port", "0") as (_, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert "A harbor" in page(address)
        assert "Bridge or ferry?" in page(f"{address}debates/harbor")


def test_the_folder_may_come_from_the_environment(folder: Path) -> None:
    with serving("--port", "0", ARGMAP_DEBATES=str(folder)) as (_, address):
        assert "A harbor" in page(address)


def test_a_change_shows_at_the_next_request(folder: Path) -> None:
    with serving(folder, "--port", "0", "--read-only") as (_, address):
        assert "A harbor" in page(address)
        (folder / "harbor.yaml").write_text(DEBATE.replace("A harbor", "A port"), encoding="utf-8")
        assert "A port" in page(address)


def line_after(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def asked(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def test_on_this_machine_one_can_edit_and_only_under_its_names(folder: Path) -> None:
    with serving(folder, "--port", "0", "--author", "Ann") as (_, address):
        port = urlsplit(address).port
        assert "Add thesis" in page(address + "debates/harbor")
        for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
            assert asked(address, Host=host)[0] == 200
        for host in ("localhost", f"evil.example:{port}", f"localhost:{port}.evil.example"):
            status, said = asked(address, Host=host)
            assert status == 421
            assert "A harbor" not in said


def test_a_form_is_saved_for_the_author_that_was_named(folder: Path) -> None:
    with serving(folder, "--port", "0", "--author", "Ann") as (_, address):
        form = f"{address}debates/harbor/edit/thesis"
        browser = build_opener(HTTPCookieProcessor())
        with browser.open(form) as answer:
            hidden = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', answer.read().decode()))
        data = urlencode({**hidden, "sentence": "A tunnel."}).encode()
        sent = Request(form, data=data, headers={"Origin": address[:-1]})  # noqa: S310 - our own server
        with browser.open(sent) as answer:
            assert "changed=1" in answer.url
            assert "Added a thesis: “A tunnel.”" in answer.read().decode()
        assert "A tunnel." in (folder / "harbor.yaml").read_text(encoding="utf-8")
        assert json.loads(page(f"{address}debates/harbor/revision"))["author"] == "Ann"


def test_read_only_offers_no_change(folder: Path) -> None:
    with serving(folder, "--port", "0", "--read-only") as (_, address):
        assert "Add thesis" not in page(address + "debates/harbor")
        assert asked(f"{address}debates/harbor/edit/thesis")[0] == 404
        assert asked(address, Host="any.example")[0] == 200


def test_where_others_can_come_the_debates_are_only_read_and_it_says_so(folder: Path) -> None:
    with serving(folder, "--port", "0", "--host", "0.0.0.0") as (process, address):  # noqa: S104
        assert "only read" in line_after(process)
        port = urlsplit(address).port
        here = f"http://127.0.0.1:{port}/debates/harbor"
        assert "Add thesis" not in page(here)
        assert asked(f"{here}/edit/thesis")[0] == 404


def test_a_folder_that_cannot_be_written_is_served_and_it_says_so(folder: Path) -> None:
    (folder / ".argmap").write_text("in the way", encoding="utf-8")
    with serving(folder, "--port", "0") as (process, address):
        assert "cannot be written, so debates can be read here and not changed" in line_after(
            process
        )
        assert "Add thesis" not in page(address + "debates/harbor")


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_host_stands_in_brackets(folder: Path) -> None:
    with serving(folder, "--host", "::1", "--port", "0") as (_, address):
        assert address.startswith("http://[::1]:")
        assert "A harbor" in page(address)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_at_once_and_silently(
    folder: Path, number: signal.Signals, code: int
) -> None:
    with serving(folder, "--port", "0") as (process, address):
        page(address)
        began = time.monotonic()
        process.send_signal(number)
        _, said = process.communicate(timeout=10)
        assert time.monotonic() - began < 2
        assert process.returncode == code
        assert said == ""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_while_a_request_runs(
    folder: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    started = tmp_path / "started"
    slow = tmp_path / "slow-dot"
    slow.write_text(f"#!/bin/sh\ntouch '{started}'\nexec sleep 20\n", encoding="utf-8")
    slow.chmod(0o755)
    with serving(folder, "--port", "0", ARGMAP_DOT=str(slow)) as (process, address):
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port))) as asking:
            asking.sendall(f"GET /debates/harbor HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            deadline = time.monotonic() + 20
            while not started.exists():
                assert time.monotonic() < deadline
                time.sleep(0.02)
            began = time.monotonic()
            process.send_signal(number)
            process.wait(timeout=10)
        assert time.monotonic() - began < 2
        assert process.returncode == code


def test_garbage_is_collected_while_it_serves(tmp_path: Path) -> None:
    program = (
        "import gc, sys; from argmap import cli; gc.disable(); "
        "cli.main(['serve', sys.argv[1]]); sys.exit(not gc.isenabled())"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "none"], check=True)
