"""What all commands that change a debate have in common."""

import getpass
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from argmap import cli
from argmap.cli import editing
from argmap.edits.codec import TYPES
from argmap.library import Library
from tests import commanding, unprivileged
from tests.corpus import FOLDER

NEW = "It costs more than it brings."
ARGMAP = (sys.executable, "-m", "argmap")


def typing(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let standard input hold some bytes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("debate", "said"),
    [
        ("harbour", 'There is no debate "harbour". Did you mean "harbor"?'),
        ("debates/harbour.yaml", "There is no file"),
        ("harbor.yaml", 'There is no file "harbor.yaml".'),
        ("nowhere/harbor.yaml", 'There is no folder "nowhere".'),
        (
            "debates/harbor",
            'There is no file "debates/harbor". Did you mean "debates/harbor.yaml"?',
        ),
        ("../etc/passwd", 'There is no folder "../etc".'),
        ("\udcff", 'There is no debate "\\udcff".'),
    ],
)
@pytest.mark.parametrize("rest", [["retire", "few"], ["undo", "1"], ["history"]])
def test_a_debate_that_is_not_there_is_one_line(
    harbor: Path, capsys: pytest.CaptureFixture[str], debate: str, said: str, rest: list[str]
) -> None:
    line = [rest[0], debate, *rest[1:]]
    printed = commanding.refusal(harbor, capsys, line, 1)
    assert said in printed.encode(errors="backslashreplace").decode()
    assert printed.count("\n") == 1


@pytest.mark.parametrize("name", ["_draft.yaml", ".hidden.yaml", "notes.txt"])
def test_a_file_that_is_no_debate_of_its_folder_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    shutil.copy(harbor, harbor.parent / name)
    said = commanding.refusal(harbor, capsys, ["retire", f"debates/{name}", "few"], 1)
    assert said == (
        f'argmap: "debates/{name}" is no debate of its folder: such a name ends in .yaml, .yml or .json '
        "and begins without . or _.\n"
    )


def test_a_folder_that_is_not_there_is_one_line(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["add", "harbor", NEW, "--thesis", "--folder", "nowhere"]
    assert commanding.refusal(harbor, capsys, line, 1) == 'argmap: There is no folder "nowhere".\n'


@pytest.mark.parametrize("author", ["", " ", "a\x1b[31m", "\udcff", "x" * 501])
def test_an_author_without_a_name_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], author: str
) -> None:
    line = ["add", "harbor", NEW, "--thesis", "--author", author]
    assert "The author's name " in commanding.refusal(harbor, capsys, line, 1)


def test_a_json_debate_is_only_read(harbor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(FOLDER / "good" / "json.json", harbor.parent / "small.json")
    said = commanding.refusal(harbor, capsys, ["add", "small", NEW, "--thesis"], 1)
    assert "JSON" in said
    assert said.count("\n") == 1


def test_a_file_that_is_no_yaml_is_edited_otherwise(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (harbor.parent / "broken.yaml").write_text("title: [")
    for line in (["add", "broken", NEW, "--thesis"], ["event", "remove", "broken", "1911"]):
        said = commanding.refusal(harbor, capsys, line, 1)
        assert "broken" in said
        assert said.count("\n") == 1


def test_a_folder_that_may_not_be_written_is_one_line(harbor: Path) -> None:
    harbor.parent.chmod(0o755)
    code, printed = unprivileged.run(
        harbor.parent.parent, "add", "harbor", NEW, "--thesis", "--author", "Me"
    )
    assert code == 1
    assert printed.startswith("argmap: ")
    assert printed.count("\n") == 1
    assert NEW not in harbor.read_text(encoding="utf-8")


def test_an_edit_of_a_revision_that_nobody_has_seen_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["add", "harbor", NEW, "--thesis", "--revision", "0" * 64]
    assert "open it anew" in commanding.refusal(harbor, capsys, line, 1)


def test_standard_input_that_is_no_text_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, b"\xff\xfe")
    line = ["add", "harbor", "-", "--thesis"]
    said = commanding.refusal(harbor, capsys, line, 1)
    assert said == "argmap: What standard input holds is no text in UTF-8.\n"


def test_standard_input_is_one_text(
    harbor: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, b"One.")
    line = ["add", "harbor", "-", "--note", "-", "--thesis"]
    said = commanding.refusal(harbor, capsys, line, 2)
    assert "Only one text can come from standard input." in said


@pytest.mark.parametrize(
    "data", [f"\ufeff{NEW}\r\n".encode(), f"  {NEW}\n\n".encode(), NEW.encode()]
)
def test_a_hyphen_stands_for_standard_input(
    harbor: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    typing(monkeypatch, data)
    assert cli.main(["add", "harbor", "-", "--thesis", "--id", "cost"]) == 0
    assert commanding.debate(harbor).claims["cost"].text == NEW


def test_standard_input_may_be_a_note_of_several_lines(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "Zwei\r\n\r\nZeilen – 二行\r\n".encode())
    assert cli.main(["revise", "harbor", "few", "--note", "-"]) == 0
    assert commanding.debate(harbor).claims["few"].note == "Zwei\n\nZeilen – 二行"


@pytest.mark.parametrize("named", ["harbor", "debates/harbor.yaml", "./debates/harbor.yaml"])
def test_a_debate_is_named_by_id_or_path_and_the_way_back_names_it_so(
    harbor: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    before = harbor.read_bytes()
    assert cli.main(["retire", named, "more"]) == 0
    assert capsys.readouterr().out.endswith(f"(take it back: argmap undo {named} 1)\n")
    assert cli.main(["undo", named, "1"]) == 0
    assert harbor.read_bytes() == before


def test_a_path_means_the_folder_of_the_file(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = harbor.parent.parent / "my debates"
    other.mkdir()
    shutil.copy(harbor, other / "harbor.yml")
    assert cli.main(["retire", "my debates/harbor.yml", "more"]) == 0
    assert capsys.readouterr().out.endswith("argmap undo 'my debates/harbor.yml' 1)\n")
    assert "more" in commanding.debate(harbor).claims
    assert "more" not in Library(other).debate("harbor").claims


def test_the_folder_is_named_again_in_the_way_back(
    harbor: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    folder = str(harbor.parent)
    assert cli.main(["retire", "harbor", "more", "--folder", folder]) == 0
    assert f"(take it back: argmap undo harbor --folder {folder} 1)" in capsys.readouterr().out


def test_the_author_is_the_systems_user_unless_another_is_named(harbor: Path) -> None:
    assert cli.main(["retire", "harbor", "more"]) == 0
    assert cli.main(["undo", "harbor", "1", "--author", "Ōe Kenzaburō"]) == 0
    authors = [change.author for change in commanding.changes(harbor)]
    assert authors == ["Ōe Kenzaburō", getpass.getuser()]


def test_a_user_without_a_name_is_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("users of another kind")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 123_456_789)
    assert editing.system_user() == "somebody"


def test_what_is_there_already_changes_nothing(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = harbor.read_bytes()
    assert cli.main(["stance", "harbor", "build", "keepers", "rejects"]) == 0
    assert capsys.readouterr().out == "harbor: nothing to do, the debate says so already.\n"
    assert harbor.read_bytes() == before
    assert commanding.changes(harbor) == ()


def test_json_tells_programs_what_was_made(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["add", "harbor", "x" * 301, "--thesis", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (claim,) = told["made"]["claims"]
    assert commanding.debate(harbor).claims[claim].text == "x" * 301
    assert told["revision"] == Library(harbor.parent).volume("harbor").revision
    assert (told["debate"], told["change"]) == ("harbor", 1)
    assert told["words"].startswith("added a thesis: ")
    assert len(told["warnings"]) == 1
    assert cli.main(["source", "add", "harbor", "S", "--id", "s", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["made"]["sources"] == ["s"]
    assert cli.main(["retire", "harbor", claim, "--format", "json"]) == 0
    assert cli.main(["undo", "harbor", "1", "--format", "json"]) == 1


def test_an_edit_of_an_older_revision_keeps_what_has_changed_since(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["stance", "harbor", "few", "keepers", "doubts", "--format", "json"]) == 0
    seen = json.loads(capsys.readouterr().out)["revision"]
    assert cli.main(["revise", "harbor", "hour", "Theirs."]) == 0
    assert cli.main(["revise", "harbor", "known", "Mine.", "--revision", seen]) == 0
    claims = commanding.debate(harbor).claims
    assert (claims["hour"].text, claims["known"].text) == ("Theirs.", "Mine.")


def test_a_clash_with_what_has_changed_since_is_refused(
    harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["stance", "harbor", "few", "keepers", "doubts", "--format", "json"]) == 0
    seen = json.loads(capsys.readouterr().out)["revision"]
    assert cli.main(["revise", "harbor", "hour", "Theirs."]) == 0
    assert cli.main(["revise", "harbor", "hour", "Mine.", "--revision", seen]) == 1
    said = capsys.readouterr().err
    assert "the sentence of " in said
    assert "Theirs." in said
    assert commanding.debate(harbor).claims["hour"].text == "Theirs."


def test_processes_that_edit_one_debate_at_once_lose_nothing(harbor: Path) -> None:
    writers = [
        subprocess.Popen(
            [*ARGMAP, "add", "harbor", f"Claim {n}.", "--support", "few", "--id", f"new-{n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(6)
    ]
    said = [(*writer.communicate(timeout=120), writer.returncode) for writer in writers]
    assert [code for _, _, code in said] == [0] * 6, said
    supports = commanding.debate(harbor).claims["few"].supports
    assert sorted(step.claims[0] for step in supports) == [f"new-{n}" for n in range(6)]
    assert [change.number for change in commanding.changes(harbor)] == [6, 5, 4, 3, 2, 1]
    assert cli.main(["check", "debates/harbor.yaml"]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_who_waits_for_another_writer_can_be_interrupted(harbor: Path) -> None:
    before = harbor.read_bytes()
    held = (
        "import sys, time; from pathlib import Path; from argmap.stores.folder import FolderStore\n"
        "with FolderStore(Path('debates')).lock('harbor'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", held], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        # Whoever runs these tests in the background has let them, and all that they start, ignore it.
        ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
        waiting = subprocess.Popen(
            [*ARGMAP, "add", "harbor", NEW, "--thesis"], stderr=subprocess.PIPE, text=True
        )
        signal.signal(signal.SIGINT, ignored)
        time.sleep(2)
        waiting.send_signal(signal.SIGINT)
        _, said = waiting.communicate(timeout=20)
        other.kill()
    assert (waiting.returncode, said.strip()) == (130, "")
    assert harbor.read_bytes() == before
    assert commanding.changes(harbor) == ()


LINES = {
    "add-claim": "add harbor A. --thesis",
    "revise-claim": "revise harbor few B.",
    "move-claim": "move harbor known --thesis",
    "reuse-claim": "reuse harbor known --support few",
    "end-reuse": "reuse harbor few --end few>keep",
    "turn-step": "step turn harbor hour",
    "weigh-step": "step weigh harbor hour --relevance 0.1",
    "retire-claim": "retire harbor known",
    "set-stance": "stance harbor few keepers open",
    "add-evidence": "evidence add harbor build count --quote Q.",
    "revise-evidence": "evidence revise harbor few 1 --at p.2",
    "remove-evidence": "evidence remove harbor few 1",
    "add-source": "source add harbor S",
    "revise-source": "source revise harbor count --title T",
    "remove-source": "source remove harbor unused",
    "add-event": "event add harbor 2025 E.",
    "revise-event": "event revise harbor 1911 --date 1912",
    "remove-event": "event remove harbor 1911",
    "add-viewpoint": "viewpoint add harbor V S.",
    "revise-viewpoint": "viewpoint revise harbor keepers --name K",
    "remove-viewpoint": "viewpoint remove harbor bystanders",
    "revise-debate": "describe harbor --title T",
}


def test_every_edit_has_its_command() -> None:
    assert LINES.keys() == TYPES.keys()


@pytest.mark.parametrize("edit", LINES)
def test_a_command_makes_its_edit_and_undo_takes_it_back_to_the_byte(
    harbor: Path, edit: str
) -> None:
    text = harbor.read_text(encoding="utf-8").replace(
        "\nevents:", "\n  # nobody cites it\n  unused: {title: Unused}\n\nevents:"
    )
    harbor.write_text(text, encoding="utf-8")
    assert commanding.edit(harbor, *LINES[edit].split())["edit"] == edit
    assert harbor.read_text(encoding="utf-8") != text
    assert cli.main(["undo", "harbor", "1"]) == 0
    assert harbor.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("line", ["--help", *(f"{name} --help" for name in cli.COMMANDS)])
def test_every_help_fits_a_terminal(capsys: pytest.CaptureFixture[str], line: str) -> None:
    assert cli.main(line.split()) == 0
    printed = capsys.readouterr().out
    assert not re.search(r"\w\.\.\.", printed)  # as where click cuts a sentence
    assert max(map(len, printed.splitlines())) <= 80


def test_the_help_of_a_part_of_a_group_is_there_too(capsys: pytest.CaptureFixture[str]) -> None:
    for name in cli.COMMANDS:
        group = cli.argmap.get_command(click.Context(cli.argmap), name)
        for part in group.commands if isinstance(group, click.Group) else ():
            assert cli.main([name, part, "--help"]) == 0
            about = "" if name == "user" else " DEBATE"  # accounts belong to no debate
            assert f"Usage: argmap {name} {part} [OPTIONS]{about}" in capsys.readouterr().out
