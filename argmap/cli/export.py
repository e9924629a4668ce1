"""`argmap export`: writes a view of a debate as a file."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from argmap import views
from argmap.cli import faults, naming, opening, options
from argmap.errors import Unwritable
from argmap.export import FORMATS, THEMES, Exported, Options, export, file_name
from argmap.locating import open_named
from argmap.paper import PAPERS
from argmap.rendition import LARGEST_SCALE, SMALLEST_SCALE
from argmap.volumes import Volume

STANDARD_OUTPUT = "-"
_OTHER_ENDINGS = {"yml": "yaml", "markdown": "md", "gv": "dot"}
_ONLY_FOR = {
    "scale": ("png",),
    "paper": ("pdf",),
    "transparent": ("svg", "png", "pdf"),
    "theme": ("svg", "png", "pdf", "dot"),
}
"""The formats that heed an option; given with another one it is a mistake that should show."""


@click.command("export")
@click.argument("debate")
@click.option("-f", "--format", "format", type=click.Choice(FORMATS), help="What to write.")
@click.option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")
@click.option("--lens", metavar="VIEWPOINT", default="", help="Look through a viewpoint.")
@click.option("--focus", metavar="CLAIM", default="", help="Draw one claim and what bears on it.")
@click.option("--depth", type=click.IntRange(0, 999), help="Levels below the theses or the focus.")
@click.option(
    "--direction",
    type=click.Choice(["LR", "TB"]),
    default="LR",
    show_default=True,
    help="Theses on the left, or on top.",
)
@click.option(
    "--scale",
    type=click.FloatRange(SMALLEST_SCALE, LARGEST_SCALE),
    default=1.0,
    help="Pixels of a PNG in a px.  [0.1 to 8; default: 1]",
)
@click.option("--paper", type=click.Choice(list(PAPERS)), help="Divide a PDF into sheets.")
@click.option(
    "--theme", type=click.Choice(THEMES), default="light", show_default=True, help="Its colors."
)
@click.option("--transparent", is_flag=True, help="Leave out the background.")
@options.folder
@options.store
@click.pass_context
def command(
    context: click.Context,
    /,
    debate: str,
    format: str | None,
    output: str | None,
    folder: str | None,
    store: str | None,
    **chosen: object,
) -> int:
    """Write a debate, or a view of it, as a picture, a document or text.

    DEBATE is an id in the folder, or the path of a file. Without --focus and --depth the whole debate is written.
    """
    format = format or _format_of(output)
    _refuse_needless(context, format)
    naming.refuse_path(debate, store)
    volume = open_named(debate, opening.find_store(folder, store))
    view = _view(volume, chosen)
    target = (
        None if output == STANDARD_OUTPUT else _target(output, file_name(volume.id, view, format))
    )
    if target:
        _refuse_to_lose(target, volume, is_named=output is not None)
    made = export(volume, format, view, _options(chosen))
    _write(made, target)
    return faults.warn(volume, "what was written holds only what reads")


def _format_of(output: str | None) -> str:
    ending = Path(output or "").suffix.removeprefix(".").casefold()
    format = _OTHER_ENDINGS.get(ending, ending)
    if format not in FORMATS:
        raise click.UsageError(f"Name a format with -f: {', '.join(FORMATS)}.")
    return format


def _refuse_needless(context: click.Context, format: str) -> None:
    for name, meant in _ONLY_FOR.items():
        source = context.get_parameter_source(name)
        if source is click.core.ParameterSource.COMMANDLINE and format not in meant:
            raise click.UsageError(f"--{name} goes with {', '.join(meant)}, not with {format}.")


def _view(volume: Volume, chosen: dict[str, object]) -> views.View:
    names = ("lens", "focus", "depth", "direction")
    given = {name: [str(chosen[name])] for name in names if chosen[name] not in (None, "")}
    return views.parse(volume.readable(), given)


def _options(chosen: dict[str, object]) -> Options:
    names = ("scale", "paper", "theme", "transparent")
    given = {name: chosen[name] for name in names if chosen[name] is not None}
    return Options(**given)  # type: ignore[arg-type] # click has made and checked the values


def _target(output: str | None, name: str) -> Path:
    path = Path(output or name)
    return path / name if path.is_dir() else path


def _refuse_to_lose(path: Path, volume: Volume, *, is_named: bool) -> None:
    """Raise Unwritable, before anything is drawn, where no file can be or one that is worth more is."""
    if not path.parent.is_dir():
        raise Unwritable(f'There is no folder "{path.parent}" to write {path.name} to.')
    if not path.exists():
        return
    if volume.file.exists() and path.samefile(volume.file):
        raise Unwritable(f'"{path}" is the debate itself. Name another file with -o.')
    if not is_named and path.suffix in (".yaml", ".json"):
        raise Unwritable(f'"{path}" is there already. To replace it, name it with -o.')


def _write(made: Exported, target: Path | None) -> None:
    if target is None:
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
        return
    _replace(target, made.data)
    size = f" ({made.size})" if made.size else ""
    click.echo(f"{target}{size}", err=True)


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; what is no file, such as a pipe, is written to as it is."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
    except OSError as wrong:
        raise Unwritable(f'"{path}" cannot be written: {wrong.strerror}.') from wrong
