import pytest

from argmap.errors import NotFound, WrongRequest
from argmap.views import View, parse
from tests import sketches

DEBATE = sketches.debate("first\n  + a\n    - a1\n  - b")


@pytest.mark.parametrize(
    ("parameters", "refusal", "words"),
    [
        ({"lens": ["our"]}, NotFound, 'no viewpoint "our". Did you mean "ours"?'),
        ({"focus": ["a12"]}, NotFound, 'no claim "a12". Did you mean "a1'),
        ({"depth": ["deep"]}, WrongRequest, 'not "deep"'),
        ({"depth": ["-1"]}, WrongRequest, "whole number"),
        ({"depth": ["٣"]}, WrongRequest, "whole number"),
        ({"direction": ["RL"]}, WrongRequest, 'not "RL"'),
    ],
)
def test_a_view_that_makes_no_sense_is_refused(
    parameters: dict[str, list[str]], refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal, match=words.replace("?", r"\?")):
        parse(DEBATE, parameters)


def test_claims_gone_from_the_debate_are_left_out_of_grow_and_fold() -> None:
    view = parse(DEBATE, {"grow": ["a", "gone", "a"], "fold": ["gone"]})
    assert (view.grow, view.fold) == (("a",), ())


def test_an_address_says_only_what_is_not_as_it_starts() -> None:
    assert View().parameters() == ()
    view = View(lens="ours", depth=0, direction="TB", grow=("a", "b"))
    assert view.parameters() == (
        ("lens", "ours"),
        ("depth", "0"),
        ("direction", "TB"),
        ("grow", "a"),
        ("grow", "b"),
    )
    pairs = {"lens": ["ours"], "depth": ["0"], "direction": ["TB"], "grow": ["a", "b"]}
    assert parse(DEBATE, pairs) == view


def test_growing_what_was_folded_unfolds_it() -> None:
    view = View().folded("a").grown("a")
    assert (view.grow, view.fold) == (("a",), ())
