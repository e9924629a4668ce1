"""Roles: the options that say what a claim is to the rest of a debate."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

import click

from argmap.cli import typed
from argmap.edits.values import Role

F = TypeVar("F", bound=Callable[..., object])

RELEVANCE = "How much the step carries if its premises hold, from 0 to 1."
SCHEME = "Its argumentation scheme, such as analogy."

_OPTIONS: Mapping[Role, tuple[str, str]] = {
    "thesis": ("", "An answer to the debate's question."),
    "support": ("CLAIM", "A reason for this claim."),
    "objection": ("CLAIM", "A reason against this claim."),
    "undercut": ("STEP", "A reason why this step fails, even if its premises hold."),
    "premise": ("STEP", "One more premise that this step needs."),
}


class Bearing(NamedTuple):
    """What a claim is to the rest, and what it bears on: a claim, a step or nothing."""

    role: Role
    target: str


def bearings(*roles: Role) -> Callable[[F], F]:
    """Let a command take one of these roles; it gets it as `bearing` if there is one."""

    def decorate(command: F) -> F:
        for role in reversed(roles):
            command = _option(role)(command)
        return command

    return decorate


def required(bearing: Bearing | None, *, otherwise: str = "") -> Bearing:
    """Return what was chosen; raises UsageError when nothing was."""
    if bearing is None:
        raise click.UsageError(f"Say what the claim is to be, such as --support CLAIM{otherwise}.")
    return bearing


def position(command: F) -> F:
    """Let a command say where among its siblings a claim comes; it gets `at`, how many stay before it."""
    return click.option(
        "--position",
        "at",
        metavar="N",
        type=typed.number,
        callback=lambda _, __, number: None if number is None else number - 1,
        help="Its place among its siblings, from 1; without it, it comes last.",
    )(command)


def weight(command: F) -> F:
    """Let a command weigh a new step: it gets `relevance` and `scheme`, as a step has them that nobody has weighed."""
    scheme = click.option("--scheme", metavar="TEXT", default="", help=SCHEME)(command)
    return click.option(
        "--relevance", metavar="NUMBER", type=typed.share, default="1", help=RELEVANCE
    )(scheme)


def _option(role: Role) -> Callable[[F], F]:
    metavar, meaning = _OPTIONS[role]
    if metavar:
        return click.option(
            f"--{role}", metavar=metavar, help=meaning, expose_value=False, callback=_choose
        )
    return click.option(
        f"--{role}", flag_value="", help=meaning, expose_value=False, callback=_choose
    )


def _choose(context: click.Context, option: click.Parameter, target: str | None) -> None:
    if target is None:
        return
    other: Bearing | None = context.params.get("bearing")
    role = next(role for role in _OPTIONS if role == option.name)
    if other:
        raise click.UsageError(f"--{other.role} and --{role} do not go together: choose one.")
    context.params["bearing"] = Bearing(role, target)
