"""`argmap user`."""

import io
import json
from pathlib import Path

import pytest

from argmap import cli
from argmap.library import Library

PASSWORD = "a long enough password"
ADD = ["user", "add", "Aiko", "--role", "coach", "--password-stdin"]


def run(
    *arguments: str, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """Run a command with some words on standard input; return its exit code and what it prints."""
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code = cli.main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def folder(harbor: Path) -> Path:
    return harbor.parent


@pytest.fixture
def aiko(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Library:
    assert run(*ADD, typed=PASSWORD, monkeypatch=monkeypatch, capsys=capsys)[0] == 0
    return Library(folder)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "typed", "code", "sentence"),
    [
        (ADD, "short\n", 1, "at least 10 characters"),
        (ADD, "", 1, "at least 10 characters"),
        (["user", "add", "", *ADD[3:]], PASSWORD, 1, "name"),
        (ADD[:-1], PASSWORD, 1, "--password-stdin"),
        (["user", "add", "Aiko", "--role", "king"], "", 2, "'king' is not one of"),
        (["user", "add", "Aiko"], "", 2, "Missing option '--role'"),
        (["user", "remove", "Aiko"], "", 1, 'no account "Aiko". argmap user list'),
        (["user", "role", "Aiko", "reader"], "", 1, 'no account "Aiko"'),
        (["user", "password", "Aiko"], "", 1, 'no account "Aiko"'),
        (["user", "invite", "--role", "student", "--count", "41"], "", 1, "1 to 40"),
        (["user", "list", "--folder", "nowhere"], "", 1, "nowhere"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str],
    typed: str,
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = run(*arguments, typed=typed, monkeypatch=monkeypatch, capsys=capsys)
    assert found[:2] == (code, "")
    assert sentence in " ".join(found[2].split())


def test_an_account_is_made_with_the_password_that_was_piped_in(aiko: Library) -> None:
    assert [(each.name, each.role) for each in aiko.membership.accounts()] == [("Aiko", "coach")]
    assert aiko.authentication.log_in("Aiko", PASSWORD, origin="192.0.2.1")


def test_accounts_are_listed(aiko: Library, capsys: pytest.CaptureFixture[str]) -> None:
    aiko.membership.add("Ben", "student", PASSWORD)
    assert cli.main(["user", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[::2] for line in lines] == [["coach", "Aiko"], ["student", "Ben"]]
    assert cli.main(["user", "list", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["name"], each["role"]) for each in told] == [
        ("Aiko", "coach"),
        ("Ben", "student"),
    ]


def test_no_accounts_say_how_to_make_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["user", "list", "--folder", str(folder)]) == 0
    assert "argmap user add NAME --role coach" in capsys.readouterr().out
    assert not (folder / ".argmap" / "accounts.sqlite").exists()


def test_roles_and_passwords_change_and_accounts_go(
    aiko: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    aiko.membership.add("Ben", "student", PASSWORD)
    assert cli.main(["user", "role", "ben", "coach"]) == 0
    assert aiko.membership.account("Ben").role == "coach"
    changed = ["user", "password", "Ben", "--password-stdin"]
    other = "another long password"
    assert run(*changed, typed=other, monkeypatch=monkeypatch, capsys=capsys)[0] == 0
    assert aiko.authentication.log_in("Ben", other, origin="192.0.2.1")
    assert cli.main(["user", "remove", "Ben"]) == 0
    assert [each.name for each in aiko.membership.accounts()] == ["Aiko"]


def test_links_make_accounts(aiko: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["user", "invite", "--role", "student", "--count", "2"]) == 0
    links = capsys.readouterr().out.split()
    assert len(set(links)) == 2
    secret = links[0].removeprefix("/join/")
    assert aiko.membership.join(secret, "Ben", PASSWORD, origin="192.0.2.1").role == "student"
