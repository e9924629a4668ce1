"""Excerpts: the lines of a claim's branch in a debate's text, taken out for editing and put back."""

from typing import NamedTuple

from argmap.errors import Unspliceable
from argmap.model import Claim
from argmap.stores.splicing import syntax
from argmap.stores.splicing.lines import Lines

CROWDED = "This claim shares a line with others: edit the whole file as text."


class Excerpt(NamedTuple):
    """Whole lines of a text, moved to the left by `column`; `first` is the number of the first one there."""

    text: str
    first: int
    column: int
    start: int
    end: int

    def put_back(self, whole: str, edited: str) -> str:
        """Return the text that the excerpt was taken from, with other lines in their place."""
        lines = [" " * self.column + line if line.strip() else "" for line in edited.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        inside = "".join(f"{line}\n" for line in lines)
        return whole[: self.start] + inside + whole[self.end :]


def excerpt(whole: str, claim: Claim) -> Excerpt:
    """Return the lines of a claim's item in a text with plain line ends, comments that belong to it included.

    Raises Unspliceable, with the line and the reason, where these are no whole lines.
    """
    whole = whole if whole.endswith("\n") else f"{whole}\n"
    tree = syntax.parse(whole)
    branch, place = tree.item(claim.mark)
    line = claim.mark.line if claim.mark else 1
    if branch.is_flow:
        raise Unspliceable(CROWDED, line)
    lines = Lines(whole)
    span = lines.span(branch, place)
    if span.is_inner:
        raise Unspliceable(CROWDED, line)
    inside = whole[span.start : span.end]
    column = lines.column(lines.head(branch, place))
    rows = inside.rstrip("\n").split("\n")
    if any(row.strip() and not row.startswith(" " * column) for row in rows):
        raise Unspliceable(CROWDED, line)
    text = "".join(f"{row[column:]}\n" for row in rows)
    return Excerpt(text, tree.line(span.start), column, span.start, span.end)
