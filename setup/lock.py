"""Pins every package that pyproject.toml asks for, and uv: ./run python setup/lock.py [--upgrade].

A pin stays as it is while pyproject.toml allows it; --upgrade takes the newest allowed ones.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import installation
import pip_settings

# The locks serve every system and Python that argmap runs on, and name no address.
COMPILE = (
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",
)
FORM = (
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
)


def main() -> None:
    """Write both locks."""
    pip = installation.find_pip()
    settings = installation.read_settings(pip)
    variables = pip_settings.uv_variables(
        settings, dict(os.environ), cache=installation.FOLDER / "cache"
    )
    command = [installation.find_uv(pip), *COMPILE, *FORM, *pip_settings.uv_options(settings)]
    command += sys.argv[1:]
    packages = [str(installation.ROOT / "pyproject.toml"), "--all-extras", "--group=dev"]
    lock = installation.ROOT / "setup" / "requirements.txt"
    subprocess.run([*command, *packages, f"--output-file={lock}"], env=variables, check=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "uv.in"
        wanted.write_text("uv\n", encoding="utf-8")
        command += [str(wanted), f"--output-file={installation.UV_LOCK}"]
        subprocess.run(command, env=variables, check=True)


if __name__ == "__main__":
    main()
