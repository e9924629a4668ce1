"""Where the files that ship with argmap stand: the root of a checkout, or the installed package."""

from pathlib import Path


def templates() -> Path:
    """Return the folder of page templates."""
    return _shipped("templates")


def static() -> Path:
    """Return the folder of style sheets, scripts and fonts."""
    return _shipped("static")


def debates() -> Path:
    """Return the folder of debates that come with argmap."""
    return _shipped("debates")


def is_installed(folder: Path) -> bool:
    """True for what stands in an installed package, where the next version would take changes away."""
    return folder.resolve().is_relative_to(Path(__file__).resolve().parent / "shipped")


def _shipped(name: str) -> Path:
    # Only an installed package has this folder; the other way round, what some other package left in
    # site-packages/templates would be taken for ours.
    package = Path(__file__).resolve().parent
    installed = package / "shipped"
    return (installed if installed.is_dir() else package.parent) / name
