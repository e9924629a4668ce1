"""Servers: `argmap serve` in processes of its own, which can be killed and started again."""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench import processes

LINE = re.compile(r"argmap serves .* at (http://\S+)")
PATIENCE = 60.0
FAULT = "Traceback (most recent call last)"


class Server:
    """A server at an address that it keeps when it is started again."""

    def __init__(self, arguments: tuple[str, ...], variables: Mapping[str, str]) -> None:
        self.address = ""
        self._arguments = arguments
        self._variables = {**processes.variables(), **variables}
        self._said = tempfile.TemporaryFile("a+", encoding="utf-8")  # noqa: SIM115 - see `end`
        self._process = self._start(port=0)

    @property
    def port(self) -> int:
        """Return the port that it listens on."""
        return int(self.address.rstrip("/").rpartition(":")[2])

    @property
    def process(self) -> int:
        """Return the number of its process."""
        return self._process.pid

    def kill(self) -> None:
        """End the process in the midst of whatever it does."""
        self._process.kill()
        self._process.communicate()

    def start(self) -> None:
        """Start again, at the same address."""
        self._process = self._start(port=self.port)

    def end(self) -> None:
        """End the process for good."""
        self._process.terminate()
        self._process.communicate()
        self._said.close()

    def faults(self) -> Iterator[str]:
        """Yield the mistakes that it has written down, each by its last line."""
        self._said.seek(0)
        for fault in self._said.read().split(FAULT)[1:]:
            lines = [line for line in fault.splitlines() if line and not line.startswith(" ")]
            yield f"the server at {self.address} failed: {lines[0] if lines else fault}"

    def _start(self, *, port: int) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [*processes.argmap(), "serve", *self._arguments, "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            env=self._variables,
        )
        line = process.stdout.readline() if process.stdout else ""
        found = LINE.match(line)
        if not found:
            process.kill()
            process.communicate()
            self._said.seek(0)
            raise RuntimeError(f"argmap serve says: {line}{self._said.read()}")
        self.address = found[1]
        self._wait()
        return process

    def _wait(self) -> None:
        """Wait for any answer: what a server says when it starts, it says before."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/")
        connection.getresponse().read()
        connection.close()


@contextmanager
def serving(*arguments: str | Path, variables: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run `argmap serve` at a free port."""
    server = Server(tuple(map(str, arguments)), variables or {})
    try:
        yield server
    finally:
        server.end()
