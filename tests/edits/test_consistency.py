"""What a merge may not make of two debates that each were sound."""

from dataclasses import replace

import pytest

from argmap.edits import values as v
from argmap.edits.merging import merge
from argmap.errors import EditClash
from argmap.model import Debate
from tests.edits.sample import after, debate

SENTENCE = v.ReviseClaim(claim="jobs", sentence="Else.")
OTHER = v.ReviseClaim(claim="safety", sentence="Else, too.")


def begun(viewpoints: int) -> Debate:
    """A debate that has only so many viewpoints yet, and no stances."""
    whole = debate()
    claims = {id: replace(claim, stances={}) for id, claim in whole.claims.items()}
    kept = dict(list(whole.viewpoints.items())[:viewpoints])
    return replace(whole, viewpoints=kept, claims=claims)


def test_the_last_two_viewpoints_are_not_removed_by_two_people() -> None:
    base = begun(2)
    one, other = (replace(base, viewpoints={id: base.viewpoints[id]}) for id in base.viewpoints)
    with pytest.raises(EditClash, match="at least two"):
        merge(replace(base), other, one)


@pytest.mark.parametrize("viewpoints", [0, 1])
def test_a_debate_that_is_only_begun_is_edited_by_two(viewpoints: int) -> None:
    base = begun(viewpoints)
    together = merge(base, after(SENTENCE, of=base), after(OTHER, of=base))
    assert together.claims["jobs"].text == "Else."
    assert together.claims["safety"].text == "Else, too."
