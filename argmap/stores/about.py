"""About: what a folder of debates says of itself, in a file beside them."""

from dataclasses import dataclass
from pathlib import Path

from argmap.errors import Unreadable
from argmap.stores import characters
from argmap.stores.folder import Entry, load, signature_of

FILE = "about.md"
SIZE_LIMIT = 64 * 1024
SIZE_LIMIT_WORDS = "64 KiB"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The Markdown of the file, empty where there is none, or the sentence that says why it cannot be shown."""

    text: str = ""
    fault: str = ""


def entry(folder: Path) -> Entry:
    """Return the file as an entry, with its present signature; `None` where it is not there."""
    path = folder / FILE
    return Entry(id=path.stem, path=path, signature=signature_of(path))


def read(folder: Path) -> About:
    """Return what the folder says of itself."""
    found = entry(folder)
    if found.signature is None and not found.path.is_symlink():
        return About()
    if found.signature and found.signature.size > SIZE_LIMIT:
        return About(fault=f"{FILE} is larger than {SIZE_LIMIT_WORDS}: shorten it.")
    try:
        text, problem = characters.decode(load(found.path))
    except Unreadable as refusal:
        return About(fault=str(refusal))
    if text is None:
        return About(fault=f"{FILE} is no text. {problem.sentence if problem else ''}".rstrip())
    return About(text=characters.without_controls(text)[0])
