"""docs/format.md says what the program does."""

import json
import re
from pathlib import Path

import pytest

from argmap import identifiers, model, schema
from argmap.schema import Record
from argmap.stores import yaml_reader
from tests.corpus import BROKEN, read
from tests.test_schema import STRUCTURAL

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")

YAML_BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
DEFAULTS = {
    "title": "title: T",
    "question": "question: Q?",
    "viewpoints": "viewpoints: {one: {name: O, summary: S}, two: {name: T, summary: S}}",
}
CODE_ROWS = re.findall(
    r"^\| ((?:`[a-z0-9-]+`(?:, )?)+) \| (error|warning|either) \| (file)? ?\|", PAGE, re.MULTILINE
)
CODES = {
    code: (severity, file)
    for codes, severity, file in CODE_ROWS
    for code in re.findall("[a-z0-9-]+", codes)
}


@pytest.mark.parametrize("block", YAML_BLOCKS)
def test_every_example_reads_without_an_error(block: str) -> None:
    keys = re.findall(r"^(\w+):", block, re.MULTILINE)
    frame = "\n".join(line for key, line in DEFAULTS.items() if key not in keys)
    reading = yaml_reader.read_text(f"{frame}\n{block}", id="example")
    assert [problem for problem in reading.problems if problem.is_error] == []


def test_the_whole_debate_has_not_even_a_warning() -> None:
    assert yaml_reader.read_text(YAML_BLOCKS[0], id="example").problems == ()


def test_the_json_example_reads() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert yaml_reader.read_text(block, id="example", is_json=True).problems == ()
    assert json.loads(block)["format"] == schema.FORMAT


def test_the_ids_in_comments_are_those_of_the_sentences() -> None:
    examples = re.findall(r"- (.+?) +# its id is (\S+)\n", PAGE)
    assert [
        identifiers.from_sentence(sentence) for sentence, _ in examples if ":" not in sentence
    ] == [id for sentence, id in examples if ":" not in sentence]


@pytest.mark.parametrize(
    ("heading", "record"),
    [
        ("The debate", schema.DEBATE),
        ("A viewpoint", schema.VIEWPOINT),
        ("A source", schema.SOURCE),
        ("An event", schema.EVENT),
        ("A claim", schema.CLAIM),
        ("Evidence", schema.EVIDENCE),
        ("A step", schema.STEP),
    ],
)
def test_every_key_has_its_row_and_says_whether_it_is_required(
    heading: str, record: Record
) -> None:
    section = PAGE.split(f"### {heading}\n")[1].split("\n#")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (required)?", section, re.MULTILINE))
    assert rows.keys() == record.keys.keys()
    assert {key for key, required in rows.items() if required} == set(record.required)


def test_every_stance_has_its_number() -> None:
    words, numbers = re.findall(r"^\| (?:word|number) \| (.+) \|$", PAGE, re.MULTILINE)
    pairs = zip(re.findall(r"\w+", words), map(float, numbers.split(" | ")), strict=True)
    assert dict(pairs) == model.STANCES


MADE_WHEN_TESTS_RUN = {
    "unreadable",
    "bad-file-name",
    "duplicate-debate",
    "too-many-claims",
    "more-problems",
}
"""Codes of what no file of the corpus can hold; other tests make it."""


def test_every_code_has_a_row_and_a_broken_file_that_shows_it() -> None:
    problems = [problem for path in BROKEN for problem in read(path).problems]
    assert CODES.keys() - MADE_WHEN_TESTS_RUN == {problem.code for problem in problems}
    assert {(problem.code, problem.severity) for problem in problems} <= {
        *((code, severity) for code, (severity, _) in CODES.items()),
        ("unknown-link", "warning"),
    }


def test_the_codes_that_a_schema_can_see_are_marked() -> None:
    assert {code for code, (_, file) in CODES.items() if not file} == STRUCTURAL
