"""Refusals: what the API says when it does not do what is asked, as problem details (RFC 9457)."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from argmap import reports
from argmap.errors import (
    ArgmapError,
    Busy,
    EditClash,
    Unreachable,
    UnreadableDebate,
    WrongText,
)
from argmap.problems import Problem
from argmap.web.api import kinds
from argmap.web.api.kinds import Kind
from argmap.web.site import library

MEDIA_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="argmap"'
MOMENT = 1
"""Seconds after which it is worth trying again what somebody or something was in the way of."""


def answer(error: ArgmapError | HTTPException) -> Response:
    """Return what is said of a refusal."""
    if isinstance(error, HTTPException):
        kind = kinds.of_status(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        response = told(kind, _sentence(error, kind), request.path)
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
        return response
    return told(kinds.of_error(error), str(error), request.path, **_more(error))


def told(kind: Kind, sentence: str, path: str, **more: object) -> Response:
    """Return an answer that tells a refusal of a kind; it needs no running site."""
    document = {
        "type": kind.address,
        "title": kind.title,
        "status": kind.status,
        "detail": sentence,
        "instance": quote(path),
        **more,
    }
    response = Response(
        json.dumps(document, ensure_ascii=False) + "\n", kind.status, mimetype=MEDIA_TYPE
    )
    response.headers["Cache-Control"] = "no-store"
    if kind.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = CHALLENGE
    if "retry_after" in more:
        response.headers["Retry-After"] = str(more["retry_after"])
    return response


def _sentence(error: HTTPException, kind: Kind) -> str:
    """Return what has happened; the words of the server's own for it say nothing of this request."""
    is_own = error.description and error.description != type(error).description
    return str(error.description) if is_own else kind.about


def _more(error: ArgmapError) -> dict[str, Any]:
    """Return what programs want to know of a refusal beside its sentence."""
    if isinstance(error, WrongText):
        return {"problems": _problems(error.problems)}
    if isinstance(error, UnreadableDebate):
        return {"problems": _problems(_problems_of_file())}
    if isinstance(error, EditClash):
        return {"clashes": [clash._asdict() for clash in error.clashes]}
    if isinstance(error, Busy | Unreachable):
        return {"retry_after": MOMENT}
    nearest = getattr(error, "nearest", ())
    return {"nearest": list(nearest)} if nearest else {}


def _problems_of_file() -> tuple[Problem, ...]:
    """Return what is wrong in the file that the address names, if it names one."""
    debate = (request.view_args or {}).get("debate")
    return library().volume(debate).problems if debate else ()


def _problems(problems: tuple[Problem, ...]) -> list[reports.Report]:
    return [reports.problem(each) for each in problems]
