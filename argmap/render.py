"""Render: the programs that draw and set type, run as child processes with limits.

The engine is the one that `ARGMAP_DOT` names, else the `graphviz-pure` that is installed with argmap, else a `dot` on
the search path.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import IO, NoReturn

from argmap.errors import EngineError, EngineMissing, EngineTimeout

ENGINE = "graphviz-pure.exe" if os.name == "nt" else "graphviz-pure"
TIME_LIMIT = 60.0
"""Seconds that a drawing may take."""


def engine_path() -> Path:
    """Return the drawing engine's program; raises EngineMissing when there is none."""
    named = os.environ.get("ARGMAP_DOT")
    if named:
        found = shutil.which(named)
        if found is None:
            raise EngineMissing(
                f'ARGMAP_DOT names "{named}", and there is no such program. '
                "Correct it, or unset it to use the engine that comes with argmap."
            )
        return Path(found)
    installed = _installed_engine()
    if installed is not None and installed.is_file():
        return installed
    on_path = shutil.which("graphviz-pure") or shutil.which("dot")
    if on_path is None:
        raise EngineMissing(
            "No Graphviz engine was found. Install the package graphviz-pure beside argmap, "
            "or name a dot program in ARGMAP_DOT."
        )
    return Path(on_path)


@cache
def _installed_engine() -> Path | None:
    beside = Path(sys.executable).with_name(ENGINE)
    if beside.is_file():  # asking for the package's files takes longer than to draw a small map
        return beside
    import importlib.metadata  # noqa: PLC0415 - as long to load

    try:
        files = importlib.metadata.files("graphviz-pure") or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.name == ENGINE:
            return Path(str(file.locate())).resolve()
    return None


def draw(dot: str, *, is_placed: bool = False, time_limit: float = TIME_LIMIT) -> str:
    """Return the engine's SVG of a DOT text; with positions the engine only draws.

    Raises EngineMissing, EngineTimeout, or EngineError with what the engine said.
    """
    return run(_command(is_placed=is_placed), dot.encode(), time_limit).decode()


def begin(dot: str, *, is_placed: bool = False) -> Callable[[], str]:
    """Begin a drawing; what is returned waits for its end, and returns or raises as `draw` does."""
    try:
        command = _command(is_placed=is_placed)
        name = Path(command[0]).name
        process = _start(command, dot.encode(), name)
    except EngineError as refusal:
        return partial(_refuse, refusal)
    return lambda: _end(process, TIME_LIMIT, name).decode()


def _command(*, is_placed: bool) -> list[str]:
    options = ["-Kneato", "-n2"] if is_placed else ["-Kdot"]
    return [str(engine_path()), *options, "-Tsvg"]


def _refuse(refusal: EngineError) -> NoReturn:
    raise refusal


def run(command: Sequence[str], data: bytes, time_limit: float, *, name: str = "") -> bytes:
    """Return what a program writes when fed with data; raises EngineError and its kin when it fails.

    The sentence calls the program by its name; without one, by that of its file.
    """
    name = name or Path(command[0]).name
    return _end(_start(command, data, name), time_limit, name)


def _start(command: Sequence[str], data: bytes, name: str) -> "subprocess.Popen[bytes]":
    try:
        with _file_of(data, name) as file:
            return subprocess.Popen(
                command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
    except FileNotFoundError as gone:
        raise EngineMissing(f"The program {name} cannot be started: it is not there.") from gone
    except OSError as refused:
        raise EngineError(f"The program {name} cannot be started: {refused.strerror}.") from refused


def _file_of(data: bytes, name: str) -> IO[bytes]:
    """Return a file that holds the data: a program reads it at once, while a pipe would have to be fed."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who has asked for it
        file.write(data)
        file.seek(0)
    except OSError as refused:
        raise EngineError(
            f"The program {name} cannot be given its data, since no temporary file can be written: "
            f"{refused.strerror}."
        ) from refused
    return file


def _end(process: "subprocess.Popen[bytes]", time_limit: float, name: str) -> bytes:
    with process:
        try:
            written, said = process.communicate(timeout=time_limit)
        except subprocess.TimeoutExpired as late:
            raise EngineTimeout(
                f"Drawing was stopped after {time_limit:.0f} seconds. "
                "Draw less of the map: a smaller depth, or a focus on one claim."
            ) from late
        finally:
            process.kill()  # whatever went wrong, it is not waited for; one that has ended stays so
    if process.returncode != 0:
        lines = said.decode(errors="replace").strip().splitlines()
        cause = lines[0] if lines else "it gave no reason"
        raise EngineError(f"The program {name} failed (exit code {process.returncode}): {cause}")
    return written
