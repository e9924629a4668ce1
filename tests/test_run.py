"""The run script, on copies of the project that need few packages, with python3 and cmp alone on the PATH."""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import environment
import installation
import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
PYTHON = os.path.realpath(sys.executable)
NETWORK = ("PIP_", "SSL_", "UV_", "HTTP", "http", "NO_PROXY", "no_proxy", "REQUESTS_", "CURL_")
# Port 9 of this machine answers nobody.
OFFLINE = dict.fromkeys(
    ("PIP_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), "http://127.0.0.1:9"
) | {"NO_PROXY": "", "no_proxy": "", "PIP_RETRIES": "0"}
# What the build backend needs: enough to install argmap itself.
BACKEND = ("hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers", "tomlkit")


def pins(names: tuple[str, ...]) -> str:
    """Return the lines of the lock for these packages."""
    entries = (ROOT / "setup" / "requirements.txt").read_text(encoding="utf-8").split("\n")
    kept = [index for index, line in enumerate(entries) if line.partition("==")[0] in names]
    blocks = []
    for start in kept:
        end = start + 1
        while entries[end].startswith(" "):
            end += 1
        blocks += entries[start:end]
    return "\n".join(blocks) + "\n"


def make_tree(place: Path) -> Path:
    """Copy what a start needs, with a lock of few packages."""
    for name in ("setup", "argmap"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("run", "pyproject.toml", "LICENSE", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, place)
    (place / "setup" / "requirements.txt").write_text(pins(BACKEND), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a machine that has Python and pip and nothing else."""
    folder = tmp_path_factory.mktemp("machine")
    (folder / "home").mkdir()
    (folder / "bin").mkdir()
    (folder / "bin" / "python3").symlink_to(PYTHON)
    (folder / "bin" / "cmp").symlink_to(shutil.which("cmp") or "/usr/bin/cmp")
    network = {name: value for name, value in os.environ.items() if name.startswith(NETWORK)}
    return network | {"HOME": str(folder / "home"), "PATH": str(folder / "bin")}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, bare: Mapping[str, str]) -> Path:
    """A copy in a folder whose name has a space, set up."""
    tree = make_tree(tmp_path_factory.mktemp("a folder") / "argmap ü")
    done = start(tree, "python", "-c", "print('out')", variables=bare)
    assert (done.returncode, done.stdout) == (0, "out\n"), done.stderr
    assert "setting up" in done.stderr
    return tree


@pytest.fixture
def copy(tmp_path: Path, tree: Path) -> Path:
    """A copy that has not been set up, though its packages were downloaded before for another."""
    make_tree(tmp_path / "copy")
    installed = next((tree / ".environment").glob("uv-*"))
    shutil.copytree(installed, tmp_path / "copy" / ".environment" / installed.name)
    return tmp_path / "copy"


def start(
    tree: Path, *command: str, variables: Mapping[str, str], cwd: Path = Path("/")
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tree / "run", *command],
        env=variables,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "stream"), [((), 2, "stderr"), (("--help",), 0, "stdout")]
)
def test_usage_needs_no_set_up(
    arguments: tuple[str, ...], code: int, stream: str, tmp_path: Path, bare: Mapping[str, str]
) -> None:
    tree = make_tree(tmp_path / "tree")
    done = start(tree, *arguments, variables=bare)
    assert done.returncode == code
    assert getattr(done, stream).startswith("usage: ./run COMMAND")
    assert not (tree / ".environment").exists()


def test_without_python_one_line_says_so(tree: Path, tmp_path: Path) -> None:
    done = start(tree, "argmap", variables={"PATH": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr == (
        "run: argmap needs Python 3.11 or newer with pip, and there is no python3 on the PATH\n"
    )


def test_an_old_python_is_refused_in_one_line(tree: Path, tmp_path: Path) -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 10); sys.version = '3.10.4 (main)'; "
    pretend += "runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run(
        [PYTHON, "-c", pretend, tree / "setup" / "environment.py"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "run: argmap needs Python 3.11 or newer; python3 is 3.10.4\n"


def test_a_python_without_pip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    without = shutil.which("false") or "/bin/false"
    monkeypatch.setattr(sys, "executable", without)
    monkeypatch.setattr(environment, "PYTHON", without)
    with pytest.raises(installation.SetupError, match="has no pip; install it first"):
        installation.find_pip()


def test_a_first_start_without_network_is_one_clear_line(
    tmp_path: Path, bare: Mapping[str, str]
) -> None:
    tree = make_tree(tmp_path / "tree")
    empty = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = start(tree, "argmap", variables={**bare, **OFFLINE, **empty})
    first, second = done.stderr.splitlines()
    assert done.returncode == 1
    assert first.startswith("run: setting up")
    assert second.startswith("run: the set-up failed: pip could not download uv; is the network")


def test_a_colon_in_the_path_is_refused(tmp_path: Path, bare: Mapping[str, str]) -> None:
    done = start(make_tree(tmp_path / "a:b"), "argmap", variables=bare)
    assert done.returncode == 1
    assert "must not have a colon" in done.stderr


def test_a_later_start_needs_no_network_and_says_nothing(
    tree: Path, bare: Mapping[str, str]
) -> None:
    done = start(tree, "python", "-c", "import argmap", variables={**bare, **OFFLINE})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_arguments_directory_and_exit_code_pass_through(
    tree: Path, tmp_path: Path, bare: Mapping[str, str]
) -> None:
    show = "import os, sys; print(os.getcwd(), sys.argv[1:]); sys.exit(7)"
    done = start(tree, "python", "-c", show, "a b", "*", "", variables=bare, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (7, f"{tmp_path} ['a b', '*', '']\n")


def test_a_signal_reaches_the_program(tree: Path, bare: Mapping[str, str]) -> None:
    wait = "import time; print('ready', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [tree / "run", "python", "-c", wait], env=bare, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == -signal.SIGTERM


def test_an_unknown_program_is_not_found(tree: Path, bare: Mapping[str, str]) -> None:
    assert start(tree, "no-such-program", variables=bare).returncode == 127


def test_variables_of_another_python_do_no_harm(tree: Path, bare: Mapping[str, str]) -> None:
    foreign = {"PYTHONHOME": "/nowhere", "PYTHONPATH": "/nowhere", "PYTHONSAFEPATH": "1"}
    done = start(tree, "python", "-c", "import argmap", variables={**bare, **foreign})
    assert (done.returncode, done.stderr) == (0, "")


def test_without_cmp_a_later_start_still_finds_all_fit(
    tree: Path, tmp_path: Path, bare: Mapping[str, str]
) -> None:
    (tmp_path / "python3").symlink_to(PYTHON)
    variables = {**bare, **OFFLINE, "PATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
    done = start(tree, "python", "-c", "print(1)", variables=variables)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_two_first_starts_at_once_set_up_once(copy: Path, bare: Mapping[str, str]) -> None:
    command = [str(copy / "run"), "python", "-c", "import argmap"]
    both = [subprocess.Popen(command, env=bare, stderr=subprocess.PIPE) for _ in range(2)]
    said = "".join(process.communicate(timeout=120)[1].decode() for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said.count("run: the environment is ready") == 1
    assert said.count("run: another start is making the environment; waiting for it") == 1


@pytest.mark.parametrize("seen", ["uv-*", "venv", "venv/lib/*/site-packages/hatchling"])
def test_a_killed_set_up_is_begun_anew(seen: str, copy: Path, bare: Mapping[str, str]) -> None:
    process = subprocess.Popen(
        [copy / "run", "python", "-V"], env=bare, start_new_session=True, stderr=subprocess.DEVNULL
    )
    wait_until(lambda: any((copy / ".environment").glob(seen)))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = start(copy, "python", "-c", "import argmap, hatchling", variables=bare)
    assert done.returncode == 0, done.stderr


def test_an_environment_without_its_record_is_replaced(copy: Path, bare: Mapping[str, str]) -> None:
    broken = copy / ".environment" / "venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.write_text("not a program", encoding="utf-8")
    done = start(copy, "python", "-c", "import argmap", variables=bare)
    assert done.returncode == 0, done.stderr


def test_a_moved_folder_is_set_up_again_without_network(
    copy: Path, bare: Mapping[str, str]
) -> None:
    start(copy, "python", "-V", variables=bare)
    moved = copy.rename(copy.with_name("moved"))
    show = "import argmap; print(argmap.__file__)"
    done = start(moved, "python", "-c", show, variables={**bare, **OFFLINE})
    assert done.stdout == f"{moved / 'argmap' / '__init__.py'}\n", done.stderr


def test_a_changed_lock_brings_its_packages(copy: Path, bare: Mapping[str, str]) -> None:
    assert start(copy, "python", "-c", "import iniconfig", variables=bare).returncode == 1
    lock = copy / "setup" / "requirements.txt"
    lock.write_text(pins((*BACKEND, "iniconfig")), encoding="utf-8")
    done = start(copy, "python", "-c", "import iniconfig", variables=bare)
    assert done.returncode == 0, done.stderr


def test_a_changed_project_is_installed_again(copy: Path, bare: Mapping[str, str]) -> None:
    start(copy, "python", "-V", variables=bare)
    project = copy / "pyproject.toml"
    changed = project.read_text(encoding="utf-8").replace(
        "[project.scripts]\n", '[project.scripts]\nother = "argmap:nothing"\n'
    )
    project.write_text(changed, encoding="utf-8")
    start(copy, "python", "-V", variables={**bare, **OFFLINE})
    assert (copy / ".environment" / "venv" / "bin" / "other").exists()


def test_compiled_modules_are_kept_even_for_those_who_forbid_it(
    copy: Path, bare: Mapping[str, str]
) -> None:
    forbidding = {**bare, "PYTHONDONTWRITEBYTECODE": "1"}
    done = start(copy, "python", "-c", "", variables=forbidding)
    assert done.returncode == 0, done.stderr
    assert list((copy / "argmap" / "__pycache__").glob("__init__.*.pyc"))


@pytest.mark.parametrize("home", [{}, {"HOME": "/dev/null"}])
def test_no_home_folder_is_needed(
    home: Mapping[str, str], copy: Path, bare: Mapping[str, str]
) -> None:
    variables = {name: value for name, value in bare.items() if name != "HOME"}
    done = start(copy, "python", "-c", "import argmap", variables={**variables, **home})
    assert done.returncode == 0, done.stderr


def test_a_later_start_adds_at_most_five_starts_of_python(
    tree: Path, bare: Mapping[str, str]
) -> None:
    def took(*command: str | Path) -> float:
        began = time.perf_counter()
        subprocess.run(command, env=bare, check=True)
        return time.perf_counter() - began

    python = statistics.median(took(PYTHON, "-c", "pass") for _ in range(15))
    run = statistics.median(took(tree / "run", "python", "-c", "pass") for _ in range(15))
    assert run - python <= 5 * python


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
