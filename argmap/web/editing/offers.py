"""Offers: what can be done with a claim, or with a debate, as links to forms."""

from dataclasses import dataclass

from argmap import addresses
from argmap.addresses import Parameters
from argmap.model import Debate, Kind
from argmap.queries import Relations
from argmap.views import View
from argmap.volumes import Volume
from argmap.web.editing.placing import FROM, PAGE
from argmap.web.opening import Opened, is_editable
from argmap.web.shell import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """The forms of a claim: those most wanted, and the others."""

    first: tuple[Link, ...]
    more: tuple[Link, ...]


def of_claim(opened: Opened, claim: str, *, on_page: bool = False) -> Offers | None:
    """Return what can be done with a claim; `None` where nothing can be."""
    if not is_editable(opened.volume):
        return None
    more: Parameters = ((FROM, PAGE),) if on_page else ()
    place = _Place(opened.debate, claim, opened.view, more)
    return _offers(place, opened.debate, opened.relations)


def of_debate(volume: Volume, view: View, action: str, text: str) -> Link | None:
    """Return the link to a form of the whole debate; `None` where it cannot be edited."""
    if not is_editable(volume):
        return None
    return Link(text=text, href=addresses.debate_edit(volume.id, action, view))


@dataclass(frozen=True, slots=True)
class _Place:
    debate: Debate
    claim: str
    view: View
    more: Parameters

    def link(self, action: str, text: str) -> Link:
        href = addresses.claim_edit(self.debate.id, self.claim, action, self.view, self.more)
        return Link(text=text, href=href)


def _offers(place: _Place, debate: Debate, relations: Relations) -> Offers:
    uses = relations.uses[place.claim]
    kinds = {use.kind for use in uses}
    first = [
        place.link("support", "Add support"),
        place.link("objection", "Add objection"),
        place.link("edit", "Edit"),
        place.link("evidence", "Evidence"),
    ]
    more = [place.link("stances", "Stances"), place.link("reuse", "Reuse for another claim")]
    more.append(place.link("move", "Move"))
    if uses:
        first.append(place.link("question", "Question this step"))
        more.append(place.link("weigh", "Relevance and scheme"))
        more.append(place.link("premise", "Add a linked premise"))
    if kinds & {"support", "objection"}:
        more.append(place.link("turn", _turning(kinds)))
    if any(use.is_reuse for use in uses):
        more.append(place.link("end-reuse", "End a reuse"))
    more.append(
        Link(
            text="Edit as text",
            href=addresses.debate_edit(
                debate.id, "text", place.view, (("claim", place.claim), *place.more)
            ),
        )
    )
    more.append(place.link("retire", "Retire"))
    return Offers(first=tuple(first), more=tuple(more))


def _turning(kinds: set[Kind]) -> str:
    if "support" not in kinds:
        return "Turn into a support"
    return "Turn support or objection" if "objection" in kinds else "Turn into an objection"
