"""Codec: edits as records of JSON and back, for the history and for programs.

`{"edit": "add-claim", "role": "support", "target": "x", "sentence": "…"}`: the key `edit` names the type, the others
are its fields; what has its default may be left out. Several edits as one are `{"edit": "together", "edits": […]}`.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, TypeAlias

from argmap import identifiers
from argmap.edits.values import ROLES, SINGLES, Edit, Single, Together
from argmap.errors import EditRefused
from argmap.model import Evidence

Record: TypeAlias = dict[str, Any]

TOGETHER = "together"
MOST_TOGETHER = 200
EVIDENCE = ("source", "quote", "finding", "at")
LARGEST = sys.float_info.max
"""A larger whole number is no float, and a larger float is infinite, which JSON has no word for."""

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")  # AddClaim


def name_of(type_: type[Single]) -> str:
    """Return the name of an edit type: `add-claim` for AddClaim."""
    return _WORD.sub("-", type_.__name__).lower()


TYPES: Mapping[str, type[Single]] = {name_of(each): each for each in SINGLES}


def to_record(edit: Edit) -> Record:
    """Return an edit as a record, without what has its default."""
    if isinstance(edit, Together):
        return {"edit": TOGETHER, "edits": [to_record(each) for each in edit.edits]}
    given = {
        each.name: _plain(getattr(edit, each.name))
        for each in fields(edit)
        if getattr(edit, each.name) != _default(each)
    }
    return {"edit": name_of(type(edit)), **given}


def from_record(record: object) -> Edit:
    """Return the edit that a record means; raises EditRefused that says what is wrong with it."""
    table = _table(record, "An edit")
    if table.get("edit") != TOGETHER:
        return _single(table)
    edits = table.get("edits")
    if not isinstance(edits, list) or not 0 < len(edits) <= MOST_TOGETHER:
        raise EditRefused(f'"edits" is a list of one to {MOST_TOGETHER} edits.')
    return Together(edits=tuple(_single(_table(each, "An edit")) for each in edits))


def _single(record: Record) -> Single:
    name = record.get("edit")
    if not isinstance(name, str) or name not in TYPES:
        meant = identifiers.nearest(str(name), TYPES)
        hint = f' Did you mean "{meant}"?' if meant else f" Edits are {', '.join(TYPES)}."
        raise EditRefused(f'There is no edit "{name}".{hint}')
    known = {each.name: each for each in fields(TYPES[name])}
    unknown = next((key for key in record if key != "edit" and key not in known), None)
    if unknown is not None:
        meant = identifiers.nearest(unknown, known)
        hint = f' Did you mean "{meant}"?' if meant else f" Its fields are {', '.join(known)}."
        raise EditRefused(f'"{unknown}" is no field of {name}.{hint}')
    missing = next(
        (key for key, each in known.items() if key not in record and _is_required(each)), None
    )
    if missing:
        raise EditRefused(f'The edit {name} needs the field "{missing}".')
    values: Record = {
        key: _read(known[key], value) for key, value in record.items() if key != "edit"
    }
    return TYPES[name](**values)


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _default(each: Field[Any]) -> object:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _plain(value: object) -> object:
    if isinstance(value, Evidence):
        given = {key: getattr(value, key) for key in EVIDENCE}
        return {key: text for key, text in given.items() if text or key == "source"}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def _read(each: Field[Any], value: object) -> object:
    """Return a field's value; its annotation says of what type it is."""
    form = str(each.type)
    if value is None and "None" in form:
        return None
    for part, read in _READERS:
        if part in form:
            return read(value, each.name)
    return _text(value, each.name)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise EditRefused(f'"{name}" is a text.')
    return value


def _role(value: object, name: str) -> str:
    if value not in ROLES:
        raise EditRefused(f'"{name}" is one of {", ".join(ROLES)}.')
    return str(value)


def _texts(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise EditRefused(f'"{name}" is a list of texts.')
    return tuple(_text(each, name) for each in value)


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EditRefused(f'"{name}" is a number.')
    if abs(value) > LARGEST:
        raise EditRefused(f'"{name}" is too large a number.')
    return float(value)


def _count(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise EditRefused(f'"{name}" is a whole number from 0.')
    return value


def _numbers(value: object, name: str) -> Mapping[str, float]:
    return {key: _number(each, name) for key, each in _table(value, f'"{name}"').items()}


def _evidence(value: object, name: str) -> Evidence:
    table = _table(value, f'"{name}"')
    unknown = next((key for key in table if key not in EVIDENCE), None)
    if unknown is not None:
        raise EditRefused(f'"{unknown}" is no key of evidence; its keys are {", ".join(EVIDENCE)}.')
    if "source" not in table:
        raise EditRefused('Evidence needs the key "source".')
    given: Record = {key: _text(each, key) for key, each in table.items()}
    return Evidence(**given)


def _evidences(value: object, name: str) -> tuple[Evidence, ...]:
    if not isinstance(value, list):
        raise EditRefused(f'"{name}" is a list of evidence.')
    return tuple(_evidence(each, name) for each in value)


def _table(value: object, what: str) -> Record:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise EditRefused(f"{what} is a table of keys and values.")
    return value


_READERS: tuple[tuple[str, Callable[[object, str], object]], ...] = (
    ("Literal", _role),
    ("Evidence, ...", _evidences),
    ("tuple[str", _texts),
    ("Mapping", _numbers),
    ("Evidence", _evidence),
    ("float", _number),
    ("int", _count),
)
"""What reads a field, by a part of its annotation; the first that fits."""
