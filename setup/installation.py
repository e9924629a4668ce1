"""Makes the environment of ./run with Python and pip alone: uv, the locked packages, argmap itself."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

import environment
import pip_settings

ROOT = Path(environment.ROOT)
FOLDER = Path(environment.FOLDER)
VENV = FOLDER / "venv"
MADE = Path(environment.MADE)
LOG = FOLDER / "log"
UV_LOCK = ROOT / "setup" / "uv.txt"
LOAD_COMMANDS = """
from importlib import import_module
from argmap.cli import COMMANDS
for name in COMMANDS:
    import_module(f"argmap.cli.{name}")
"""


class SetupError(Exception):
    """The environment cannot be made; the message says why in one line."""


def main() -> int:
    """Make the environment and return an exit code."""
    try:
        set_up()
    except (SetupError, OSError) as error:
        say(f"the set-up failed: {error}")
        return 1
    except KeyboardInterrupt:
        say("the set-up was interrupted; the next start begins it anew")
        return 130
    return 0


def say(sentence: str) -> None:
    """Tell the user; standard output belongs to the program that ./run starts."""
    print(f"run: {sentence}", file=sys.stderr, flush=True)


def set_up() -> None:
    """Make the environment, one start at a time."""
    if ":" in str(ROOT):
        # The environment's programs are found through PATH, which has no way to write a colon.
        raise SetupError(f"the path of argmap's folder must not have a colon: {ROOT}")
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        wait_for(lock)
        if not environment.is_fit():
            make()


def wait_for(lock: TextIO) -> None:
    """Take the lock, saying so if another start holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another start is making the environment; waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)
    # pip and uv hold it too: if this process is killed, the next start waits until they have ended.
    os.set_inheritable(lock.fileno(), True)  # noqa: FBT003 - the only way to say it


def make() -> None:
    """Make the environment, or bring a whole one up to date, and record what it was made for."""
    began = time.monotonic()
    say("setting up argmap's environment (later starts need no network)")
    LOG.write_text("", encoding="utf-8")
    stays, packages_stay = environment.is_whole(), environment.has_packages()
    sources = {
        path.name: path.read_bytes()
        for path in (Path(environment.PACKAGES_LOCK), Path(environment.PROJECT))
    }
    shutil.rmtree(MADE, ignore_errors=True)
    pip = find_pip()
    uv = find_uv(pip)
    settings = read_settings(pip)
    variables = pip_settings.uv_variables(settings, dict(os.environ), cache=FOLDER / "cache")
    if not stays:
        make_venv(uv, variables)
    if not (stays and packages_stay):
        install_packages(uv, variables, pip_settings.uv_options(settings))
    install_argmap(uv, variables)
    compile_modules()
    record(sources)
    say(f"the environment is ready ({time.monotonic() - began:.0f} s)")


def find_pip() -> list[str]:
    """Return the command of a pip: this Python's, or that of the Python its environment was made from."""
    for python in dict.fromkeys((sys.executable, environment.PYTHON)):
        pip = [python, "-m", "pip"]
        if not subprocess.run(
            [*pip, "--version"], env=pip_variables(), capture_output=True, check=False
        ).returncode:
            return pip
    raise SetupError(
        f"{environment.PYTHON} has no pip; install it first (on Debian: apt install python3-pip)"
    )


def pip_variables() -> dict[str, str]:
    """Return the variables of this process, but none for pip that would stop the set-up."""
    return os.environ | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_USER": "0",
        # Or a module in the caller's directory that is named like one of pip's would be taken for it.
        "PYTHONSAFEPATH": "1",
    }


def read_settings(pip: list[str]) -> pip_settings.Settings:
    """Return the settings that pip would install with."""
    command = [*pip, "config", "list"]
    listed = subprocess.run(
        command, env=pip_variables(), capture_output=True, text=True, check=False
    )
    return pip_settings.read(listed.stdout)


def find_uv(pip: list[str]) -> str:
    """Return the path of the pinned uv, which pip installs beside the environment if it is not there yet."""
    # A folder may be shared by machines of different kinds.
    place = FOLDER / f"uv-{sys.platform}-{os.uname().machine}"
    mark = place / UV_LOCK.name
    if not mark.exists() or mark.read_bytes() != UV_LOCK.read_bytes():
        shutil.rmtree(place, ignore_errors=True)
        command = [*pip, "install", "--target", str(place), "--requirement", str(UV_LOCK)]
        command += ["--require-hashes", "--no-deps", "--only-binary=:all:"]
        failure = "pip could not download uv; is the network there, and pip's index right?"
        call(command, pip_variables(), failure=failure)
        shutil.copyfile(UV_LOCK, mark)
    return str(place / "bin" / "uv")


def make_venv(uv: str, variables: dict[str, str]) -> None:
    """Make an environment without packages, in place of what an interrupted set-up left."""
    shutil.rmtree(VENV, ignore_errors=True)
    command = [uv, "venv", "--no-project", "--python", environment.PYTHON, str(VENV)]
    call(command, variables, failure="uv could not make an environment")


def install_packages(uv: str, variables: dict[str, str], options: list[str]) -> None:
    """Give the environment exactly the packages of the lock."""
    command = [uv, "pip", "sync", "--python", environment.VENV_PYTHON, *options]
    command += ["--require-hashes", "--only-binary=:all:", environment.PACKAGES_LOCK]
    failure = "the packages could not be downloaded; is the network there, and pip's index right?"
    try:
        # What was downloaded before, for this folder or another, needs no network.
        call([*command, "--offline"], variables, failure=failure)
    except SetupError:
        call(command, variables, failure=failure)


def install_argmap(uv: str, variables: dict[str, str]) -> None:
    """Let the environment find argmap where it stands; its build backend is one of the packages."""
    command = [uv, "pip", "install", "--python", environment.VENV_PYTHON, "--offline"]
    command += ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    call(command, variables, failure="argmap could not be installed; is pyproject.toml right?")


def compile_modules() -> None:
    """Have Python keep the compiled modules of every command, also for those whose variables forbid it later.

    A start without them takes twice as long. Whatever is wrong with a module, its own command says better.
    """
    may_write = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    command = [environment.VENV_PYTHON, "-c", LOAD_COMMANDS]
    subprocess.run(command, env=may_write, cwd=ROOT, capture_output=True, check=False)


def record(sources: dict[str, bytes]) -> None:
    """Write down what the environment was made for: from now on it is fit."""
    MADE.mkdir()
    for name, text in sources.items():
        (MADE / name).write_bytes(text)
    (MADE / "python").write_bytes(os.fsencode(environment.PYTHON) + b"\n")
    (MADE / "place").write_bytes(os.fsencode(ROOT) + b"\n")


def call(command: list[str], variables: dict[str, str], *, failure: str) -> None:
    """Run a step of the set-up; all it says goes to the log, its last line into the error."""
    with LOG.open("ab") as log:
        done = subprocess.run(
            command,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            close_fds=False,  # hands on the lock
            check=False,
        )
    if done.returncode:
        said = LOG.read_text(encoding="utf-8", errors="replace").splitlines()
        last = next((line.strip() for line in reversed(said) if line.strip()), "nothing was said")
        raise SetupError(f"{failure} ({last}; see {LOG})")
