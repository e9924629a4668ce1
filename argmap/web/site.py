"""Site: what one running site holds, its library, and what was lately made from it."""

from dataclasses import dataclass
from typing import Any, cast

from flask import current_app

from argmap.library import Library
from argmap.recent import Recent

EXTENSION = "argmap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What one running site holds."""

    library: Library
    made: Recent[Any]  # values of several types, each kept under a key of its own kind


def site() -> Site:
    """Return what the running site holds."""
    return cast("Site", current_app.extensions[EXTENSION])


def library() -> Library:
    """Return the library that the site shows."""
    return site().library
