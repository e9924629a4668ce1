"""Errors: actions that argmap refuses, each with a sentence that a coach can act upon.

ArgmapError
├── NotFound              a debate, claim, viewpoint or file that is not there
├── Unreadable            a file or folder that the system does not let us read
├── Unwritable            a file or folder that the system does not let us write, or that is there already
├── Unreachable           a database that does not answer, or has no place for us
├── Busy                  a file or history that somebody else is writing for too long
├── UnreadableDebate      a file that holds no debate; its problems say why
├── WrongRequest          an option or value that makes no sense for this debate
├── EditRefused           an edit that makes no sense for the debate as it is
│   ├── EditClash         ... or that changes what somebody else has changed meanwhile
│   ├── UnknownRevision   ... or that was made on a text that nobody knows
│   ├── WrongText         ... or that would give the file errors that it does not have
│   └── Unspliceable      ... or that the text of the file has no safe place for
├── NotLoggedIn           an action that needs an account, asked for by nobody known
├── NotPermitted          an action that the role of an account does not allow
├── TooManyAttempts       a log-in or invitation, tried in vain too often
├── AccountRefused        an account, password or invitation that cannot be so
├── PictureRefused        a picture that would be unreadable or too large
├── SearchMissing         a Python whose SQLite cannot search
└── EngineError           a drawing program that failed
    ├── EngineMissing     ... or is not there
    └── EngineTimeout     ... or took too long

Wrong data in a file is no exception: it is a `Problem`.
"""

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argmap.problems import Problem


class ArgmapError(Exception):
    """The base of every refusal; the text is one sentence for the person who asked."""


class NotFound(ArgmapError):
    """Something asked for by name is not there; `nearest` holds the names it may have meant."""

    def __init__(self, what: str, name: str, known: Iterable[str] = (), *, of: str = "") -> None:
        self.what = what
        self.name = name
        self.nearest = tuple(difflib.get_close_matches(name, list(known), n=3, cutoff=0.5))
        hint = f' Did you mean "{self.nearest[0]}"?' if self.nearest else ""
        whose = f' of "{of}"' if of else ""
        super().__init__(f'There is no {what} "{name}"{whose}.{hint}')


class Unreadable(ArgmapError):
    """The system refuses to read a file or folder."""


class Unwritable(ArgmapError):
    """A file cannot be written: the system refuses, or it would replace another."""


class Unreachable(ArgmapError):
    """A database does not answer; what was being written counts as not written."""


class Busy(ArgmapError):
    """Somebody else has been writing for longer than we wait; nothing was written."""


class UnreadableDebate(ArgmapError):
    """A file holds no debate that could be shown; `check` names its problems."""


class WrongRequest(ArgmapError):
    """A value was understood and makes no sense here."""


class EditRefused(ArgmapError):
    """An edit makes no sense for the debate as it is; nothing was written."""


class Clash(NamedTuple):
    """A field that two people have changed to different values since `base`; all are texts as a form shows them.

    `proposal` joins both where their words do not overlap, and is `mine` elsewhere.
    """

    what: str
    base: str
    theirs: str
    mine: str
    proposal: str


class EditClash(EditRefused):
    """An edit changes what somebody else has changed or taken away since its revision; nothing was written."""

    def __init__(self, sentence: str, clashes: Sequence[Clash] = ()) -> None:
        self.clashes = tuple(clashes)
        super().__init__(sentence)


class UnknownRevision(EditRefused):
    """An edit was made on a text that the history does not know; nothing was written."""


class WrongText(EditRefused):
    """A text would have errors that the file does not have, its `problems`; nothing was written."""

    def __init__(self, sentence: str, problems: Sequence[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(sentence)


class Unspliceable(EditRefused):
    """The text of a file cannot be edited safely here; `line` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        self.line = line
        super().__init__(f"Line {line}: {reason}")


class NotLoggedIn(ArgmapError):
    """Nobody known asks for what needs an account."""


class NotPermitted(ArgmapError):
    """The role of an account does not allow what it asks for."""


class TooManyAttempts(ArgmapError):
    """Something was tried in vain too often; it can be tried again after some `seconds`."""

    def __init__(self, sentence: str, *, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(sentence)


class AccountRefused(ArgmapError):
    """An account, a password or an invitation cannot be as it was asked for; `field` is the one at fault."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class PictureRefused(ArgmapError):
    """A picture would be unreadable or too large; the sentence proposes what works."""


class SearchMissing(ArgmapError):
    """The SQLite of this Python was built without full-text search."""


class EngineError(ArgmapError):
    """The program that draws has failed; the sentence carries the cause."""


class EngineMissing(EngineError):
    """The program that draws is not installed where argmap looks."""


class EngineTimeout(EngineError):
    """The program that draws was stopped at its time limit."""
