"""Looks whether the environment of ./run is fit for this folder, Python and lock, and has it made if not.

./run asks at each start where the shell alone cannot tell, so this imports little: pathlib alone would double its time.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - what is called python3 may be older than we require
    import shutil
    import subprocess

    for newer in ("python3.14", "python3.13", "python3.12", "python3.11"):
        # A launcher can be on the PATH without a Python behind it, so each is tried.
        if shutil.which(newer) and not subprocess.call(
            [newer, "-c", ""], stderr=subprocess.DEVNULL
        ):
            os.execvp(newer, [newer, *sys.argv])  # noqa: S606 - no shell is wanted
    sys.exit("run: argmap needs Python 3.11 or newer; python3 is " + sys.version.split()[0])

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
FOLDER = os.path.join(ROOT, ".environment")
VENV_PYTHON = os.path.join(FOLDER, "venv", "bin", "python")
# Written last: what the environment was made for. Without it, whatever the environment holds is not to be trusted.
MADE = os.path.join(FOLDER, "made")
PYTHON = os.path.realpath(sys.executable)
PACKAGES_LOCK = os.path.join(ROOT, "setup", "requirements.txt")
PROJECT = os.path.join(ROOT, "pyproject.toml")


def main() -> int:
    """Make the environment unless it is fit, and return an exit code."""
    if is_fit():
        return 0
    import installation  # noqa: PLC0415 - most starts do without

    return installation.main()


def is_fit() -> bool:
    """True if the environment was finished for this folder, Python, lock and project."""
    return is_whole() and has_packages() and is_made_from(PROJECT)


def is_whole() -> bool:
    """True if an environment was finished for this folder and Python, whatever packages it has."""
    return (
        content(os.path.join(MADE, "place")) == os.fsencode(ROOT) + b"\n"
        and content(os.path.join(MADE, "python")) == os.fsencode(PYTHON) + b"\n"
        and os.path.exists(VENV_PYTHON)
    )


def has_packages() -> bool:
    """True if the environment was finished with the packages that the lock has now."""
    return is_made_from(PACKAGES_LOCK)


def is_made_from(source: str) -> bool:
    """True if the file is what it was when the environment was finished."""
    return content(os.path.join(MADE, os.path.basename(source))) == content(source)


def content(path: str) -> bytes:
    """Return the bytes of a file, none if there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


if __name__ == "__main__":
    sys.exit(main())
