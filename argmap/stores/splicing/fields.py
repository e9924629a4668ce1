"""Fields: the records of a debate as what stands under their keys, steps left out."""

from collections.abc import Iterable, Mapping

from argmap.formats.yaml_text import number
from argmap.model import STANCES, Claim, Debate, Event, Evidence, Source, Step, Viewpoint
from argmap.problems import Mark
from argmap.schema import CLAIM, DEBATE, EVENT, EVIDENCE, SOURCE, STEP, VIEWPOINT, Form
from argmap.stores.splicing.contents import Content, Items, Table, Text

Fields = Mapping[str, Content]

_WORDS = {stance: word for word, stance in STANCES.items()}

CLAIM_KEYS = ("id", "claim", "note", "stances", "evidence", "tags", "supports", "objections")
STEP_KEYS = ("relevance", "scheme", "undercuts")

ITEM_ORDER = (
    "id", "claim", "ref", "premises", "note", "relevance", "scheme", "stances", "evidence", "tags",
    "supports", "objections", "undercuts",
)  # fmt: skip
"""The order in which the keys of an item are written."""

ORDERS: Mapping[str, tuple[str, ...]] = {
    "debate": tuple(DEBATE.keys),
    "viewpoints": tuple(VIEWPOINT.keys),
    "sources": tuple(SOURCE.keys),
    "events": tuple(EVENT.keys),
    "evidence": tuple(EVIDENCE.keys),
}
"""The order in which the keys of other records are written."""

_FORMS: Mapping[str, Form] = {
    key.name: key.form
    for record in (EVENT, EVIDENCE, VIEWPOINT, SOURCE, DEBATE, CLAIM, STEP)
    for key in record.keys.values()
}


def claim(claim: Claim, *, with_id: bool) -> dict[str, Content]:
    """Return the fields of a claim."""
    return {
        **({"id": Text(claim.id, "id")} if with_id else {}),
        "claim": Text(claim.text, "sentence"),
        **_texts(note=claim.note),
        **_given("stances", _stances(claim.stances)),
        **_given("evidence", Items(tuple(evidence(one) for one in claim.evidence))),
        **_given("tags", _lines(claim.tags)),
    }


def step(step: Step | None) -> dict[str, Content]:
    """Return the fields of a step, if there is one."""
    if step is None:
        return {}
    weight = {} if step.relevance == 1 else {"relevance": Text(number(step.relevance), "share")}
    return weight | _texts(scheme=step.scheme)


def evidence(one: Evidence) -> Table:
    """Return evidence as a table."""
    return _table(one.mark, source=one.source, quote=one.quote, finding=one.finding, at=one.at)


def event(one: Event) -> Table:
    """Return an event as a table."""
    return _table(one.mark, date=one.date, text=one.text, source=one.source)


def viewpoint(one: Viewpoint) -> Table:
    """Return a viewpoint as a table."""
    holders = _given("holders", _lines(one.holders))
    fields = {**_texts(name=one.name), **holders, **_texts(summary=one.summary)}
    return Table(tuple(fields.items()), mark=one.mark)


def source(one: Source) -> Table:
    """Return a source as a table."""
    return _table(
        one.mark,
        title=one.title,
        author=one.author,
        outlet=one.outlet,
        date=one.date,
        url=one.url,
        isbn=one.isbn,
        doi=one.doi,
        note=one.note,
    )


def debate(debate: Debate) -> dict[str, Content]:
    """Return the debate's own fields, those that it always has among them."""
    return {
        **_texts(title=debate.title, question=debate.question, summary=debate.summary),
        **_texts(checked=debate.checked),
        **_given("tags", _lines(debate.tags)),
        **_texts(language="" if debate.language == "en" else debate.language),
        **_given("authors", _lines(debate.authors)),
        **_texts(license=debate.license),
    }


def _table(mark: Mark | None, **texts: str) -> Table:
    return Table(tuple(_texts(**texts).items()), mark=mark)


def _texts(**texts: str) -> dict[str, Content]:
    return {key: Text(text, _FORMS[key]) for key, text in texts.items() if text}


def _lines(texts: Iterable[str]) -> Items:
    return Items(tuple(Text(text, "line") for text in texts), is_brief=True)


def _stances(stances: Mapping[str, float]) -> Table:
    entries = (
        (id, Text(_WORDS.get(number_, "") or number(number_), "share"))
        for id, number_ in stances.items()
    )
    return Table(tuple(entries), is_brief=True)


def _given(key: str, content: Items | Table) -> dict[str, Content]:
    has_any = content.items if isinstance(content, Items) else content.entries
    return {key: content} if has_any else {}
