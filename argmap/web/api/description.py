"""Description: the API in the words of OpenAPI 3.1, made from its operations."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

import argmap
from argmap.web.api import asking, refusals, schemas
from argmap.web.api.inputs import TAG_PATTERN, Input, refer
from argmap.web.api.kinds import KINDS
from argmap.web.api.operations import LARGEST_NUMBER, Operation

Record: TypeAlias = dict[str, Any]

SCHEME = "token"
ABOUT = (
    "Debates, and the changes that people make to them. docs/api.md shows each operation with its answer. "
    "Whatever is refused is told as problem details (RFC 9457)."
)
_IN_PATHS: Mapping[str, tuple[str, Record]] = {
    "debate": ("The id of a debate.", {"type": "string"}),
    "claim": ("The id of a claim.", {"type": "string"}),
    "number": (
        "The number of a change or of a suggestion.",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER},
    ),
}
_TEXT: Record = {"schema": {"description": "The YAML of a file, as docs/format.md describes it."}}
_HEADERS: Mapping[str, Record] = {
    "ETag": {"description": "What to send as If-None-Match.", "schema": {"type": "string"}},
    "Link": {"description": "With rel=next, where more is.", "schema": {"type": "string"}},
    "Location": {"description": "Where it is told.", "schema": {"type": "string"}},
}


def document(operations: Iterable[Operation], *, has_accounts: bool, is_private: bool) -> Record:
    """Return the description of the API as it is served to people with or without accounts."""
    paths: dict[str, Record] = {}
    for each in operations:
        found = _operation(each)
        if has_accounts:
            found["security"] = _security(each, is_private=is_private)
        paths.setdefault(each.path, {})[each.method.lower()] = found
    return {
        "openapi": "3.1.0",
        "info": {"title": "argmap", "version": argmap.__version__, "description": ABOUT},
        "paths": paths,
        "components": {
            "schemas": schemas.schemas(),
            "responses": {str(status.value): _refusal(status) for status in _statuses()},
            "securitySchemes": {
                SCHEME: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of an account, made on the account's page.",
                }
            },
        },
    }


def _operation(operation: Operation) -> Record:
    found: Record = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": list(_parameters(operation)),
        "responses": {
            **{str(status.value): answer for status, answer in _answers(operation)},
            **{
                str(status.value): {"$ref": f"#/components/responses/{status.value}"}
                for status in sorted(_refused(operation))
            },
        },
    }
    body = _body(operation)
    return {**found, "requestBody": body} if body else found


def _security(operation: Operation, *, is_private: bool) -> list[Record]:
    is_open = operation.needs == "reading" and not is_private
    return [*([{}] if is_open else []), {SCHEME: []}]


def _parameters(operation: Operation) -> Iterator[Record]:
    for name, (about, schema) in _IN_PATHS.items():
        if f"{{{name}}}" in operation.path:
            yield {
                "name": name,
                "in": "path",
                "required": True,
                "description": about,
                "schema": schema,
            }
    for each in operation.parameters:
        yield _parameter(each.name, each, "query")
    for header, each in operation.headers.items():
        yield _parameter(header, each, "header")


def _parameter(name: str, each: Input, place: str) -> Record:
    return {
        "name": name,
        "in": place,
        "required": each.is_required,
        "description": each.about,
        "schema": each.schema,
    }


def _body(operation: Operation) -> Record | None:
    if operation.takes_text:
        return {"required": True, "content": dict.fromkeys(asking.TEXTS, _TEXT)}
    if operation.members is None:
        return None
    schema = {
        "type": "object",
        "required": [each.name for each in operation.members if each.is_required],
        "properties": {
            each.name: {"description": each.about} | each.schema for each in operation.members
        },
        "additionalProperties": False,
    }
    return {"required": True, "content": {asking.JSON: {"schema": schema}}}


def _answers(operation: Operation) -> Iterator[tuple[HTTPStatus, Record]]:
    for status, name in operation.answers.items():
        if name is None:
            content = {asking.TEXTS[0]: _TEXT}
            headers = {"ETag": {**_HEADERS["ETag"], "schema": {"pattern": TAG_PATTERN}}}
        else:
            content = {asking.JSON: {"schema": refer(name)}}
            headers = _headers(operation, status)
        yield (
            status,
            {
                "description": schemas.ANSWERS[name]["description"] if name else "The text.",
                "headers": headers,
                "content": content,
            },
        )
    if not operation.is_change:
        yield HTTPStatus.NOT_MODIFIED, {"description": "It is what If-None-Match names."}


def _headers(operation: Operation, status: HTTPStatus) -> Record:
    names = ["Location"] if status in (HTTPStatus.CREATED, HTTPStatus.ACCEPTED) else []
    if not operation.is_change:
        names.append("ETag")
    if any(each.name == "before" for each in operation.parameters):
        names.append("Link")
    return {name: _HEADERS[name] for name in names}


def _refused(operation: Operation) -> set[HTTPStatus]:
    """Return the statuses with which an operation may be refused."""
    found = {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.MISDIRECTED_REQUEST,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
    if "{" in operation.path or any(each.name == "debate" for each in operation.parameters):
        found |= {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
    if operation.needs != "reading":
        found |= {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    if operation.is_change:
        found |= {
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
        }
    if any(each.is_required for each in operation.headers.values()):
        found.add(HTTPStatus.PRECONDITION_REQUIRED)
    return found


def _statuses() -> list[HTTPStatus]:
    return sorted({kind.status for kind in KINDS})


def _refusal(status: HTTPStatus) -> Record:
    names = ", ".join(kind.name for kind in KINDS if kind.status == status)
    return {
        "description": f"Refused: {names}.",
        "content": {refusals.MEDIA_TYPE: {"schema": refer("refusal")}},
    }
