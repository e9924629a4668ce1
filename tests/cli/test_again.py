from pathlib import Path

import pytest

from argmap import cli
from tests import commanding


def test_what_was_overwritten_from_outside_is_told_and_applied_again(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = harbor.read_bytes()
    assert cli.main(["add", "harbor", "It costs.", "--objection", "build", "--id", "cost"]) == 0
    # An editor that had the file open saves it.
    harbor.write_bytes(old + b"# looked through\n")
    capsys.readouterr()
    assert cli.main(["history", "harbor"]) == 0
    newest, lost = capsys.readouterr().out.splitlines()
    assert newest.endswith("  edited outside argmap")
    assert lost.endswith(" (overwritten by 2; apply it again: argmap again harbor 1)")
    assert cli.main(["again", "harbor", "1"]) == 0
    assert capsys.readouterr().out.startswith("harbor: applied change 1 again: added an objection")
    assert "cost" in commanding.debate(harbor).claims
    assert harbor.read_bytes().endswith(b"# looked through\n")
    assert cli.main(["history", "harbor"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[-1].endswith(" (overwritten by 2, applied again by 3)")
    )
    assert cli.main(["again", "harbor", "1"]) == 1
    assert capsys.readouterr().err == "argmap: The debate has all of change 1 already.\n"
