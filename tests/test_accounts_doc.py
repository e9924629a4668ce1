"""The figures and words of docs/accounts.md, held against the program."""

from datetime import timedelta
from pathlib import Path

import pytest

from argmap import authentication, limits, passwords, permissions
from argmap.permissions import ACCOUNT_ROLES, AccountRole, Act
from argmap.stores.accounts import attempts, sessions, values

ROOT = Path(__file__).parent.parent
PAGE = " ".join((ROOT / "docs" / "accounts.md").read_text(encoding="utf-8").split())
PAGES = "".join(
    each.read_text(encoding="utf-8") for each in (ROOT / "templates").glob("*/*.html")
) + (ROOT / "templates" / "_nav.html").read_text(encoding="utf-8")

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
ACTS: tuple[Act, ...] = ("read", "suggest", "edit", "decide", "manage")


@pytest.mark.parametrize(
    "figure",
    [
        f"works once and for {values.INVITED_FOR // DAY} days",
        f"up to {values.MOST_INVITED} are made at a time",
        f"at least {passwords.SHORTEST} characters",
        f"After {limits.OF_A_NAME_FROM_ONE_PLACE} wrong passwords for a name",
        f"within {attempts.WITHIN // MINUTE} minutes",
        f"{sessions.IDLE_FOR // HOUR} hours without opening a page",
        f"and {sessions.LASTING // DAY} days in any case",
        f"up to {authentication.MOST_TOKENS} for each account",
    ],
)
def test_a_figure_is_the_one_that_counts(figure: str) -> None:
    assert figure in PAGE


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_the_table_of_roles_says_what_each_may_do(role: AccountRole) -> None:
    row = "".join(f" {'yes' if permissions.may(role, act) else ''} |" for act in ACTS)
    assert " ".join(f"| {role} |{row}".split()) in PAGE


@pytest.mark.parametrize(
    "words",
    [
        "People",
        "Make links",
        "Suggestions",
        "Accept",
        "Change and accept",
        "Return",
        "Make a link",
        "Log out",
        "Remove this account",
    ],
)
def test_what_is_to_be_pressed_is_there(words: str) -> None:
    assert f"*{words}*" in PAGE
    assert f">{words}<" in PAGES or f"'{words}'" in PAGES or f">{words}{{" in PAGES
