import re
from pathlib import Path

import pytest

from argmap import schemes
from argmap.edits import places
from argmap.schemes import BY_ID, Scheme
from tests.corpus import FOLDER, read

SHIPPED = FOLDER.parent.parent / "debates"
ALL = pytest.mark.parametrize("scheme", BY_ID.values(), ids=BY_ID)


@pytest.mark.parametrize("name", ["", "-", "our-own-word", "expert", "argument from"])
def test_a_word_of_a_files_own_is_no_scheme(name: str) -> None:
    assert schemes.find(name) is None


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("expert-opinion", "expert-opinion"),
        ("Expert opinion", "expert-opinion"),
        ("  EXPERT   opinion ", "expert-opinion"),
        ("argument from expert opinion", "expert-opinion"),
        ("Argument-from-analogy", "analogy"),
        ("character", "ethos"),
        ("Rules of the game", "rules"),
    ],
)
def test_a_scheme_is_found_by_its_id_or_name(name: str, id: str) -> None:
    assert schemes.find(name) is BY_ID[id]


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("[!._]*.yaml")), ids=lambda file: file.stem)
def test_every_scheme_of_the_shipped_debates_is_known(file: Path) -> None:
    debate = read(file).debate
    assert debate is not None
    used = {found.step.scheme for found in places.all_steps(debate)} - {""}
    assert used
    assert used <= BY_ID.keys()


@ALL
def test_a_scheme_is_a_word_with_questions(scheme: Scheme) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", scheme.id)
    assert re.fullmatch(r"[A-Z][a-z ]+", scheme.name)
    assert scheme.description.endswith(".")
    assert "\n" not in scheme.description
    assert 2 <= len(scheme.questions) <= 6
    assert all(question.endswith("?") and question[0].isupper() for question in scheme.questions)
    assert len(set(scheme.questions)) == len(scheme.questions)


def test_schemes_stand_in_alphabetical_order_so_that_lists_can_be_read() -> None:
    assert list(BY_ID) == sorted(BY_ID)
    assert len(BY_ID) >= 25


def test_no_two_schemes_share_a_name_or_a_description() -> None:
    names = [scheme.name for scheme in BY_ID.values()]
    descriptions = [scheme.description for scheme in BY_ID.values()]
    assert len({*names}) == len({*descriptions}) == len(BY_ID)
