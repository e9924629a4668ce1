"""Drawing: a selection with every box measured, every line broken and every step told apart.

All sizes are in CSS px, which are the units of the picture. Nothing is placed yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from argmap import labels
from argmap.model import STANCES, Claim, Debate, Direction, Kind, Step, stance_word
from argmap.queries import Relations, is_unanswered
from argmap.selection import Box, Selection
from argmap.views import View

BOX_WIDTH = 244.0
PADDING = 13.0
TEXT_WIDTH = BOX_WIDTH - 2 * PADDING
SENTENCE_SIZE = 14.0
SENTENCE_LINE = 18.0
SIGNS_SIZE = 12.0
SIGNS_LINE = 16.0
SIGNS_GAP = 4.0
MARK_WIDTH = 17.0
"""Room for the drawn stance mark before the signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where boxes lead: a claim's address, and the addresses that grow and fold its branch."""

    claim: Callable[[str], str]
    grow: Callable[[str], str] | None = None
    fold: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBox:
    """A claim's box: its lines of text, its signs, its size, what assistive technology reads, and where it leads.

    `parent` is the number of the box it hangs from in the tree, or `None`; `kind` is `None` for a thesis or a root.
    """

    number: int
    claim: str
    kind: Kind | None
    is_thesis: bool
    lines: tuple[str, ...]
    signs: tuple[str, ...]
    name: str
    height: float
    parent: int | None
    stance: str = ""
    is_quiet: bool = False
    is_unanswered: bool = False
    more: int = 0
    href: str = ""
    grow_href: str = ""
    fold_href: str = ""
    width: float = BOX_WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnStep:
    """A step between boxes, by their numbers; an undercut's target is the number of a step, not of a box.

    `is_cross` says for each premise whether its line is a cross link: the box hangs elsewhere in the tree.
    """

    number: int
    kind: Kind
    premises: tuple[int, ...]
    is_cross: tuple[bool, ...]
    target: int
    relevance: float = 1.0
    has_junction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything a picture shows, measured but not placed.

    `depth` counts the levels drawn below its roots, `theses_left_out` the theses for which there was no room.
    """

    debate: str
    title: str
    name: str
    boxes: tuple[DrawnBox, ...]
    steps: tuple[DrawnStep, ...]
    direction: Direction
    total: int
    depth: int = 0
    theses_left_out: int = 0


def draw(
    debate: Debate,
    view: View,
    selection: Selection,
    relations: Relations,
    *,
    links: Links | None = None,
) -> Drawing:
    """Return the drawing of a selection; without links its boxes lead nowhere, as in a file."""
    numbers = {claim: number for number, claim in enumerate(selection.boxes)}
    measured = [
        _measure(debate, view, box, numbers, selection, relations, links)
        for box in selection.boxes.values()
    ]
    steps = _steps(debate, selection, numbers)
    return Drawing(
        debate=debate.id,
        title=debate.title,
        name=_describe(debate, view, selection),
        boxes=tuple(measured),
        steps=tuple(steps),
        direction=view.direction,
        total=selection.total,
        depth=selection.depth,
        theses_left_out=selection.theses_left_out,
    )


def _measure(
    debate: Debate,
    view: View,
    box: Box,
    numbers: Mapping[str, int],
    selection: Selection,
    relations: Relations,
    links: Links | None,
) -> DrawnBox:
    claim = debate.claims[box.claim]
    is_thesis = box.kind is None and box.claim in debate.theses
    weight: labels.Weight = "semibold" if is_thesis else "regular"
    lines = labels.wrap(claim.text, size=SENTENCE_SIZE, weight=weight, width=TEXT_WIDTH)
    stance = _stance(claim, view.lens)
    unanswered = _is_unanswered(debate, relations, box)
    spoken = _signs(claim, box, unanswered=unanswered)
    held = (_shown(stance, claim, view.lens),) if stance else ()
    signs = _wrap_signs((*held, *spoken), TEXT_WIDTH - MARK_WIDTH if stance else TEXT_WIDTH)
    height = 2 * PADDING - 4 + SENTENCE_LINE * len(lines)
    height += SIGNS_GAP + SIGNS_LINE * len(signs) if signs else 0
    return DrawnBox(
        number=numbers[box.claim],
        claim=box.claim,
        kind=box.kind,
        is_thesis=is_thesis,
        lines=lines,
        signs=signs,
        name=_name(debate, view, box, claim, stance, spoken),
        height=height,
        parent=_hangs_from(box, numbers, selection),
        stance=stance,
        is_quiet=box.is_quiet,
        is_unanswered=unanswered,
        more=box.more,
        href=links.claim(box.claim) if links else "",
        grow_href=links.grow(box.claim) if links and links.grow and box.more else "",
        fold_href=links.fold(box.claim) if links and links.fold and box.can_fold else "",
    )


def _stance(claim: Claim, lens: str) -> str:
    if not lens:
        return ""
    return stance_word(claim.stances[lens]) if lens in claim.stances else "silent"


def _shown(stance: str, claim: Claim, lens: str) -> str:
    """Return a stance's word, with its number beside it where the word is only the nearest one."""
    value = claim.stances.get(lens)
    return stance if value is None or STANCES[stance] == value else f"{stance} ({value:g})"


def _is_unanswered(debate: Debate, relations: Relations, box: Box) -> bool:
    """True where the step that the box hangs by is unanswered; a box that hangs by none stands for its first use."""
    uses = [box.use] if box.use else relations.uses[box.claim][:1]
    return any(is_unanswered(debate, use) for use in uses)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _signs(claim: Claim, box: Box, *, unanswered: bool) -> list[str]:
    signs = []
    sources = len({evidence.source for evidence in claim.evidence})
    if sources:
        signs.append(_count(sources, "source"))
    if box.supports:
        signs.append("+" + _count(box.supports, "support"))
    if box.objections:
        signs.append("+" + _count(box.objections, "objection"))
    if unanswered:
        signs.append("unanswered")
    return signs


@lru_cache(maxsize=1024)  # many boxes carry the same signs
def _wrap_signs(signs: tuple[str, ...], width: float) -> tuple[str, ...]:
    if not signs:
        return ()
    # No-break spaces hold each sign together, so that lines break between signs only.
    text = " · ".join(sign.replace(" ", "\N{NO-BREAK SPACE}") for sign in signs)
    return labels.wrap(text, size=SIGNS_SIZE, weight="regular", width=width)


def _name(debate: Debate, view: View, box: Box, claim: Claim, stance: str, signs: list[str]) -> str:
    role = box.kind.capitalize() if box.kind else "Thesis"
    if box.use and box.use.step.is_linked:
        role = f"Linked {role.lower()}"
    parts = [f"{role}: {claim.text}"]
    if stance:
        verb = {"open": "is open", "silent": "is silent"}.get(stance, stance)
        parts.append(f"{debate.viewpoints[view.lens].name}: {verb}.")
    if signs:
        parts.append(", ".join(signs) + ".")
    return " ".join(parts)


def _hangs_from(box: Box, numbers: Mapping[str, int], selection: Selection) -> int | None:
    """Return the box that a box hangs from: its target or, for an undercut, a premise of the step it questions."""
    if box.use is None or box.parent is None:
        return None
    questioned = box.use.questioned
    if questioned is not None:
        for premise in questioned.claims:
            standing = selection.boxes.get(premise)
            if standing and standing.use and standing.use.step is questioned:
                return numbers[premise]
    return numbers[box.parent]


def _steps(debate: Debate, selection: Selection, numbers: Mapping[str, int]) -> list[DrawnStep]:
    drawn: list[DrawnStep] = []
    places: dict[int, int] = {}
    for claim in selection.boxes:
        pending: list[tuple[Step, Step | None]] = [
            (step, None) for step in reversed(debate.claims[claim].steps)
        ]
        while pending:
            step, questioned = pending.pop()
            if any(premise not in numbers for premise in step.claims):
                continue
            places[id(step)] = len(drawn)
            target = numbers[claim] if questioned is None else places[id(questioned)]
            drawn.append(_step(step, len(drawn), target, selection, numbers))
            pending.extend((undercut, step) for undercut in reversed(step.undercuts))
    return _with_junctions(drawn)


def _step(
    step: Step, number: int, target: int, selection: Selection, numbers: Mapping[str, int]
) -> DrawnStep:
    hanging = [selection.boxes[premise].use for premise in step.claims]
    return DrawnStep(
        number=number,
        kind=step.kind,
        premises=tuple(numbers[premise] for premise in step.claims),
        is_cross=tuple(use is None or use.step is not step for use in hanging),
        target=target,
        relevance=step.relevance,
    )


def _with_junctions(steps: list[DrawnStep]) -> list[DrawnStep]:
    questioned = {step.target for step in steps if step.kind == "undercut"}
    return [
        DrawnStep(
            number=step.number,
            kind=step.kind,
            premises=step.premises,
            is_cross=step.is_cross,
            target=step.target,
            relevance=step.relevance,
            has_junction=step.number in questioned or len(step.premises) > 1,
        )
        for step in steps
    ]


def _describe(debate: Debate, view: View, selection: Selection) -> str:
    what = f"Argument map: {debate.title}"
    if view.focus:
        what += f", around “{debate.claims[view.focus].text}”"
    if view.lens:
        what += f", through the eyes of {debate.viewpoints[view.lens].name}"
    return f"{what}. {len(selection.boxes)} of {_count(selection.total, 'claim')} drawn."
