"""The outline of a debate as rows, level by level until a page is full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap import addresses
from argmap.model import Claim, Debate, Kind, Step
from argmap.views import View
from argmap.web import stances, wording
from argmap.web.stances import Stance


class Row(NamedTuple):
    """One line of an outline: a claim, or the head of linked premises (which is no claim).

    `is_reuse` marks a claim that is made elsewhere, where `href` leads. `opens` says that rows below this one follow,
    which `below` counts; `closes` counts the lists that end with it.
    """

    level: int
    kind: str
    word: str
    claim: str
    text: str
    href: str
    is_reuse: bool
    remarks: tuple[str, ...]
    sources: tuple[str, ...]
    stance: Stance | None
    more: str
    more_href: str
    below: str
    opens: bool
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The rows of a page, the sources they cite, and how many claims of the debate are left out."""

    rows: tuple[Row, ...]
    sources: tuple[str, ...]
    left_out: int


@dataclass(slots=True, eq=False)
class _Item:
    """Something to list: a claim standing in a step or alone, or the head of a linked step (without a claim)."""

    level: int
    claim: str = ""
    kind: Kind | None = None
    step: Step | None = None
    is_premise: bool = False
    is_reuse: bool = False
    below: list["_Item"] = field(default_factory=list)
    is_cut: bool = False


def outline_of(debate: Debate, view: View, *, most: int) -> Outline:
    """Return the outline of a debate, or of the branch in focus, as the lens sees it, in about `most` rows."""
    items = list(_flat(_planted(debate, view, most)))
    places = {item.claim: place for place, item in enumerate(items) if not item.is_reuse}
    levels = [item.level for item in items[1:]] + [1]
    rows = tuple(
        _row(debate, view, item, places=places, place=place, following=levels[place])
        for place, item in enumerate(items)
    )
    cited = dict.fromkeys(source for row in rows for source in row.sources)
    shown = sum(1 for claim in places if claim)
    return Outline(
        rows=rows,
        sources=tuple(cited),
        left_out=0 if view.focus else len(debate.claims) - shown,
    )


def _planted(debate: Debate, view: View, most: int) -> list[_Item]:
    """Return the roots with whole levels below them, until the page is full."""
    roots = [_Item(1, claim) for claim in ((view.focus,) if view.focus else debate.theses)][:most]
    made = {item.claim for item in roots}
    level, count = roots, len(roots)
    while level:
        following = [child for item in level for child in _grow(debate, item, made)]
        count += len(following)
        if count > most:
            for item in level:
                item.is_cut, item.below = bool(item.below), []
            break
        level = following
    return roots


def _grow(debate: Debate, item: _Item, made: set[str]) -> list[_Item]:
    """Hang below a claim all that bears on it; return the claims that were hung, which may grow in turn."""
    undercuts = item.step.undercuts if item.step and not item.is_premise else ()
    steps = undercuts if item.is_reuse else undercuts + debate.claims[item.claim].steps
    item.below = _hung(steps, item.level + 1, made)
    return list(_claims(item.below))


def _hung(steps: Sequence[Step], level: int, made: set[str]) -> list[_Item]:
    """Return the items of steps: the one premise of each, or a head with its premises and undercuts."""
    items = []
    for step in steps:
        if not step.is_linked:
            items.append(_premise(step, 0, level, made))
            continue
        head = _Item(level, kind=step.kind, step=step)
        head.below = [_premise(step, n, level + 1, made) for n in range(len(step.premises))]
        head.below += _hung(step.undercuts, level + 1, made)
        items.append(head)
    return items


def _premise(step: Step, number: int, level: int, made: set[str]) -> _Item:
    premise = step.premises[number]
    # A file with errors may make a claim twice; the second time it counts as a reuse.
    is_reuse = premise.is_reuse or premise.claim in made
    if not is_reuse:
        made.add(premise.claim)
    return _Item(level, premise.claim, step.kind, step, step.is_linked, is_reuse)


def _claims(items: list[_Item]) -> Iterator[_Item]:
    for item in items:
        if item.claim:
            yield item
        else:
            yield from _claims(item.below)


def _flat(roots: list[_Item]) -> Iterator[_Item]:
    pending = list(reversed(roots))
    while pending:
        item = pending.pop()
        yield item
        pending.extend(reversed(item.below))


def _row(
    debate: Debate,
    view: View,
    item: _Item,
    *,
    places: Mapping[str, int],
    place: int,
    following: int,
) -> Row:
    claim = debate.claims[item.claim] if item.claim else None
    more = _count_below(debate, item) if item.is_cut else 0
    return Row(
        level=item.level,
        kind=item.kind or ("root" if view.focus else "thesis"),
        word=_word(item, is_thesis=item.claim in debate.theses),
        claim=item.claim,
        text=claim.text if claim else "All of these together:",
        href=_href(debate, view, item, places),
        is_reuse=item.is_reuse,
        remarks=tuple(_remarks(item, places, place)),
        sources=_sources(debate, claim, item),
        stance=stances.stance_of(debate, claim, view.lens) if claim and view.lens else None,
        more=f"{wording.count(more, 'claim')} below" if more else "",
        more_href=_outline_of(debate, view, item.claim) if more else "",
        below=f"{wording.count(len(item.below), 'point')} below" if item.below else "",
        opens=following > item.level,
        closes=max(0, item.level - following),
    )


def _word(item: _Item, *, is_thesis: bool) -> str:
    if item.is_premise:
        return "Premise"
    if item.kind is None:
        return "Thesis" if is_thesis else "Claim"
    return wording.KIND_NAMES[item.kind]


def _href(debate: Debate, view: View, item: _Item, places: Mapping[str, int]) -> str:
    if not item.claim:
        return ""
    if item.is_reuse and item.claim in places:
        return f"#row-{item.claim}"
    return addresses.claim_of(debate.id, item.claim, view)


def _outline_of(debate: Debate, view: View, claim: str) -> str:
    return addresses.outline_of(debate.id, View(lens=view.lens, focus=claim))


def _remarks(item: _Item, places: Mapping[str, int], place: int) -> Iterator[str]:
    if item.is_reuse:
        made_at = places.get(item.claim)
        where = "elsewhere" if made_at is None else "above" if made_at < place else "below"
        yield f"made {where}"
    if item.step is None or item.is_premise:
        return
    if item.step.scheme:
        yield wording.scheme_name(item.step)
    if item.step.relevance != 1:
        yield f"relevance {wording.relevance(item.step)}"


def _sources(debate: Debate, claim: Claim | None, item: _Item) -> tuple[str, ...]:
    if claim is None or item.is_reuse:
        return ()
    cited = dict.fromkeys(evidence.source for evidence in claim.evidence)
    return tuple(source for source in cited if source in debate.sources)


def _count_below(debate: Debate, item: _Item) -> int:
    """Return how many premises stand directly below a claim, those of undercuts too."""
    undercuts = item.step.undercuts if item.step and not item.is_premise else ()
    steps = undercuts if item.is_reuse else undercuts + debate.claims[item.claim].steps
    return sum(len(step.premises) for step in steps)
