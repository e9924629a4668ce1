"""Processes that edit a debate are killed at random moments, and nothing may go that one of them was told is saved."""

import hashlib
import multiprocessing
import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

from argmap.edits import values as v
from argmap.errors import ArgmapError
from argmap.library import Library
from argmap.stores.folder import HISTORY, OWN
from argmap.stores.history import keeping
from argmap.stores.writing import ENDING, PREFIX
from bench import debates, histories

KILLS = 200
CLAIMS = 60
ID = "debate"
PARENTS = ("claim-0", "claim-1", "claim-2", "claim-3")

SEEN = 0.6
"""How many kills wait until the write can be seen in the folder; the others come at any moment of an edit."""

BY_HAND = 0.25
"""How often somebody changes the file in an editor before argmap starts anew."""

PATIENCE = 60.0
UNDO_EVERY = 2
TEXT_EVERY = 3

BEGIN, SAVED, GONE = "begin", "saved", "gone"


class Word(NamedTuple):
    """What a process that edits says: that it begins with a sentence, that this is saved, or that it is undone."""

    what: str
    sentence: str


@dataclass(slots=True)
class Tally:
    """What many kills have come to; `found` counts what they left behind, and `faults` are sentences."""

    kills: int = 0
    acknowledged: int = 0
    seconds: float = 0.0
    found: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield what is told of it."""
        yield (
            f"{self.kills} kills in {self.seconds:.0f} s, {self.acknowledged:,} acknowledged edits,"
            f" {len(self.faults)} faults"
        )
        for what, times in self.found.most_common():
            yield f"{times:>7,}  {what}"
        yield from self.faults


@dataclass(slots=True)
class _Known:
    """What the debate must say: sentences that are saved, those undone, and those that may be there or not."""

    saved: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    def hear(self, word: Word) -> None:
        """Take in what a process has said."""
        if word.what == BEGIN:
            self.open.add(word.sentence)
            return
        self.open.discard(word.sentence)
        now, before = (self.saved, self.gone) if word.what == SAVED else (self.gone, self.saved)
        now.add(word.sentence)
        before.discard(word.sentence)

    def settle(self, text: str) -> None:
        """Learn from the file what came of the edits whose processes were killed before they heard of it."""
        for sentence in self.open:
            is_there = sentence in text
            (self.saved if is_there else self.gone).add(sentence)
            (self.gone if is_there else self.saved).discard(sentence)
        self.open.clear()


def trial() -> Iterator[str]:
    """Yield what 200 kills have come to; fails if something was lost."""
    tally = run(KILLS)
    yield from tally.lines()
    if tally.faults:
        raise click.exceptions.Exit(1)


def run(kills: int, *, seed: int = 0) -> Tally:
    """Return what so many kills have come to."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.killing", "argmap.submission"])
    chance = random.Random(seed)  # noqa: S311  # no secret
    tally, known, took = Tally(), _Known(), [0.1]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="argmap-killing-") as name:
        folder = Path(name)
        (folder / f"{ID}.yaml").write_text(debates.generate(CLAIMS), encoding="utf-8")
        while tally.kills < kills:
            pair = [
                _Editor(context, folder, f"{tally.kills}-{number}")
                for number in range(chance.choice((1, 1, 2)))
            ]
            for editor in pair:
                editor.kill(chance, known, took)
                tally.kills += 1
            _look(folder, tally)
            if chance.random() < BY_HAND:
                _write_by_hand(folder, f"# After kill {tally.kills}.\n")
            _verify(folder, known, tally)
        tally.faults += histories.faults(Library(folder), keeping.beside(folder), ID)
    tally.acknowledged = len(known.saved) + len(known.gone)
    tally.seconds = time.perf_counter() - began
    return tally


class _Editor:
    """A process that edits until it is killed."""

    def __init__(
        self, context: multiprocessing.context.ForkServerContext, folder: Path, name: str
    ) -> None:
        self._folder = folder
        self._heard, told = context.Pipe(duplex=False)
        self._process: ForkServerProcess = context.Process(
            target=_edit, args=(folder, name, told), daemon=True
        )
        self._process.start()
        told.close()

    def kill(self, chance: random.Random, known: _Known, took: list[float]) -> None:
        """Wait for some edits, then kill the process at a random moment of the next one."""
        for _ in range(chance.randint(0, 2)):
            began = self._until(BEGIN, known)
            self._until(SAVED, known)
            took.append(time.perf_counter() - began)
        self._until(BEGIN, known)
        typical = median(took[-9:])
        if chance.random() < SEEN:
            self._see_write(PATIENCE)
            time.sleep(chance.uniform(0, 0.5) * typical)
        else:
            time.sleep(chance.uniform(0, 1.1) * typical)
        self._process.kill()
        self._process.join()
        with self._heard:
            while True:
                try:
                    known.hear(self._heard.recv())
                except (EOFError, OSError):
                    return

    def _see_write(self, patience: float) -> None:
        journal = self._folder / OWN / f"{HISTORY}-journal"
        end = time.perf_counter() + patience
        while time.perf_counter() < end and not journal.exists():
            pass

    def _until(self, what: str, known: _Known) -> float:
        while self._heard.poll(PATIENCE):
            word: Word = self._heard.recv()
            known.hear(word)
            if word.what == what or (what == SAVED and word.what == GONE):
                return time.perf_counter()
        raise TimeoutError(f"A process that edits has been silent for {PATIENCE:g} seconds.")


def _edit(folder: Path, name: str, told: Connection) -> None:
    """Edit the debate until somebody kills this process."""
    library = Library(folder)
    for number in count(1):
        sentence = f"Argument {number} of writer {name} holds."
        told.send(Word(BEGIN, sentence))
        if number % TEXT_EVERY == 0:
            volume = library.volume(ID)
            text = f"{volume.data.decode()}# {sentence}\n"
            done = library.submit_text(ID, text, revision=volume.revision, author=name)
        else:
            added = v.AddClaim(
                role="support" if number % 2 else "objection",
                target=PARENTS[number % len(PARENTS)],
                sentence=sentence,
            )
            done = library.submit(ID, added, revision="", author=name)
        told.send(Word(SAVED, sentence))
        if number % UNDO_EVERY == 0 and done.number:
            told.send(Word(BEGIN, sentence))
            library.undo(ID, done.number, author=name)
            told.send(Word(GONE, sentence))


def _write_by_hand(folder: Path, line: str) -> None:
    file = folder / f"{ID}.yaml"
    file.write_bytes(file.read_bytes() + line.encode())


def _look(folder: Path, tally: Tally) -> None:
    """Count what a kill has left, in a copy, since a look into the history already mends it."""
    temporary = list(folder.glob(f"{PREFIX}*{ENDING}"))
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for file in (folder / OWN).glob(f"{HISTORY}*"):
            shutil.copy(file, copy)
        is_torn = any(file.stat().st_size for file in copy.glob("*-journal"))
        with closing(sqlite3.connect(copy / HISTORY)) as history:
            rows = history.execute(
                "SELECT after_revision FROM changes WHERE NOT is_done"
            ).fetchall()
    data = (folder / f"{ID}.yaml").read_bytes()
    is_there = rows and rows[0][0] == hashlib.sha256(data).hexdigest()
    if rows:
        kind = "a pending row, its text in the file" if is_there else "a pending row"
        kind += " and a temporary file" if temporary else ""
    else:
        kind = "a temporary file alone" if temporary else "nothing"
    tally.found[kind + (" (and a transaction cut off)" if is_torn else "")] += 1


def _verify(folder: Path, known: _Known, tally: Tally) -> None:
    """Start anew, as somebody who looks at the history does, and compare all that was acknowledged."""
    try:
        faults = list(_faults(folder, known))
    except ArgmapError as refusal:
        faults = [str(refusal)]
    tally.faults += [f"kill {tally.kills}: {fault}" for fault in faults]


def _faults(folder: Path, known: _Known) -> Iterator[str]:
    library = Library(folder)
    (newest,) = library.changes(debate=ID, limit=1)
    volume = library.volume(ID)
    if volume.has_errors:
        yield f"the file is broken: {volume.problems[0].sentence}"
    if newest.after != volume.revision:
        yield "the history does not lead to the file"
    if list(folder.glob(f"{PREFIX}*{ENDING}")):
        yield "a temporary file stays"
    text = volume.data.decode()
    known.settle(text)
    for sentence in known.saved:
        if text.count(sentence) != 1:
            yield f"{text.count(sentence)} times in the file: {sentence}"
    for sentence in known.gone:
        if sentence in text:
            yield f"undone, and in the file: {sentence}"
