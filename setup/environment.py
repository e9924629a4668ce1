"""Makes the environment of ./run, with Python and pip alone: a pinned uv, the locked packages, argmap itself."""

import ast
import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".environment"
VENV = FOLDER / "venv"
# Written last: what the environment was made for. Without it whatever stands in VENV is not to be trusted.
MADE = FOLDER / "made"
LOG = FOLDER / "log"
UV_LOCK = ROOT / "setup" / "uv.txt"
PACKAGES_LOCK = ROOT / "setup" / "requirements.txt"
PROJECT = ROOT / "pyproject.toml"
PYTHON = os.path.realpath(sys.executable)

# The caller's variables for uv that say where packages come from; others (UV_NO_BUILD, …) could break the set-up.
KEPT_VARIABLES = (
    "UV_CACHE_DIR",
    "UV_DEFAULT_INDEX",
    "UV_EXTRA_INDEX_URL",
    "UV_FIND_LINKS",
    "UV_HTTP_",
    "UV_INDEX",
    "UV_INSECURE_HOST",
    "UV_KEYRING_PROVIDER",
    "UV_LINK_MODE",
    "UV_OFFLINE",
    "UV_SYSTEM_CERTS",
)


class SetupError(Exception):
    """The environment cannot be made; the message says why in one line."""


def main() -> int:
    """Make the environment unless it is fit, and return an exit code."""
    if is_fit():
        return 0
    try:
        if ":" in str(ROOT):
            # The environment's programs are found through PATH, which has no way to write a colon.
            raise SetupError(f"argmap cannot run from a folder with a colon in its path: {ROOT}")
        FOLDER.mkdir(exist_ok=True)
        with (FOLDER / "lock").open("w") as lock:
            wait_for(lock)
            if not is_fit():
                make()
    except SetupError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"the set-up failed: {error}")
        return 1
    except KeyboardInterrupt:
        say("the set-up was interrupted; the next start begins it anew")
        return 130
    return 0


def say(sentence: str) -> None:
    """Tell the user; standard output belongs to the program that ./run starts."""
    print(f"run: {sentence}", file=sys.stderr, flush=True)


def is_fit() -> bool:
    """True if the environment was finished for this folder, Python, lock and project."""
    return is_whole() and all(
        content(MADE / source.name) == content(source) for source in (PACKAGES_LOCK, PROJECT)
    )


def is_whole() -> bool:
    """True if the environment was finished for this folder and Python, perhaps with other packages."""
    return (
        content(MADE / "place") == f"{ROOT}\n".encode()
        and content(MADE / "python") == f"{PYTHON}\n".encode()
        and (VENV / "bin" / "python").exists()
    )


def content(path: Path) -> bytes:
    """Return the bytes of a file, none if there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def wait_for(lock: TextIO) -> None:
    """Take the lock, saying so if another start holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another start is making the environment; waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)
    # pip and uv hold it too: if this process is killed, the next start waits until they have ended.
    os.set_inheritable(lock.fileno(), True)


def make() -> None:
    """Make the environment, or bring a whole one up to date, and record what it was made for."""
    began = time.monotonic()
    say("setting up argmap's environment (once; later starts need no network)")
    LOG.write_text("", encoding="utf-8")
    can_stay = is_whole()
    shutil.rmtree(MADE, ignore_errors=True)
    pip = find_pip()
    uv = find_uv(pip)
    flags, environ = uv_settings(pip)
    if not can_stay:
        shutil.rmtree(VENV, ignore_errors=True)
        call([uv, "venv", "--quiet", "--no-project", "--python", PYTHON, str(VENV)], environ)
    into = ["--python", str(VENV / "bin" / "python")]
    sync = [uv, "pip", "sync", "--require-hashes", "--only-binary=:all:", str(PACKAGES_LOCK)]
    call([*sync, *into, *flags], environ)
    # The build backend is one of the locked packages: with it nothing is downloaded here.
    install = [uv, "pip", "install", "--no-deps", "--no-build-isolation", "--offline"]
    call([*install, *into, "--editable", str(ROOT)], environ)
    record()
    say(f"the environment is ready ({time.monotonic() - began:.0f} s)")


def record() -> None:
    """Write down what the environment was made for: from now on it is fit."""
    MADE.mkdir()
    for source in (PACKAGES_LOCK, PROJECT):
        shutil.copyfile(source, MADE / source.name)
    (MADE / "python").write_text(f"{PYTHON}\n")
    (MADE / "place").write_text(f"{ROOT}\n")


def find_pip() -> list[str]:
    """Return the command of a pip: this Python's, or that of the Python which its environment was made from."""
    for python in dict.fromkeys((sys.executable, PYTHON)):
        command = [python, "-m", "pip"]
        found = subprocess.run(
            [*command, "--version"], env=pip_environ(), capture_output=True, check=False
        )
        if found.returncode == 0:
            return command
    raise SetupError(f"the set-up needs pip, and {PYTHON} has none (on Debian: python3-pip)")


def pip_environ() -> dict[str, str]:
    """Return this process's environment with the settings of pip taken out that would stop the set-up."""
    return os.environ | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_USER": "0",
        # Without it a module of the caller's directory named like one of pip's would be imported.
        "PYTHONSAFEPATH": "1",
    }


def find_uv(pip: list[str]) -> str:
    """Return the path of the pinned uv, which pip installs into the environment's folder when it is not there."""
    # A folder may be shared by machines of different kinds.
    place = FOLDER / f"uv-{sys.platform}-{os.uname().machine}"
    if content(place / UV_LOCK.name) != content(UV_LOCK):
        shutil.rmtree(place, ignore_errors=True)
        install = [*pip, "install", "--require-hashes", "--no-deps", "--only-binary=:all:"]
        call([*install, "--target", str(place), "--requirement", str(UV_LOCK)], pip_environ())
        shutil.copyfile(UV_LOCK, place / UV_LOCK.name)
    return str(place / "bin" / "uv")


def call(command: list[str], environ: dict[str, str]) -> None:
    """Run a step of the set-up; what it says goes to the log, and its last line into the error."""
    with LOG.open("ab") as log:
        # close_fds: the lock is handed on.
        done = subprocess.run(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=False, check=False
        )
    if done.returncode:
        lines = LOG.read_text(encoding="utf-8", errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "no output")
        raise SetupError(
            f"the set-up failed: {last} (is the network there, and pip's index right? see {LOG})"
        )


def uv_settings(pip: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return flags and environment that let uv find packages where pip does."""
    listed = subprocess.run(
        [*pip, "config", "list"], env=pip_environ(), capture_output=True, text=True, check=False
    )
    return translated(pip_settings(listed.stdout), dict(os.environ))


def pip_settings(listing: str) -> dict[str, str]:
    """Return the settings in a listing of pip's, for installing, by name: the environment's before the files'."""
    settings: dict[str, str] = {}
    # global.index-url='https://packages.example/simple'
    split = [line.partition("=") for line in listing.splitlines()]
    for section in ("global", "install", ":env:"):
        for key, _, value in split:
            if key.startswith(f"{section}."):
                settings[key[len(section) + 1 :]] = str(ast.literal_eval(value))
    return settings


def translated(settings: dict[str, str], environ: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return pip's settings as flags and environment of uv; variables of the caller's for uv go first."""
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith("UV_") or name.startswith(KEPT_VARIABLES)
    }
    words = {name: value.split() for name, value in settings.items()}
    links = [link if "://" in link else os.path.abspath(link) for link in words.get("find-links", [])]
    cert = settings.get("cert") or environ.get("REQUESTS_CA_BUNDLE") or environ.get("CURL_CA_BUNDLE")
    ours = {
        "UV_DEFAULT_INDEX": settings.get("index-url"),
        "UV_EXTRA_INDEX_URL": " ".join(words.get("extra-index-url", [])),
        "UV_FIND_LINKS": ",".join(links),
        # As pip does; every package is pinned by its hash, so an index cannot slip in another.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_INSECURE_HOST": " ".join(words.get("trusted-host", [])),
        "UV_HTTP_TIMEOUT": settings.get("timeout") or settings.get("default-timeout"),
        "UV_SYSTEM_CERTS": "true",
        "HTTP_PROXY": settings.get("proxy"),
        "HTTPS_PROXY": settings.get("proxy"),
        "SSL_CERT_FILE": cert,
        "SSL_CLIENT_CERT": settings.get("client-cert"),
        "UV_CACHE_DIR": own_cache(environ),
        "UV_NO_CONFIG": "1",
        "UV_PYTHON_DOWNLOADS": "never",
    }
    return (["--no-index"] if settings.get("no-index") in {"1", "true"} else []), {
        name: value for name, value in ours.items() if value
    } | kept


def own_cache(environ: dict[str, str]) -> str:
    """Return a cache of the environment's own where the user's cannot be written (no home folder), else nothing."""
    return ""


if __name__ == "__main__":
    sys.exit(main())
