"""Arranging: the parts of a list or table put in, taken out and put in another order."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from argmap.stores.splicing.contents import Content, Part
from argmap.stores.splicing.lines import Lines, shifted
from argmap.stores.splicing.manner import Manner
from argmap.stores.splicing.patches import Patches
from argmap.stores.splicing.syntax import Branch
from argmap.stores.splicing.writing import NeedsBlock, Writer


class Entry(NamedTuple):
    """A content under a key."""

    key: str
    content: Content


Slot = int | Content | Entry
"""What stands at a place afterwards: a part that is there, by its place now, or something else."""


class Arranger:
    """Arranges collections by patches."""

    def __init__(self, patches: Patches, lines: Lines, writer: Writer) -> None:
        self.patches = patches
        self.lines = lines
        self.writer = writer

    def arrange(
        self, branch: Branch, slots: Sequence[Slot], gone: Collection[int], manner: Manner
    ) -> None:
        """Give a collection its new parts; those that are neither in a slot nor gone stay where they are."""
        places = [slot for slot in slots if isinstance(slot, int)]
        staying = set(_longest_rising(places))
        moved = [place for place in places if place not in staying]
        cut = sorted({*gone, *moved})
        groups = self._groups(branch, slots, staying)
        if branch.is_flow:
            self._arrange_flow(branch, groups, cut)
        else:
            self._arrange_block(branch, groups, cut, manner)

    def _groups(
        self, branch: Branch, slots: Sequence[Slot], staying: Collection[int]
    ) -> list[tuple[int, list[Content | Entry]]]:
        """Return what is put in, by the place behind which it comes; -1 is before all."""
        groups: list[tuple[int, list[Content | Entry]]] = []
        behind = -1
        for slot in slots:
            if isinstance(slot, int) and slot in staying:
                behind = slot
                continue
            content: Content | Entry
            if isinstance(slot, int):
                key = branch.keys[slot].value if branch.is_table else ""
                content = Entry(key, Part(branch, slot)) if key else Part(branch, slot)
            else:
                content = slot
            if not groups or groups[-1][0] != behind:
                groups.append((behind, []))
            groups[-1][1].append(content)
        return groups

    # Blocks.

    def _arrange_block(
        self,
        branch: Branch,
        groups: list[tuple[int, list[Content | Entry]]],
        cut: Sequence[int],
        manner: Manner,
    ) -> None:
        gone = set(cut)
        column = self.lines.column(branch.start)
        for behind, contents in groups:
            self._put_in(branch, behind, contents, column, manner, gone)
        puts_first = bool(groups) and groups[0][0] < 0
        if branch.is_table and 0 in gone and self.lines.span(branch, 0).is_inner:
            cut = self._cut_first(branch, gone, puts_first=puts_first)
        for place in cut:
            self._cut(branch, place, gone)

    def _put_in(
        self,
        branch: Branch,
        behind: int,
        contents: Sequence[Content | Entry],
        column: int,
        manner: Manner,
        gone: Collection[int],
    ) -> None:
        """Put contents behind a part, or before all."""
        make = self._maker(contents, column, manner)
        is_airy = self.is_airy(branch, behind)
        gap = "\n" if is_airy else ""
        if behind >= 0:
            end = self.lines.span(branch, behind).end
            self.patches.insert(end, branch.level, lambda: "".join(gap + piece for piece in make()))
            return
        span = self.lines.span(branch, 0)
        if span.is_inner:
            self._put_first(branch, make, column, stays=0 not in gone)
            return
        has_more = len(gone) < len(branch.values)
        last = gap if has_more else ""
        self.patches.insert(span.start, branch.level, lambda: gap.join(make()) + last)

    def _put_first(
        self, branch: Branch, make: Callable[[], list[str]], column: int, *, stays: bool
    ) -> None:
        """Put entries before the first, beside the dash."""

        def text() -> str:
            found = "".join(make())
            return found[column:] + (" " * column if stays else "")

        self.patches.insert(branch.start, branch.level, text)

    def _cut_first(self, branch: Branch, gone: set[int], *, puts_first: bool) -> list[int]:
        """Take away the entry beside the dash: the next that stays takes its place. Return what else is to cut."""
        following = next((place for place in range(len(branch.values)) if place not in gone), None)
        if puts_first or following is None:
            self.patches.cut(branch.start, self.lines.span(branch, 0).end, branch.level)
            return [place for place in sorted(gone) if place]
        key = branch.keys[following].start
        line = self.lines.start(key)
        remarks = self.lines.text[self.lines.span(branch, following - 1).end : line].lstrip()
        instead = f"{remarks}{' ' * (key - line)}" if remarks else ""
        self.patches.cut(branch.start, key, branch.level, instead)
        return [place for place in sorted(gone) if place > following]

    def _maker(
        self, contents: Sequence[Content | Entry], column: int, manner: Manner
    ) -> Callable[[], list[str]]:
        """Return what writes contents once all patches are known."""

        def make() -> list[str]:
            return [
                self.writer.entry(content.key, content.content, column, manner)
                if isinstance(content, Entry)
                else self.writer.item(content, column, manner)
                for content in contents
            ]

        return make

    def _cut(self, branch: Branch, place: int, gone: Collection[int]) -> None:
        """Take a part of a block away, and blank lines where they would stand double."""
        span = self.lines.span(branch, place)
        start, end = span.start, span.end
        if end >= len(self.lines.text) or self.lines.is_blank(end):
            if place:
                floor = self.lines.span(branch, place - 1).end
                start = max(floor, self.lines.blanks_above(start))
            elif place + 1 < len(branch.values) and place + 1 not in gone:
                following = self.lines.span(branch, place + 1).start
                while end < following and self.lines.is_blank(end):
                    end = self.lines.end(end)
        self.patches.cut(start, end, branch.level, self._remarks_below(branch, place, span.end))

    def _remarks_below(self, branch: Branch, place: int, end: int) -> str:
        """Return the comments below the last item of a list that goes with its key: they belong to no item."""
        value = branch.values[place]
        if not branch.is_table or not isinstance(value, Branch) or value.is_flow or value.is_table:
            return ""
        start = self.lines.span(value, len(value.values) - 1).end
        by = self.lines.column(branch.start) - self.lines.column(value.start)
        return shifted(self.lines.text[start:end], by)

    def is_airy(self, branch: Branch, near: int) -> bool:
        """True when blank lines stand between the parts of a block."""
        if len(branch.values) < 2:  # noqa: PLR2004
            return False
        place = min(max(near, 0), len(branch.values) - 2)
        return self.lines.is_blank(self.lines.span(branch, place).end)

    # Brackets.

    def _arrange_flow(
        self,
        branch: Branch,
        groups: list[tuple[int, list[Content | Entry]]],
        cut: Sequence[int],
    ) -> None:
        texts = [(behind, self._flow_texts(branch, contents)) for behind, contents in groups]
        gone = set(cut)
        count = len(branch.values)
        if len(gone) == count:
            pieces = [piece for _, found in texts for piece in found]
            self.patches.replace(
                branch.start + 1,
                branch.end - 1,
                branch.level,
                lambda: ", ".join(piece() for piece in pieces),
            )
            return
        for behind, pieces in texts:
            if behind < 0 and 0 in gone:
                gone.discard(0)  # the comma behind it stays
                self._exchange_first(branch, pieces)
            else:
                self._put_in_flow(branch, behind, pieces)
        self._cut_flow(branch, gone)

    def _exchange_first(self, branch: Branch, pieces: list[Callable[[], str]]) -> None:
        """Put others in the place of the first part."""
        rows = self._row_indent(branch)
        joint = ", " if rows is None else f",\n{rows}"
        self.patches.replace(
            _flow_start(branch, 0),
            _flow_end(branch, 0),
            branch.level,
            lambda: joint.join(piece() for piece in pieces),
        )

    def _flow_texts(
        self, branch: Branch, contents: Sequence[Content | Entry]
    ) -> list[Callable[[], str]]:
        found: list[Callable[[], str]] = []
        for content in contents:
            refuse_blocks(content.content if isinstance(content, Entry) else content, branch)
            if isinstance(content, Entry):
                found.append(lambda entry=content: self.writer.flow_entry(*entry))  # type: ignore[misc]
            else:
                found.append(lambda one=content: self.writer.flow(one))  # type: ignore[misc]
        return found

    def _put_in_flow(self, branch: Branch, behind: int, pieces: list[Callable[[], str]]) -> None:
        rows = self._row_indent(branch)
        joint = ", " if rows is None else f",\n{rows}"
        if behind >= 0:
            self.patches.insert(
                _flow_end(branch, behind),
                branch.level,
                lambda: "".join(joint + piece() for piece in pieces),
            )
            return
        self.patches.insert(
            _flow_start(branch, 0),
            branch.level,
            lambda: "".join(piece() + joint for piece in pieces),
        )

    def _row_indent(self, branch: Branch) -> str | None:
        """Return the indentation of parts that have a line each; nothing where they share one."""
        starts = [_flow_start(branch, place) for place in range(len(branch.values))]
        if len(starts) > 1 and all(map(self.lines.is_first, starts[1:])):
            return " " * self.lines.column(starts[-1])
        if len(starts) == 1 and self.lines.is_first(starts[0]):
            return " " * self.lines.column(starts[0])
        return None

    def _cut_flow(self, branch: Branch, gone: set[int]) -> None:
        """Take parts away with the commas behind them, or before them where none stays behind."""
        count = len(branch.values)
        last_kept = max(place for place in range(count) if place not in gone)
        for place in sorted(gone):
            if place < last_kept:
                self._cut_with_comma(branch, place)
                self._cut_blanks_before(branch, place, gone)
        if last_kept < count - 1:
            start, end = _flow_end(branch, last_kept), _flow_end(branch, count - 1)
            self.patches.cut(start, end, branch.level, self._comments_in(branch, last_kept))

    def _comments_in(self, branch: Branch, last_kept: int) -> str:
        """Return the comment behind the last part that stays, which the cut after it must leave."""
        start = _flow_end(branch, last_kept)
        line_end = self.lines.text.find("\n", start)
        following = _flow_start(branch, last_kept + 1)
        between = self.lines.text[start:following].lstrip(", \t")
        if line_end < 0 or line_end > following or not between.startswith("#"):
            return ""
        remark = self.lines.text[start:line_end]
        return f"{remark.partition('#')[0].replace(',', '')}#{remark.partition('#')[2]}\n"

    def _cut_with_comma(self, branch: Branch, place: int) -> None:
        start, end = _flow_start(branch, place), _flow_start(branch, place + 1)
        between = self.lines.text[_flow_end(branch, place) : end]
        comma = _flow_end(branch, place) + between.index(",") + 1
        if "\n" not in between:
            self.patches.cut(start, end, branch.level)
        elif self.lines.is_first(start):
            self.patches.cut(self.lines.start(start), self.lines.end(comma), branch.level)
        else:
            self.patches.cut(start, comma, branch.level)

    def _cut_blanks_before(self, branch: Branch, place: int, gone: set[int]) -> None:
        """Take away the blanks behind what stays on a line of which the rest goes."""
        start, end = _flow_start(branch, place), _flow_end(branch, place)
        if "\n" not in self.lines.text[end : _flow_start(branch, place + 1)]:
            return
        while place - 1 in gone and not self.lines.is_first(start):
            place -= 1
            start = _flow_start(branch, place)
        before = len(self.lines.text[:start].rstrip(" \t"))
        if not self.lines.is_first(start) and before < start:
            self.patches.cut(before, start, branch.level)


def refuse_blocks(content: Content, within: Branch) -> None:
    """Raise NeedsBlock for a content that cannot stand between brackets."""
    pending = [content]
    while pending:
        one = pending.pop()
        branch = getattr(one, "branch", None)
        if (branch and not branch.is_flow) or getattr(one, "remarks", ()):
            raise NeedsBlock(within)
        pending.extend(getattr(one, "items", ()))
        pending.extend(inner for _, inner in getattr(one, "entries", ()))


def _flow_start(branch: Branch, place: int) -> int:
    return branch.keys[place].start if branch.is_table else branch.values[place].start


def _flow_end(branch: Branch, place: int) -> int:
    return max(branch.values[place].end, branch.keys[place].end if branch.is_table else 0)


def _longest_rising(places: Sequence[int]) -> list[int]:
    """Return the longest part of a row of numbers in which they rise."""
    ends: list[int] = []
    indexes: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        position = bisect_left(ends, place)
        previous.append(indexes[position - 1] if position else -1)
        ends[position : position + 1] = [place]
        indexes[position : position + 1] = [index]
    found: list[int] = []
    index = indexes[-1] if indexes else -1
    while index >= 0:
        found.append(places[index])
        index = previous[index]
    return found[::-1]
