"""Values: the fields of records, from nodes to checked values."""

import bisect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from argmap import identifiers, schema
from argmap.check import Link
from argmap.fields import LANGUAGE, URL, is_date, one_line
from argmap.problems import Mark
from argmap.schema import Form, Record
from argmap.stores.findings import Findings, did_you_mean
from argmap.stores.nodes import Items, Lost, Node, Scalar, Table, is_empty, mark

NUMBER = re.compile(r"\+?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)  # 0.8
COMMENT = re.compile(r"[ \t]+#")  # claim: We are number #1
NO_COMMENT = re.compile(r"[ \t]+#\S")  # author: Team #1
CODE = re.compile(r"`[^`\n]*`")  # `[words](claim)`
LINK = re.compile(
    r'(?<!!)\[[^\[\]]*\]\(([^()\s]+)(?:[ \t]+"[^"\n]*")?\)'
)  # [words](claim), [words](debate/claim)

QUOTE_IT = 'a sentence that contains ": " must be quoted.'
SENTENCES = ("claims", "premises", "supports", "objections", "undercuts")
"""Lists whose items may be bare sentences."""

CUT_BY_COMMENT = 'The text ends before " #", which begins a comment: quote it, or give the comment a line of its own.'


class Values:
    """Reads the values of records: each method reports what is wrong and returns what can be used."""

    def __init__(self, findings: Findings, text: str) -> None:
        self.findings = findings
        self.source = text
        self.links: list[Link] = []
        self._line_starts: list[int] = []

    def record(self, node: Node, record: Record) -> dict[str, Any] | None:
        """Return the values of those keys that have a simple form; `None` when the node is no table."""
        found = self.present(node, record)
        return None if found is None else self.simple(found, record)

    def simple(self, nodes: Mapping[str, Node], record: Record) -> dict[str, Any]:
        """Return the values of those nodes whose keys have a simple form."""
        readers = ((key, BY_FORM.get(record.keys[key].form)) for key in nodes)
        return {key: read(self, nodes[key], key) for key, read in readers if read}

    def present(self, node: Node, record: Record) -> dict[str, Node] | None:
        """Return the nodes of the known keys that have a value; `None` when the node is no table."""
        if not isinstance(node, Table):
            self.wrong_type(
                node,
                f'{record.name} is written as keys with values, such as "{record.required[0]}: …".',
            )
            return None
        keys = record.keys
        found = {
            key: value for key, value in node.values.items() if key in keys and not is_empty(value)
        }
        if record.required or len(found) < len(node.values):
            self._account(node, record, found)
        return found

    def _account(self, node: Table, record: Record, found: dict[str, Node]) -> None:
        """Report keys that are unknown, empty or missing; add to the found ones what was probably meant."""
        others = [key for key in node.values if key not in found]
        told = {self._empty_or_unknown(node, key, record, found) for key in others}
        for key in record.required:
            if key not in found and key not in told:
                sentence = f'{record.name} needs the key "{key}": add it.'
                self.findings.error("missing-key", node, sentence)

    def _empty_or_unknown(
        self, node: Table, key: str, record: Record, found: dict[str, Node]
    ) -> str | None:
        """Report a key that cannot be used as it is; return the known key that it accounts for."""
        if key in record.keys:
            if key in record.required:
                self.findings.error("empty-field", node.mark(key), empty_field(key))
            return key
        near = self.findings.near(key, record.keys)
        advice = did_you_mean(near) or f" Its keys are {', '.join(record.keys)}."
        if not near and record is schema.ITEM:
            advice = f" Take it away; or, if it is part of a sentence: {QUOTE_IT}"
        sentence = f'"{key}" is no key of {record.name[0].lower()}{record.name[1:]}.{advice}'
        self.findings.error("unknown-key", node.mark(key), sentence)
        value = node.values[key]
        if near and near[0] not in found and not is_empty(value):
            found[near[0]] = value
        else:
            self.findings.lose(value)
        return near[0] if near else None

    def wrong_type(self, node: Node, sentence: str) -> None:
        """Report a node of the wrong type, unless it was refused before."""
        if isinstance(node, Lost):
            self.findings.has_lost = True
            return
        self.findings.error("wrong-type", node, sentence)
        self.findings.lose(node)

    def sentence(self, node: Node, name: str) -> str:
        """Return a text as one line, which no comment may cut."""
        return one_line(self.text_of(node, name))

    def line(self, node: Node, name: str) -> str:
        """Return a text as one line, behind which a comment may stand."""
        return one_line(self.text_of(node, name, cut=NO_COMMENT))

    def prose(self, node: Node, name: str) -> str:
        """Return a text in Markdown; its links to claims are kept for a check."""
        text = self.text_of(node, name)
        if "](" in text and isinstance(node, Scalar):
            self.links.extend(self._links_in(node))
        return text

    def text_of(self, node: Node, name: str, *, cut: re.Pattern[str] = COMMENT) -> str:
        """Return the text of a scalar without the blanks around it; warn where a comment has cut it."""
        if not isinstance(node, Scalar):
            broken = sentence_with_colon(node)
            advice = QUOTE_IT if broken else "write one, not a list or a table."
            self.wrong_type(node, f'"{name}" is a text: {advice}')
            return broken
        if node.end and cut.match(self.source, node.end.index):
            self.findings.warning("cut-by-comment", node, CUT_BY_COMMENT)
        return node.value.strip()

    def lines(self, node: Node, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty ones left out."""
        if isinstance(node, Scalar):
            self.findings.error(
                "wrong-type", node, f'"{name}" is a list: write [{node.value.strip()}].'
            )
            return (self.line(node, name),)
        if not isinstance(node, Items):
            self.wrong_type(node, f'"{name}" is a list: begin each item with "- ".')
            return ()
        return tuple(filter(None, [self.line(item, name) for item in node.items]))

    def items(self, node: Node, name: str) -> list[Node]:
        """Return the nodes of a list."""
        if isinstance(node, Items):
            return node.items
        if isinstance(node, Lost):
            self.findings.has_lost = True
            return []
        self.findings.error("wrong-type", node, f'"{name}" is a list: begin each item with "- ".')
        if isinstance(node, Table) or name in SENTENCES:
            return [node]
        self.findings.lose(node)
        return []

    def word(self, node: Node, name: str) -> str:
        """Return a scalar that is no sentence: an id, a number, a date."""
        if isinstance(node, Scalar):
            return node.value.strip()
        self.wrong_type(node, f'"{name}" is a single value, not a list or a table.')
        return ""

    def date(self, node: Node, name: str) -> str:
        """Return a date at the precision in which it is written."""
        return self._date(node, name, "YYYY, YYYY-MM or YYYY-MM-DD, such as 1996-12", shortest=4)

    def day(self, node: Node, name: str) -> str:
        """Return a full day."""
        return self._date(node, name, "YYYY-MM-DD, such as 2026-03-31", shortest=10)

    def _date(self, node: Node, name: str, forms: str, *, shortest: int) -> str:
        written = self.word(node, name)
        if not written or (len(written) >= shortest and is_date(written)):
            return written
        self.findings.error("bad-date", node, f'"{written}" is no date: write {forms}.')
        return ""

    def url(self, node: Node, name: str) -> str:
        """Return an address that a browser may be sent to."""
        return self._matching(
            node, name, URL, "bad-url", "an address begins with http:// or https://"
        )

    def language(self, node: Node, name: str) -> str:
        """Return a language tag, or English."""
        return (
            self._matching(
                node, name, LANGUAGE, "bad-language", "write a language tag, such as en or ja"
            )
            or "en"
        )

    def _matching(
        self, node: Node, name: str, pattern: re.Pattern[str], code: str, advice: str
    ) -> str:
        written = self.word(node, name)
        if not written or pattern.fullmatch(written):
            return written
        self.findings.error(code, node, f'"{written}" is no {name}: {advice}.')
        return ""

    def format(self, node: Node, name: str) -> str:
        """Return the version of the format, which must be the one that is read here."""
        written = self.word(node, name)
        if written and written != schema.FORMAT:
            sentence = f'"{written}" is another format than "{schema.FORMAT}": delete the key, or use a newer argmap.'
            self.findings.error("unknown-format", node, sentence)
        return written

    def share(self, node: Node, name: str) -> float | None:
        """Return a number between 0 and 1."""
        written = self.word(node, name)
        if NUMBER.fullmatch(written) and 0 <= float(written) <= 1:
            return float(written)
        if written:
            self.findings.error(
                "bad-number", node, f'"{written}" is no number between 0 and 1, such as 0.8.'
            )
        return None

    def _links_in(self, node: Scalar) -> Iterator[Link]:
        """Yield the links to claims in a text, each with its place in the file."""
        found = node.start.index
        for match in LINK.finditer(CODE.sub("", node.value)):
            debate, _, claim = unquote(match[1]).rpartition("/")
            if identifiers.is_valid(claim) and (not debate or identifiers.is_valid(debate)):
                # A link that is written with escapes is not found, nor are those after it.
                found = self.source.find(f"]({match[1]}", found + 1) if found >= 0 else -1
                yield Link(debate, claim, self._mark_at(found + 2) if found >= 0 else mark(node))

    def _mark_at(self, index: int) -> Mark:
        if not self._line_starts:
            self._line_starts = [0, *(found.end() for found in re.finditer("\n", self.source))]
        line = bisect.bisect_right(self._line_starts, index)
        return Mark(line, index - self._line_starts[line - 1] + 1)


BY_FORM: Mapping[Form, Callable[[Values, Node, str], Any]] = {
    "sentence": Values.sentence,
    "line": Values.line,
    "prose": Values.prose,
    "lines": Values.lines,
    "date": Values.date,
    "day": Values.day,
    "url": Values.url,
    "language": Values.language,
    "format": Values.format,
}
"""What reads the simple forms; the others refer to more than their own value."""


def sentence_with_colon(node: Node) -> str:
    """Return the sentence that was meant where an unquoted ": " has made a table of it, or nothing."""
    if not isinstance(node, Table) or len(node.values) != 1:
        return ""
    ((key, value),) = node.values.items()
    return f"{key}: {value.value}".strip() if isinstance(value, Scalar) else ""


def empty_field(key: str) -> str:
    """Return the sentence about a required key without a value."""
    return f'"{key}" has no value: write one.'
