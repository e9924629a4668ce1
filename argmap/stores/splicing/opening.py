"""Opening: collections between brackets written out in lines, so that they can hold what needs lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from argmap.stores.splicing.lines import Lines, continued
from argmap.stores.splicing.manner import Manner
from argmap.stores.splicing.syntax import Branch, Leaf, Tree

REMARK = re.compile(r"#[^\n]*")  # what is left between the parts of a collection but commas


class _Gap(NamedTuple):
    """The comments between two parts: one on the line of the first, and those on lines of their own."""

    beside: str
    below: tuple[str, ...]


def opened(tree: Tree, branch: Branch, manner: Manner) -> str:
    """Return the text with a collection in lines, and those around it; all other parts stay as they are."""
    lines = Lines(tree.text)
    way = [around for around, _ in tree.way(branch.start) if around.level < branch.level]
    path = [one for one in (*way, branch) if one.is_flow]
    outer = path[0]
    holder = next((one for one in reversed(way) if not one.is_flow), None)
    writer = _Opener(lines, manner, path)
    text, start, end = tree.text, outer.start, outer.end
    rest = text[end : lines.end(end)].rstrip()
    rest_end = end + len(rest)
    if holder is None or holder.is_table:
        column = -manner.below if holder is None else lines.column(holder.start)
        body = "\n".join(writer.below(outer, column))
        head = text[:start].rstrip(" \t")
        newline = "\n" if head and not head.endswith("\n") else ""
        return f"{head}{rest.rstrip()}{newline}{body}{text[rest_end:]}"
    column = lines.column(start)
    body = "\n".join(writer.rows(outer, column))
    return f"{text[:start]}{body[column:]}{text[end:]}"


class _Opener:
    """Writes collections out in lines, those on the way to one of them; the others stay as they are."""

    def __init__(self, lines: Lines, manner: Manner, path: list[Branch]) -> None:
        self.lines = lines
        self.manner = manner
        self.path = {id(branch) for branch in path}

    def below(self, branch: Branch, column: int) -> list[str]:
        """Return the lines of a collection below a key that stands in a column."""
        return list(
            self.rows(
                branch, column + (self.manner.below if branch.is_table else self.manner.dashes)
            )
        )

    def rows(self, branch: Branch, column: int) -> Iterator[str]:
        """Yield the lines of a collection whose keys or dashes stand in a column."""
        indent = " " * column
        ends = [branch.start + 1, *(self._end(branch, at) for at in range(len(branch.values)))]
        starts = [*(self._start(branch, at) for at in range(len(branch.values))), branch.end - 1]
        gaps = [self._gap(end, start) for end, start in zip(ends, starts, strict=True)]
        yield from (indent + remark for remark in (gaps[0].beside, *gaps[0].below) if remark)
        for at in range(len(branch.values)):
            gap = gaps[at + 1]
            found = self._part(branch, at, column)
            if gap.beside and len(found) == 1:
                yield f"{found[0]}  {gap.beside}"
            else:
                yield from ([indent + gap.beside] if gap.beside else [])
                yield from found
            yield from (indent + remark for remark in gap.below)

    def _part(self, branch: Branch, at: int, column: int) -> list[str]:
        node = branch.values[at]
        indent = " " * column
        is_opened = isinstance(node, Branch) and id(node) in self.path
        source = continued(self.lines.text[node.start : node.end], column)
        if branch.is_table:
            key = branch.keys[at]
            head = f"{indent}{self.lines.text[key.start : key.end]}:"
            if isinstance(node, Branch) and is_opened:
                return [head, *self.below(node, column)]
            is_empty = isinstance(node, Leaf) and node.start == node.end
            return [head if is_empty else f"{head} {source}"]
        dash = f"{indent}-{' ' * (self.manner.gap - 1)}"
        if isinstance(node, Branch) and is_opened:
            inner = column + self.manner.gap
            rows = list(self.rows(node, inner))
            if rows[0].lstrip().startswith("#"):
                return [dash.rstrip(), *rows]
            return [dash + rows[0][inner:], *rows[1:]]
        return [dash + source]

    def _start(self, branch: Branch, at: int) -> int:
        return branch.keys[at].start if branch.is_table else branch.values[at].start

    def _end(self, branch: Branch, at: int) -> int:
        return max(branch.values[at].end, branch.keys[at].end if branch.is_table else 0)

    def _gap(self, start: int, end: int) -> _Gap:
        text = self.lines.text[start:end]
        first, _, rest = text.partition("\n")
        beside = REMARK.search(first)
        below = tuple(found.rstrip() for found in REMARK.findall(rest))
        return _Gap(beside[0].rstrip() if beside else "", below)
