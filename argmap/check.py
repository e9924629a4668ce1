"""Check: the rules that only a whole debate can keep or break."""

import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from argmap import identifiers
from argmap.model import Debate, Step, walk_steps
from argmap.problems import Mark, Problem, error, warning

LONGEST_CIRCLE = 6
"""How many claims of a circle are named; of a longer one its beginning and its end."""

MOST_CIRCLES = 1000
"""How many circles are looked for; naming one takes as long as it is."""


class Link(NamedTuple):
    """A link in prose to a claim; `debate` is empty when it is one of the same debate."""

    debate: str
    claim: str
    mark: Mark


def check(
    debate: Debate, *, used_viewpoints: Collection[str] = (), used_sources: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return what is wrong in the debate as a whole.

    The options name viewpoints and sources that count as used although nothing in the debate shows it, since a fault
    that is told elsewhere hides the place.
    """
    return (
        *_self_supports(debate),
        *itertools.islice(_cycles(debate), MOST_CIRCLES),
        *_unused_viewpoints(debate, used_viewpoints),
        *_uncited_sources(debate, used_sources),
    )


def check_link(
    link: Link,
    claims: Collection[str],
    *,
    near: Callable[[str, Collection[str]], Sequence[str]] = identifiers.near,
) -> Problem | None:
    """Return what is wrong with a link to a debate with these claims; a warning where that is another file."""
    if link.claim in claims:
        return None
    meant = near(link.claim, claims)
    hint = f'Did you mean "{meant[0]}"?' if meant else "Name another one, or take the link away."
    where = f' of the debate "{link.debate}"' if link.debate else ""
    sentence = f'This link leads to the claim "{link.claim}"{where}, which is not there. {hint}'
    return (warning if link.debate else error)("unknown-link", sentence, link.mark)


def _self_supports(debate: Debate) -> Iterator[Problem]:
    for claim in debate.claims.values():
        for step in claim.steps:
            if any(premise.is_reuse and premise.claim == claim.id for premise in step.premises):
                sentence = (
                    f'"{claim.id}" is a premise for itself here: delete it, or name another claim.'
                )
                yield error("self-support", sentence, step.mark)


def _cycles(debate: Debate) -> Iterator[Problem]:
    """Yield one warning for each reuse that closes a circle, found by going down from every claim once."""
    below = {id: _premises(claim.steps, id) for id, claim in debate.claims.items()}
    finished: set[str] = set()
    for start in debate.claims:
        if start in finished:
            continue
        path, pending, on_path = [start], [iter(below[start])], {start}
        while path:
            child, mark = next(pending[-1], ("", None))
            if not child:
                pending.pop()
                on_path.remove(path[-1])
                finished.add(path.pop())
            elif child in on_path:
                yield warning("cycle", _circle(path, child), mark)
            elif child not in finished:
                path.append(child)
                pending.append(iter(below[child]))
                on_path.add(child)


def _premises(steps: tuple[Step, ...], target: str) -> list[tuple[str, Mark | None]]:
    """Return the premises of all steps below a claim, without those that are told as self-support."""
    return [
        (premise.claim, step.mark)
        for step in walk_steps(steps)
        for premise in step.premises
        if premise.claim != target or step.kind == "undercut"
    ]


def _circle(path: list[str], again: str) -> str:
    circle = path[path.index(again) :]
    if len(circle) > LONGEST_CIRCLE:
        circle = [*circle[:3], "…", *circle[-2:]]
    way = " → ".join((*circle, again))
    return f"Claims bear on each other in a circle ({way}): check whether this reuse is meant."


def _unused_viewpoints(debate: Debate, used: Collection[str]) -> Iterator[Problem]:
    seen = set(used).union(*(claim.stances for claim in debate.claims.values() if claim.stances))
    for viewpoint in debate.viewpoints.values():
        if viewpoint.id not in seen:
            sentence = f'No claim says what "{viewpoint.id}" holds of it: add stances, or delete the viewpoint.'
            yield warning("unused-viewpoint", sentence, viewpoint.mark)


def _uncited_sources(debate: Debate, used: Collection[str]) -> Iterator[Problem]:
    seen = set(used)
    seen.update(evidence.source for claim in debate.claims.values() for evidence in claim.evidence)
    seen.update(event.source for event in debate.events)
    for source in debate.sources.values():
        if source.id not in seen:
            sentence = f'Nothing cites the source "{source.id}": cite it as evidence, or delete it.'
            yield warning("uncited-source", sentence, source.mark)
