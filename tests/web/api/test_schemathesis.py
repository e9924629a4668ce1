"""The API as schemathesis finds it: with whatever its description allows, and what it does not."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from argmap.edits.values import AddClaim
from argmap.library import Library
from tests import visiting

pytestmark = pytest.mark.long

SETTINGS = Path(__file__).with_name("schemathesis.toml")

WAYS = {
    "Ann": ("--phases=coverage,fuzzing,stateful", "--max-examples=6"),
    "Tom": ("--phases=fuzzing", "--max-examples=8"),
    "": ("--phases=fuzzing", "--max-examples=4"),
}
"""How the API is tried for a coach, a student, and nobody known."""


@pytest.fixture
def library(class_library: Library) -> Library:
    """A library in which something was changed and suggested already."""
    # The text of this file is none of the YAML that every text is said to be.
    Path(class_library.name, "broken.yaml").unlink()
    tom = class_library.membership.account("Tom").id
    for number in range(1, 4):
        made = AddClaim(role="thesis", sentence=f"Tunnel {number}.")
        class_library.submit("harbor", made, revision="", author="Ann")
        wanted = AddClaim(role="thesis", sentence=f"Ferry {number}.")
        class_library.suggestions.suggest("harbor", wanted, revision="", account=tom, author="Tom")
    return class_library


def environment() -> dict[str, str]:
    """Return the variables of this process, but none that forbids to keep compiled modules: it has hundreds."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@pytest.mark.parametrize("name", WAYS)
def test_it_finds_nothing(library: Library, tmp_path: Path, name: str) -> None:
    report = tmp_path / "report.json"
    with visiting.serving(library) as site:
        command = [
            "schemathesis",
            f"--config-file={SETTINGS}",
            "run",
            f"{site}/api/openapi.json",
            "--checks=all",
            *WAYS[name],
            "--report=json",
            f"--report-json-path={report}",
        ]
        if name:
            token = library.authentication.new_token(library.membership.account(name), "a test")
            command.append(f"--header=Authorization: Bearer {token}")
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["failures"], found["errors"]) == ([], [])
    assert found["operations"]["tested"] == found["operations"]["total"] > 20
