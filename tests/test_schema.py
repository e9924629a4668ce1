import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import model, schema
from argmap.schema import Record
from argmap.stores import yaml_reader
from argmap.stores.yaml_reader import Reading
from tests.corpus import BROKEN, FOLDER, GOOD, codes, read

STRUCTURAL = {
    "bad-date",
    "bad-id",
    "bad-language",
    "bad-number",
    "bad-url",
    "empty-field",
    "empty-file",
    "few-premises",
    "few-viewpoints",
    "misplaced-key",
    "missing-key",
    "no-claims",
    "not-a-debate",
    "unknown-format",
    "unknown-key",
    "unknown-stance",
    "wrong-item",
    "wrong-type",
}
"""The codes of what a JSON Schema can see; all others need the syntax, or the whole debate."""

VALIDATOR = jsonschema.Draft7Validator(schema.json_schema())


class TypingLoader(yaml.SafeLoader):
    """Reads YAML as editors do: numbers are numbers, dates are texts."""


TypingLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path, loader: type[yaml.BaseLoader | yaml.SafeLoader]) -> Any:  # noqa: ANN401  # a document
    text = path.read_text(encoding="utf-8-sig")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, loader)  # noqa: S506


def documents(paths: list[Path]) -> Iterator[tuple[Path, Any]]:
    """Yield the files that any parser reads; the validator of these tests ends at a hundred levels."""
    for path in paths:
        try:
            document = load(path, yaml.BaseLoader)
        except (ValueError, yaml.YAMLError):
            continue
        if "levels" not in path.name:
            yield path, document


def structural(reading: Reading) -> set[str]:
    return STRUCTURAL & set(codes(reading))


@pytest.mark.parametrize(
    "document", [pytest.param(document, id=path.name) for path, document in documents(GOOD)]
)
def test_every_good_file_keeps_to_the_schema(document: object) -> None:
    VALIDATOR.validate(document)


@pytest.mark.parametrize("name", ["every-key.yaml", "item-forms.yaml", "without-values.yaml"])
def test_values_that_editors_take_for_numbers_keep_to_the_schema(name: str) -> None:
    VALIDATOR.validate(load(FOLDER / "good" / name, TypingLoader))


SYNTACTIC = {"alias", "nested-too-deep"}
"""The codes of what other parsers read, and the reader does not."""


@pytest.mark.parametrize(
    ("path", "document"),
    [
        pytest.param(path, document, id=path.name)
        for path, document in documents(BROKEN)
        if SYNTACTIC.isdisjoint(codes(read(path)))
    ],
)
def test_a_broken_file_keeps_to_the_schema_unless_its_structure_is_broken(
    path: Path, document: object
) -> None:
    assert VALIDATOR.is_valid(document) == (not structural(read(path)))


MUTANTS = st.sampled_from(
    [
        *(None, "", " ", "x", "thesis", 0.5, 2, True, "2026-03-31", "1996-12", "rejects", "-"),
        *([], ["x"], [None], {}, {"x": "y"}, {"claim": "x"}, {"ref": "thesis"}),
        {"premises": ["One.", "Two."]},
    ]
)
KEYS = st.sampled_from(sorted({"bogus", "a b", *schema.DEBATE.keys, *schema.ITEM.keys}))
WHOLE = [document for _, document in documents(GOOD)]


@settings(deadline=None)
@given(st.data())
def test_the_schema_and_the_reader_agree_on_every_change_of_a_good_file(
    data: st.DataObject,
) -> None:
    document = json.loads(json.dumps(data.draw(st.sampled_from(WHOLE))))
    places = list(containers(document))
    place = data.draw(st.sampled_from(places))
    if isinstance(place, list):
        change = data.draw(st.integers(0, len(place)))
        place[change : change + 1] = [data.draw(MUTANTS)]
    elif data.draw(st.booleans()):
        place.pop(data.draw(st.sampled_from(sorted(place))), None)
    else:
        key = data.draw(st.one_of(st.sampled_from(sorted(place)), KEYS))
        # The schema refuses what has no place even without a value, so that editors do not propose it.
        place[key] = data.draw(MUTANTS if key in place else MUTANTS.filter(has_value))
    reading = yaml_reader.read_text(json.dumps(document), id="x", is_json=True)
    assert VALIDATOR.is_valid(document) == (not structural(reading))


def has_value(mutant: object) -> bool:
    return mutant is not None and str(mutant).strip() != ""


def containers(node: Any) -> Iterator[Any]:  # noqa: ANN401  # a document
    """Yield the lists and tables of a document that have something in them."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if inner:
        yield node
    for value in inner:
        yield from containers(value)


def test_the_committed_schema_is_the_one_of_the_table() -> None:
    written = Path(schema.__file__).with_name("debate.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == schema.json_schema()


@pytest.mark.parametrize(
    ("record", "value"),
    [
        (schema.DEBATE, model.Debate),
        (schema.VIEWPOINT, model.Viewpoint),
        (schema.SOURCE, model.Source),
        (schema.EVENT, model.Event),
        (schema.EVIDENCE, model.Evidence),
        (schema.CLAIM, model.Claim),
        (schema.STEP, model.Step),
    ],
)
def test_the_model_has_a_field_for_every_key(record: Record, value: type) -> None:
    names = {field.name for field in fields(value)}
    assert {key for key in record.keys if key not in ("format", "claim")} <= names
