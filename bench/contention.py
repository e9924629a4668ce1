"""Many edit one debate at once, by form and by command, while its file is changed by hand: all that is saved stays."""

import contextlib
import io
import multiprocessing
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from multiprocessing.context import SpawnContext
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import NamedTuple

import click

from argmap import cli
from argmap.errors import ArgmapError
from argmap.library import Library
from argmap.model import Debate
from bench import debates, histories, processes, servers, wishes
from bench.browsing import Answer, Browser, Form, forms
from bench.wishes import Wish

WRITERS = 8
EDITS = 50
WHOLE_COMMANDS = 10
"""How many edits of each process by command start a program of their own; the rest save its start of a second."""

CLAIMS = 100
ID = "debate"
TWICE = 10
"""Every so many forms are sent twice at once, as an impatient click does."""

TRIES = 5
"""How often somebody presses Save again who is told that the debate is busy."""

PATIENCE = 120.0
"""Seconds without a single saved edit after which a run is given up."""

BY_HAND_EVERY = 0.05
STALE_EVERY = 7
THINKING = 0.05
"""Seconds between reading and writing whenever an editor does not read the file again before it saves."""


class Said(NamedTuple):
    """What a writer was told: whether the claim is saved, and how often it was busy before."""

    wish: Wish
    is_saved: bool
    answer: str = ""
    tries: int = 1


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the edits of all writers have come to; `faults` are sentences."""

    wanted: int = 0
    seconds: float = 0.0
    saved: int = 0
    tries: int = 0
    by_hand: int = 0
    overwritten: int = 0
    again: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return what is told of it."""
        told = (
            f"{self.saved} of {self.wanted} saved in {self.seconds:.1f} s,"
            f" {self.saved / self.seconds:.1f} a second; {self.tries} tries;"
            f" {', '.join(f'{times} {role}s' for role, times in self.roles.items())};"
        )
        if self.by_hand:
            told += (
                f" meanwhile {self.by_hand} changes by hand, {self.overwritten} edits overwritten by"
                f" them, {self.again} applied again;"
            )
        return f"{told} {len(self.faults)} faults"


def trial() -> Iterator[str]:
    """Yield what 400 edits have come to, alone and while the file is changed by hand; fails if something was lost."""
    is_whole = True
    for by_hand_every in (0.0, BY_HAND_EVERY):
        tally = run(WRITERS, EDITS, whole=WHOLE_COMMANDS, by_hand_every=by_hand_every)
        yield tally.line()
        yield from tally.faults
        is_whole = is_whole and not tally.faults
    if not is_whole:
        raise click.exceptions.Exit(1)


def run(writers: int, edits: int, *, whole: int, by_hand_every: float = 0.0) -> Tally:
    """Return what the edits of some writers have come to, half of them by form and half by command.

    Every so many seconds the file is changed by hand meanwhile; with 0, never.
    """
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="argmap-contention-") as name:
        folder = Path(name)
        (folder / f"{ID}.yaml").write_text(debates.generate(CLAIMS), encoding="utf-8")
        before = Library(folder).debate(ID)
        wanted = wishes.wanted(before, writers, edits)
        hand = _Hand(context, folder)
        with servers.serving(folder) as server, hand.working(by_hand_every):
            said, seconds = _written(context, server.address, folder, wanted, whole)
        tally = Tally(wanted=writers * edits, seconds=seconds, by_hand=hand.changes())
        _count(said, tally)
        if by_hand_every:
            _apply_again(folder, tally)
        tally.faults += _faults(folder, before, [each.wish for each in said if each.is_saved])
        tally.faults += hand.faults()
    return tally


def _written(
    context: SpawnContext, site: str, folder: Path, wanted: Sequence[list[Wish]], whole: int
) -> tuple[list[Said], float]:
    """Let all writers work at once; return what they were told, and how long it took from their common start."""
    queue: Queue[Said] = context.Queue()
    start = context.Barrier(len(wanted) + 1)
    crowd = [
        context.Process(
            target=_by_form if number % 2 else _by_command,
            args=(site if number % 2 else str(folder), each, whole, start, queue),
            daemon=True,
        )
        for number, each in enumerate(wanted)
    ]
    for writer in crowd:
        writer.start()
    start.wait()
    began = time.perf_counter()
    said = [queue.get(timeout=PATIENCE) for each in wanted for _ in each]
    seconds = time.perf_counter() - began
    for writer in crowd:
        writer.join()
    return said, seconds


def _by_form(
    site: str, wanted: list[Wish], _: int, start: threading.Barrier, queue: "Queue[Said]"
) -> None:
    """Add claims as a browser without JavaScript does."""
    browser = Browser(site)
    start.wait()
    for number, wish in enumerate(wanted):
        try:
            queue.put(_send(browser, wish, is_twice=number % TWICE == 0))
        except OSError as refusal:
            queue.put(Said(wish, is_saved=False, answer=str(refusal)))


def _send(browser: Browser, wish: Wish, *, is_twice: bool) -> Said:
    """Open a form, fill it in and send it; whoever is told that the debate is busy tries again."""
    address = wish.form(ID)
    answer = Answer(HTTPStatus.SERVICE_UNAVAILABLE, address, "")
    form: Form | None = None
    tries = 0
    while answer.status == HTTPStatus.SERVICE_UNAVAILABLE and tries < TRIES:
        tries += 1
        if form is None:
            answer = browser.open(address)
            found = [each for each in forms(answer) if "sentence" in each.fields]
            form = found[0].filled(sentence=wish.sentence) if found else None
        if form is not None:
            with ThreadPoolExecutor() as pool:
                answers = pool.map(browser.send, [form] * (2 if is_twice else 1))
            answer = min(answers, key=lambda each: each.status)
    is_saved = answer.status == HTTPStatus.SEE_OTHER
    return Said(wish, is_saved, f"{answer.status} {answer.refusal}", tries)


def _by_command(
    folder: str, wanted: list[Wish], whole: int, start: threading.Barrier, queue: "Queue[Said]"
) -> None:
    """Add claims by `argmap add`, the first of them each in a program of its own."""
    start.wait()
    for number, wish in enumerate(wanted):
        target = [] if wish.role == "thesis" else [wish.target]
        arguments = ["add", ID, wish.sentence, f"--{wish.role}", *target, "--folder", folder]
        tries, code, printed = 0, 1, "busy"
        while code and tries < TRIES and ("busy" in printed or "again" in printed):
            tries += 1
            code, printed = _program(arguments) if number < whole else _in_here(arguments)
        queue.put(Said(wish, code == 0, printed, tries))


def _program(arguments: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        [*processes.argmap(), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=processes.variables(),
    )
    return done.returncode, done.stdout + done.stderr


def _in_here(arguments: list[str]) -> tuple[int, str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = cli.main(arguments)
    return code, printed.getvalue()


class _Hand:
    """A process that changes the file again and again as an editor does that knows nothing of argmap."""

    def __init__(self, context: SpawnContext, folder: Path) -> None:
        self._context = context
        self._file = folder / f"{ID}.yaml"
        self._stop: Event = context.Event()
        self._made = context.Value("i", 0)

    @contextmanager
    def working(self, every: float) -> Iterator[None]:
        """Change the file until the context ends."""
        if not every:
            yield
            return
        process = self._context.Process(
            target=_change_by_hand, args=(self._file, every, self._stop, self._made)
        )
        process.start()
        try:
            yield
        finally:
            self._stop.set()
            process.join()

    def changes(self) -> int:
        """Return how often the file was changed."""
        return int(self._made.value)

    def faults(self) -> Iterator[str]:
        """Yield what the file has lost of it."""
        text = self._file.read_text(encoding="utf-8")
        for number in range(1, self.changes() + 1):
            if number % 2 and text.count(_line(number)) != 1:
                yield f"{text.count(_line(number))} times in the file: {_line(number)}"
        last = self.changes() // 2 * 2
        if last and f"title: A debate, title {last}\n" not in text:
            yield f"title {last}, written by hand, is not in the file"


def _change_by_hand(
    file: Path, every: float, stop: Event, made: "multiprocessing.sharedctypes.Synchronized[int]"
) -> None:
    other = file.with_name("saved-by-hand")
    while not stop.wait(every):
        number = made.value + 1
        text = file.read_text(encoding="utf-8")
        if number % STALE_EVERY == 0:
            time.sleep(THINKING)
        if number % 2:
            text = f"{text}{_line(number)}\n"
        else:
            text = re.sub(
                r"^title: .*$",
                f"title: A debate, title {number}",
                text,
                flags=re.MULTILINE,
                count=1,
            )
        other.write_text(text, encoding="utf-8")
        other.replace(file)
        made.value = number


def _line(number: int) -> str:
    return f"# By hand: {number} is written here."


def _count(said: Sequence[Said], tally: Tally) -> None:
    for each in said:
        tally.tries += each.tries
        if each.is_saved:
            tally.saved += 1
            tally.roles[each.wish.role] += 1
        else:
            tally.faults.append(f"refused: {each.wish}: {each.answer}"[:400])


def _apply_again(folder: Path, tally: Tally) -> None:
    """Apply again what was overwritten, each edit by the one action that the history offers."""
    library = Library(folder)
    lost = [each for each in library.changes(debate=ID, limit=histories.MOST) if each.is_lost]
    tally.overwritten = len(lost)
    for change in reversed(lost):
        try:
            library.apply_again(ID, change.number, author="bench")
            tally.again += 1
        except ArgmapError as refusal:
            tally.faults.append(f"not applied again: {change.number} {change.words}: {refusal}")


def _faults(folder: Path, before: Debate, saved: Sequence[Wish]) -> Iterator[str]:
    """Yield what is wrong in the debate."""
    code, printed = _in_here(["check", str(folder / f"{ID}.yaml")])
    if code:
        yield f"check: {printed}"
        return
    yield from wishes.faults(Library(folder).debate(ID), before, saved)
