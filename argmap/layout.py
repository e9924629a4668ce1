"""Layout: tree positions for the boxes of a drawing, in time linear in its boxes.

The tree is tidy (after Reingold and Tilford, 1981, with the contours of van der Ploeg, 2014): levels
stand in columns, siblings keep their order, a parent is centered on its children unless that put it
out of their first ones' sight, and subtrees are packed as close as their outlines allow. All of it is
computed *along* the direction of growth and *across* it, and turned into x and y at the end: a map
that runs LR grows along x, one that runs TB along y.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from argmap.drawing import Drawing, DrawnBox

COLUMN_GAP = 76.0
SIBLING_GAP = 14.0
COUSIN_GAP = 26.0
SIGHT = 230.0
"""How far a parent may stand from its first child: a window that shows the one shows the other."""
LANE = 16.0
"""Room kept below a premise whose step is undercut, for the undercut's line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a box stands, along and across; sizes in px."""

    level: int
    along: float
    across: float
    length: float
    breadth: float

    @property
    def near(self) -> float:
        """Return the edge that faces the thesis."""
        return self.along - self.length / 2

    @property
    def far(self) -> float:
        """Return the edge that faces away from the thesis."""
        return self.along + self.length / 2

    @property
    def low(self) -> float:
        """Return the edge with the smaller position across."""
        return self.across - self.breadth / 2

    @property
    def high(self) -> float:
        """Return the edge with the larger position across."""
        return self.across + self.breadth / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The place of every box by number, and for each level where it begins and ends along."""

    places: tuple[Place, ...]
    level_near: tuple[float, ...]
    level_far: tuple[float, ...]


@dataclass(slots=True)
class _Outline:
    """The lowest and highest position of a subtree at each of its levels; the root's level stands last."""

    low: list[float]
    high: list[float]
    shift: float = 0.0


@dataclass(slots=True)
class _Tree:
    """The children of every box, its breadth, the room it keeps on its high side, and its place in its parent."""

    children: list[list[int]]
    breadth: list[float]
    lane: list[float]
    offset: list[float] = field(default_factory=list)


def place(drawing: Drawing) -> Layout:
    """Return the places of all boxes; children that hang in a circle stand as roots of their own."""
    roots, tree, levels = _grow(drawing)
    tree.offset = [0.0] * len(drawing.boxes)
    outline: _Outline | None = None
    tops: list[float] = []
    for root in roots:
        below = _pack(tree, root)
        if outline is None:
            outline, shift = below, 0.0
        else:
            outline, shift = _beside(outline, below, SIBLING_GAP)
        tops.append(shift)
    across = _spread(tree, roots, tops)
    return _columns(drawing, levels, across)


def _grow(drawing: Drawing) -> tuple[list[int], _Tree, list[int]]:
    boxes = drawing.boxes
    children: list[list[int]] = [[] for _ in boxes]
    roots: list[int] = []
    for box in boxes:
        (roots if box.parent is None else children[box.parent]).append(box.number)
    levels = [-1] * len(boxes)
    pending = [(root, 0) for root in roots]
    unseen = iter(boxes)
    while True:
        while pending:
            number, level = pending.pop()
            levels[number] = level
            children[number] = [child for child in children[number] if levels[child] < 0]
            pending.extend((child, level + 1) for child in children[number])
        stranded = next((box.number for box in unseen if levels[box.number] < 0), None)
        if stranded is None:
            break
        roots.append(stranded)
        pending.append((stranded, 0))
    breadth = [box.height if drawing.direction == "LR" else box.width for box in boxes]
    return roots, _Tree(children, breadth, _lanes(drawing)), levels


def _lanes(drawing: Drawing) -> list[float]:
    lanes = [0.0] * len(drawing.boxes)
    for step in drawing.steps:
        if step.kind == "undercut":
            lanes[drawing.steps[step.target].premises[-1]] = LANE
    return lanes


def _pack(tree: _Tree, root: int) -> _Outline:
    """Place every subtree below a root beside its siblings, deepest first; return the whole outline."""
    order, pending = [], [root]
    while pending:
        box = pending.pop()
        order.append(box)
        pending.extend(tree.children[box])
    outlines: dict[int, _Outline] = {}
    for box in reversed(order):
        outlines[box] = _pack_children(tree, box, outlines)
    return outlines[root]


def _pack_children(tree: _Tree, box: int, outlines: dict[int, _Outline]) -> _Outline:
    half = tree.breadth[box] / 2
    children = tree.children[box]
    if not children:
        return _Outline([-half], [half + tree.lane[box]])
    outline = outlines.pop(children[0])
    for child in children[1:]:
        outline, tree.offset[child] = _beside(outline, outlines.pop(child), SIBLING_GAP)
    center = min(tree.offset[children[-1]] / 2, SIGHT)
    for child in children:
        tree.offset[child] -= center
    outline.shift -= center
    outline.low.append(-half - outline.shift)
    outline.high.append(half + tree.lane[box] - outline.shift)
    return outline


def _beside(first: _Outline, second: _Outline, gap: float) -> tuple[_Outline, float]:
    """Return both outlines as one, the second moved as close as the gap allows, and how far it moved."""
    common = min(len(first.low), len(second.low))
    shift = max(
        first.high[-depth]
        + first.shift
        - second.low[-depth]
        - second.shift
        + (gap if depth == 1 else COUSIN_GAP)
        for depth in range(1, common + 1)
    )
    second.shift += shift
    if len(second.low) <= len(first.low):
        move = second.shift - first.shift
        for depth in range(1, common + 1):
            first.high[-depth] = second.high[-depth] + move
        return first, shift
    move = first.shift - second.shift
    for depth in range(1, common + 1):
        second.low[-depth] = first.low[-depth] + move
    return second, shift


def _spread(tree: _Tree, roots: Sequence[int], tops: Sequence[float]) -> list[float]:
    across = [0.0] * len(tree.children)
    pending = list(zip(roots, tops, strict=True))
    while pending:
        box, position = pending.pop()
        across[box] = position
        pending.extend((child, position + tree.offset[child]) for child in tree.children[box])
    return across


def _columns(drawing: Drawing, levels: Sequence[int], across: Sequence[float]) -> Layout:
    runs_right = drawing.direction == "LR"
    longest = [0.0] * (max(levels, default=-1) + 1)
    for box in drawing.boxes:
        level = levels[box.number]
        longest[level] = max(longest[level], _length(box, runs_right=runs_right))
    near, far = [], []
    position = 0.0
    for length in longest:
        near.append(position)
        far.append(position + length)
        position += length + COLUMN_GAP
    places = tuple(
        Place(
            level=levels[box.number],
            along=near[levels[box.number]] + _length(box, runs_right=runs_right) / 2,
            across=across[box.number],
            length=_length(box, runs_right=runs_right),
            breadth=box.height if runs_right else box.width,
        )
        for box in drawing.boxes
    )
    return Layout(places=places, level_near=tuple(near), level_far=tuple(far))


def _length(box: DrawnBox, *, runs_right: bool) -> float:
    return box.width if runs_right else box.height
