"""The plan of a run: which sizes are measured, how often, and the debates that it is done with."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from argmap.model import Debate
from argmap.stores import yaml_reader
from bench import debates
from bench.timing import Rounds

SIZES = (30, 100, 1_000, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The numbers of claims that are measured, how often, and a folder for files that are thrown away.

    `page` and `large` are the sizes of the debates whose pages are opened; the first is the usual size.
    """

    folder: Path
    sizes: tuple[int, ...] = SIZES
    page: int = 200
    large: int = 10_000
    rounds: Rounds = field(default_factory=Rounds)

    def file(self, claims: int, *, name: str = "") -> Path:
        """Return the file of a debate with so many claims; a name makes a copy of its own."""
        file = self.folder / f"{name or f'debate-{claims}'}.yaml"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(debates.generate(claims), encoding="utf-8")
        return file

    def debate(self, claims: int) -> Debate:
        """Return the debate with so many claims as argmap reads it."""
        return _read(self.file(claims))


@cache
def _read(file: Path) -> Debate:
    debate = yaml_reader.read(file.read_bytes(), id=file.stem).debate
    if debate is None:
        raise ValueError(f"{file} holds no debate")
    return debate
