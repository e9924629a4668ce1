"""Renaming: another id for a claim, wherever a debate names it."""

from dataclasses import replace

from argmap.model import Claim, Debate, Step


def renamed(debate: Debate, old: str, new: str) -> Debate:
    """Return the debate with another id for a claim; prose that links to it stays."""

    def step(one: Step) -> Step:
        premises = tuple(
            premise._replace(claim=new) if premise.claim == old else premise
            for premise in one.premises
        )
        undercuts = tuple(map(step, one.undercuts))
        if premises == one.premises and undercuts == one.undercuts:
            return one
        return replace(one, premises=premises, undercuts=undercuts)

    def claim(one: Claim) -> Claim:
        supports, objections = tuple(map(step, one.supports)), tuple(map(step, one.objections))
        id = new if one.id == old else one.id
        if (id, supports, objections) == (one.id, one.supports, one.objections):
            return one
        return replace(one, id=id, supports=supports, objections=objections)

    claims = [claim(one) for one in debate.claims.values()]
    return replace(
        debate,
        theses=tuple(new if thesis == old else thesis for thesis in debate.theses),
        claims={one.id: one for one in claims},
    )
