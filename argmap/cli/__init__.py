"""The command line: `argmap COMMAND`, one module a command, each imported only when it is called."""

import importlib
import io
import os
import sys
import textwrap
from collections.abc import Sequence

import click

from argmap import __version__
from argmap.errors import ArgmapError, EditClash, NotFound

SECTIONS = {
    "Read": ("serve", "export", "check", "tally", "new", "schema"),
    "Edit claims": ("add", "revise", "move", "reuse", "retire", "stance"),
    "Edit what is around them": ("step", "evidence", "source", "event", "viewpoint", "describe"),
    "Look back": ("history", "undo", "redo", "restore", "again"),
    "Share": ("user", "push", "pull"),
}
"""The commands in the order of the help; `argmap.cli.NAME` holds each as `command`."""

WHOLE = 1_000
"""Characters; no command says in a sentence of this length what it does."""

COMMANDS = tuple(name for names in SECTIONS.values() for name in names)

WAYS_ON = {
    "account": "argmap user list lists them.",
    "change": "argmap history DEBATE lists them.",
    "claim": "argmap step list DEBATE shows how claims are named.",
    "source": "argmap source add adds one.",
    "step": "argmap step list DEBATE names them all.",
    "viewpoint": "argmap viewpoint add adds one.",
}
"""What to do about a name that fits nothing and is near to nothing."""

REFUSED = 1
"""Exit code: understood and refused, or a problem of severity error."""
WRONG_COMMAND_LINE = 2
OUR_BUG = 3
INTERRUPTED = 130


class Commands(click.Group):
    """The group of commands; a start imports no other command than the one it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"argmap.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what each does, section by section."""
        for section, names in SECTIONS.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl(
                    [(name, each.get_short_help_str(limit=WHOLE)) for name, each in found if each]
                )


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="argmap %(version)s")
def argmap() -> None:
    """Map policy debates: check, draw, explore and export argument trees."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    _print_anything()
    try:
        code = argmap.main(args=arguments, prog_name="argmap", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as wrong:
        wrong.show()
        return WRONG_COMMAND_LINE
    except ArgmapError as refusal:
        click.echo(f"argmap: {refusal}{_way_on(refusal)}", err=True)
        _show_clashes(refusal)
        return REFUSED
    except BrokenPipeError:
        return _hang_up()
    except Exception:  # noqa: BLE001  # whatever comes up to here is a bug, and said to be one
        import traceback  # noqa: PLC0415  # no other run needs it

        click.echo(
            f"argmap: This is a bug in argmap. Please report it with these lines:\n{traceback.format_exc()}",
            err=True,
        )
        return OUR_BUG
    return code if isinstance(code, int) else 0


def _way_on(refusal: ArgmapError) -> str:
    if not isinstance(refusal, NotFound) or refusal.nearest or refusal.what not in WAYS_ON:
        return ""
    return f" {WAYS_ON[refusal.what]}"


def _show_clashes(refusal: ArgmapError) -> None:
    """Print what stands in the debate now, and what was to stand there, so that no word is lost."""
    for clash in refusal.clashes if isinstance(refusal, EditClash) else ():
        for name, text in (("now", clash.theirs), ("wanted", clash.mine)):
            click.echo(f"  {clash.what}, {name}:\n{textwrap.indent(text, '    ')}", err=True)


def _print_anything() -> None:
    """Let a terminal that lacks a character show its number instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _hang_up() -> int:
    """Point standard output nowhere, since its reader has gone; Python would complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REFUSED
