from pathlib import Path

import pytest

from argmap.problems import Problem
from argmap.stores import parsing, pure_yaml
from argmap.stores.findings import Findings
from argmap.stores.nodes import Items, Node, Scalar, Table, mark, walk
from tests.corpus import GOOD

YAML = [path for path in GOOD if path.suffix == ".yaml"]


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    findings = Findings()
    return parsing.parse(text, findings), findings.problems


def outline(node: Node | None) -> list[tuple[object, ...]]:
    """Return every node below a node with its place, and the keys of tables."""
    return [(mark(inner), value_of(inner)) for inner in walk(node)] if node else []


def value_of(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    return list(node.values) if isinstance(node, Table) else type(node)


def refusals(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in parse(text)[1]]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("a: &x b\n", ("anchor", 1, 4)),
        ("a: *x\n", ("alias", 1, 4)),
        ("a: !x b\n", ("tag", 1, 4)),
        ("a: ! b\n", ("tag", 1, 4)),
        ("a: b\n---\nc: d\n", ("second-document", 2, 1)),
        ("a: b\na: c\n", ("duplicate-key", 2, 1)),
        ("{a: b, 'a': c}\n", ("duplicate-key", 1, 8)),
        ("? [a]\n: b\n", ("wrong-type", 1, 3)),
        ("[" * 251 + "]" * 251, ("nested-too-deep", 1, 251)),
        ("[" * 5000, ("nested-too-deep", 1, 251)),
        ('a: "\\x07"\n', ("control-character", 1, 4)),
        ('"\\u2028": b\n', ("control-character", 1, 1)),
    ],
)
def test_what_no_debate_needs_is_refused_where_it_stands(
    text: str, refused: tuple[str, int, int]
) -> None:
    assert refusals(text) == [refused]


def test_two_hundred_and_fifty_collections_are_read() -> None:
    assert refusals("[" * 250 + "]" * 250) == []


def test_each_anchor_and_alias_of_a_bomb_is_refused_and_none_is_followed() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert [code for code, _, _ in refusals(bomb)] == ["anchor", "anchor", *["alias"] * 4]
    node, _ = parse(bomb)
    assert node is not None
    assert sum(isinstance(inner, Scalar) for inner in walk(node)) == 2


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: b: c\n", 'Quote a sentence that contains ": "'),
        ("a:\n\t- b\n", "Indent with spaces, not tabs"),
        ("a: 'b\n", "A quotation mark is opened here and never closed."),
        ("a: [b\nc: d\n", "A bracket is opened and never closed"),
        ("a: {b\n", "A bracket is opened and never closed"),
        ("- a\nb: c\n", 'The items of a list begin with "- "'),
        ("a: - c\n", "A list begins on the line below its key"),
        ("a: b\nc\n", 'A key needs ": " behind it'),
        ("a: 'b' c\n", "quote the whole of a value or nothing of it"),
        ("a: @b\n", 'a sentence that begins with "@"'),
        ("a: * b\n", 'Quote a sentence that begins with "*" or "&".'),
        ('a: "\\d"\n', "In double quotes a backslash begins an escape"),
    ],
)
def test_broken_syntax_is_explained(text: str, advice: str) -> None:
    node, problems = parse(text)
    assert node is None
    assert [problem.code for problem in problems] == ["yaml-syntax"]
    assert advice in problems[0].sentence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: *Emphasis* first\n", "yaml-syntax"),
        ("a: *Emphasis first*\n", "alias"),
        ("a: &c. first\n", "yaml-syntax"),
        ("a: !Important: first\n", "tag"),
    ],
)
def test_a_sentence_that_begins_with_a_sign_of_yaml_is_one_fault(text: str, code: str) -> None:
    assert refusals(text) == [(code, 1, 4)]


def test_a_list_under_a_repeated_key_goes_on_and_a_table_reports_no_key_of_its_own_again() -> None:
    node, problems = parse("a: [1]\nb: {x: 1}\na: [2]\nb: {x: 2, y: 3}\n")
    assert [problem.line for problem in problems] == [3, 4]
    assert isinstance(node, Table)
    items, table = node.values["a"], node.values["b"]
    assert isinstance(items, Items)
    assert isinstance(table, Table)
    assert [value_of(item) for item in items.items] == ["1", "2"]
    assert {key: value_of(value) for key, value in table.values.items()} == {"x": "1", "y": "3"}


def test_a_refused_key_hides_no_other() -> None:
    node, _ = parse("[a]: 1\nb: 2\n{c: d}: [3]\ne: 4\n")
    assert isinstance(node, Table)
    assert list(node.values) == ["b", "e"]
    assert [node.mark(key).line for key in node.values] == [2, 4]


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.name)
def test_the_pure_parser_reads_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8-sig")
    fast = outline(parse(text)[0])
    monkeypatch.setattr(parsing, "Parser", pure_yaml.Parser)
    assert outline(parse(text)[0]) == fast
