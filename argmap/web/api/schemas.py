"""Schemas: what the answers of the API hold, as JSON Schema."""

from collections.abc import Mapping
from typing import get_args

from argmap.edits import schema
from argmap.edits.difference import Change as DifferenceKind
from argmap.edits.difference import Subject
from argmap.edits.schema import JsonSchema
from argmap.model import KINDS
from argmap.permissions import ACCOUNT_ROLES
from argmap.problems import Severity
from argmap.stores.history.changes import Kind
from argmap.stores.search_index import Where
from argmap.stores.suggestions import STATES
from argmap.web.api.inputs import refer

TEXT: JsonSchema = {"type": "string"}
NUMBER: JsonSchema = {"type": "number"}
WHOLE: JsonSchema = {"type": "integer"}
TRUTH: JsonSchema = {"type": "boolean"}
TIME: JsonSchema = {"type": "string", "format": "date-time"}
TEXTS: JsonSchema = {"type": "array", "items": TEXT}


def table(about: str, properties: Mapping[str, JsonSchema], *more: str) -> JsonSchema:
    """Return the schema of an object that has all properties, but for those that it may have `more`."""
    return {
        "description": about,
        "type": "object",
        "required": [name for name in properties if name not in more],
        "properties": dict(properties),
        "additionalProperties": False,
    }


def several(name: str) -> JsonSchema:
    """Return the schema of a list."""
    return {"type": "array", "items": refer(name)}


def or_none(some: JsonSchema) -> JsonSchema:
    """Return the schema of something that may be missing."""
    return {"anyOf": [some, {"type": "null"}]}


def word(literal: object) -> JsonSchema:
    """Return the schema of one of the words of a type."""
    return {"enum": list(get_args(literal))}


_PROBLEM = {
    "line": WHOLE,
    "column": WHOLE,
    "severity": word(Severity),
    "code": TEXT,
    "sentence": TEXT,
}
_IDENTITY = {"debate": TEXT, "revision": TEXT}
_CLAIM = {
    "claim": TEXT,
    "sentence": TEXT,
    "note": TEXT,
    "stances": {"type": "object", "additionalProperties": NUMBER},
    "evidence": several("evidence"),
    "tags": TEXTS,
    "steps": several("step"),
    "uses": several("use"),
}
_CHANGE = {
    "debate": TEXT,
    "number": WHOLE,
    "kind": word(Kind),
    "author": TEXT,
    "time": TIME,
    "words": TEXT,
    "edit": or_none({"type": "object"}),
    "of": or_none(WHOLE),
    "before": TEXT,
    "after": TEXT,
    "undone_by": or_none(WHOLE),
    "overwritten_by": or_none(WHOLE),
    "again_by": or_none(WHOLE),
    "approved_by": TEXT,
}
_DIFFERING = {"argument": several("difference"), "text": TEXT}
_SUGGESTION = {
    "number": WHOLE,
    "debate": TEXT,
    "author": TEXT,
    "time": TIME,
    "words": TEXT,
    "revision": TEXT,
    "edit": or_none({"type": "object"}),
    "claim": TEXT,
    "state": {"enum": list(STATES)},
    "decided_by": TEXT,
    "decided": or_none(TIME),
    "comment": TEXT,
    "change": or_none(WHOLE),
}

ANSWERS: Mapping[str, JsonSchema] = {
    "index": table(
        "Where everything begins, and who asks.",
        {
            "debates": TEXT,
            "search": TEXT,
            "suggestions": TEXT,
            "description": TEXT,
            "refusals": TEXT,
            "asker": or_none(refer("asker")),
        },
    ),
    "asker": table(
        "Who asks: an account, or whoever sits at the machine of the server.",
        {"name": TEXT, "role": {"enum": list(ACCOUNT_ROLES)}},
    ),
    "description": {"description": "This description.", "type": "object"},
    "debates": table("All files of debates, by title.", {"debates": several("summary")}),
    "summary": table(
        "A file of a debate in numbers; one that holds none has no title.",
        {
            **_IDENTITY,
            "file": TEXT,
            "title": or_none(TEXT),
            "question": or_none(TEXT),
            "language": or_none(TEXT),
            "checked": or_none(TEXT),
            "tags": TEXTS,
            "claims": WHOLE,
            "errors": WHOLE,
            "warnings": WHOLE,
        },
    ),
    "debate": table(
        "A debate in the keys and nesting of its file, as `argmap export -f json` writes it.",
        {**_IDENTITY, "export": {"type": "object"}},
    ),
    "claims": table(
        "All claims of a debate in the order of its file, flat.",
        {**_IDENTITY, "claims": several("claim")},
    ),
    "claim": table("A claim; its own names are those that edits use.", _CLAIM),
    "one-claim": table("A claim of a debate.", {**_IDENTITY, **_CLAIM}),
    "step": table(
        "A step that bears on a claim; `step` is its place, as edits name it, and `questions` "
        "the place of the step that an undercut questions.",
        {
            "step": TEXT,
            "kind": {"enum": list(KINDS)},
            "premises": TEXTS,
            "relevance": NUMBER,
            "scheme": TEXT,
            "questions": TEXT,
        },
    ),
    "use": table(
        "A step that a claim is a premise of; a reuse is not where the claim is defined.",
        {"step": TEXT, "kind": {"enum": list(KINDS)}, "target": TEXT, "is_reuse": TRUTH},
    ),
    "problems": table(
        "What is wrong in a file, as `argmap check` tells it.",
        {**_IDENTITY, "problems": several("problem")},
    ),
    "problem": table("One thing wrong in a file; lines and columns count from 1.", _PROBLEM),
    "hits": table("Where words occur, best first.", {"hits": several("hit")}),
    "hit": table(
        "Where words occur: the match and what stands around it.",
        {
            "debate": TEXT,
            "claim": or_none(TEXT),
            "where": word(Where),
            "before": TEXT,
            "match": TEXT,
            "after": TEXT,
        },
    ),
    "changes": table(
        "Changes of a debate, the newest first.",
        {"debate": TEXT, "changes": several("listed-change")},
    ),
    "listed-change": table(
        "A change; `serial` grows over all debates, and `before` takes it.",
        {**_CHANGE, "serial": WHOLE},
    ),
    "change": table(
        "A change with what it did to the argument, and to the text as `diff -u` shows it.",
        {**_CHANGE, **_DIFFERING},
    ),
    "difference": table(
        "One thing that two revisions of a debate differ in.",
        {
            "kind": word(DifferenceKind),
            "about": word(Subject),
            "id": TEXT,
            "words": TEXT,
            "field": TEXT,
            "old": TEXT,
            "new": TEXT,
            "claim": TEXT,
            "count": WHOLE,
            "sentence": TEXT,
        },
    ),
    "submission": table(
        "What came of a request to change a debate; `change` is null where the debate said so already.",
        {
            **_IDENTITY,
            "change": or_none(WHOLE),
            "words": TEXT,
            "made": table(
                "The ids that are new.", {"claims": TEXTS, "sources": TEXTS, "viewpoints": TEXTS}
            ),
            "warnings": TEXTS,
        },
    ),
    "suggestions": table("Suggestions, the newest first.", {"suggestions": several("suggestion")}),
    "suggestion": table(
        "An edit that waits for a coach, or what has become of it; `edit` is null for a whole text.",
        _SUGGESTION,
    ),
    "one-suggestion": table(
        "A suggestion with what it would change in the debate as it is, or why it does not fit any more.",
        {**_SUGGESTION, "whole_text": or_none(TEXT), **_DIFFERING, "hindrance": TEXT},
    ),
    "clash": table(
        "A field that two people have changed to different values since `base`.",
        {"what": TEXT, "base": TEXT, "theirs": TEXT, "mine": TEXT, "proposal": TEXT},
    ),
    "refusal": table(
        "Why something was not done (RFC 9457); `type` leads to what explains its kind.",
        {
            "type": TEXT,
            "title": TEXT,
            "status": WHOLE,
            "detail": TEXT,
            "instance": TEXT,
            "problems": several("problem"),
            "clashes": several("clash"),
            "nearest": TEXTS,
            "retry_after": WHOLE,
        },
        *("problems", "clashes", "nearest", "retry_after"),
    ),
}


def schemas() -> dict[str, JsonSchema]:
    """Return every schema of the API by name: of edits, and of answers."""
    return {**schema.schemas(refer), **ANSWERS}
