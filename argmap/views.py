"""Views: which part of a debate is to be drawn, and how an address or a command says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from argmap.errors import NotFound, WrongRequest
from argmap.model import Debate, Direction

START_DEPTH = 3
START_BOXES = 120
DEPTH_DIGITS = 3
MOST_BOXES = 400
"""A page that asks for a depth by name is cut at this many boxes; a file never is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A lens (viewpoint id), a focus (claim id), a depth below it, a direction, and branches grown or folded."""

    lens: str = ""
    focus: str = ""
    depth: int | None = None
    direction: Direction = "LR"
    grow: tuple[str, ...] = ()
    fold: tuple[str, ...] = ()

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the view as pairs for an address; what is as it starts is left out."""
        pairs = [("lens", self.lens), ("focus", self.focus)]
        pairs.append(("depth", "" if self.depth is None else str(self.depth)))
        pairs.append(("direction", "" if self.direction == "LR" else self.direction))
        pairs.extend(("grow", claim) for claim in self.grow)
        pairs.extend(("fold", claim) for claim in self.fold)
        return tuple((name, value) for name, value in pairs if value)

    def grown(self, claim: str) -> "View":
        """Return this view with one claim's branch shown a level further."""
        return replace(self, grow=_with(self.grow, claim), fold=_without(self.fold, claim))

    def folded(self, claim: str) -> "View":
        """Return this view with one claim's branch hidden."""
        return replace(self, grow=_without(self.grow, claim), fold=_with(self.fold, claim))


def _with(claims: tuple[str, ...], claim: str) -> tuple[str, ...]:
    return claims if claim in claims else (*claims, claim)


def _without(claims: tuple[str, ...], claim: str) -> tuple[str, ...]:
    return tuple(other for other in claims if other != claim)


def parse(debate: Debate, parameters: Mapping[str, Sequence[str]]) -> View:
    """Return the view that an address or a command line asks for.

    Raises NotFound for an unknown viewpoint or claim and WrongRequest for a depth or direction that is none.
    """
    lens, focus = _last(parameters, "lens"), _last(parameters, "focus")
    if lens and lens not in debate.viewpoints:
        raise NotFound("viewpoint", lens, debate.viewpoints)
    if focus and focus not in debate.claims:
        raise NotFound("claim", focus, debate.claims)
    direction = _last(parameters, "direction") or "LR"
    if direction not in get_args(Direction):
        raise WrongRequest(
            f'A map runs "LR" (thesis left) or "TB" (thesis on top), not "{direction}".'
        )
    return View(
        lens=lens,
        focus=focus,
        depth=_depth(_last(parameters, "depth")),
        direction="TB" if direction == "TB" else "LR",
        # An old link may name claims that have gone since: what cannot be grown or folded is left alone.
        grow=_known(debate, parameters.get("grow", ())),
        fold=_known(debate, parameters.get("fold", ())),
    )


def _known(debate: Debate, claims: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for claim in claims if claim in debate.claims))


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name) or ("",)
    return values[-1]


def _depth(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= DEPTH_DIGITS:
        return int(text)
    raise WrongRequest(f'A depth is a whole number from 0 to 999, not "{text}".')


def page_budget(view: View) -> int:
    """Return the most boxes that a page draws of a view."""
    return START_BOXES if view.depth is None else MOST_BOXES
