"""Lines: where the parts of a collection begin and end, the comments that belong to them included."""

from typing import NamedTuple

from argmap.errors import Unspliceable
from argmap.stores.splicing.syntax import Branch, content_end

CROWDED_LINE = "Lists begin on one line inside each other here: give each a line of its own first."


class Span(NamedTuple):
    """A part of a collection in whole lines, from the comments above it to those below that are indented deeper.

    `is_inner` says that it begins within a line, behind the dash of the item that it is the first key of.
    """

    start: int
    end: int
    is_inner: bool = False


class Lines:
    """The lines of one text, which ends with a line end."""

    def __init__(self, text: str) -> None:
        self.text = text

    def start(self, offset: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def end(self, offset: int) -> int:
        """Return where the line behind that of a place begins."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def column(self, offset: int) -> int:
        """Return how many characters stand before a place in its line."""
        return offset - self.start(offset)

    def indentation(self, line_start: int) -> int:
        """Return how many spaces a line begins with."""
        place = line_start
        while place < len(self.text) and self.text[place] == " ":
            place += 1
        return place - line_start

    def is_blank(self, line_start: int) -> bool:
        """True for a line without a sign."""
        return not self.text[line_start : self.end(line_start)].strip()

    def comment_column(self, line_start: int) -> int | None:
        """Return where the comment of a line begins that holds nothing else; otherwise nothing."""
        line = self.text[line_start : self.end(line_start)]
        bare = line.lstrip(" \t")
        return len(line) - len(bare) if bare.startswith("#") else None

    def is_first(self, offset: int) -> bool:
        """True when only blanks stand before a place in its line."""
        return not self.text[self.start(offset) : offset].strip()

    def above(self, line_start: int, column: int, floor: int) -> int:
        """Return where the comments begin that stand right above a line in a column."""
        while line_start > floor:
            line = self.start(line_start - 1)
            if line < floor or self.comment_column(line) != column:
                break
            line_start = line
        return line_start

    def below(self, offset: int, column: int) -> int:
        """Return where the lines end that belong to something by comments indented deeper than it."""
        end = line = self.end(offset)
        while line < len(self.text):
            found = self.comment_column(line)
            if found is not None and found > column:
                end = self.end(line)
            elif found is not None or not self.is_blank(line):
                break
            line = self.end(line)
        return end

    def blanks_above(self, line_start: int) -> int:
        """Return where the blank lines right above a line begin."""
        while line_start > 0 and self.is_blank(self.start(line_start - 1)):
            line_start = self.start(line_start - 1)
        return line_start

    def head(self, branch: Branch, place: int) -> int:
        """Return where a part of a block collection begins: its key or its dash."""
        if branch.is_table:
            return branch.keys[place].start
        if place == 0:
            return branch.start
        column = self.column(branch.start)
        line = self.start(branch.values[place].start)
        while self.indentation(line) != column or self.text[line + column] != "-":
            if line <= branch.start:
                raise Unspliceable(CROWDED_LINE, self.text.count("\n", 0, line) + 1)
            line = self.start(line - 1)
        return line + column

    def part_end(self, branch: Branch, place: int) -> int:
        """Return where the text of a part of a block collection ends, comments left out."""
        return content_end(branch.values[place])

    def span(self, branch: Branch, place: int) -> Span:
        """Return the lines of a part of a block collection."""
        head = self.head(branch, place)
        column = self.column(head)
        end = self.below(self.part_end(branch, place), column)
        if place == 0 and not self.is_first(head):
            return Span(head, end, is_inner=True)
        floor = self.end(self.part_end(branch, place - 1)) if place else 0
        return Span(self.above(self.start(head), column, floor), end)


def shifted(text: str, by: int) -> str:
    """Return lines moved to the right, or to the left as far as they go; empty ones stay empty."""
    if not by:
        return text
    return "\n".join(_shifted(line, by) for line in text.split("\n"))


def _shifted(line: str, by: int) -> str:
    if not line.strip("\r"):
        return line
    if by > 0:
        return " " * by + line
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(-by, spaces) :]


def continued(text: str, column: int) -> str:
    """Return a text whose further lines stand at least a step to the right of a column."""
    first, newline, rest = text.partition("\n")
    if not newline:
        return text
    rows = rest.split("\n")
    spaces = min((len(row) - len(row.lstrip(" ")) for row in rows if row.strip()), default=0)
    return f"{first}\n{shifted(rest, max(0, column + 2 - spaces))}"
