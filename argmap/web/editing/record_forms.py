"""Record forms: sources, events, viewpoints and the debate's own fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from argmap import citations
from argmap.edits import texts
from argmap.edits.records import SOURCE_FIELDS
from argmap.edits.values import (
    AddEvent,
    AddSource,
    AddViewpoint,
    Edit,
    RemoveEvent,
    RemoveSource,
    RemoveViewpoint,
    ReviseDebate,
    ReviseEvent,
    ReviseSource,
    ReviseViewpoint,
)
from argmap.errors import NotFound
from argmap.model import Debate, Event, Source, Viewpoint
from argmap.web.editing import claim_forms, fields, sourcing
from argmap.web.editing.fields import Field, Form, Mistyped, Quoted, Typed

OLD_DATE = "old_date"
OLD_TEXT = "old_text"
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfDebate:
    """What an address asked for that belongs to the whole debate."""

    debate: Debate
    proposed: Mapping[str, str]


def thesis(asked: AskedOfDebate) -> Form:
    """Return the form of a new thesis."""
    return claim_forms.proposing(asked.debate)


def source(asked: AskedOfDebate) -> Form:
    """Return the form of a new source, or of the one that the address names."""
    id = asked.proposed.get("source", "")
    if id:
        return _revising_source(
            asked.debate.sources[texts.known(id, asked.debate.sources, "source")]
        )
    return Form(
        title="Add a source",
        button="Add source",
        make=_add_source,
        fields=_source_fields(None),
        optional=_source_details(None),
        optional_title="ISBN and note",
        script="source",
    )


def _source_fields(known: Source | None) -> tuple[Field, ...]:
    title, *others = sourcing.new_fields(prefix="", source=known)
    hint = "" if known else "It may be left empty where the web address says enough."
    return (replace(title, hint=hint), *others)


def _source_details(known: Source | None) -> tuple[fields.Group, ...]:
    isbn = Field(
        name="isbn", label="ISBN", value=known.isbn if known else "", read=SOURCE_FIELDS["isbn"]
    )
    note = Field(
        name="note",
        label="Note",
        look="prose",
        hint="What a reader should know about it.",
        value=known.note if known else "",
        read=SOURCE_FIELDS["note"],
    )
    return (fields.Group(title="", fields=(isbn, note)),)


def _add_source(typed: Typed) -> Edit:
    values = {name: typed[name].strip() for name in SOURCE_FIELDS}
    if not values["title"] and values["url"]:
        known = sourcing.from_address(values["url"])
        values["title"], values["outlet"] = known.title, values["outlet"] or known.outlet
    if not values["title"]:
        raise Mistyped({"title": "The title is empty: write one, or paste a web address below."})
    return AddSource(**values)


def _revising_source(known: Source) -> Form:
    return Form(
        title="Edit this source",
        button="Save",
        make=partial(_revise_source, known),
        remove="Remove this source",
        removal=lambda _: RemoveSource(source=known.id),
        about=(Quoted(label="The source", text=citations.line(known)),),
        fields=_source_fields(known),
        optional=_source_details(known),
        optional_title="ISBN and note",
    )


def _revise_source(known: Source, typed: Typed) -> Edit:
    given = {name: fields.changed(typed[name], getattr(known, name)) for name in SOURCE_FIELDS}
    return ReviseSource(source=known.id, **given)


def event(asked: AskedOfDebate) -> Form:
    """Return the form of a new event, or of the one that the address names by its number."""
    number = asked.proposed.get("event", "")
    if not number:
        return Form(
            title="Add an event",
            button="Add event",
            make=partial(_add_event, asked.debate),
            fields=_event_fields(asked.debate, None),
        )
    known = _numbered(asked.debate, number)
    return Form(
        title="Edit this event",
        button="Save",
        make=partial(_revise_event, asked.debate),
        remove="Remove this event",
        removal=lambda typed: RemoveEvent(date=typed[OLD_DATE], text=typed[OLD_TEXT]),
        fields=(
            *_event_fields(asked.debate, known),
            Field(name=OLD_DATE, label="", look="hidden", value=known.date),
            Field(name=OLD_TEXT, label="", look="hidden", value=known.text),
        ),
    )


def _numbered(debate: Debate, number: str) -> Event:
    is_number = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    if not is_number or not 0 < int(number) <= len(debate.events):
        raise NotFound("event", number)
    return debate.events[int(number) - 1]


def _event_fields(debate: Debate, known: Event | None) -> tuple[Field, ...]:
    cited = debate.sources.get(known.source) if known else None
    return (
        Field(
            name="date",
            label="Date",
            hint="As exact as it is known: 2019, 2019-02 or 2019-02-24.",
            value=known.date if known else "",
            is_required=True,
            read=_read_date,
        ),
        Field(
            name="text",
            label="What happened",
            look="prose",
            value=known.text if known else "",
            is_required=True,
            read=lambda text: texts.required_prose(text, "text of the event"),
        ),
        sourcing.picker(debate, value=sourcing.name_of(cited) if cited else ""),
    )


def _read_date(text: str) -> None:
    if not texts.date(text, "date"):
        raise Mistyped({"date": "The date is empty: write YYYY, YYYY-MM or YYYY-MM-DD."})


def _event_source(debate: Debate, typed: Typed) -> str:
    picked = typed[sourcing.PICKED].strip()
    if not picked:
        return ""
    known = sourcing.known(debate, picked)
    if not known:
        raise Mistyped({sourcing.PICKED: sourcing.not_found(debate, picked)})
    return known


def _add_event(debate: Debate, typed: Typed) -> Edit:
    return AddEvent(
        date=typed["date"].strip(), text=typed["text"], source=_event_source(debate, typed)
    )


def _revise_event(debate: Debate, typed: Typed) -> Edit:
    return ReviseEvent(
        old_date=typed[OLD_DATE],
        old_text=typed[OLD_TEXT],
        date=fields.changed(typed["date"], typed[OLD_DATE]),
        text=fields.changed(typed["text"], typed[OLD_TEXT]),
        source=_event_source(debate, typed),
    )


def viewpoint(asked: AskedOfDebate) -> Form:
    """Return the form of a new viewpoint, or of the one that the address names."""
    id = asked.proposed.get("viewpoint", "")
    if not id:
        return Form(
            title="Add a viewpoint",
            button="Add viewpoint",
            make=_add_viewpoint,
            fields=_viewpoint_fields(None),
        )
    known = asked.debate.viewpoints[texts.known(id, asked.debate.viewpoints, "viewpoint")]
    return Form(
        title="Edit this viewpoint",
        button="Save",
        make=partial(_revise_viewpoint, known),
        remove="Remove this viewpoint",
        removal=lambda _: RemoveViewpoint(viewpoint=known.id),
        fields=_viewpoint_fields(known),
    )


def _viewpoint_fields(known: Viewpoint | None) -> tuple[Field, ...]:
    return (
        Field(
            name="name",
            label="Name",
            value=known.name if known else "",
            is_required=True,
            read=lambda text: texts.name(text, "name"),
        ),
        Field(
            name="summary",
            label="Summary",
            look="prose",
            hint="The position at its strongest, in words its holders would sign.",
            value=known.summary if known else "",
            is_required=True,
            read=lambda text: texts.required_prose(text, "summary"),
        ),
        Field(
            name="holders",
            label="Who holds it",
            look="lines",
            hint="One a line.",
            value="\n".join(known.holders) if known else "",
            read=lambda text: texts.lines(fields.lines_of(text), "holders"),
        ),
    )


def _add_viewpoint(typed: Typed) -> Edit:
    return AddViewpoint(
        name=typed["name"], summary=typed["summary"], holders=fields.lines_of(typed["holders"])
    )


def _revise_viewpoint(known: Viewpoint, typed: Typed) -> Edit:
    holders = fields.lines_of(typed["holders"])
    return ReviseViewpoint(
        viewpoint=known.id,
        name=fields.changed(typed["name"], known.name),
        summary=fields.changed(typed["summary"], known.summary),
        holders=None if holders == known.holders else holders,
    )


def own_fields(asked: AskedOfDebate) -> Form:
    """Return the form of the debate's own fields."""
    debate = asked.debate
    return Form(
        title="Edit this debate",
        button="Save",
        make=partial(_revise_debate, debate),
        fields=(
            Field(
                name="question",
                label="Question",
                look="sentence",
                hint="The question that the theses answer.",
                value=debate.question,
                is_required=True,
                read=lambda text: texts.sentence(text, "question"),
            ),
            Field(
                name="title",
                label="Title",
                hint="What it is about, in a few words.",
                value=debate.title,
                is_required=True,
                read=lambda text: texts.name(text, "title"),
            ),
            Field(
                name="summary",
                label="Summary",
                look="prose",
                hint="Why it is debated, for a newcomer, in Markdown.",
                value=debate.summary,
                read=lambda text: texts.prose(text, "summary"),
            ),
            Field(
                name="checked",
                label="Facts checked up to",
                hint="A day, such as 2026-03-31.",
                value=debate.checked,
                read=lambda text: texts.day(text, "date"),
            ),
        ),
        optional=(fields.Group(title="", fields=_quiet_fields(debate)),),
        optional_title="Tags, authors, license, language",
    )


def _quiet_fields(debate: Debate) -> tuple[Field, ...]:
    return (
        Field(
            name="tags",
            label="Tags",
            hint="Words to find the debate by, with commas between them.",
            value=", ".join(debate.tags),
            read=lambda text: texts.lines(fields.words_of(text), "tags"),
        ),
        Field(
            name="authors",
            label="Authors",
            look="lines",
            hint="One a line.",
            value="\n".join(debate.authors),
            read=lambda text: texts.lines(fields.lines_of(text), "authors"),
        ),
        Field(
            name="license",
            label="License",
            value=debate.license,
            read=lambda text: texts.line(text, "license"),
        ),
        Field(
            name="language",
            label="Language",
            hint="A language tag, such as en or ja.",
            value=debate.language,
            read=texts.language,
        ),
    )


def _revise_debate(debate: Debate, typed: Typed) -> Edit:
    own = ("title", "question", "summary", "checked", "license")
    given = {name: fields.changed(typed[name], getattr(debate, name)) for name in own}
    tags, authors = fields.words_of(typed["tags"]), fields.lines_of(typed["authors"])
    return ReviseDebate(
        **given,
        language=fields.changed(typed["language"] or "en", debate.language),
        tags=None if tags == debate.tags else tags,
        authors=None if authors == debate.authors else authors,
    )
