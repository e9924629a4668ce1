"""Items: lists of theses, steps and premises made to hold others, and single ones written anew."""

from collections.abc import Iterable, Sequence

from argmap.stores.splicing.arranging import refuse_blocks
from argmap.stores.splicing.contents import Content, Items, Part, Table
from argmap.stores.splicing.fitting import Fitter
from argmap.stores.splicing.syntax import Branch, Leaf, Place
from argmap.stores.splicing.writing import NeedsBlock


class ItemFitter(Fitter):
    """Fits items, which may come from anywhere in the text, and their comments with them."""

    def require_list(self, table: Branch, place: int) -> None:
        """Refuse a value that is neither a list nor missing."""
        node = table.values[place]
        if not (isinstance(node, Leaf) and node.is_empty):
            self.list_at(table, place)

    def fit_items(
        self, table: Branch, place: int, old: Iterable[Place], slots: Sequence[Place | Content]
    ) -> bool:
        """Make a list hold other items; return whether it holds any, without which its key goes."""
        self.require_list(table, place)
        node = table.values[place]
        contents = [
            Part(*slot) if isinstance(slot, Place) and slot.branch is node else self.content(slot)
            for slot in slots
        ]
        if (isinstance(node, Leaf) and node.is_empty) or (
            isinstance(node, Branch) and not node.values
        ):
            if contents:
                self.fill(table, place, Items(tuple(contents)))
            return bool(contents)
        branch = self.list_at(table, place)
        now = [
            content.place if isinstance(content, Part) and content.branch is branch else content
            for content in contents
        ]
        was = {at for owner, at in old if owner is branch}
        gone = was - {slot for slot in now if isinstance(slot, int)}
        if not contents and len(gone) == len(branch.values):
            return False
        if gone or now != sorted(was):
            self.arranger.arrange(branch, now, gone, self.manner_of(branch))
        return True

    def content(self, slot: Place | Content) -> Content:
        """Return an item that stands somewhere as a content."""
        if not isinstance(slot, Place):
            return slot
        branch, at = slot
        if branch.is_flow:  # a comment beside it or above it must come along
            start = branch.values[at - 1].end if at else branch.start
            end = branch.values[at + 1].start if at + 1 < len(branch.values) else branch.end
            node = slot.node
            if "#" in self.tree.text[start : node.start] + self.tree.text[node.end : end]:
                raise NeedsBlock(branch)
        return Part(branch, at)

    def rebuild(self, place: Place, table: Table) -> None:
        """Write an item anew; comments above it, and behind its end, stay."""
        branch, at = place
        node = place.node
        self.refuse_odd(node)
        level = branch.level + 1
        if branch.is_flow:
            refuse_blocks(table, branch)
            self.patches.replace(node.start, node.end, level, lambda: self.writer.flow(table))
            return
        head = self.lines.head(branch, at)
        column = self.lines.column(head)
        usual = self.manner_of(branch)
        if "\n" not in self.tree.text[head : node.start]:
            usual = usual._replace(gap=node.start - head)
        end = self.lines.span(branch, at).end
        if isinstance(node, Branch) and not node.is_flow:
            end = self.lines.span(node, len(node.values) - 1).end
        self.patches.replace(
            head + 1, end, level, lambda: self.writer.item(table, column, usual)[column + 1 :]
        )

    def refuse_remark(self, content: Content) -> None:
        """Raise NeedsBlock for an entry in braces that leaves a comment behind when it is taken out."""
        if isinstance(content, Part) and content.branch.is_flow and content.branch.is_table:
            branch, place = content.branch, content.place
            is_last = place + 1 == len(branch.values)
            start = branch.end if is_last else branch.keys[place + 1].start
            if "#" in self.tree.text[branch.values[place].end : start]:
                raise NeedsBlock(branch)

    def remarks(self, place: Place) -> tuple[str, ...]:
        """Return the comments that belong to an item as a whole: above it, and below its last key."""
        branch, at = place
        if branch.is_flow:
            return ()
        span = self.lines.span(branch, at)
        head = self.lines.start(self.lines.head(branch, at))
        node = branch.values[at]
        end = span.end
        if isinstance(node, Branch) and not node.is_flow:
            end = self.lines.span(node, len(node.values) - 1).end
        text = self.tree.text[span.start : head] + self.tree.text[end : span.end]
        return tuple(line.strip() for line in text.split("\n") if line.strip())
