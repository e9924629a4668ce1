import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import render
from argmap.errors import EngineError, EngineMissing, EngineTimeout


def script(folder: Path, text: str) -> str:
    program = folder / "engine"
    # A first line that names the interpreter must not hold spaces, and its path may.
    program.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(text)}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_an_engine_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_DOT", "no-such-dot")
    with pytest.raises(EngineMissing, match='ARGMAP_DOT names "no-such-dot"'):
        render.draw("digraph {}")


def test_an_engine_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = "import sys; sys.stderr.write('out of ink\\nmore'); sys.exit(3)"
    monkeypatch.setenv("ARGMAP_DOT", script(tmp_path, said))
    with pytest.raises(EngineError, match=r"failed \(exit code 3\): out of ink$"):
        render.draw("digraph {}")


def test_an_engine_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARGMAP_DOT", script(tmp_path, "import time; time.sleep(60)"))
    with pytest.raises(EngineTimeout, match="a smaller depth, or a focus"):
        render.draw("digraph {}", time_limit=0.3)


def test_dot_that_is_none_is_an_error_with_its_cause() -> None:
    with pytest.raises(EngineError, match="syntax error"):
        render.draw("digraph {")


def test_a_drawing_that_was_begun_fails_where_it_is_waited_for() -> None:
    drawing = render.begin("digraph {")
    with pytest.raises(EngineError, match="syntax error"):
        drawing()


def test_a_drawing_that_was_begun_holds_up_no_end(tmp_path: Path) -> None:
    hangs = script(tmp_path, "import time; time.sleep(60)")
    subprocess.run(
        [sys.executable, "-c", "from argmap import render; render.begin('digraph {}')"],
        env={**os.environ, "ARGMAP_DOT": hangs},
        check=True,
        timeout=20,
    )


def test_a_drawing_that_was_begun_is_that_of_draw() -> None:
    assert render.begin("digraph {a -> b}")() == render.draw("digraph {a -> b}")


def test_the_engine_is_found_with_nothing_on_the_search_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert "<svg" in render.draw("digraph {a -> b}")


def test_a_placed_drawing_keeps_its_positions() -> None:
    dot = 'digraph {graph [notranslate=true] a [shape=box pos="100,-50" label=""]}'
    assert "127,-68" not in render.draw(dot)
    assert 'points="127,32 73,32 73,68 127,68 127,32"' in render.draw(dot, is_placed=True)


def test_without_room_for_a_file_the_cause_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/no/such/folder")
    with pytest.raises(EngineError, match=r"no temporary file can be written: No such file"):
        render.draw("digraph {}")
