"""Where the files that ship with argmap stand: at the root of a checkout, or inside an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Return the folder of page templates."""
    return _shipped("templates")


def static() -> Path:
    """Return the folder of style sheets, scripts and fonts."""
    return _shipped("static")


def debates() -> Path:
    """Return the folder of debates that come with argmap."""
    return _shipped("debates")


def debate_schema() -> Path:
    """Return the JSON Schema of a debate file."""
    return _PACKAGE / "debate.schema.json"


def _shipped(name: str) -> Path:
    # Only an installed package has this folder; the other way round, what some other package left in
    # site-packages/templates would be taken for ours.
    installed = _PACKAGE / "shipped"
    return (installed if installed.is_dir() else _PACKAGE.parent) / name
