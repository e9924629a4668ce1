"""What a claim's page and panel show: its place, stances, evidence, and what bears on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from argmap import addresses, citations
from argmap.citations import Part
from argmap.model import Claim, Debate, Evidence, Kind, Step
from argmap.queries import Relations, Use, is_unanswered, path_to_thesis
from argmap.views import View
from argmap.web import markup, shell, stances, wording
from argmap.web.shell import Link
from argmap.web.stances import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestor:
    """A claim on the way from the thesis, and how it bears on the one before."""

    text: str
    href: str
    word: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A claim as one line of a list, with what a reader finds behind it."""

    claim: str
    text: str
    href: str
    remarks: tuple[str, ...]
    stance: Stance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A step that bears on the claim: its premises, how it reasons, and what undercuts it."""

    kind: Kind
    lines: tuple[Line, ...]
    remarks: tuple[str, ...]
    undercuts: tuple["Reason", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place where the claim is a premise: what it bears on, with which others, and what undercuts that step."""

    kind: Kind
    verb: str
    target: Line
    questioned: Line | None
    together_with: tuple[Line, ...]
    remarks: tuple[str, ...]
    undercuts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A piece of evidence with its source as a citation; a source that is not listed has none."""

    quote: Markup | str
    finding: Markup | str
    at: str
    citation: tuple[Part, ...]
    source_href: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with all that its page shows."""

    id: str
    text: str
    href: str
    map_href: str
    description: str
    word: str
    kind: str
    path: tuple[Ancestor, ...]
    note: Markup
    tags: tuple[str, ...]
    stances: tuple[Stance, ...]
    evidence: tuple[Exhibit, ...]
    supports: tuple[Reason, ...]
    supports_title: str
    objections: tuple[Reason, ...]
    objections_title: str
    places: tuple[Place, ...]
    is_unanswered: bool
    previous: Link | None
    following: Link | None

    @property
    def has_telling_places(self) -> bool:
        """True when its places say more than the way from the thesis does."""
        return len(self.places) > 1 or any(
            place.questioned or place.together_with or place.undercuts for place in self.places
        )


_VERBS: Mapping[Kind, str] = {
    "support": "Supports",
    "objection": "Objects to",
    "undercut": "Undercuts a step to",
}


def claim_view(debate: Debate, relations: Relations, claim: Claim, view: View) -> ClaimView:
    """Return what is shown of a claim; links keep the view's lens, the one to the map the whole view."""
    uses = relations.uses[claim.id]
    made_in = uses[0] if uses and not uses[0].is_reuse else None
    lines = _Lines(debate, relations, view)
    previous, following = _neighbors(debate, relations, claim.id, made_in, view)
    return ClaimView(
        id=claim.id,
        text=claim.text,
        href=addresses.claim_of(debate.id, claim.id, view),
        map_href=addresses.map_of(debate.id, View(lens=view.lens, focus=claim.id)),
        description=shell.description(claim.note) if claim.note else _bearing(claim),
        word=wording.KIND_NAMES[made_in.kind] if made_in else "Thesis",
        kind=made_in.kind if made_in else "thesis",
        path=_path(debate, relations, claim.id, view),
        note=markup.prose(claim.note, debate.id),
        tags=claim.tags,
        stances=stances.stances_of(debate, claim),
        evidence=tuple(_exhibit(debate, evidence) for evidence in claim.evidence),
        supports=tuple(lines.reason(step) for step in claim.supports),
        supports_title=wording.count(len(claim.supports), "support"),
        objections=tuple(lines.reason(step) for step in claim.objections),
        objections_title=wording.count(len(claim.objections), "objection"),
        places=tuple(lines.place(use) for use in uses),
        is_unanswered=any(is_unanswered(debate, use) for use in uses[:1]),
        previous=previous,
        following=following,
    )


def _bearing(claim: Claim) -> str:
    supports = wording.count(len(claim.supports), "support")
    objections = wording.count(len(claim.objections), "objection")
    return f"{supports}, {objections}, and where each viewpoint stands."


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes the lines of one claim's lists."""

    debate: Debate
    relations: Relations
    view: View

    def line(self, id: str, *, is_reuse: bool = False) -> Line:
        claim = self.debate.claims[id]
        return Line(
            claim=id,
            text=claim.text,
            href=addresses.claim_of(self.debate.id, id, self.view),
            remarks=tuple(_behind(claim, len(self.relations.children[id]), is_reuse=is_reuse)),
            stance=stances.stance_of(self.debate, claim, self.view.lens)
            if self.view.lens
            else None,
        )

    def reason(self, step: Step) -> Reason:
        return Reason(
            kind=step.kind,
            lines=tuple(self.line(p.claim, is_reuse=p.is_reuse) for p in step.premises),
            remarks=_step_remarks(step),
            undercuts=tuple(self.reason(undercut) for undercut in step.undercuts),
        )

    def place(self, use: Use) -> Place:
        questioned = use.questioned.claims[0] if use.questioned else None
        return Place(
            kind=use.kind,
            verb=_VERBS[use.kind],
            target=self.line(use.target),
            questioned=self.line(questioned) if questioned else None,
            together_with=tuple(self.line(o) for o in use.step.claims if o != use.claim),
            remarks=_step_remarks(use.step),
            undercuts=tuple(self.reason(undercut) for undercut in use.step.undercuts),
        )


def _behind(claim: Claim, children: int, *, is_reuse: bool) -> list[str]:
    remarks = ["made elsewhere"] if is_reuse else []
    sources = len({evidence.source for evidence in claim.evidence})
    if sources:
        remarks.append(wording.count(sources, "source"))
    if children:
        remarks.append(f"{wording.count(children, 'claim')} below")
    return remarks


def _step_remarks(step: Step) -> tuple[str, ...]:
    remarks = [wording.scheme_name(step)] if step.scheme else []
    if step.relevance != 1:
        remarks.append(f"relevance {wording.relevance(step)}")
    return tuple(remarks)


def _path(debate: Debate, relations: Relations, claim: str, view: View) -> tuple[Ancestor, ...]:
    path = path_to_thesis(relations.uses, claim)
    found = []
    for place, id in enumerate(path):
        kind = relations.uses[id][0].kind if place else None
        found.append(
            Ancestor(
                text=debate.claims[id].text,
                href=addresses.claim_of(debate.id, id, view),
                word=wording.KIND_NAMES[kind] if kind else "Thesis",
                kind=kind or "thesis",
            )
        )
    return tuple(found)


def _neighbors(
    debate: Debate, relations: Relations, claim: str, made_in: Use | None, view: View
) -> tuple[Link | None, Link | None]:
    """Return the claims before and after this one below the same parent; a thesis stands among the theses."""
    siblings = relations.children[made_in.target] if made_in else debate.theses
    if claim not in siblings:
        return None, None
    place = siblings.index(claim)

    def link(id: str) -> Link:
        return Link(text=debate.claims[id].text, href=addresses.claim_of(debate.id, id, view))

    before = link(siblings[place - 1]) if place else None
    after = link(siblings[place + 1]) if place + 1 < len(siblings) else None
    return before, after


def _exhibit(debate: Debate, evidence: Evidence) -> Exhibit:
    source = debate.sources.get(evidence.source)
    return Exhibit(
        quote=markup.prose(evidence.quote, debate.id) if evidence.quote else "",
        finding=markup.prose(evidence.finding, debate.id) if evidence.finding else "",
        at=evidence.at,
        citation=_without_link(citations.cite(source)) if source else (),
        source_href=addresses.source_of(debate.id, evidence.source),
        source=evidence.source,
    )


def _without_link(citation: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return a citation without the address at its end, to which its title leads already."""
    roles = [part.role for part in citation]
    return citation[: roles.index("link") - 1] if "link" in roles else citation
