"""Fitting: making what stands in the text say something else, key by key."""

from collections.abc import Mapping, Sequence

from argmap.errors import Unspliceable
from argmap.stores.splicing import manner, restyling
from argmap.stores.splicing.aligning import aligned
from argmap.stores.splicing.arranging import Arranger, Entry, Slot, refuse_blocks
from argmap.stores.splicing.contents import Content, Items, Part, Table, Text
from argmap.stores.splicing.fields import ORDERS
from argmap.stores.splicing.lines import Lines
from argmap.stores.splicing.patches import Patches
from argmap.stores.splicing.syntax import ODD, ODD_PART, TWICE, Branch, Leaf, Node, Tree
from argmap.stores.splicing.writing import Writer

NOT_A_LIST = '"{}" is no list here: mend it in a text editor first.'
NOT_A_TABLE = '"{}" is no table here: mend it in a text editor first.'
NOT_A_TEXT = '"{}" is no text here: mend it in a text editor first.'
PARTLY_READ = '"{}" has a part here that cannot be read: mend it in a text editor first.'
COMMENT_BELOW = "A comment stands below this empty key: move it, so that the new text has room."


class Fitter:
    """Fits parts of one text to new contents, by patches."""

    def __init__(self, tree: Tree, patches: Patches) -> None:
        self.tree = tree
        self.patches = patches
        self.lines = Lines(tree.text)
        self.writer = Writer(patches, self.lines)
        self.arranger = Arranger(patches, self.lines, self.writer)
        self.manner = manner.of_file(tree, self.lines)

    def manner_of(self, branch: Branch) -> manner.Manner:
        """Return the manner in which a collection is indented."""
        return manner.around(self.tree, self.lines, branch, self.manner)

    def refuse(self, sentence: str, node: Node) -> Unspliceable:
        """Return a refusal at the line of a node."""
        return Unspliceable(sentence, self.tree.line(node.start))

    def place(self, table: Branch, key: str) -> int | None:
        """Return the place of a key in a table; a key that stands there twice is refused."""
        self.refuse_odd(table)
        found = [place for place, leaf in enumerate(table.keys) if leaf.value == key]
        if len(found) > 1:
            raise self.refuse(TWICE.format(key), table.keys[found[1]])
        return found[0] if found else None

    def refuse_odd(self, node: Node) -> None:
        """Refuse to change what has an anchor or a tag, or is an alias."""
        if node.is_odd if isinstance(node, Branch) else node.style == ODD:
            raise self.refuse(ODD_PART, node)

    # Tables.

    def fit_entries(
        self, table: Branch, had: Mapping[str, Content], wanted: Mapping[str, Content]
    ) -> dict[str, Content]:
        """Make entries say what is wanted; return each as the part that it is, or as what it must be."""
        return {key: self._fit_entry(table, key, had.get(key), new) for key, new in wanted.items()}

    def _fit_entry(self, table: Branch, key: str, old: Content | None, new: Content) -> Content:
        place = table.place(key) if old == new else self.place(table, key)
        if place is None:
            return new
        if old != new:
            self._fit_value(table, place, old, new)
        return Part(table, place)

    def _fit_value(self, table: Branch, place: int, old: Content | None, new: Content) -> None:
        node = table.values[place]
        is_bare = isinstance(node, Branch) and node.is_flow and not node.values
        if (isinstance(node, Leaf) and node.is_empty) or (is_bare and not table.is_flow):
            self.fill(table, place, new)
        elif isinstance(new, Text):
            self.fit_text(table, place, new)
        elif isinstance(new, Items) and new.is_brief:
            self._fit_lines(table, place, old, new)
        elif isinstance(new, Items):
            self._fit_records(table, place, old, new)
        elif isinstance(new, Table):
            self._fit_table(table, place, old, new)

    def settle(
        self, table: Branch, touched: Mapping[str, Content | None], order: Sequence[str]
    ) -> None:
        """Put entries into a table, each behind the nearest key before it; take out those without content."""
        touched = {key: one for key, one in touched.items() if not isinstance(one, Part)}
        places = {key: self.place(table, key) for key in touched}
        gone = [
            place
            for key, content in touched.items()
            if content is None and (place := places[key]) is not None
        ]
        slots: list[Slot] = [place for place in range(len(table.values)) if place not in gone]
        keys = [table.keys[place].value for place in range(len(table.values)) if place not in gone]
        is_new = False
        for key in order:
            content = touched.get(key)
            if content is None or places[key] is not None:
                continue
            behind = _behind(keys, key, order)
            keys.insert(behind, key)
            slots.insert(behind, Entry(key, content))
            is_new = True
        if gone or is_new:
            self.arranger.arrange(table, slots, gone, self.manner_of(table))

    def fill(self, table: Branch, place: int, content: Content) -> None:
        """Give a key a value that has none, or an empty list or table."""
        key, node = table.keys[place], table.values[place]
        if table.is_flow:
            refuse_blocks(content, table)
            start = max(node.start, key.end)
            lead = " " if isinstance(node, Leaf) else ""
            self.patches.replace(
                start, node.end, table.level + 1, lambda: lead + self.writer.flow(content)
            )
            return
        colon = self.tree.text.index(":", key.end) + 1
        column = self.lines.column(table.start)
        usual = self.manner_of(table)
        end = max(colon, node.end)
        span = self.lines.span(table, place)
        if isinstance(content, Text) and "\n" in content.value and span.end > self.lines.end(end):
            raise self.refuse(COMMENT_BELOW, key)

        def entry() -> tuple[str, str]:
            first, _, rest = self.writer.entry("k", content, column, usual).partition("\n")
            return first[column + 2 :].rstrip(), rest

        self.patches.replace(colon, end, table.level + 1, lambda: entry()[0])
        below = self.lines.end(end) if isinstance(content, Text) else span.end
        self.patches.insert(below, table.level + 1, lambda: entry()[1])

    # Values.

    def fit_text(self, branch: Branch, place: int, text: Text) -> None:
        """Make a scalar say another text."""
        self.refuse_odd(branch.values[place])
        spot = restyling.spot(self.lines, branch, place, self.manner_of(branch).below)
        if spot is None:
            key = branch.keys[place].value if branch.is_table else "claim"
            raise self.refuse(NOT_A_TEXT.format(key), branch.values[place])
        level = branch.level + (1 if branch.is_table else 2)
        for change in restyling.changes(spot, text.value, text.form):
            self.patches.replace(change.start, change.end, level, change.text)

    def list_at(self, table: Branch, place: int) -> Branch:
        """Return the list under a key; what is none is refused."""
        node = table.values[place]
        self.refuse_odd(node)
        if not isinstance(node, Branch) or node.is_table:
            raise self.refuse(NOT_A_LIST.format(table.keys[place].value), table.keys[place])
        return node

    def _fit_lines(self, table: Branch, place: int, old: Content | None, new: Items) -> None:
        """Make a list of short texts hold others."""
        node = self.list_at(table, place)
        had = old.items if isinstance(old, Items) else ()
        places = [
            at
            for at, leaf in enumerate(node.values)
            if not (isinstance(leaf, Leaf) and leaf.is_empty)
        ]
        if len(places) != len(had):
            raise self.refuse(PARTLY_READ.format(table.keys[place].value), node)
        slots: list[Slot] = []
        for content, origin in zip(new.items, aligned(had, new.items), strict=True):
            if origin is None:
                slots.append(content)
                continue
            if had[origin] != content and isinstance(content, Text):
                self.fit_text(node, places[origin], content)
            slots.append(places[origin])
        gone = [at for at in places if at not in slots]
        self.arranger.arrange(node, slots, gone, self.manner_of(node))

    def _fit_records(self, table: Branch, place: int, old: Content | None, new: Items) -> None:
        """Make a list of evidence or events hold others."""
        key = table.keys[place].value
        node = self.list_at(table, place)
        had = old.items if isinstance(old, Items) else ()
        places = [self._place_in(node, item, key) for item in had]
        slots: list[Slot] = []
        for content, origin in zip(new.items, aligned(had, new.items), strict=True):
            if origin is None:
                slots.append(content)
                continue
            self.fit_record(node, places[origin], had[origin], content, ORDERS[key])
            slots.append(places[origin])
        gone = [at for at in places if at not in slots]
        self.arranger.arrange(node, slots, gone, self.manner_of(node))

    def _place_in(self, node: Branch, item: Content, key: str) -> int:
        mark = item.mark if isinstance(item, Table) else None
        branch, place = self.tree.item(mark)
        if branch is not node:
            raise self.refuse(PARTLY_READ.format(key), node)
        return place

    def fit_record(
        self, branch: Branch, place: int, old: Content, new: Content, order: Sequence[str]
    ) -> None:
        """Make a table with simple fields say something else."""
        if old == new or not (isinstance(old, Table) and isinstance(new, Table)):
            return
        node = branch.values[place]
        if not isinstance(node, Branch) or not node.is_table:
            raise self.refuse(NOT_A_TABLE.format("This"), node)
        self.fit_fields(node, dict(old.entries), dict(new.entries), order)

    def fit_fields(
        self,
        table: Branch,
        had: Mapping[str, Content],
        wanted: Mapping[str, Content],
        order: Sequence[str],
    ) -> None:
        """Make those fields of a table that differ say what is wanted."""
        differing = {
            key: wanted.get(key) for key in {**had, **wanted} if had.get(key) != wanted.get(key)
        }
        new = {key: content for key, content in differing.items() if content is not None}
        self.settle(table, {**differing, **self.fit_entries(table, had, new)}, order)

    def _fit_table(self, table: Branch, place: int, old: Content | None, new: Table) -> None:
        """Make a table of ids hold others: stances, viewpoints or sources."""
        key = table.keys[place].value
        node = table.values[place]
        self.refuse_odd(node)
        if not isinstance(node, Branch) or not node.is_table:
            raise self.refuse(NOT_A_TABLE.format(key), table.keys[place])
        had = dict(old.entries) if isinstance(old, Table) else {}
        places = {id: self._place_of(node, id, content) for id, content in had.items()}
        slots: list[Slot] = []
        for id, content in new.entries:
            at = places.get(id)
            if at is None:
                slots.append(self._new_entry(node, id, content))
                continue
            if isinstance(content, Text):
                if had[id] != content:
                    self._fit_value(node, at, had[id], content)
            else:
                self.fit_record(node, at, had[id], content, ORDERS[key])
            slots.append(at)
        wanted = dict(new.entries)
        gone = [at for id, at in places.items() if id not in wanted]
        self.arranger.arrange(node, slots, gone, self.manner_of(table))

    def _new_entry(self, node: Branch, id: str, content: Content) -> Slot:
        """Return an entry that a table gets; where the key stands with a wrong value, its place."""
        at = self.place(node, id)
        if at is None:
            return Entry(id, content)
        if not isinstance(content, Text):
            raise self.refuse(PARTLY_READ.format(id), node.keys[at])
        self._fit_value(node, at, None, content)
        return at

    def _place_of(self, node: Branch, id: str, content: Content) -> int:
        """Return the place of an id in a table, which an invalid or repeated one may have become."""
        if isinstance(content, Table) and content.mark:
            offset = self.tree.offset(content.mark)
            for at, leaf in enumerate(node.keys):
                if leaf.start == offset:
                    return at
        place = self.place(node, id)
        if place is None:
            raise self.refuse(PARTLY_READ.format(id), node)
        return place


def _behind(keys: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Return the place behind the nearest of the keys that come before one."""
    for earlier in reversed(order[: order.index(key)]):
        if earlier in keys:
            return keys.index(earlier) + 1
    return 0
