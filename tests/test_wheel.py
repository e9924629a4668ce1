"""The installed package: built as a wheel, installed elsewhere, started from an empty folder."""

import http.client
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import installation
import pip_settings
import pytest

import argmap

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(folder),
    ]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a fresh environment that has only the wheel and what it requires."""
    pip = installation.find_pip()
    uv = installation.find_uv(pip)
    settings = installation.read_settings(pip)
    cache = installation.FOLDER / "cache"
    variables = pip_settings.uv_variables(settings, dict(os.environ), cache=cache)
    place = tmp_path_factory.mktemp("installed")
    make = [uv, "venv", "--quiet", "--python", sys.executable, str(place)]
    subprocess.run(make, env=variables, check=True)
    install = [uv, "pip", "install", "--quiet", "--python", str(place)]
    install += [*pip_settings.uv_options(settings), "--constraints", str(constraints(place))]
    subprocess.run([*install, str(wheel)], env=variables, check=True)
    return place / "bin" / "argmap"


def constraints(place: Path) -> Path:
    """Write the versions of the lock, without the hashes that would be asked of the wheel, too."""
    lock = (ROOT / "setup" / "requirements.txt").read_text(encoding="utf-8")
    versions = place / "constraints.txt"
    versions.write_text(re.sub(r" \\\n    --hash=\S+", "", lock), encoding="utf-8")
    return versions


@pytest.fixture(scope="module")
def port(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a site that the installed program serves from an empty folder."""
    home = tmp_path_factory.mktemp("empty")
    with subprocess.Popen(
        [str(installed), "serve", "--port", "0"],
        cwd=home,
        env={"HOME": str(home), "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:(\d+)", said)
        assert address, said + server.stdout.read()
        yield int(address[1])
        server.terminate()
        assert server.wait(timeout=10) == 0


@pytest.mark.parametrize("folder", ["templates", "static", "debates"])
def test_a_wheel_carries_the_folders_of_the_root(folder: str, wheel: Path) -> None:
    prefix = f"argmap/shipped/{folder}/"
    names = zipfile.ZipFile(wheel).namelist()
    carried = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    there = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*")}
    files = {
        path.as_posix()
        for path in there
        if (ROOT / folder / path).is_file() and path.parts[0] != ".argmap"
    }
    assert carried == files != set()


def test_a_wheel_holds_the_package_and_nothing_beside_it(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"argmap", f"argmap-{argmap.__version__}.dist-info"}


def test_an_installed_argmap_knows_its_version(installed: Path, tmp_path: Path) -> None:
    version = [str(installed), "--version"]
    done = subprocess.run(version, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert argmap.__version__ in done.stdout


def test_an_installed_argmap_serves_the_shipped_debates(port: int) -> None:
    assert 'href="/debates/okinawa-bases"' in fetch(port, "/")


def test_an_installed_argmap_serves_its_style(port: int) -> None:
    sheets = re.findall(r'href="(/static/[^"]+\.css[^"]*)"', fetch(port, "/"))
    assert sheets
    assert all(fetch(port, sheet) for sheet in sheets)


def test_an_installed_argmap_draws_a_map(port: int) -> None:
    assert "<svg" in fetch(port, "/debates/okinawa-bases")


def test_an_installed_argmap_does_not_edit_the_shipped_debates(
    installed: Path, tmp_path: Path
) -> None:
    add = [str(installed), "add", "okinawa-bases", "A new answer.", "--thesis", "--author", "Ann"]
    done = subprocess.run(add, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "copy the folder" in done.stderr


def test_an_installed_argmap_makes_and_reads_a_history(installed: Path, tmp_path: Path) -> None:
    for arguments in (
        ["new", "Night trains"],
        ["add", "night-trains", "A new answer.", "--thesis", "--author", "Ann"],
        ["history", "night-trains"],
    ):
        command = [str(installed), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "added a thesis" in done.stdout


def test_an_installed_argmap_says_what_a_database_needs(installed: Path, tmp_path: Path) -> None:
    check = [str(installed), "check", "--store", "postgresql:///debates"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    said = 'argmap: PostgreSQL needs one more package: pip install "argmap[postgresql]".\n'
    assert done.stderr == said


def test_an_installed_argmap_offers_no_editing_of_the_shipped_debates(port: int) -> None:
    assert "Add thesis" not in fetch(port, "/debates/okinawa-bases")


def fetch(port: int, path: str) -> str:
    """Return the text at a path of the site; any answer but 200 fails."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == 200, text
    return text
