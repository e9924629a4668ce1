"""The schema: every key of a debate file in one table, and the JSON Schema made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from argmap.identifiers import LONGEST
from argmap.model import STANCES

FORMAT = "argmap 1"
"""What the key `format` says in debates written by argmap."""

MOST_CLAIMS = 50_000
FEWEST_VIEWPOINTS = 2
FEWEST_PREMISES = 2
DEEPEST_STEP = 100
"""The level of the deepest claim; a thesis stands at 1."""

Form = Literal[
    "sentence", "line", "prose", "lines", "date", "day", "url", "language", "format", "share", "id",
    "claim", "source", "stances", "evidence", "steps", "premises", "viewpoints", "sources", "events", "claims",
]  # fmt: skip
"""What the value of a key must be; docs/format.md describes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a record; `about` is the sentence that editors show."""

    name: str
    form: Form
    about: str
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A table of a debate file: what it is called in sentences, and its keys."""

    name: str
    keys: Mapping[str, Key]
    required: tuple[str, ...]


def _record(name: str, *keys: Key) -> Record:
    required = tuple(key.name for key in keys if key.is_required)
    return Record(
        name=name, keys=MappingProxyType({key.name: key for key in keys}), required=required
    )


DEBATE = _record(
    "A debate",
    Key(
        name="format",
        form="format",
        about=f'The version of the format, "{FORMAT}"; may be left out.',
    ),
    Key(
        name="title",
        form="sentence",
        about="What the debate is about, in a few words.",
        is_required=True,
    ),
    Key(
        name="question",
        form="sentence",
        about="The question that the theses answer.",
        is_required=True,
    ),
    Key(name="summary", form="prose", about="Why it is debated, for a newcomer."),
    Key(name="checked", form="day", about="The day up to which the facts were checked."),
    Key(name="tags", form="lines", about="Words to find the debate by."),
    Key(
        name="language",
        form="language",
        about="The language of the debate (BCP 47); en if left out.",
    ),
    Key(name="authors", form="lines", about="Who wrote the debate."),
    Key(name="license", form="line", about="The license of the debate's text."),
    Key(
        name="viewpoints",
        form="viewpoints",
        about="The parties' positions, by id; at least two.",
        is_required=True,
    ),
    Key(name="sources", form="sources", about="The works that evidence is taken from, by id."),
    Key(name="events", form="events", about="Dated events that the debate turns on."),
    Key(
        name="claims",
        form="claims",
        about="The theses; all other claims stand below them.",
        is_required=True,
    ),
)

VIEWPOINT = _record(
    "A viewpoint",
    Key(name="name", form="line", about="The viewpoint's name.", is_required=True),
    Key(name="holders", form="lines", about="Who holds it."),
    Key(
        name="summary",
        form="prose",
        about="The position at its strongest, in words its holders would sign.",
        is_required=True,
    ),
)

SOURCE = _record(
    "A source",
    Key(name="title", form="sentence", about="The title of the work.", is_required=True),
    Key(name="author", form="line", about="Who wrote it."),
    Key(
        name="outlet",
        form="line",
        about="Where it appeared: a newspaper, journal, publisher or office.",
    ),
    Key(name="date", form="date", about="When it appeared: YYYY, YYYY-MM or YYYY-MM-DD."),
    Key(name="url", form="url", about="Its address, beginning with http:// or https://."),
    Key(name="isbn", form="line", about="The ISBN of a book."),
    Key(name="doi", form="line", about="The DOI of an article."),
    Key(name="note", form="prose", about="What a reader should know about it."),
)

EVENT = _record(
    "An event",
    Key(name="date", form="date", about="When: YYYY, YYYY-MM or YYYY-MM-DD.", is_required=True),
    Key(name="text", form="prose", about="What happened.", is_required=True),
    Key(name="source", form="source", about="The id of a source that says so."),
)

EVIDENCE = _record(
    "Evidence",
    Key(
        name="source",
        form="source",
        about="The id of the source it is taken from.",
        is_required=True,
    ),
    Key(name="quote", form="sentence", about="A few exact words of the source."),
    Key(name="finding", form="prose", about="What the source found, in other words."),
    Key(name="at", form="line", about="The place in the source: a page, a section."),
)

CLAIM = _record(
    "A claim",
    Key(name="id", form="id", about="The claim's id; unique in the debate."),
    Key(
        name="claim",
        form="sentence",
        about="One sentence that a party may accept or reject.",
        is_required=True,
    ),
    Key(name="note", form="prose", about="A longer explanation."),
    Key(
        name="stances",
        form="stances",
        about="What viewpoints hold of it: a word, or a number from 0 to 1.",
    ),
    Key(name="evidence", form="evidence", about="Quotations and findings that back it."),
    Key(name="tags", form="lines", about="Words to find the claim by."),
    Key(name="supports", form="steps", about="Reasons for the claim."),
    Key(name="objections", form="steps", about="Reasons against the claim."),
)
"""The keys that stand where a claim is defined."""

STEP = _record(
    "A step",
    Key(
        name="relevance",
        form="share",
        about="How much this step carries if its premises hold, from 0 to 1.",
    ),
    Key(
        name="scheme",
        form="line",
        about="The argumentation scheme of this step, such as expert-opinion.",
    ),
    Key(
        name="undercuts",
        form="steps",
        about='Reasons why this step fails: "true, but beside the point".',
    ),
)
"""The keys that belong to the step from an item to what it bears on."""

REF = Key(
    name="ref", form="claim", about="The id of a claim that is defined elsewhere in the debate."
)
PREMISES = Key(
    name="premises", form="premises", about="Claims that are needed together; at least two."
)

SHAPES = ("claim", "ref", "premises")
"""The keys of which an item has exactly one."""

ITEM = _record(
    "An item",
    replace(CLAIM.keys["claim"], is_required=False),
    REF,
    PREMISES,
    *(key for key in (*CLAIM.keys.values(), *STEP.keys.values()) if key.name != "claim"),
)
"""Every key that an item of supports, objections or undercuts may have in one shape or another."""

ID_PATTERN = r"^[^\s!-,./:-@\[-`{-~-]+(-+[^\s!-,./:-@\[-`{-~-]+)*$"
"""Ids as far as the patterns of JSON Schema go: no blanks, no ASCII punctuation but inner hyphens."""

DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SHARE_PATTERN = r"^\+?(0*\.[0-9]+|0+\.?|0*1(\.0*)?)$"

JsonSchema = dict[str, Any]

TEXT_TYPES = ["string", "number", "boolean"]
"""Every value is a text; editors take some for numbers or booleans."""


def json_schema() -> JsonSchema:
    """Return the JSON Schema (draft 7) of a debate file; it knows all rules but those of the whole debate."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A debate for argmap",
        "allOf": [{"$ref": "#/definitions/debate"}],
        "definitions": {
            "debate": _table_schema(DEBATE),
            "viewpoint": _table_schema(VIEWPOINT),
            "source": _table_schema(SOURCE),
            "event": _table_schema(EVENT),
            "evidence": _table_schema(EVIDENCE) | {"anyOf": [_filled("quote"), _filled("finding")]},
            "stance": _stance_schema(),
            "sentence": _FILLED_TEXT,
            "claim": _keys_schema(CLAIM.keys, required=("claim",)),
            "thesis": _one_of("sentence", "claim"),
            "premise": _one_of("sentence", "claim", "bare-ref"),
            "bare-ref": _keys_schema({"ref": REF}, required=("ref",)),
            "step": _one_of("sentence", "claim-step", "ref-step", "linked-step"),
            "claim-step": _keys_schema({**CLAIM.keys, **STEP.keys}, required=("claim",)),
            "ref-step": _keys_schema({"ref": REF, **STEP.keys}, required=("ref",)),
            "linked-step": _keys_schema(
                {"premises": PREMISES, **STEP.keys}, required=("premises",)
            ),
        },
    }


def _one_of(*names: str) -> JsonSchema:
    return {"anyOf": [{"$ref": f"#/definitions/{name}"} for name in names]}


def _table_schema(record: Record) -> JsonSchema:
    return _keys_schema(record.keys, required=record.required)


def _keys_schema(keys: Mapping[str, Key], *, required: Sequence[str]) -> JsonSchema:
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": {
            name: {"description": key.about} | _value_schema(key.form, is_required=name in required)
            for name, key in keys.items()
        },
    }


def _value_schema(form: Form, *, is_required: bool) -> JsonSchema:
    """Return the schema of a value; without one, an optional key counts as absent."""
    found = _FORM_SCHEMAS[form]
    if found == _TEXT:
        return _FILLED_TEXT if is_required else {"type": [*TEXT_TYPES, "null"]}
    if is_required:
        return found
    return {"anyOf": [found, {"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}


def _filled(name: str) -> JsonSchema:
    return {"required": [name], "properties": {name: _FILLED_TEXT}}


def _share_schema() -> JsonSchema:
    number = {"type": "number", "minimum": 0, "maximum": 1}
    return {"anyOf": [number, {"type": "string", "pattern": SHARE_PATTERN}]}


def _stance_schema() -> JsonSchema:
    return {"anyOf": [{"enum": list(STANCES)}, *_share_schema()["anyOf"]]}


def _list_of(name: str, *, least: int = 0) -> JsonSchema:
    return {"type": "array", "minItems": least, "items": {"$ref": f"#/definitions/{name}"}}


def _table_of(name: str, *, least: int = 0) -> JsonSchema:
    return {
        "type": "object",
        "minProperties": least,
        "propertyNames": {"pattern": ID_PATTERN, "maxLength": LONGEST},
        "additionalProperties": {"$ref": f"#/definitions/{name}"},
    }


_TEXT: JsonSchema = {"type": TEXT_TYPES}
_FILLED_TEXT: JsonSchema = {"type": TEXT_TYPES, "pattern": r"\S"}

_FORM_SCHEMAS: Mapping[Form, JsonSchema] = {
    "sentence": _TEXT,
    "line": _TEXT,
    "prose": _TEXT,
    "lines": {"type": "array", "items": {"type": [*TEXT_TYPES, "null"]}},
    "date": {
        "type": ["string", "integer"],
        "pattern": DATE_PATTERN,
        "minimum": 1000,
        "maximum": 9999,
    },
    "day": {"type": "string", "pattern": DAY_PATTERN},
    "url": {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#\\]\S*$"},
    "language": {"type": ["string", "boolean"], "pattern": r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    "format": {"const": FORMAT},
    "share": _share_schema(),
    "id": {
        "type": ["string", "integer", "boolean"],
        "minimum": 0,
        "pattern": ID_PATTERN,
        "maxLength": LONGEST,
    },
    "claim": _FILLED_TEXT,
    "source": _FILLED_TEXT,
    "stances": {"type": "object", "additionalProperties": {"$ref": "#/definitions/stance"}},
    "evidence": _list_of("evidence"),
    "steps": _list_of("step"),
    "premises": _list_of("premise", least=FEWEST_PREMISES),
    "viewpoints": _table_of("viewpoint", least=FEWEST_VIEWPOINTS),
    "sources": _table_of("source"),
    "events": _list_of("event"),
    "claims": _list_of("thesis", least=1),
}
