"""Limits: how often a secret may be guessed, by whom."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from argmap.errors import AccountRefused, NotLoggedIn, TooManyAttempts
from argmap.stores.accounts.attempts import Attempts
from argmap.stores.accounts.roster import folded
from argmap.stores.records import Records

OF_A_NAME_FROM_ONE_PLACE = 10
OF_A_NAME = 50
"""More than one who forgets, so that nobody elsewhere locks a person out with ease."""

FROM_ONE_PLACE = 100
"""A class shares one address."""

TOO_MANY = "That was tried in vain too often: wait {}, then try again."


class Limits:
    """The limits of one database, which hold for all processes together."""

    def __init__(self, records: Records) -> None:
        self._attempts = Attempts(records)

    @contextmanager
    def log_in(self, name: str, origin: str) -> Iterator[None]:
        """Let an attempt to log in be made from an address. Raises TooManyAttempts."""
        wanted = folded(name)
        bounds = {
            f"name {wanted} from {origin}": OF_A_NAME_FROM_ONE_PLACE,
            f"name {wanted}": OF_A_NAME,
            f"from {origin}": FROM_ONE_PLACE,
        }
        with self._attempt(bounds):
            yield

    @contextmanager
    def invitation(self, origin: str) -> Iterator[None]:
        """Let an invitation be asked for from an address. Raises TooManyAttempts."""
        with self._attempt({f"invitation from {origin}": FROM_ONE_PLACE}):
            yield

    @contextmanager
    def _attempt(self, bounds: Mapping[str, int]) -> Iterator[None]:
        begun = self._attempts.begin(bounds, datetime.now(UTC))
        if isinstance(begun, timedelta):
            seconds = max(1, round(begun.total_seconds()))
            raise TooManyAttempts(TOO_MANY.format(_words(seconds)), seconds=seconds)
        try:
            yield
        except (NotLoggedIn, AccountRefused):
            raise
        except BaseException:  # our own trouble is nobody's guess
            self._attempts.succeeded(begun)
            raise
        self._attempts.succeeded(begun)


def _words(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
