"""Edits as records of JSON."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edits import codec
from argmap.edits import values as v
from argmap.errors import EditRefused
from argmap.model import Evidence
from tests.edits.drawn import any_of

ADD = {"edit": "add-claim", "role": "support", "target": "t", "sentence": "New."}


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (None, "An edit is a table of keys and values."),
        ([], "An edit is a table of keys and values."),
        ({1: 2}, "An edit is a table of keys and values."),
        ({}, 'There is no edit "None".'),
        ({"edit": ["add-claim"]}, "There is no edit \"['add-claim']\"."),
        ({"edit": "add-clam"}, 'There is no edit "add-clam". Did you mean "add-claim"?'),
        ({"edit": "xyz"}, "Edits are add-claim, revise-claim, move-claim,"),
        (
            {**ADD, "sentense": "x"},
            '"sentense" is no field of add-claim. Did you mean "sentence"?',
        ),
        (
            {"edit": "add-claim", "role": "support"},
            'The edit add-claim needs the field "sentence".',
        ),
        (
            {**ADD, "role": "rebuttal"},
            '"role" is one of thesis, support, objection, undercut, premise.',
        ),
        ({**ADD, "role": []}, '"role" is one of'),
        ({**ADD, "sentence": 7}, '"sentence" is a text.'),
        ({**ADD, "sentence": None}, '"sentence" is a text.'),
        ({**ADD, "tags": "x"}, '"tags" is a list of texts.'),
        ({**ADD, "tags": [1]}, '"tags" is a text.'),
        ({**ADD, "relevance": "1"}, '"relevance" is a number.'),
        ({**ADD, "relevance": True}, '"relevance" is a number.'),
        ({**ADD, "relevance": 10**400}, '"relevance" is too large a number.'),
        ({**ADD, "relevance": float("inf")}, '"relevance" is too large a number.'),
        ({**ADD, "at": -1}, '"at" is a whole number from 0.'),
        ({**ADD, "at": 1.5}, '"at" is a whole number from 0.'),
        ({**ADD, "at": False}, '"at" is a whole number from 0.'),
        ({**ADD, "stances": []}, '"stances" is a table of keys and values.'),
        ({**ADD, "stances": {"a": "x"}}, '"stances" is a number.'),
        ({**ADD, "evidence": {}}, '"evidence" is a list of evidence.'),
        ({**ADD, "evidence": ["x"]}, '"evidence" is a table of keys and values.'),
        ({**ADD, "evidence": [{"quote": "x"}]}, 'Evidence needs the key "source".'),
        (
            {**ADD, "evidence": [{"source": "x", "mark": 1}]},
            '"mark" is no key of evidence; its keys are',
        ),
        ({**ADD, "evidence": [{"source": 1}]}, '"source" is a text.'),
        ({"edit": "set-stance", "claim": "a", "viewpoint": "b"}, 'needs the field "stance"'),
        ({"edit": "together"}, '"edits" is a list of one to 200 edits.'),
        ({"edit": "together", "edits": []}, '"edits" is a list of one to 200 edits.'),
        ({"edit": "together", "edits": [ADD] * 201}, '"edits" is a list of one to 200 edits.'),
        (
            {"edit": "together", "edits": [{"edit": "together", "edits": [ADD]}]},
            'There is no edit "together".',
        ),
        ({"edit": "together", "edits": [7]}, "An edit is a table of keys and values."),
    ],
)
def test_a_record_that_is_no_edit_is_refused_with_what_is_wrong(
    record: object, sentence: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        codec.from_record(record)
    assert sentence in str(refused.value)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=5,
)
FIELDS = sorted({name for type_ in v.SINGLES for name in type_.__slots__})


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from([*codec.TYPES, "together"]),
    values=st.dictionaries(st.sampled_from([*FIELDS, "edits"]), JSON, max_size=6),
)
def test_a_hostile_record_is_read_or_refused(name: str, values: dict[str, object]) -> None:
    try:
        edit = codec.from_record({**values, "edit": name})
    except EditRefused:
        return
    assert codec.from_record(codec.to_record(edit)) == edit


def test_a_record_leaves_out_what_has_its_default() -> None:
    edit = v.AddClaim(role="thesis", sentence="New.", evidence=(Evidence(source="a", at="p. 1"),))
    assert codec.to_record(edit) == {
        "edit": "add-claim",
        "role": "thesis",
        "sentence": "New.",
        "evidence": [{"source": "a", "at": "p. 1"}],
    }


def test_what_empties_a_field_is_not_left_out() -> None:
    edit = v.ReviseClaim(claim="a", note="", tags=())
    assert codec.to_record(edit) == {"edit": "revise-claim", "claim": "a", "note": "", "tags": []}


def test_silence_is_written_as_null() -> None:
    record = {"edit": "set-stance", "claim": "a", "viewpoint": "b", "stance": None}
    assert codec.from_record(record) == v.SetStance(claim="a", viewpoint="b", stance=None)
    assert codec.to_record(codec.from_record(record)) == record


def test_every_type_has_a_name_of_its_own() -> None:
    assert set(codec.TYPES.values()) == set(v.SINGLES)
    assert codec.TYPES["end-reuse"] is v.EndReuse


@settings(max_examples=40, deadline=None)
@given(edits=st.lists(st.one_of([any_of(type_) for type_ in v.SINGLES]), min_size=1, max_size=4))
def test_edits_survive_json(edits: list[v.Single]) -> None:
    together = v.Together(edits=tuple(edits))
    text = json.dumps(codec.to_record(together), allow_nan=False)
    assert codec.from_record(json.loads(text)) == together
