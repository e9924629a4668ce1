"""Editing: what the commands that change a debate have in common, from finding it to saying what was done."""

import getpass
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from argmap import reports
from argmap.cli import naming, options, typed
from argmap.edits import texts
from argmap.edits.values import AddClaim, Edit
from argmap.library import Library
from argmap.model import Debate

if TYPE_CHECKING:  # the help is printed without SQLAlchemy, which takes long to load
    from argmap.submission import Submission

NOBODY = "somebody"
"""The author of what a user has changed whom the system does not name."""

_DEBATE = click.argument("debate")
_REVISION = click.option(
    "--revision",
    metavar="REVISION",
    type=typed.revision,
    help="The revision that you have seen, as --format json tells it [default: the present one].",
)


@dataclass(frozen=True, kw_only=True)
class Work:
    """A debate that a command is to change, on which revision, for whom, and how to answer.

    `named` are the words that name the debate in another command of the same user. Without `revision` an edit is one
    of the present text.
    """

    library: Library
    id: str
    named: str
    author: str
    format: str
    revision: str = ""

    @cached_property
    def debate(self) -> Debate:
        """Return the debate as it is now. Raises NotFound, or UnreadableDebate for a file that holds none."""
        return self.library.debate(self.id)

    def submit(self, edit: Edit) -> None:
        """Make an edit and say so."""
        done = self.library.submit(self.id, edit, revision=self.revision, author=self.author)
        self.tell(done, edit=edit)

    def tell(self, done: "Submission", *, edit: Edit | None = None) -> None:
        """Say what was done, with what id, and how to take it back; warnings go to standard error."""
        for problem in done.warnings:
            click.echo(problem.located(str(done.volume.file)), err=True)
        if self.format == "json":
            click.echo(_as_json(reports.submission(self.library, done, edit)))
        elif done.number is None:
            click.echo(f"{self.id}: nothing to do, the debate says so already.")
        else:
            place = "/".join([self.id, *_claim(done, edit)])
            made = reports.made(self.library, done, edit)
            id = "".join(f"; its id is {id}" for id in (*made["sources"], *made["viewpoints"]))
            back = f"argmap undo {self.named} {done.number}"
            click.echo(f"{place}: {done.words}{id} (take it back: {back})")


class WorkCommand(click.Command):
    """A command that changes a debate: it takes DEBATE, --folder, --store, --author and --format, and gets the Work."""

    last: tuple[Callable[..., Any], ...] = (
        options.folder,
        options.store,
        options.author,
        options.answer,
    )

    def __init__(self, name: str | None, **attributes: Any) -> None:  # noqa: ANN401 - click's own
        params = [*_parameters(_DEBATE), *attributes.pop("params", ()), *_parameters(*self.last)]
        super().__init__(name, params=params, **attributes)

    def invoke(self, ctx: click.Context) -> object:
        """Find the library of the debate, and run the command with the work."""
        given = {name: ctx.params.pop(name, None) for name in options.COMMON}
        ctx.params["work"] = begin(**given)
        return super().invoke(ctx)


class EditCommand(WorkCommand):
    """A command that makes an edit: it takes --revision as well."""

    last = (*WorkCommand.last, _REVISION)


def begin(
    debate: str,
    folder: str | None,
    store: str | None,
    *,
    author: str | None,
    format: str,
    revision: str | None,
) -> Work:
    """Return what is to be done with the debate that a command names. Raises NotFound or Unreadable."""
    library, id = naming.find_debate(debate, folder, store)
    return Work(
        library=library,
        id=id,
        named=naming.named_again(debate, folder, store),
        author=who(author),
        format=format,
        revision=revision or "",
    )


def who(named: str | None) -> str:
    """Return who makes a change: as named, else the system's user. Raises EditRefused for what is no name."""
    return texts.name(system_user() if named is None else named, "author's name")


def system_user() -> str:
    """Return the name of the user who runs the program."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a user without an entry, or a system without users
        return NOBODY


def _claim(done: "Submission", edit: Edit | None) -> tuple[str, ...]:
    """Return the claim that an edit is about, if it is about one."""
    if isinstance(edit, AddClaim):
        return done.created[:1]
    claim = getattr(edit, "claim", None)
    return (claim,) if isinstance(claim, str) else ()


def _parameters(*decorators: Callable[..., Any]) -> list[click.Parameter]:
    """Return the parameters that decorators would add to a command."""

    def bare() -> None: ...

    for decorate in reversed(decorators):
        decorate(bare)
    return click.command()(bare).params


def _as_json(report: reports.Report) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2)
