"""The shell around every page of a debate: its head, its tabs, and the viewpoints beside them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from markupsafe import Markup

from argmap import addresses, citations, markdown, queries
from argmap.model import HOLDS_ABOVE, Debate, Viewpoint
from argmap.problems import Problem
from argmap.views import View
from argmap.web import markup, stances, wording
from argmap.web.stances import Stance

DESCRIPTION_LENGTH = 200
TALLIED = ("accepts or leans toward", "doubts or rejects", "open on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One page of a debate; `number` counts what stands there, where that tells something."""

    text: str
    href: str
    is_current: bool
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldThesis:
    """A thesis that a viewpoint holds, and how."""

    text: str
    href: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A viewpoint as it stands beside the map."""

    id: str
    name: str
    holders: str
    summary: Markup
    held: tuple[HeldThesis, ...]
    tally: str
    is_lens: bool
    look_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What stands around every page of one debate."""

    debate: Debate
    lens: Viewpoint | None
    summary: Markup
    description: str
    tags: tuple[Link, ...]
    checked: str
    tabs: tuple[Tab, ...]
    export_href: str
    is_export: bool
    preview_href: str
    edit_href: str
    history_href: str
    is_history: bool


def shell_of(
    debate: Debate,
    problems: Sequence[Problem],
    view: View,
    *,
    page: str,
    export_href: str,
    preview_href: str,
    edit_href: str = "",
    history_href: str = "",
) -> Shell:
    """Return the shell of a debate around one of its pages, which is named as in its address."""
    return Shell(
        debate=debate,
        lens=debate.viewpoints.get(view.lens),
        summary=markup.prose(debate.summary, debate.id),
        description=description(debate.summary or debate.question),
        tags=tuple(Link(text=tag, href=addresses.tagged(tag)) for tag in debate.tags),
        checked=citations.date_text(debate.checked),
        tabs=tuple(_tabs(debate, problems, view, page)),
        export_href=export_href,
        is_export=page == "export",
        preview_href=preview_href,
        edit_href=edit_href,
        history_href=history_href,
        is_history=page == "history",
    )


@lru_cache(maxsize=4096)
def description(prose: str) -> str:
    """Return the beginning of a prose field as plain text, cut at a word."""
    text = markdown.plain(prose)
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"


def sides_of(
    debate: Debate, look: Mapping[str, str], *, lens: str, tallies: Mapping[str, str]
) -> tuple[Side, ...]:
    """Return the viewpoints; `look` holds the address that looks through each, `""` the one without a lens."""
    return tuple(
        Side(
            id=viewpoint.id,
            name=viewpoint.name,
            holders="; ".join(viewpoint.holders),
            summary=markup.prose(viewpoint.summary, debate.id),
            held=_held(debate, viewpoint.id),
            tally=tallies[viewpoint.id],
            is_lens=viewpoint.id == lens,
            look_href=look["" if viewpoint.id == lens else viewpoint.id],
        )
        for viewpoint in debate.viewpoints.values()
    )


def tallies_of(debate: Debate) -> Mapping[str, str]:
    """Return for each viewpoint how many claims it is for, against and open on."""
    counts: dict[str, Counter[str]] = {viewpoint: Counter() for viewpoint in debate.viewpoints}
    stances = chain.from_iterable(claim.stances.items() for claim in debate.claims.values())
    for (viewpoint, value), times in Counter(stances).items():
        if viewpoint in counts:
            counts[viewpoint][_side(value)] += times
    return {each: _tally(counts[each], len(debate.claims)) for each in debate.viewpoints}


def _side(value: float) -> str:
    if value == HOLDS_ABOVE:
        return TALLIED[2]
    return TALLIED[0] if value > HOLDS_ABOVE else TALLIED[1]


def _tally(counts: Counter[str], claims: int) -> str:
    said = [f"{word} {counts[word]:,}" for word in TALLIED if counts[word]]
    if not said:
        return "Silent on every claim."
    return f"Of {wording.count(claims, 'claim')}: {wording.join(said)}."


def _held(debate: Debate, viewpoint: str) -> tuple[HeldThesis, ...]:
    return tuple(
        HeldThesis(
            text=debate.claims[thesis].text,
            href=addresses.claim_of(debate.id, thesis),
            stance=stances.stance_of(debate, debate.claims[thesis], viewpoint),
        )
        for thesis in queries.held_theses(debate, viewpoint, above=HOLDS_ABOVE)
    )


def _tabs(debate: Debate, problems: Sequence[Problem], view: View, page: str) -> list[Tab]:
    tabs = [
        Tab(text="Map", href=addresses.map_of(debate.id, view), is_current=page == "map"),
        Tab(
            text="Outline",
            href=addresses.outline_of(debate.id, view),
            is_current=page == "outline",
        ),
    ]
    counted = (
        ("Timeline", "timeline", len(debate.events)),
        ("Sources", "sources", len(debate.sources)),
        ("Problems", "problems", len(problems)),
    )
    tabs.extend(
        Tab(
            text=text,
            href=addresses.page_of(debate.id, name, view),
            is_current=page == name,
            number=0 if name == "timeline" else number,
        )
        for text, name, number in counted
        if number
    )
    return tabs
