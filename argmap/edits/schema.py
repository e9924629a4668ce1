"""Schema: edits as records of JSON, described by JSON Schema as their types are declared."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from argmap.edits.codec import EVIDENCE, MOST_TOGETHER, TOGETHER, TYPES
from argmap.edits.values import Single, Together
from argmap.model import Evidence

JsonSchema: TypeAlias = dict[str, Any]
Refer: TypeAlias = Callable[[str], JsonSchema]
"""Returns how a document refers to one of its schemas by name."""

EDIT = "edit"
SINGLE = "single-edit"
EVIDENCE_NAME = "evidence"

_PLAIN: Mapping[object, JsonSchema] = {
    str: {"type": "string"},
    float: {"type": "number"},
    int: {"type": "integer", "minimum": 0},
}


def schemas(refer: Refer) -> dict[str, JsonSchema]:
    """Return a schema for every edit by its name in records, and those that bind them together."""
    singles = [refer(name) for name in TYPES]
    return {
        EDIT: {
            "description": "A change that people make to a debate: one, or several together.",
            "oneOf": [*singles, refer(TOGETHER)],
        },
        SINGLE: {"description": "One change that people make to a debate.", "oneOf": singles},
        TOGETHER: _together(refer),
        **{name: _single(name, type_, refer) for name, type_ in TYPES.items()},
        EVIDENCE_NAME: _evidence(),
    }


def _single(name: str, type_: type[Single], refer: Refer) -> JsonSchema:
    hints = get_type_hints(type_)
    return {
        "description": _about(type_),
        "type": "object",
        "required": ["edit", *(each.name for each in fields(type_) if _is_required(each))],
        "properties": {
            "edit": {"const": name},
            **{each.name: _value(hints[each.name], refer) for each in fields(type_)},
        },
        "additionalProperties": False,
    }


def _together(refer: Refer) -> JsonSchema:
    edits = {"type": "array", "items": refer(SINGLE), "minItems": 1, "maxItems": MOST_TOGETHER}
    return {
        "description": _about(Together),
        "type": "object",
        "required": ["edit", "edits"],
        "properties": {"edit": {"const": TOGETHER}, "edits": edits},
        "additionalProperties": False,
    }


def _evidence() -> JsonSchema:
    return {
        "description": _about(Evidence),
        "type": "object",
        "required": ["source"],
        "properties": dict.fromkeys(EVIDENCE, _PLAIN[str]),
        "additionalProperties": False,
    }


def _value(hint: object, refer: Refer) -> JsonSchema:
    """Return the schema of a field by its annotation."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Evidence:
        return refer(EVIDENCE_NAME)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is UnionType:  # of something and None
        (some,) = (part for part in parts if part is not NoneType)
        return {"anyOf": [_value(some, refer), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _value(parts[0], refer)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _value(parts[1], refer)}
    return _PLAIN[hint]


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _about(type_: type) -> str:
    return " ".join((inspect.getdoc(type_) or "").split()).replace("`None`", "`null`")
