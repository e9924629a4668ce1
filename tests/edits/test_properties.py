"""What holds for every edit of every debate."""

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.edits import codec, places, wording
from argmap.edits import values as v
from argmap.edits.applying import apply
from argmap.errors import EditRefused, NotFound
from argmap.model import Debate
from argmap.stores import yaml_reader
from argmap.views import View
from bench.every_edit import every_edit
from tests.edits.drawn import Drawing, any_of, attempted, edited, grown
from tests.edits.soundness import faults

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(
    path
    for folder in ("debates", "tests/debates/good")
    for path in (ROOT / folder).glob("[!._]*.yaml")
)

seeds = st.integers(0, 2**32).map(Random)
often = settings(max_examples=50, deadline=None)


def read(file: Path) -> Debate:
    debate = yaml_reader.read(file.read_bytes(), id=file.stem).debate
    assert debate is not None
    return debate


@often
@given(chance=seeds)
def test_every_edit_leaves_a_sound_debate_and_the_one_before_as_it_was(chance: Random) -> None:
    before = grown(chance)
    copy = deepcopy(before)
    written = formats.TEXTS["yaml"](before, View())
    after = edited(before, chance, times=10)
    assert faults(after) == []
    assert before == copy
    assert formats.TEXTS["yaml"](before, View()) == written


@often
@given(chance=seeds)
def test_what_an_edit_makes_is_what_a_file_gives_back(chance: Random) -> None:
    after = grown(chance)
    reading = yaml_reader.read_text(formats.TEXTS["yaml"](after, View()), id=after.id)
    assert reading.debate == after
    assert not reading.has_errors


@often
@given(chance=seeds)
def test_claims_that_an_edit_does_not_concern_stay_the_same_objects(chance: Random) -> None:
    before = grown(chance)
    after = attempted(before, Drawing(chance, before).edit())
    alike = [id for id in after.claims if after.claims[id] == before.claims.get(id)]
    others = [id for id in alike if after.claims[id] is not before.claims[id]]
    assert [id for id in others if not after.claims[id].has_written_id] == []
    assert len(others) <= 1


@often
@given(chance=seeds)
def test_every_step_is_found_by_the_place_that_is_written_for_it(chance: Random) -> None:
    debate = grown(chance)
    found = list(places.all_steps(debate))
    assert [places.find(debate, places.write(debate, each)) for each in found] == found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_step_of_a_written_debate_is_found_by_its_place(file: Path) -> None:
    debate = read(file)
    found = list(places.all_steps(debate))
    assert [places.find(debate, places.write(debate, each)) for each in found] == found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_edits_all_over_a_written_debate_leave_it_sound_and_can_be_told(file: Path) -> None:
    debate = read(file)
    known = faults(debate)
    tried = list(every_edit(debate))
    for edit in tried[len(file.stem) :: 97]:
        assert wording.describe(edit, debate)
        assert codec.from_record(codec.to_record(edit)) == edit
        assert faults(attempted(debate, edit)) == known


@often
@given(chance=seeds)
def test_every_edit_can_be_told_before_and_after_it_was_made(chance: Random) -> None:
    debate = grown(chance)
    edits = tuple(Drawing(chance, debate).edit() for _ in range(3))
    for edit in (*edits, v.Together(edits=edits)):
        assert wording.describe(edit, debate)
        assert wording.describe(edit, attempted(debate, edit))


@pytest.mark.parametrize("type_", v.SINGLES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_values_at_all_are_applied_or_refused(
    type_: type[v.Single], data: st.DataObject
) -> None:
    debate = grown(Random(1))  # noqa: S311 - nothing secret about an edit
    edit = data.draw(any_of(type_))
    assert wording.describe(edit, debate)
    assert codec.from_record(codec.to_record(edit)) == edit
    assert faults(attempted(debate, edit)) == []


def test_random_edits_of_every_type_are_made_and_refused() -> None:
    made, refused = set(), set()
    chance = Random(7)  # noqa: S311 - nothing secret about an edit
    debate = grown(chance)
    for _ in range(3_000):
        edit = Drawing(chance, debate).edit()
        try:
            after = apply(debate, edit)
        except (EditRefused, NotFound):
            refused.add(type(edit))
        else:
            made.add(type(edit))
            debate = after if len(after.claims) < 40 else grown(chance)
    assert made == set(v.SINGLES)
    assert len(refused) > 15
