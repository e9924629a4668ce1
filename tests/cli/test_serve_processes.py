"""`argmap serve --processes`: several processes at one socket, which come and go together."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from argmap.library import Library

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="processes are told elsewhere")

DEBATE = """\
title: A harbor
question: Bridge or ferry?
viewpoints: {a: {name: A, summary: One.}, b: {name: B, summary: Two.}}
claims: [A bridge., A ferry.]
"""
LINE = re.compile(r"argmap serves .+ at (http://.+/) \(Ctrl-C stops\)\n")
COUNT = 2
ALL = COUNT + 1
"""Those that read, and the one that writes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "debates"
    folder.mkdir()
    (folder / "harbor.yaml").write_text(DEBATE, encoding="utf-8")
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [sys.executable, "-m", "argmap", "serve", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--processes", str(COUNT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        found = LINE.fullmatch(process.stdout.readline())
        assert found
        until(lambda: len(crew(process.pid)) == ALL)
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def crew(process: int) -> list[int]:
    """Return the processes that one has begun."""
    children = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in children.read_text().split()]


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, for half a minute at most."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


def test_a_form_of_one_process_is_taken_by_any(folder: Path) -> None:
    with serving(folder) as (_, address):
        form = f"{address}debates/harbor/edit/thesis"
        for number in range(8):
            browser = build_opener(HTTPCookieProcessor())
            with browser.open(form, timeout=20) as page:
                hidden = re.findall(
                    r'type="hidden" name="([^"]*)" value="([^"]*)"', page.read().decode()
                )
            data = urlencode({**dict(hidden), "sentence": f"Tunnel number {number} is best."})
            with browser.open(form, data.encode(), timeout=20) as page:
                assert f"Tunnel number {number} is best." in page.read().decode()
    assert len(Library(folder).changes("harbor")) == 8


def test_one_that_dies_is_replaced(folder: Path) -> None:
    with serving(folder) as (process, address):
        before = crew(process.pid)
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(set(crew(process.pid)) - set(before)) == 1)
        assert answers(address)


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_all_silently(folder: Path, signum: int, code: int) -> None:
    with serving(folder) as (process, address):
        begun = crew(process.pid)
        process.send_signal(signum)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (code, "", "")
        until(lambda: not any(Path(f"/proc/{each}").exists() for each in begun))
        assert not answers(address)


def test_all_end_when_the_first_is_killed(folder: Path) -> None:
    with serving(folder) as (process, address):
        process.kill()
        until(lambda: not answers(address))


@pytest.mark.parametrize("count", ["0", "65", "two"])
def test_a_number_that_is_none_is_a_wrong_command_line(folder: Path, count: str) -> None:
    command = [sys.executable, "-m", "argmap", "serve", str(folder), "--processes", count]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "--processes" in done.stderr


def test_those_that_read_share_connections_and_the_one_that_writes_is_less_urgent(
    folder: Path,
) -> None:
    with serving(folder) as (process, address), ExitStack() as stack:
        *readers, writer = crew(process.pid)
        port = int(address.rstrip("/").rpartition(":")[2])

        def come() -> list[int]:
            """Open connections that stay, and return how many sockets each process has then."""
            for _ in range(2 * COUNT):
                connection = stack.enter_context(closing(HTTPConnection("127.0.0.1", port)))
                connection.request("GET", "/about")
                connection.getresponse().read()
            return [sockets(each) for each in readers]

        before = come()  # with these all of them have begun
        assert [now - was for now, was in zip(come(), before, strict=True)] == [2] * COUNT
        until(lambda: priority(writer) > priority(process.pid))
        assert {priority(each) for each in readers} == {priority(process.pid)}


def test_one_that_writes_is_replaced_and_nothing_sent_is_lost(folder: Path) -> None:
    with serving(folder) as (process, address):
        form = f"{address}debates/harbor/edit/thesis"
        browser = build_opener(HTTPCookieProcessor())
        with browser.open(form, timeout=20) as page:
            hidden = re.findall(
                r'type="hidden" name="([^"]*)" value="([^"]*)"', page.read().decode()
            )
        writer = crew(process.pid)[-1]
        os.kill(writer, signal.SIGKILL)
        data = urlencode({**dict(hidden), "sentence": "A tunnel is best of all."})
        with browser.open(form, data.encode(), timeout=60) as page:
            assert "A tunnel is best of all." in page.read().decode()


def priority(process: int) -> int:
    """Return how much less urgent a process is than others."""
    return os.getpriority(os.PRIO_PROCESS, process)


def sockets(process: int) -> int:
    """Return how many sockets a process has open."""
    links = (each.readlink() for each in Path(f"/proc/{process}/fd").iterdir())
    return sum(1 for link in links if str(link).startswith("socket:"))
