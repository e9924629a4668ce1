"""Opening: the store that a command means, closed when the command ends."""

import click

from argmap.stores import places
from argmap.stores.store import Store


def find_store(folder: str | None, store: str | None) -> Store:
    """Return the store that a command names or means. Raises WrongRequest."""
    found = places.find_store(folder, store)
    click.get_current_context().call_on_close(found.close)
    return found
