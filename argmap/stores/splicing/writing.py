"""Writing: contents as lines of a block, or between brackets."""

from collections.abc import Iterator

from argmap.errors import Unspliceable
from argmap.formats import yaml_text
from argmap.stores.splicing import scalars
from argmap.stores.splicing.contents import Content, Items, Part, Table, Text, Value
from argmap.stores.splicing.lines import Lines, Span, continued, shifted
from argmap.stores.splicing.manner import Manner
from argmap.stores.splicing.patches import Patches
from argmap.stores.splicing.syntax import Branch, Leaf

WIDTH = 100
NEWLINE = "\n"


class NeedsBlock(Exception):
    """Something in lines is to stand between brackets; the collection must be written in lines first."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch
        super().__init__()


class Writer:
    """Writes contents; what moves is taken from the patches."""

    def __init__(self, patches: Patches, lines: Lines) -> None:
        self.patches = patches
        self.lines = lines

    # Blocks. All lines are whole, with their line ends.

    def item(self, content: Content, column: int, manner: Manner) -> str:
        """Return an item of a list whose dashes stand in a column."""
        if isinstance(content, Part):
            return self._moved_item(content, column, manner)
        if isinstance(content, Table) and not content.is_brief:
            return behind_dash(self.body(content, column + manner.gap, manner), column, manner.gap)
        head = f"{' ' * column}-{' ' * (manner.gap - 1)}"
        return self._behind(head, content, column, manner)

    def body(self, table: Table, column: int, manner: Manner) -> str:
        """Return the entries of a table whose keys stand in a column; remarks follow the first."""
        made = ""
        for place, (key, value) in enumerate(
            table.entries
        ):  # a frame less a level than a comprehension
            made += self.entry(key, value, column, manner)
            if not place:
                made += "".join(f"{' ' * column}{remark}\n" for remark in table.remarks)
        return made

    def entry(self, key: str, value: Content, column: int, manner: Manner) -> str:
        """Return a key with its value, the key in a column."""
        if isinstance(value, Part):
            return self._moved_entry(value, column)
        head = f"{' ' * column}{yaml_text.scalar(key)}: "
        return self._behind(head, value, column, manner)

    def below(self, value: Content, column: int, manner: Manner) -> str:
        """Return a list or table below a key that stands in a column."""
        if isinstance(value, Items):
            dashes = column + manner.dashes
            made = ""
            for item in value.items:
                made += self.item(item, dashes, manner)
            return made
        if isinstance(value, Table):
            return self.body(value, column + manner.below, manner)
        raise TypeError(value)

    def _behind(self, head: str, value: Content, column: int, manner: Manner) -> str:
        """Return a value behind its key or dash."""
        if isinstance(value, Text):
            return "".join(self._text(head, value, column, manner))
        if isinstance(value, Value):
            return f"{head}{self._scalar(value, column)}"
        if isinstance(value, Items | Table) and value.is_brief:
            brief = self.flow(value)
            if len(head) + len(brief) <= WIDTH:
                return f"{head}{brief}\n"
        return f"{head.rstrip()}\n{self.below(value, column, manner)}"

    def _text(self, head: str, text: Text, column: int, manner: Manner) -> Iterator[str]:
        _refuse_wrong(text)
        if not scalars.is_block(text.value):
            yield f"{head}{scalars.line(text.value, text.form)}\n"
            return
        yield f"{head}|\n"
        indent = " " * (column + manner.below)
        yield from (f"{indent}{line}\n" if line else "\n" for line in text.value.split("\n"))

    def _moved_item(self, part: Part, column: int, manner: Manner) -> str:
        branch, place = part.branch, part.place
        if branch.is_flow:
            text = self._flow_value(branch, place)
            return f"{' ' * column}-{' ' * (manner.gap - 1)}{continued(text, column)}\n"
        span = self.lines.span(branch, place)
        text = self.patches.render(span.start, span.end, branch.level)
        return shifted(text, column - self.lines.column(branch.start))

    def _moved_entry(self, part: Part, column: int) -> str:
        branch, place = part.branch, part.place
        if branch.is_flow:
            key = self._source(branch.keys[place])
            value = self._flow_value(branch, place)
            return f"{' ' * column}{key}: {continued(value, column)}\n".replace(": \n", ":\n")
        span = self.entry_span(branch, place)
        text = self.patches.render(span.start, span.end, branch.level)
        old = self.lines.column(branch.keys[place].start)
        if span.is_inner:
            text = " " * old + text
        return shifted(text, column - old)

    def entry_span(self, branch: Branch, place: int) -> Span:
        """Return the lines of an entry with all that stands between it and the one before."""
        span = self.lines.span(branch, place)
        if place == 0:
            return span
        return span._replace(start=self.lines.span(branch, place - 1).end)

    def _scalar(self, value: Value, column: int) -> str:
        """Return a scalar that becomes the value of a key, further to the right, with the rest of its lines."""
        branch, place = value.branch, value.place
        node = branch.values[place]
        text = self.patches.render(node.start, node.end, branch.level + 1, is_flow=True)
        if branch.is_flow:
            return f"{continued(text, column)}\n"
        by = column - self.lines.column(branch.start)
        end = self.lines.span(branch, place).end
        first, newline, rest = self.lines.text[node.end : end].partition("\n")
        tail = f"{first}{newline}{shifted(rest, by)}"
        if isinstance(node, Leaf) and node.style in ("|", ">"):
            return f"{text.partition(NEWLINE)[0]}\n{shifted(text.partition(NEWLINE)[2], by)}{tail}"
        return f"{continued(text, column)}{tail}"

    # Brackets.

    def flow(self, content: Content) -> str:
        """Return a content between brackets, or as it may stand there."""
        if isinstance(content, Text):
            _refuse_wrong(content)
            return scalars.flow(content.value, content.form)
        if isinstance(content, Items):
            return f"[{', '.join(self.flow(item) for item in content.items)}]"
        if isinstance(content, Table):
            return f"{{{', '.join(self.flow_entry(*entry) for entry in content.entries)}}}"
        level = content.branch.level + isinstance(content, Value)
        node = content.branch.values[content.place]
        return self.patches.render(node.start, node.end, level, is_flow=True)

    def flow_entry(self, key: str, value: Content) -> str:
        """Return a key with its value as it may stand in braces."""
        if isinstance(value, Part):
            return f"{self._source(value.branch.keys[value.place])}: {self._flow_value(value.branch, value.place)}"
        return f"{yaml_text.scalar(key, in_flow=True)}: {self.flow(value)}"

    def _flow_value(self, branch: Branch, place: int) -> str:
        node = branch.values[place]
        return self.patches.render(node.start, node.end, branch.level, is_flow=True)

    def _source(self, leaf: Leaf) -> str:
        return self.lines.text[leaf.start : leaf.end]


def _refuse_wrong(text: Text) -> None:
    if wrong := scalars.wrong_with(text.value, text.form):
        raise Unspliceable(wrong, 1)


def behind_dash(body: str, column: int, gap: int) -> str:
    """Return the lines of a table as an item: the first key stands beside the dash, unless comments come first."""
    first = body.partition("\n")[0].strip()
    if not first or first.startswith("#"):
        return f"{' ' * column}-\n{body}"
    return f"{' ' * column}-{' ' * (gap - 1)}{body[column + gap :]}"
