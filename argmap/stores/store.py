"""Store: what every keeper of debates can be asked, be it a folder or a database."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from argmap.stores.entries import Entry

if (
    TYPE_CHECKING
):  # who only reads needs no SQLAlchemy, which takes longer to load than all the rest
    from argmap.stores.history.keeping import History
    from argmap.stores.records import Records


class Store(Protocol):
    """Where the texts of debates are kept; threads may ask it at once, and processes may share it."""

    @property
    def name(self) -> str:
        """Return how people are told which store it is, without its password."""

    def entries(self) -> tuple[Entry, ...]:
        """Return the debate files by id. Raises NotFound, Unreadable or Unreachable for the store itself."""

    def entry(self, id: str) -> Entry:
        """Return one debate file. Raises NotFound with the nearest ids, or as `entries`."""

    def about(self) -> Entry | None:
        """Return the file that tells what the debates are, if there is one."""

    def glance(self) -> AbstractContextManager[None]:
        """Return a time in which this thread may be told what it was told before, unless it writes."""

    def load(self, entry: Entry) -> bytes:
        """Return the text of a file. Raises Unreadable, or Unreachable."""

    def lock(self, id: str) -> AbstractContextManager[None]:
        """Return what keeps all other writers of a debate away. Entering it raises Busy or Unwritable.

        What is written meanwhile counts, at the latest, when it has been left without an exception.
        """

    def replace(self, entry: Entry, data: bytes, *, instead_of: bytes) -> bool:
        """Put a text in the place of another, and return whether that was still there.

        Raises Unwritable, or Unreadable when the file has gone.
        """

    def add(self, name: str, data: bytes) -> None:
        """Begin a file of a name with a text. Raises Unwritable when there is one already."""

    def clear(self, entry: Entry) -> None:
        """Remove what a write that has died has left."""

    def why_read_only(self) -> str:
        """Return the sentence that says why nothing can be changed; empty where it can."""

    def history(self) -> "History":
        """Return the history of the debates."""

    def accounts(self) -> "Records":
        """Return the database of accounts, and of what those suggest who may not edit."""

    def private_place(self) -> Path | None:
        """Return the folder in which a server may keep what is its own; `None` where there is none."""

    def has_kept_accounts(self) -> bool:
        """Return whether there may be accounts, as far as can be told without loading what reads them."""

    def close(self) -> None:
        """Let go of what the store holds open; it may be asked again."""
