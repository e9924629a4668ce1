"""The debates of tests/debates: good ones, and broken ones with what they must report written out."""

from pathlib import Path

from argmap.stores import yaml_reader
from argmap.stores.yaml_reader import Reading

FOLDER = Path(__file__).parent / "debates"
ENDINGS = (".yaml", ".json")

GOOD = sorted(path for path in (FOLDER / "good").iterdir() if path.suffix in ENDINGS)
BROKEN = sorted(path for path in (FOLDER / "broken").iterdir() if path.suffix in ENDINGS)

FRAME = """\
title: A title
question: A question?
viewpoints:
  one: {name: One, summary: First.}
  two: {name: Two, summary: Second.}
"""
"""The beginning of a debate; what follows must give both viewpoints a stance."""


def read(path: Path) -> Reading:
    """Return the reading of a file of the corpus."""
    return yaml_reader.read(path.read_bytes(), id=path.stem, is_json=path.suffix == ".json")


def read_claims(claims: str) -> Reading:
    """Return the reading of a debate whose claims are written out, with one more that has all stances."""
    stances = "  - {id: last, claim: Last., stances: {one: accepts, two: rejects}}\n"
    return yaml_reader.read_text(f"{FRAME}claims:\n{claims}\n{stances}", id="test")


def codes(reading: Reading) -> list[str]:
    """Return the codes of a reading's problems."""
    return [problem.code for problem in reading.problems]
