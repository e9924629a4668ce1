"""Branches: one claim and all that bears on it, as a debate of its own."""

from collections.abc import Iterator
from dataclasses import replace

from argmap import markdown
from argmap.model import Claim, Debate, Evidence, Premise, Source, Step, Viewpoint, walk_steps


def branch(debate: Debate, focus: str) -> Debate:
    """Return the branch of a claim as a debate whose only thesis that claim is.

    Claims that are reused from elsewhere come along without their own supports and objections, sources only as far
    as they are cited. The events belong to the whole debate and stay there.
    """
    home = tuple(_defined_below(debate, focus))
    borrowed = dict.fromkeys(_reused(debate, home))
    for claim in home:
        borrowed.pop(claim, None)
    missing = set(borrowed)
    claims = {claim: _with_definitions(debate.claims[claim], missing) for claim in home}
    claims |= {claim: _bare(debate.claims[claim]) for claim in borrowed}
    cited = {evidence.source for claim in claims.values() for evidence in claim.evidence}
    excerpt = replace(
        debate,
        theses=(focus,),
        claims=claims,
        sources={id: source for id, source in debate.sources.items() if id in cited},
        events=(),
    )
    return _without_links_out(excerpt, debate)


def _defined_below(debate: Debate, focus: str) -> Iterator[str]:
    """Yield a claim and those that are defined below it, in the order of the file."""
    pending = [focus]
    while pending:
        current = pending.pop()
        yield current
        premises = list(_premises(debate.claims[current]))
        pending.extend(p.claim for p in reversed(premises) if not p.is_reuse)


def _reused(debate: Debate, claims: tuple[str, ...]) -> Iterator[str]:
    for claim in claims:
        yield from (p.claim for p in _premises(debate.claims[claim]) if p.is_reuse)


def _premises(claim: Claim) -> Iterator[Premise]:
    for step in walk_steps(claim.steps):
        yield from step.premises


def _with_definitions(claim: Claim, missing: set[str]) -> Claim:
    """Return a claim that defines, where it is the first to reuse them, the claims that are still missing."""

    def complete(step: Step) -> Step:
        premises = tuple(map(defined, step.premises))
        return replace(step, premises=premises, undercuts=tuple(map(complete, step.undercuts)))

    def defined(premise: Premise) -> Premise:
        if not premise.is_reuse or premise.claim not in missing:
            return premise
        missing.remove(premise.claim)
        return Premise(premise.claim)

    return replace(
        claim,
        supports=tuple(map(complete, claim.supports)),
        objections=tuple(map(complete, claim.objections)),
    )


def _bare(claim: Claim) -> Claim:
    return replace(claim, supports=(), objections=())


def _without_links_out(excerpt: Debate, debate: Debate) -> Debate:
    """Return the excerpt with mere words where its prose led to claims that stayed behind."""

    def target(name: str) -> str | None:
        claim = name.removeprefix(f"{debate.id}/")
        if claim in debate.claims:
            return claim if claim in excerpt.claims else None
        return name

    def text(prose: str) -> str:
        return markdown.relink(prose, target)

    def evidence(cited: Evidence) -> Evidence:
        return replace(cited, finding=text(cited.finding))

    def claim(one: Claim) -> Claim:
        return replace(one, note=text(one.note), evidence=tuple(map(evidence, one.evidence)))

    def viewpoint(one: Viewpoint) -> Viewpoint:
        return replace(one, summary=text(one.summary))

    def source(one: Source) -> Source:
        return replace(one, note=text(one.note))

    return replace(
        excerpt,
        summary=text(excerpt.summary),
        viewpoints={id: viewpoint(one) for id, one in excerpt.viewpoints.items()},
        sources={id: source(one) for id, one in excerpt.sources.items()},
        claims={id: claim(one) for id, one in excerpt.claims.items()},
    )
