"""Selection: the claims that a view draws, with what it leaves out behind each of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.model import Debate, Kind, Step
from argmap.queries import Relations, Use, path_to_thesis
from argmap.views import START_DEPTH, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A claim that is drawn, and what is not drawn below it.

    `parent` is the box it hangs from in the picture and `use` the use it hangs by (both `None` for a root). `more`
    counts the different claims of its branch that are not drawn; `supports` and `objections` count its steps that
    are not drawn. A quiet box stands outside the branch in focus: the way to the thesis, or another parent.
    """

    claim: str
    parent: str | None = None
    use: Use | None = None
    is_quiet: bool = False
    can_fold: bool = False
    more: int = 0
    supports: int = 0
    objections: int = 0

    @property
    def kind(self) -> Kind | None:
        """Return the kind of the step that the box hangs by; `None` for a thesis or another root."""
        return self.use.kind if self.use else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The claims that a view draws, in the order of the drawing, by id; a step is drawn when all of its claims are."""

    boxes: Mapping[str, Box]
    total: int
    depth: int
    theses_left_out: int = 0


@dataclass(slots=True)
class _Picking:
    """The claims picked so far, each with the use it hangs by."""

    debate: Debate
    relations: Relations
    fold: frozenset[str]
    hangs_by: dict[str, Use | None] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def expand(self, claim: str, *, most: int | None = None) -> list[str]:
        """Pick what bears on a claim, whole steps in file order up to `most` claims; return the new claims."""
        new: list[str] = []
        for taken, use in enumerate(self.relations.below[claim]):
            if taken == most:
                return _drop_open_steps(self, claim, new)
            if self._is_better(use):
                self.hangs_by.pop(use.claim, None)
                self.hangs_by[use.claim] = use
                new.append(use.claim)
        self.opened.add(claim)
        return new

    def _is_better(self, use: Use) -> bool:
        """True where nothing holds the claim yet, or only a reuse and this is the place where it is defined."""
        if use.claim not in self.hangs_by:
            return True
        return _hangs_by_reuse(self.hangs_by[use.claim]) and not use.is_reuse

    def descend(
        self,
        roots: Iterable[str],
        depth: int | None,
        *,
        most: int | None = None,
        budget: int | None = None,
    ) -> int:
        """Pick the roots and `depth` levels below them; folded claims keep their branch to themselves.

        Return how many levels below the roots were picked within the budget; the first one that goes
        beyond it ends the descent.
        """
        level = [root for root in roots if root not in self.hangs_by]
        for root in level:
            self.hangs_by[root] = None
        reached = 0
        while level and (depth is None or reached < depth):
            parents, level = level, []
            for parent in parents:
                if parent not in self.fold:
                    level.extend(self._homes(self.expand(parent, most=most)))
            if budget is not None and len(self.hangs_by) > budget:
                return reached
            reached += bool(level)
        return reached

    def _homes(self, claims: list[str]) -> list[str]:
        """Return those claims that are defined where they were picked: a reuse is shown, its branch is not."""
        return [claim for claim in claims if not _hangs_by_reuse(self.hangs_by[claim])]


def _hangs_by_reuse(use: Use | None) -> bool:
    return use is not None and use.is_reuse


def _drop_open_steps(picking: _Picking, claim: str, new: list[str]) -> list[str]:
    """Take back the premises of a linked step that was cut in the middle."""
    drawn = picking.hangs_by
    for use in picking.relations.below[claim]:
        if all(premise in drawn for premise in use.step.claims):
            continue
        for premise in use.step.claims:
            if premise in new:
                new.remove(premise)
                del drawn[premise]
    return new


def select(
    debate: Debate, view: View, relations: Relations, *, budget: int | None = None
) -> Selection:
    """Return what a view draws; `budget` bounds the boxes at the start of a page, `None` draws the whole view."""
    picking, quiet, depth = _pick_all(debate, view, relations, budget)
    boxes = _boxes(picking, quiet)
    shown = sum(1 for thesis in debate.theses if thesis in boxes)
    left_out = 0 if view.focus else len(debate.theses) - shown
    return Selection(boxes=boxes, total=len(debate.claims), depth=depth, theses_left_out=left_out)


def drawn(
    debate: Debate, view: View, relations: Relations, *, budget: int | None = None
) -> Collection[str]:
    """Return the claims that a view draws, as `select` does, and nothing about them."""
    picking, _, _ = _pick_all(debate, view, relations, budget)
    return picking.hangs_by.keys()


def _pick_all(
    debate: Debate, view: View, relations: Relations, budget: int | None
) -> tuple[_Picking, frozenset[str], int]:
    """Pick the claims of a view; return them with those that are there for the focus alone, and with the depth."""
    picking, depth = _pick(debate, view, relations, budget)
    for claim in view.grow:
        if claim in picking.hangs_by:
            picking.expand(claim)
    quiet = _pick_surroundings(picking, view.focus) if view.focus else frozenset[str]()
    return picking, quiet, depth


def _pick(
    debate: Debate, view: View, relations: Relations, budget: int | None
) -> tuple[_Picking, int]:
    """Pick the claims of a view, and say how many levels below its roots they reach."""
    roots = (view.focus,) if view.focus else debate.theses[:budget]
    fold = frozenset(view.fold)

    def fresh() -> _Picking:
        return _Picking(debate, relations, fold)

    depth = view.depth
    if budget is not None:
        wanted = START_DEPTH if depth is None else depth
        picking = fresh()
        depth = picking.descend(roots, wanted, budget=budget)
        if depth == 0 and wanted > 0:
            return _pick_narrow(fresh, roots, budget), 1
        if len(picking.hangs_by) <= budget:
            return picking, depth
    picking = fresh()
    return picking, picking.descend(roots, depth)


def _pick_narrow(fresh: Callable[[], _Picking], roots: Sequence[str], budget: int) -> _Picking:
    """Cut a first level that is too wide: every parent shows the same number of its first claims."""
    low, high = 0, budget
    while low < high:
        middle = (low + high + 1) // 2
        picking = fresh()
        picking.descend(roots, 1, most=middle)
        if len(picking.hangs_by) <= budget:
            low = middle
        else:
            high = middle - 1
    picking = fresh()
    picking.descend(roots, 1, most=low)
    return picking


def _pick_surroundings(picking: _Picking, focus: str) -> frozenset[str]:
    """Pick the way from the focus to its thesis and the focus's other parents; return what was new."""
    uses = picking.relations.uses
    path = path_to_thesis(uses, focus)
    before = frozenset(picking.hangs_by)
    for claim in path:
        picking.hangs_by.setdefault(claim, None)
    for claim in path[1:]:
        _pick_whole_step(picking, uses[claim][0])
    for use in uses[focus]:
        picking.hangs_by.setdefault(use.target, None)
        _pick_whole_step(picking, use)
    return frozenset(picking.hangs_by) - before


def _pick_whole_step(picking: _Picking, use: Use) -> None:
    """Pick every claim that a step needs to be drawn: linked premises, and the step that an undercut questions."""
    drawn = picking.hangs_by
    step: Step | None = use.step
    while step is not None:
        standing = [other for other in picking.relations.below[use.target] if other.step is step]
        for other in standing:
            if drawn.get(other.claim) is None and not (other.is_reuse and other.claim in drawn):
                drawn[other.claim] = other
        step = standing[0].questioned


def _boxes(picking: _Picking, quiet: frozenset[str]) -> Mapping[str, Box]:
    drawn = picking.hangs_by
    children = picking.relations.children
    cut = [
        claim
        for claim in drawn
        if claim not in quiet
        and (claim in picking.fold or any(child not in drawn for child in children[claim]))
    ]
    more = _count_hidden(children, cut, drawn)
    boxes = {}
    for claim, use in drawn.items():
        hidden = _hidden_steps(picking.debate, claim, drawn) if claim in more else []
        boxes[claim] = Box(
            claim=claim,
            parent=use.target if use else None,
            use=use,
            is_quiet=claim in quiet,
            can_fold=claim in picking.opened and bool(children[claim]),
            more=more.get(claim, 0),
            supports=sum(1 for step in hidden if step.kind == "support"),
            objections=sum(1 for step in hidden if step.kind == "objection"),
        )
    return boxes


def _hidden_steps(debate: Debate, claim: str, drawn: Mapping[str, object]) -> list[Step]:
    return [step for step in debate.claims[claim].steps if any(p not in drawn for p in step.claims)]


def _count_hidden(
    children: Mapping[str, tuple[str, ...]], cut: Sequence[str], drawn: Mapping[str, object]
) -> Mapping[str, int]:
    """Return for each cut claim how many different claims of its branch are not drawn.

    Each claim carries a bit for every cut claim that it lies below; bits flow down until nothing changes, so cycles
    end and a claim below several cut claims counts for each.
    """
    bits: dict[str, int] = {claim: 1 << place for place, claim in enumerate(cut)}
    pending = list(reversed(cut))
    while pending:
        claim = pending.pop()
        carried = bits[claim]
        for child in children[claim]:
            known = bits.get(child, 0)
            if known | carried != known:
                bits[child] = known | carried
                pending.append(child)
    groups: dict[int, int] = {}
    for claim, carried in bits.items():
        if claim not in drawn:
            groups[carried] = groups.get(carried, 0) + 1
    return {
        claim: sum(count for carried, count in groups.items() if carried >> place & 1)
        for place, claim in enumerate(cut)
    }
