"""The schema: every key of a debate file in one table, and the JSON Schema made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

FORMAT = "argmap 1"
"""What the key `format` says in debates written by argmap."""

MOST_CLAIMS = 50_000
DEEPEST_STEP = 100
"""The level of the deepest claim; a thesis stands at 1."""

Form = Literal[
    "line", "prose", "lines", "date", "day", "url", "language", "format", "share", "id",
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
    return Record(name=name, keys=MappingProxyType({key.name: key for key in keys}), required=required)


DEBATE = _record(
    "A debate",
    Key(name="format", form="format", about=f'The version of the format, "{FORMAT}"; may be left out.'),
    Key(name="title", form="line", about="What the debate is about, in a few words.", is_required=True),
    Key(name="question", form="line", about="The question that the theses answer.", is_required=True),
    Key(name="summary", form="prose", about="Why it is debated, for a newcomer."),
    Key(name="checked", form="day", about="The day up to which the facts were checked."),
    Key(name="tags", form="lines", about="Words to find the debate by."),
    Key(name="language", form="language", about="The language of the debate (BCP 47); en if left out."),
    Key(name="authors", form="lines", about="Who wrote the debate."),
    Key(name="license", form="line", about="The license of the debate's text."),
    Key(name="viewpoints", form="viewpoints", about="The parties' positions, by id; at least two.", is_required=True),
    Key(name="sources", form="sources", about="The works that evidence is taken from, by id."),
    Key(name="events", form="events", about="Dated events that the debate turns on."),
    Key(name="claims", form="claims", about="The theses; all other claims stand below them.", is_required=True),
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
    Key(name="title", form="line", about="The title of the work.", is_required=True),
    Key(name="author", form="line", about="Who wrote it."),
    Key(name="outlet", form="line", about="Where it appeared: a newspaper, journal, publisher or office."),
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
    Key(name="source", form="source", about="The id of the source it is taken from.", is_required=True),
    Key(name="quote", form="line", about="A few exact words of the source."),
    Key(name="finding", form="prose", about="What the source found, in other words."),
    Key(name="at", form="line", about="The place in the source: a page, a section."),
)

CLAIM = _record(
    "A claim",
    Key(name="id", form="id", about="The claim's id; unique in the debate."),
    Key(name="claim", form="line", about="One sentence that a party may accept or reject.", is_required=True),
    Key(name="note", form="prose", about="A longer explanation."),
    Key(name="stances", form="stances", about="What viewpoints hold of it: a word, or a number from 0 to 1."),
    Key(name="evidence", form="evidence", about="Quotations and findings that back it."),
    Key(name="tags", form="lines", about="Words to find the claim by."),
    Key(name="supports", form="steps", about="Reasons for the claim."),
    Key(name="objections", form="steps", about="Reasons against the claim."),
)
"""The keys that stand where a claim is defined."""

STEP = _record(
    "A step",
    Key(name="relevance", form="share", about="How much this step carries if its premises hold, from 0 to 1."),
    Key(name="scheme", form="line", about="The argumentation scheme of this step, such as expert-opinion."),
    Key(name="undercuts", form="steps", about='Reasons why this step fails: "true, but beside the point".'),
)
"""The keys that belong to the step from an item to what it bears on."""

REF = Key(name="ref", form="claim", about="The id of a claim that is defined elsewhere in the debate.")
PREMISES = Key(name="premises", form="premises", about="Claims that are needed together; at least two.")

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
