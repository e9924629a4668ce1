"""Asking: what a request brings, in its query, its body and its headers."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from flask import request
from werkzeug.exceptions import PreconditionRequired, RequestEntityTooLarge, UnsupportedMediaType

from argmap.errors import WrongRequest
from argmap.web import guarding
from argmap.web.api.inputs import Input, take

JSON = "application/json"
TEXTS = ("application/yaml", "text/yaml")
"""The media types of a debate's text: the registered one, and the one that was usual before it."""


def parameters(inputs: Iterable[Input]) -> dict[str, Any]:
    """Return the values of the query. Raises WrongRequest."""
    given = request.args.to_dict(flat=False)
    taken = take(inputs, {name: values[0] for name, values in given.items()}, "parameter")
    for name, values in given.items():
        if len(values) > 1:
            raise WrongRequest(f'The parameter "{name}" is given once.')
    return taken


def members(inputs: Iterable[Input]) -> dict[str, Any]:
    """Return the values of the members of the body. Raises WrongRequest, EditRefused or HTTPException."""
    _require_type(JSON)
    return take(inputs, _record(_text(guarding.MOST_BYTES)), "member")


def headers(inputs: Mapping[str, Input]) -> dict[str, Any]:
    """Return the values of headers that were sent; one counts before the member of the same name.

    Raises WrongRequest, or PreconditionRequired where one that is needed is missing.
    """
    for header, each in inputs.items():
        if each.is_required and header not in request.headers:
            raise PreconditionRequired(f'The header "{header}" is missing: {each.about}')
    return {
        each.name: each.read(header, request.headers[header])
        for header, each in inputs.items()
        if header in request.headers
    }


def whole_text() -> str:
    """Return the body as the text of a debate. Raises WrongRequest or HTTPException."""
    _require_type(*TEXTS)
    return _text(guarding.MOST_BYTES_OF_TEXT)


def _require_type(*types: str) -> None:
    if request.mimetype not in types:
        raise UnsupportedMediaType(f"Send the body as {types[0]}, and say so in Content-Type.")


def _text(most: int) -> str:
    request.max_content_length = most
    try:
        return request.get_data(cache=False).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongRequest("The body is no UTF-8.") from error
    except RequestEntityTooLarge as error:
        raise RequestEntityTooLarge(f"The body has at most {most:,} bytes.") from error


def _record(text: str) -> Mapping[str, object]:
    try:
        record = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise WrongRequest("The body is nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise WrongRequest(f"The body is no JSON: {error}.") from error
    except ValueError as error:
        raise WrongRequest("The body holds a number of too many digits.") from error
    if not isinstance(record, dict):
        raise WrongRequest("The body is no JSON object.")
    _refuse_halves(record)
    return record


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise WrongRequest("A key stands twice in an object of the body.")
    return record


def _no_number(name: str) -> NoReturn:
    raise WrongRequest(f"{name} is no number of JSON.")


def _refuse_halves(record: object) -> None:
    """Raise WrongRequest for an escaped half of a character, which no file can hold."""
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise WrongRequest("The body holds a surrogate that is half a character.") from error
