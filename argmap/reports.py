"""Reports: what was changed and what is wrong, as records for programs: commands and the API tell the same."""

import difflib
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

from argmap.edits.difference import Difference
from argmap.edits.differences import differences
from argmap.edits.values import AddSource, AddViewpoint, Edit, Together
from argmap.problems import Problem
from argmap.volumes import Volume

if TYPE_CHECKING:  # the help is printed without SQLAlchemy, which takes long to load
    from argmap.library import Library
    from argmap.stores.history.changes import Change
    from argmap.submission import Comparison, Submission

Report: TypeAlias = dict[str, Any]


def submission(library: "Library", done: "Submission", edit: Edit | None = None) -> Report:
    """Return what came of a request to change a debate; `edit` is what was asked for, if it was an edit."""
    return {
        "debate": done.volume.id,
        "change": done.number,
        "words": done.words,
        "revision": done.volume.revision,
        "made": made(library, done, edit),
        "warnings": [problem.sentence for problem in done.warnings],
    }


def made(library: "Library", done: "Submission", edit: Edit | None) -> dict[str, list[str]]:
    """Return the ids that are new, by what they name."""
    new: dict[str, list[str]] = {"claims": list(done.created), "sources": [], "viewpoints": []}
    if done.number is not None and _names(edit):
        # Somebody else may have added one just before; the history tells what this change has added.
        change = library.change(done.volume.id, done.number)
        before, after = change.before.readable(), change.after.readable()
        new["sources"] = [id for id in after.sources if id not in before.sources]
        new["viewpoints"] = [id for id in after.viewpoints if id not in before.viewpoints]
    return new


def change(one: "Change") -> Report:
    """Return a change as the history tells it."""
    record = asdict(one)
    record["time"] = one.time.isoformat()
    return {key: value for key, value in record.items() if key != "serial"}


def comparison(found: "Comparison") -> Report:
    """Return a change with what it did to the argument, and to the text of the file."""
    return {**change(found.change), **differing(found.before, found.after)}


def differing(before: Volume, after: Volume) -> Report:
    """Return what two revisions of a debate differ in, as arguments and as texts."""
    argument: tuple[Difference, ...] = ()
    if before.debate and after.debate:
        argument = tuple(differences(before.debate, after.debate))
    return {
        "argument": [difference(each) for each in argument],
        "text": "\n".join(text_difference(before, after)),
    }


def difference(one: Difference) -> Report:
    """Return one thing that changed in an argument."""
    return {**asdict(one), "sentence": one.sentence}


def text_difference(before: Volume, after: Volume) -> Iterator[str]:
    """Yield the lines in which two texts differ, as `diff -u` does."""
    old, new = (
        volume.data.decode("utf-8-sig", "replace").splitlines() for volume in (before, after)
    )
    name = after.file.name
    return difflib.unified_diff(old, new, f"{name} before", f"{name} after", lineterm="")


def problem(one: Problem) -> Report:
    """Return one thing that is wrong in a file."""
    return {
        "line": one.line,
        "column": one.column,
        "severity": one.severity,
        "code": one.code,
        "sentence": one.sentence,
    }


def _names(edit: Edit | None) -> bool:
    """Return whether an edit may bring a source or a viewpoint that gets its id from argmap."""
    edits = edit.edits if isinstance(edit, Together) else (edit,)
    return any(isinstance(each, AddSource | AddViewpoint) for each in edits)
