"""Debates that are drawn in tests of exports, and a short way to draw them."""

from pathlib import Path

from argmap import locating, queries, rendition
from argmap.model import Debate
from argmap.rendition import Rendition
from argmap.views import View
from argmap.volumes import Volume

HARBOR = Path(__file__).parent / "web" / "debates" / "harbor.yaml"
MIXED = """\
title: 普天間 Futenma と辺野古 Henoko
question: What is 抑止力 (deterrence)?
language: ja
viewpoints:
  mod: {name: 防衛省 (MOD), summary: One.}
  two: {name: Two, summary: Two.}
claims:
  - id: magtf
    claim: 米軍のMarine Air Ground Task Forceは沖縄に2,700mの滑走路を必要とする。
    stances: {mod: leans}
    supports:
      - {id: stovl, claim: F-35BはSTOVL機なので「長い滑走路」は不要、とŌtaは言う。}
"""
"""A debate whose lines mix scripts, where a font chosen for the whole line would be too wide."""


def harbor() -> Volume:
    """Return a small debate with everything in it: linked premises, undercuts, reuse, stances, evidence."""
    return locating.open_path(HARBOR)


def volume(folder: Path, text: str, *, name: str = "debate.yaml") -> Volume:
    """Return a debate written into a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return locating.open_path(path)


def made(debate: Debate, view: View | None = None) -> Rendition:
    """Return a whole view of a debate, laid out."""
    return rendition.prepare(debate, view or View(), queries.relate(debate))


def long_debate(claims: int) -> str:
    """Return the text of a debate with so many supports of one thesis."""
    lines = [
        "title: A long list",
        "question: How long?",
        "viewpoints:",
        "  one: {name: One, summary: First.}",
        "  two: {name: Two, summary: Second.}",
        "claims:",
        "  - id: top",
        "    claim: The list is long.",
        "    supports:",
    ]
    lines += [f"      - Reason number {number} is one of many." for number in range(claims)]
    return "\n".join(lines) + "\n"
