import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.problems import Mark, Problem
from argmap.stores import parsing
from argmap.stores.findings import Findings
from argmap.stores.nodes import Items, Node, Scalar, Table, mark, walk


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    findings = Findings()
    return parsing.parse(text, findings, is_json=True), findings.problems


def parse_good(text: str) -> Node | None:
    node, problems = parse(text)
    assert problems == []
    return node


def plain(node: Node | None) -> object:
    """Return a node as Python would write it, with every scalar a text."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.values.items()}
    return [plain(item) for item in node.items] if isinstance(node, Items) else None


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("{", 2, 'a text in double quotes or "}"'),
        ('{"a"}', 5, '":"'),
        ('{"a":}', 6, "a value"),
        ('{"a":1', 7, '"," or "}"'),
        ('{"a":1,}', 8, "a text in double quotes"),
        ("{'a':1}", 2, 'a text in double quotes or "}"'),
        ("[", 2, 'a value or "]"'),
        ("[1 2]", 4, '"," or "]"'),
        ("[1,]", 4, "a value"),
        ("[1}", 3, '"," or "]"'),
        ("[01]", 3, '"," or "]"'),
        ("[True]", 2, 'a value or "]"'),
        ('["a\nb"]', 2, 'a value or "]"'),
        ('["\\x"]', 2, 'a value or "]"'),
        ("1 2", 3, "the end of the file"),
        ("// no", 1, "a value or the end of the file"),
    ],
)
def test_broken_json_says_what_is_expected_and_where(text: str, column: int, expected: str) -> None:
    node, (problem,) = parse(text)
    assert node is None
    assert (problem.code, problem.line, problem.column) == ("json-syntax", 1, column)
    assert problem.sentence == f"This is no JSON: {expected} is expected here."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "duplicate-key"),
        ('{"a": "\\u0007"}', "control-character"),
        ('{"a": "\\ud83d"}', "control-character"),
        ("[" * 251 + "]" * 251, "nested-too-deep"),
    ],
)
def test_what_no_debate_needs_is_refused(text: str, code: str) -> None:
    assert [problem.code for problem in parse(text)[1]] == [code]


def test_null_is_no_value_and_other_words_are_texts() -> None:
    assert plain(parse_good('[null, true, -1.5e3, ""]')) == ["", "true", "-1.5e3", ""]


def test_pairs_of_surrogates_and_escaped_slashes_are_read() -> None:
    assert plain(parse_good('["\\ud83d\\uddfe", "a\\/b"]')) == ["🗾", "a/b"]


def test_places_count_lines_and_columns() -> None:
    node = parse_good('{\n\t"a": [\r\n 1]}')
    assert node is not None
    assert [mark(inner) for inner in walk(node)] == [Mark(1, 1), Mark(2, 7), Mark(3, 2)]
    assert isinstance(node, Table)
    assert node.mark("a") == Mark(2, 2)


TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]))


@settings(deadline=None)
@given(
    st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)),
    st.booleans(),
    st.sampled_from([None, 0, 2, "\t"]),
)
def test_all_json_is_read(value: object, ascii: bool, indent: int | str | None) -> None:  # noqa: A002, FBT001
    node = parse_good(json.dumps(value, ensure_ascii=ascii, indent=indent))
    assert node is not None
    assert plain(node) == value
