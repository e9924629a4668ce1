"""About: what a store tells of its debates, in a file beside them."""

from dataclasses import dataclass

from argmap.errors import Unreadable
from argmap.stores import characters
from argmap.stores.entries import ABOUT
from argmap.stores.store import Store

SIZE_LIMIT = 64 * 1024
SIZE_LIMIT_WORDS = "64 KiB"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The Markdown of the file, empty where there is none, or the sentence that says why it cannot be shown."""

    text: str = ""
    fault: str = ""


def read(store: Store) -> About:
    """Return what the store tells."""
    found = store.about()
    if found is None:
        return About()
    if found.signature and found.signature.size > SIZE_LIMIT:
        return About(fault=f"{ABOUT} is larger than {SIZE_LIMIT_WORDS}: shorten it.")
    try:
        text, problem = characters.decode(store.load(found))
    except Unreadable as refusal:
        return About(fault=str(refusal))
    if text is None:
        return About(fault=f"{ABOUT} is no text. {problem.sentence if problem else ''}".rstrip())
    return About(text=characters.without_controls(text)[0])
