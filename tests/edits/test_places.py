"""How steps are named and found."""

import pytest

from argmap.edits import places
from argmap.errors import EditRefused, NotFound
from tests import sketches

SKETCH = sketches.debate(
    """
t
  + a
    ! u
      ! w
  + @a & b
    ! @u
    ! x
  - @a
    ! @x
  - c & d
s
  + @c
"""
)


def found(place: str) -> str:
    return places.write(SKETCH, places.find(SKETCH, place))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("support:a>t", "support:a>t"),
        ("objection:a>t", "objection:a>t"),
        (" support:a > t ", "support:a>t"),
        ("a+b>t", "a+b>t"),
        ("b+a>t", "a+b>t"),
        ("b>t", "a+b>t"),
        ("b", "a+b>t"),
        ("d", "c+d>t"),
        ("c>s", "c>s"),
        ("c", "c>s"),
        ("u>(a>t)", "u>(support:a>t)"),
        ("w", "w>(u>(support:a>t))"),
        ("w>(u)", "w>(u>(support:a>t))"),
        ("u>(support:a>t)", "u>(support:a>t)"),
        ("u>(a+b>t)", "u>(a+b>t)"),
        ("u>(b)", "u>(a+b>t)"),
        ("undercut:x>(a+b>t)", "x>(a+b>t)"),
        ("x>(objection:a>t)", "x>(objection:a>t)"),
    ],
)
def test_a_step_is_found_by_what_tells_it_from_others(place: str, expected: str) -> None:
    assert found(place) == expected


@pytest.mark.parametrize(
    ("place", "listed"),
    [
        ("a>t", "support:a>t, objection:a>t."),
        ("a", "support:a>t, objection:a>t."),
        ("x", "x>(a+b>t), x>(objection:a>t)."),
    ],
)
def test_a_name_for_several_steps_is_refused_with_all_of_them(place: str, listed: str) -> None:
    with pytest.raises(EditRefused) as refused:
        places.find(SKETCH, place)
    assert (
        str(refused.value) == f'"{place}" may be any of several steps; name one of them: {listed}'
    )


@pytest.mark.parametrize(
    "place",
    [
        "",
        ">",
        "a>",
        ">t",
        "a>t>s",
        "a>(b",
        "a>(b>t",
        "(a>t)",
        "a++b>t",
        "a>(b>t)c",
        "a>b c",
        "-a>t",
        "claim:a>t",
        "a>()",
    ],
)
def test_what_names_no_step_is_refused_with_how_to_write_it(place: str) -> None:
    with pytest.raises(EditRefused, match="names no step: write PREMISE>TARGET"):
        places.find(SKETCH, place)


@pytest.mark.parametrize(
    ("place", "nearest"),
    [
        ("b>s", ("a+b>t", "c>s")),
        ("support:c+d>t", ("c+d>t",)),
        ("w>(a+b>t)", ("w>(u>(support:a>t))", "x>(a+b>t)", "u>(a+b>t)")),
        ("nothing", ()),
    ],
)
def test_a_step_that_is_not_there_is_not_found(place: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(NotFound) as refused:
        places.find(SKETCH, place)
    assert set(refused.value.nearest) <= set(nearest)
    assert bool(refused.value.nearest) == bool(nearest)


def test_steps_come_with_their_undercuts_right_behind_them() -> None:
    written = [places.write(SKETCH, each) for each in places.steps(SKETCH.claims["t"])]
    assert written == [
        "support:a>t",
        "u>(support:a>t)",
        "w>(u>(support:a>t))",
        "a+b>t",
        "u>(a+b>t)",
        "x>(a+b>t)",
        "objection:a>t",
        "x>(objection:a>t)",
        "c+d>t",
    ]


def test_the_step_that_an_undercut_questions_is_known() -> None:
    questioned = places.questioned(SKETCH, places.find(SKETCH, "w"))
    assert questioned is not None
    assert questioned.claims == ("u",)
    assert places.questioned(SKETCH, places.find(SKETCH, "b>t")) is None
