"""Histories: whether all changes of a debate follow on one another, and every text that it had can be had again."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

from argmap.library import Library
from argmap.stores import yaml_reader
from argmap.stores.history.changes import Change
from argmap.stores.history.keeping import History

MOST = 100_000


def changes(library: Library, id: str) -> list[Change]:
    """Return all changes of a debate, the oldest first."""
    return list(library.changes(debate=id, limit=MOST)[::-1])


def faults(library: Library, history: History, id: str) -> Iterator[str]:
    """Yield what is wrong in the history of a debate."""
    found = changes(library, id)
    if [change.number for change in found] != list(range(1, len(found) + 1)):
        yield "the changes are not numbered one after another"
    for earlier, later in pairwise(found):
        if earlier.after != later.before:
            yield f"change {later.number} does not begin where {earlier.number} ends"
    if found and found[-1].after != library.volume(id).revision:
        yield "the history does not lead to the text"
    for change in found:
        for revision in (change.before, change.after):
            text = history.text(id, revision)
            if text is None or sha256(text).hexdigest() != revision:
                yield f"a text of change {change.number} is not known"


def unreadable(library: Library, history: History, id: str) -> Iterator[str]:
    """Yield the changes of a debate that have left a text with an error in it."""
    for change in changes(library, id):
        reading = yaml_reader.read(history.text(id, change.after) or b"", id=id)
        errors = [problem.sentence for problem in reading.problems if problem.is_error]
        if errors or reading.debate is None:
            yield f"the text after change {change.number} is broken: {' '.join(errors)}"
