"""Answers: what the API sends, with a fingerprint, so that who asks again learns that nothing has changed."""

import json
from hashlib import blake2b
from http import HTTPStatus

from flask import request
from werkzeug.wrappers import Response

JSON = "application/json"


def read(record: object, *, is_of_files: bool = True, following: str = "") -> Response:
    """Return what was asked for; `is_of_files` says that it changes with nothing but the files of debates.

    `following` is the address of what comes after it.
    """
    response = _json(record, HTTPStatus.OK)
    response.headers["ETag"] = f'"{blake2b(response.get_data(), digest_size=15).hexdigest()}"'
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return _validated(response, is_of_files=is_of_files)


def text(data: bytes, *, revision: str) -> Response:
    """Return the text of a debate, whose fingerprint is its revision."""
    response = Response(data, mimetype="application/yaml")
    response.headers["ETag"] = f'"{revision}"'
    # What is kept for everybody gets another fingerprint.
    return _validated(response, is_of_files=False)


def done(record: object, status: HTTPStatus, *, location: str = "") -> Response:
    """Return what came of a request to change something, and where that is told."""
    response = _json(record, status)
    if location:
        response.headers["Location"] = location
    return response


def _json(record: object, status: HTTPStatus) -> Response:
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
    return Response(body, status, mimetype=JSON)


def _validated(response: Response, *, is_of_files: bool) -> Response:
    response.headers["Cache-Control"] = "no-cache" if is_of_files else "private, no-cache"
    return response.make_conditional(request)
