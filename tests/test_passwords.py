"""What is kept of passwords."""

import subprocess
import sys

import pytest

from argmap import passwords
from argmap.errors import AccountRefused

PASSWORD = "a long enough password"


@pytest.mark.parametrize("password", ["", "123456789", "x" * 501])
def test_short_and_endless_passwords_are_refused(password: str) -> None:
    with pytest.raises(AccountRefused):
        passwords.hashed(password)


@pytest.mark.parametrize("password", ["Aiko Tanaka", "aiko tanaka", " Aiko Tanaka "])
def test_a_name_is_no_password(password: str) -> None:
    with pytest.raises(AccountRefused, match="must not be the name"):
        passwords.hashed(password, name="Aiko Tanaka")


def test_a_hash_fits_its_password_alone() -> None:
    kept = passwords.hashed(PASSWORD)
    assert PASSWORD not in kept
    assert passwords.fits(kept, PASSWORD)
    for other in (PASSWORD.upper(), f"{PASSWORD} ", "", "x" * 10_000):
        assert not passwords.fits(kept, other)


@pytest.mark.parametrize(
    "password", ["鍵をかけて忘れない言葉", "0123456789 \x00 zero", "half \ud800 a pair"]
)
def test_any_characters_make_a_password(password: str) -> None:
    assert passwords.fits(passwords.hashed(password), password)


def test_two_hashes_of_one_password_differ() -> None:
    assert passwords.hashed(PASSWORD) != passwords.hashed(PASSWORD)


def test_nothing_fits_where_there_is_no_hash() -> None:
    for password in (PASSWORD, "nobody has this password"):
        assert not passwords.fits(None, password)


def test_hashes_cost_what_they_should_outside_of_tests() -> None:
    program = f"from argmap import passwords; print(passwords.hashed({PASSWORD!r}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("scrypt:32768:8:1$")
