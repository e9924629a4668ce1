"""Restyling: a changed scalar in the style that it has, so far as the new text allows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from argmap.errors import Unspliceable
from argmap.formats import yaml_text
from argmap.schema import Form
from argmap.stores.splicing import scalars
from argmap.stores.splicing.lines import Lines
from argmap.stores.splicing.syntax import Branch, Leaf

BLANKS = " \t"
NARROWEST = 30
WORDS = re.compile(r"(?<=\S) (?=\S)")  # where a line may be broken


class Change(NamedTuple):
    """A part of the text and what stands there instead."""

    start: int
    end: int
    text: str


class Spot(NamedTuple):
    """Where a scalar stands: the column of its key or dash, how far lines stand below it, in brackets or not."""

    lines: Lines
    leaf: Leaf
    column: int
    below: int
    is_flow: bool

    @property
    def raw(self) -> str:
        """Return the scalar as it is written, with Unix line ends."""
        return self.lines.text[self.leaf.start : self.leaf.end].replace("\r\n", "\n")


def changes(spot: Spot, text: str, form: Form) -> list[Change]:
    """Return what makes a scalar say another text."""
    leaf = spot.leaf
    if wrong := scalars.wrong_with(text, form):
        raise Unspliceable(wrong, spot.lines.text.count("\n", 0, leaf.start) + 1)
    if leaf.style in ("|", ">"):
        return [Change(leaf.start, leaf.end, _block(spot, text))]
    written = _inline(spot, text, form)
    if written is None:
        return _opened(spot, text)
    return [Change(leaf.start, leaf.end, written)]


def _inline(spot: Spot, text: str, form: Form) -> str | None:
    """Return a text plain or in quotes; nothing where lines below a sign are better."""
    raw = spot.raw
    has_lines = "\n" in raw
    if spot.leaf.style == '"':
        return _double(spot, text)
    if spot.leaf.style == "'":
        if _is_foldable(text) and (has_lines or "\n" not in text):
            return _folded_inline(spot, "'" + text.replace("'", "''") + "'")
    elif form in scalars.AS_IT_IS:
        return text
    elif all(yaml_text.is_plain(part, in_flow=spot.is_flow) for part in _segments(text)):
        if has_lines or "\n" not in text:
            return _folded_inline(spot, text)
    elif "\n" not in text:
        return scalars.flow(text, form) if spot.is_flow else scalars.line(text, form)
    return scalars.double(text) if spot.is_flow else None


def _double(spot: Spot, text: str) -> str | None:
    if "\n" in spot.raw:
        if _is_foldable(text):
            parts = (scalars.double(part)[1:-1] for part in text.split("\n"))
            return _folded_inline(spot, '"' + "\n".join(parts) + '"')
    elif "\n" in text and "\n" not in spot.leaf.value and not spot.is_flow:
        return None
    return scalars.double(text)


def _is_foldable(text: str) -> bool:
    """True when folding its lines keeps a text: none begins or ends with a blank."""
    return all(part == part.strip(BLANKS) for part in text.split("\n"))


def _segments(text: str) -> list[str]:
    return [part for part in text.split("\n") if part]


def _opened(spot: Spot, text: str) -> list[Change]:
    """Return the changes that put a text into lines below its key; a comment behind the old one stays there."""
    lines, leaf = spot.lines, spot.leaf
    line_end = lines.end(leaf.end)
    if lines.below(leaf.end, spot.column) > line_end or not scalars.is_block(text):
        return [Change(leaf.start, leaf.end, scalars.double(text))]
    indent = " " * (spot.column + spot.below)
    rows = "".join(f"{indent}{row}\n" if row else "\n" for row in text.split("\n"))
    return [Change(leaf.start, leaf.end, "|"), Change(line_end, line_end, rows)]


def _block(spot: Spot, text: str) -> str:
    """Return a text below the sign that is there."""
    header, _, body = spot.raw.partition("\n")
    old = body.split("\n")
    indent = _indentation(spot, old)
    if spot.leaf.style == ">" and not any(part[:1] in (" ", "\t") for part in text.split("\n")):
        rows = _folded(_dedented(old, indent), text)
    else:
        header = "|" + header[1:]
        rows = text.split("\n")
    new = [" " * indent + row if row else "" for row in rows]
    return "\n".join([header, *_with_old_blanks(old, new)])


def _indentation(spot: Spot, old: Sequence[str]) -> int:
    """Return how far the lines of a block stand to the right, whatever its header says."""
    rows = [row for row in old if row.strip(BLANKS)]
    if not rows:
        return spot.column + spot.below
    spaces = len(rows[0]) - len(rows[0].lstrip(" "))
    first = next(row for row in spot.leaf.value.split("\n") if row.strip(BLANKS))
    return spaces - (len(first) - len(first.lstrip(" ")))


def _dedented(rows: Sequence[str], indent: int) -> list[str]:
    return [row[indent:] for row in rows]


def _with_old_blanks(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return new lines, with blank lines as they were in those old lines that begin and end the block alike."""
    front = _common(old, new)
    back = _common(old[front:][::-1], new[front:][::-1])
    return [*old[:front], *new[front : len(new) - back], *old[len(old) - back :]]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs and (ours.strip(BLANKS) or theirs.strip(BLANKS)):
            break
        count += 1
    return count


def _folded_inline(spot: Spot, written: str) -> str:
    """Return a plain or quoted text on several lines, if it stood on several."""
    first, newline, rest = spot.raw.partition("\n")
    if not newline:
        return written
    old = rest.split("\n")
    indents = [len(row) - len(row.lstrip(" \t")) for row in old if row.strip(BLANKS)]
    row = next(row for row in old if row.strip(BLANKS))
    indent = row[: indents[0]]
    if any(each.endswith("\\") for each in (first, *old)):
        kept = [first[:NARROWEST]]  # an escaped line end joins words: fold anew
    else:
        kept = [first, *(each.strip(BLANKS) for each in old)]
    rows = _folded(kept, written)
    return "\n".join([rows[0], *(indent + each if each else "" for each in rows[1:])])


def _folded(old: Sequence[str], text: str) -> list[str]:
    """Return the lines of a folded text: broken where the old lines were, elsewhere at about their width."""
    width = max([NARROWEST, *map(len, old)])
    before, after = _paragraphs(old), text.split("\n")
    front = 0
    while front < min(len(before), len(after)) and _joined(before[front]) == after[front]:
        front += 1
    back = 0
    while (
        back < min(len(before), len(after)) - front
        and _joined(before[-1 - back]) == after[-1 - back]
    ):
        back += 1
    rows: list[str] = []
    for place, paragraph in enumerate(after):
        if place:
            rows.append("")
        if place < front:
            rows.extend(before[place])
        elif place >= len(after) - back:
            rows.extend(before[place - len(after)])
        elif paragraph:
            is_pair = len(before) == len(after)
            rows.extend(_wrapped(before[place] if is_pair else (), paragraph, width))
    return rows


def _paragraphs(rows: Sequence[str]) -> list[list[str]]:
    """Return the lines of a folded text by the lines of what it says."""
    found: list[list[str]] = [[]]
    blanks = 0
    for row in rows:
        if not row.strip(BLANKS):
            blanks += 1
            continue
        found.extend([] for _ in range(blanks))
        blanks = 0
        found[-1].append(row)
    return found


def _joined(rows: Sequence[str]) -> str:
    return " ".join(rows)


def _wrapped(old: Sequence[str], paragraph: str, width: int) -> list[str]:
    """Return a paragraph in lines; what begins and ends it as before stays as it is broken."""
    words = WORDS.split(paragraph)
    front: list[str] = []
    for row in old:
        taken = WORDS.split(row)
        if words[: len(taken)] != taken or len(taken) >= len(words):
            break
        words = words[len(taken) :]
        front.append(row)
    back: list[str] = []
    for row in reversed(old[len(front) :]):
        taken = WORDS.split(row)
        if words[-len(taken) :] != taken or len(taken) >= len(words):
            break
        words = words[: -len(taken)]
        back.insert(0, row)
    between = _joined(words)
    if front and len(front[-1]) + 1 + len(between) <= width:
        front[-1] += f" {between}"
        return [*front, *back]
    if back and len(between) + 1 + len(back[0]) <= width:
        return [*front, f"{between} {back[0]}", *back[1:]]
    return [*front, *_filled(words, width), *back]


def _filled(words: Sequence[str], width: int) -> list[str]:
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def spot(lines: Lines, branch: Branch, place: int, below: int) -> Spot | None:
    """Return where the scalar at a place stands; nothing when there is none."""
    leaf = branch.values[place]
    if not isinstance(leaf, Leaf):
        return None
    column = lines.column(branch.start)
    return Spot(lines, leaf, column, below, branch.is_flow)
