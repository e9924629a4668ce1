"""The JSON Schema of edits: what it allows is read, and what is written it allows."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from argmap.edits import codec, schema
from argmap.edits import values as v
from argmap.errors import EditRefused
from tests.edits.drawn import any_of

DEFINED = {"$defs": schema.schemas(lambda name: {"$ref": f"#/$defs/{name}"})}
EDITS = Draft202012Validator({**DEFINED, "$ref": "#/$defs/edit"})


def test_every_edit_has_its_schema() -> None:
    assert set(DEFINED["$defs"]) == {"edit", "single-edit", "together", "evidence", *codec.TYPES}
    for name in codec.TYPES:
        assert DEFINED["$defs"][name]["description"]


@settings(max_examples=60, deadline=None)
@given(edit=st.one_of([any_of(type_) for type_ in v.SINGLES]))
def test_every_edit_is_as_it_is_described(edit: v.Single) -> None:
    for record in (codec.to_record(edit), codec.to_record(v.Together(edits=(edit,)))):
        EDITS.validate(json.loads(json.dumps(record)))


@pytest.mark.parametrize(
    "record",
    [
        None,
        {},
        {"edit": "add-clam"},
        {"edit": "add-claim"},
        {"edit": "add-claim", "role": "rebuttal", "sentence": "x"},
        {"edit": "add-claim", "role": "thesis", "sentence": 1},
        {"edit": "add-claim", "role": "thesis", "sentence": "x", "author": "Eve"},
        {"edit": "add-claim", "role": "thesis", "sentence": "x", "at": -1},
        {"edit": "add-claim", "role": "thesis", "sentence": "x", "stances": {"a": "accepts"}},
        {"edit": "add-evidence", "claim": "x", "evidence": {"quote": "y"}},
        {"edit": "together", "edits": []},
        {"edit": "together", "edits": [{"edit": "together", "edits": []}]},
    ],
)
def test_what_is_not_read_is_not_described(record: object) -> None:
    assert not EDITS.is_valid(record)
    with pytest.raises(EditRefused):
        codec.from_record(record)
