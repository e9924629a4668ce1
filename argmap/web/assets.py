"""The static files under addresses that change with their content, so that browsers may keep them for good."""

import posixpath
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, request, url_for

import argmap
from argmap import resources

A_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Give templates `asset(name)`, and static files a long life where their address holds their content's hash."""
    app.jinja_env.globals["asset"] = address
    app.after_request(_with_life)


@cache
def address(name: str) -> str:
    """Return the address of a static file with a hash of its content."""
    return url_for("static", filename=name, v=_hash(name), _external=False)


@cache
def build() -> str:
    """Return a fingerprint of everything but the debates that a page is made from."""
    templates, static = resources.templates(), resources.static()
    return f"{argmap.__version__} {_digest((*templates.rglob('*.html'), *static.glob('*.*')))}"


@cache
def _hash(name: str) -> str:
    return _digest((resources.static() / name,))


def _digest(files: Iterable[Path]) -> str:
    digest = blake2b(digest_size=6)
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _with_life(response: Response) -> Response:
    # Any other method is answered without a look whether there is such a file, also for "../README.md".
    is_sent = request.method in {"GET", "HEAD"} and response.status_code in {200, 304}
    if request.endpoint == "static" and is_sent:
        # As Flask has read it: "no-folder/../base.css" is a file to Flask, and none to the file system.
        name = posixpath.normpath((request.view_args or {})["filename"])
        if request.args.get("v") == _hash(name):
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
