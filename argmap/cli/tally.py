"""`argmap tally`: prints debates in numbers, as Markdown tables or as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from argmap.cli import faults, opening, options
from argmap.errors import UnreadableDebate
from argmap.formats import markdown_text
from argmap.library import Library
from argmap.locating import open_path
from argmap.model import STANCES, stance_word
from argmap.stores.inspection import means_file
from argmap.tally import Tally, tally
from argmap.volumes import Volume

SILENT = "silent"


@click.command("tally")
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, readable=False)
)
@options.folder
@options.store
@click.option(
    "--format", type=click.Choice(["md", "json"]), default="md", help="Markdown tables, or JSON."
)
def command(
    paths: Sequence[Path], folder: str | None, store: str | None, format: Literal["md", "json"]
) -> int:
    """Count debate files, or all debates of folders; without PATH those of the folder of debates.

    A table has a row for each debate. Behind it two tables for each debate show how its theses are argued
    and which of them each viewpoint holds.

    Exit code 1 if a file has an error, else 0; what reads is counted in any case.
    """
    volumes = [volume for path in paths for volume in _volumes(path)]
    if not paths:
        volumes = list(Library(opening.find_store(folder, store)).volumes())
    tallies = [tally(volume.debate) for volume in volumes if volume.debate is not None]
    click.echo(_as_json(tallies) if format == "json" else "\n".join(_as_markdown(tallies)))
    return max(map(_warn, volumes), default=0)


def _volumes(path: Path) -> Iterable[Volume]:
    """Return a file, or the files of a folder by title."""
    if means_file(path):
        return [open_path(path)]
    return Library(path).volumes()


def _warn(volume: Volume) -> int:
    try:
        volume.readable()
    except UnreadableDebate as refusal:
        click.echo(f"argmap: {refusal}", err=True)
        return faults.FAULTY
    return faults.warn(volume, "only what reads is counted")


def _as_json(tallies: Sequence[Tally]) -> str:
    return json.dumps(list(map(_record, tallies)), ensure_ascii=False, indent=2)


def _record(one: Tally) -> dict[str, object]:
    """Return a tally as it stands in JSON: stances by thesis, `null` for a silent viewpoint."""
    record = asdict(one)
    for viewpoint in record["viewpoints"]:
        stances = zip(one.theses, viewpoint["stances"], strict=True)
        viewpoint["stances"] = {thesis.id: stance for thesis, stance in stances}
    return record


def _as_markdown(tallies: Sequence[Tally]) -> Iterator[str]:
    """Yield the table of all debates, then for each debate its theses and its viewpoints."""
    yield from _table(
        ["Debate"],
        ["Claims", "Levels", "Supports", "Objections", "Undercuts", "Sources", "With evidence"],
        (_row(one) for one in tallies),
    )
    for one in tallies:
        yield from ("", f"### {_cell(one.title)}", "")
        yield from _theses(one)
        yield ""
        yield from _viewpoints(one)


def _row(one: Tally) -> list[str]:
    size = one.size
    counts = (size.claims, one.levels, size.supports, size.objections, size.undercuts, one.sources)
    return [one.title, *map(_number, counts), f"{one.backed_share:.0%}"]


def _theses(one: Tally) -> Iterator[str]:
    names = ["Supports", "Objections", "Held by", "Claims of its branch"]
    names += [f"{kind} in it" for kind in ("Supports", "Objections", "Undercuts")]
    yield from _table(
        ["", "Thesis"],
        names,
        (
            [
                str(number),
                thesis.text,
                *map(_number, (thesis.supports, thesis.objections, thesis.held_by)),
                *map(_number, (thesis.branch.claims, thesis.branch.supports)),
                *map(_number, (thesis.branch.objections, thesis.branch.undercuts)),
            ]
            for number, thesis in enumerate(one.theses, 1)
        ),
    )


def _viewpoints(one: Tally) -> Iterator[str]:
    yield from _table(
        ["Viewpoint", *(f"Thesis {number}" for number in range(1, len(one.theses) + 1))],
        ["Claims with a stance"],
        (
            [viewpoint.name, *map(_stance, viewpoint.stances), _number(viewpoint.spoken)]
            for viewpoint in one.viewpoints
        ),
    )


def _stance(stance: float | None) -> str:
    if stance is None:
        return SILENT
    word = stance_word(stance)
    return word if STANCES[word] == stance else f"{word} ({stance:g})"


def _table(
    words: Sequence[str], numbers: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[str]:
    """Yield a Markdown table whose first columns hold words and whose last ones hold numbers."""
    yield _line([*words, *numbers])
    yield _line(["---"] * len(words) + ["--:"] * len(numbers))
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return markdown_text.escaped(text).replace("|", "\\|")


def _number(number: int) -> str:
    return f"{number:,}"
