"""Inputs: the named values that an operation takes, each with how it is read and how it is described."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from argmap import identifiers
from argmap.edits import codec
from argmap.edits.schema import EDIT, JsonSchema
from argmap.errors import WrongRequest

Place: TypeAlias = Literal["parameter", "member", "header"]
"""Where an input stands: in the query, in the body, or above it."""

KEY_PATTERN = "^[A-Za-z0-9_-]{1,64}$"
REVISION_PATTERN = "^[0-9a-f]{64}$"
TAG_PATTERN = '^"[0-9a-f]{64}"$'
HEADER_KEY_PATTERN = '^"?[A-Za-z0-9_-]{1,64}"?$'
DIGITS = re.compile(r"[0-9]{1,15}", re.ASCII)


class UnknownInput(WrongRequest):
    """An operation was given something that it does not take; `nearest` holds what may be meant."""

    def __init__(self, place: Place, name: str, known: Collection[str]) -> None:
        meant = identifiers.nearest(name, known)
        self.nearest = (meant,) if meant else ()
        hint = f' Did you mean "{meant}"?' if meant else _listed(place, known)
        super().__init__(f'There is no {place} "{name}" here.{hint}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A named value that an operation takes."""

    name: str
    about: str
    schema: JsonSchema
    read: Callable[[str, object], object]
    """Returns what a value given under a name means; raises WrongRequest."""
    is_required: bool = False
    default: object = None


def take(inputs: Iterable[Input], given: Mapping[str, object], place: Place) -> dict[str, Any]:
    """Return the values of all inputs by name. Raises UnknownInput, WrongRequest or EditRefused."""
    known = {each.name: each for each in inputs}
    for name in given:
        if name not in known:
            raise UnknownInput(place, name, known)
    for each in known.values():
        if each.is_required and each.name not in given:
            raise WrongRequest(f'The {place} "{each.name}" is missing: {each.about}')
    return {
        name: each.read(name, given[name]) if name in given else each.default
        for name, each in known.items()
    }


def text(
    name: str,
    about: str,
    *,
    most: int = 0,
    pattern: str = "",
    is_required: bool = False,
) -> Input:
    """Return an input that is a text, which may be bound in its length or its form."""
    schema: JsonSchema = {"type": "string"}
    schema |= {"maxLength": most} if most else {}
    schema |= {"pattern": pattern} if pattern else {}

    def read(name: str, value: object) -> str:
        if not isinstance(value, str):
            raise WrongRequest(f'"{name}" is a text.')
        if most and len(value) > most:
            raise WrongRequest(f'"{name}" has at most {most} characters.')
        if pattern and not re.fullmatch(pattern[1:-1], value, re.ASCII):
            raise WrongRequest(f'"{name}" is not of the form that it has: {about}')
        return value

    return Input(
        name=name, about=about, schema=schema, read=read, is_required=is_required, default=""
    )


def in_quotes(name: str, about: str, *, pattern: str, is_required: bool = False) -> Input:
    """Return an input that is a text in the quotes that headers put around it."""
    bare = text(name, about, pattern=pattern, is_required=is_required)

    def read(name: str, value: object) -> str:
        return str(bare.read(name, value)).strip('"')

    return replace(bare, read=read)


def whole(name: str, about: str, *, most: int, default: int | None = None) -> Input:
    """Return an input that is a whole number from 1."""
    schema: JsonSchema = {"type": "integer", "minimum": 1, "maximum": most}
    schema |= {} if default is None else {"default": default}

    def read(name: str, value: object) -> int:
        if isinstance(value, str) and DIGITS.fullmatch(value) and 0 < int(value) <= most:
            return int(value)
        raise WrongRequest(f'"{name}" is a whole number from 1 to {most}, not "{value}".')

    return Input(name=name, about=about, schema=schema, read=read, default=default)


def choice(name: str, about: str, words: Collection[str]) -> Input:
    """Return an input that is one of some words, or is left out."""

    def read(name: str, value: object) -> str:
        if value in words:
            return str(value)
        raise WrongRequest(f'"{name}" is one of {", ".join(words)}, not "{value}".')

    return Input(name=name, about=about, schema={"enum": list(words)}, read=read)


def edit(name: str, about: str, *, is_required: bool = False) -> Input:
    """Return an input that is an edit as a record."""

    def read(_: str, value: object) -> object:
        return codec.from_record(value)

    return Input(name=name, about=about, schema=refer(EDIT), read=read, is_required=is_required)


def refer(name: str) -> JsonSchema:
    """Return how the description of the API refers to one of its schemas."""
    return {"$ref": f"#/components/schemas/{name}"}


def _listed(place: Place, known: Collection[str]) -> str:
    if not known:
        return f" It takes no {place}."
    return f" It takes {', '.join(known)}."
