"""Clients: people with accounts, and programs with tokens, who send one edit until a server says that it is saved."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from itertools import count
from typing import Protocol, TypeAlias
from urllib.parse import urlsplit

from argmap import addresses
from argmap.edits import codec
from argmap.edits.values import AddClaim
from bench.browsing import Answer, Browser, forms
from bench.wishes import Wish

SAVED = (HTTPStatus.SEE_OTHER, HTTPStatus.CREATED)
AGAIN = (HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE)
"""What a client may be told that is to try again: somebody was faster, or it could not be saved now."""

PAUSE = 0.1
"""Seconds until somebody presses Save again."""

PATIENCE = 120.0
"""Seconds without an answer that it is saved after which an edit is given up."""

BROKEN = 0
"""Stands among the statuses for a connection that broke or was refused."""

Letter: TypeAlias = Callable[[str], Answer]
"""An edit ready to be sent, to a server by its address, as often as it takes: it has one key."""


class Progress:
    """What the clients of a trial were told so far, for whoever waits for it."""

    def __init__(self) -> None:
        self.answers: Counter[int] = Counter()
        self.sentences: Counter[tuple[int, str]] = Counter()
        self.saved = 0
        self._news = threading.Condition()

    def tell(self, status: int, sentence: str = "") -> None:
        """Count an answer with what it says, or a broken connection."""
        with self._news:
            self.answers[status] += 1
            self.sentences[status, sentence] += 1
            self._news.notify_all()

    def save(self) -> None:
        """Count an edit that is saved."""
        with self._news:
            self.saved += 1
            self._news.notify_all()

    def wait(self, is_so: Callable[["Progress"], bool]) -> None:
        """Wait until something is so; raises TimeoutError when it does not come about."""
        with self._news:
            if not self._news.wait_for(lambda: is_so(self), timeout=PATIENCE):
                raise TimeoutError(f"{self.saved} saved, and {dict(self.answers)}")


class Hand(Protocol):
    """How a client brings edits to a server."""

    def letter(self, wish: Wish, site: str) -> Answer | Letter:
        """Return an edit ready to be sent, or the answer of a server that did not let it be made ready."""


@dataclass(frozen=True)
class Coach:
    """Somebody who is logged in, and fills in forms."""

    browser: Browser
    debate: str

    def letter(self, wish: Wish, site: str) -> Answer | Letter:
        """Open the form and fill it in."""
        answer = self.browser.open(wish.form(self.debate), site=site)
        if answer.status != HTTPStatus.OK:
            return answer
        (form,) = (each for each in forms(answer) if "sentence" in each.fields)
        filled = form.filled(sentence=wish.sentence)
        return lambda site: self.browser.send(filled, site=site)


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    browser: Browser
    debate: str
    token: str
    name: str
    numbers: "count[int]" = field(default_factory=count)

    def letter(self, wish: Wish, site: str) -> Letter:  # noqa: ARG002 - nothing is asked before
        """Write down the edit with a key of its own."""
        edit = AddClaim(role=wish.role, sentence=wish.sentence, target=wish.target)
        body = {"edit": codec.to_record(edit), "key": f"{self.name}-{next(self.numbers)}"}
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        path = f"{addresses.API}/debates/{self.debate}/edits"
        data = json.dumps(body).encode()
        return lambda site: self.browser.post(path, data, headers=headers, site=site)


@dataclass(frozen=True)
class Client:
    """One who edits at several servers in turn, and tries again at the next one."""

    hand: Hand
    sites: Sequence[str]
    progress: Progress

    def save(self, wish: Wish, *, first: int, is_twice: bool) -> str:
        """Send an edit until it is saved, at once to two servers if `is_twice`; return what is wrong with the answers.

        `first` is the number of the server that it is sent to first.
        """
        letter: Letter | None = None
        end = time.monotonic() + PATIENCE
        for number in count(first):
            if time.monotonic() > end:
                return f"given up: {wish.sentence}"
            sites = [self.sites[(number + each) % len(self.sites)] for each in range(1 + is_twice)]
            if letter is None:
                letter = self._letter(wish, sites[0])
            answers = self._sent(letter, sites) if letter else []
            places = {urlsplit(answer.address)[2:] for answer in answers if answer.status in SAVED}
            if places:
                self.progress.save()
                return f"two changes of one form: {places}" if len(places) > 1 else ""
            if any(answer.status == HTTPStatus.CONFLICT for answer in answers):
                letter = None  # whoever is told that somebody was faster looks at the debate anew
            time.sleep(PAUSE)
        raise AssertionError

    def _letter(self, wish: Wish, site: str) -> Letter | None:
        try:
            found = self.hand.letter(wish, site)
        except (OSError, HTTPException) as broken:
            self.progress.tell(BROKEN, str(broken))
            return None
        if isinstance(found, Answer):
            self.progress.tell(found.status, found.refusal)
            return None
        return found

    def _sent(self, letter: Letter, sites: Sequence[str]) -> list[Answer]:
        """Send an edit to servers at once, and return what those say that answer."""

        def send(site: str) -> Answer | None:
            try:
                answer = letter(site)
            except (OSError, HTTPException) as broken:
                self.progress.tell(BROKEN, str(broken))
                return None
            self.progress.tell(answer.status, answer.refusal)
            return answer

        with ThreadPoolExecutor(len(sites)) as pool:
            return [answer for answer in pool.map(send, sites) if answer]
