"""Wording: the small phrases that several pages share."""

from collections.abc import Mapping
from types import MappingProxyType

from argmap.model import Kind, Step

KIND_NAMES: Mapping[Kind, str] = MappingProxyType(
    {"support": "Support", "objection": "Objection", "undercut": "Undercut"}
)


def count(number: int, word: str, *, plural: str = "") -> str:
    """Return `1 claim`, `64 claims`, `1,200 claims`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {plural or word + 's'}"


def join(words: list[str]) -> str:
    """Return words as an enumeration: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no conjunction
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def scheme_name(step: Step) -> str:
    """Return a step's argumentation scheme in words: `expert opinion`."""
    return step.scheme.replace("-", " ")


def relevance(step: Step) -> str:
    """Return how much a step carries as a percentage, nothing where it carries all."""
    return "" if step.relevance == 1 else f"{step.relevance:.0%}"
