"""Stances as pages show them: a drawn mark, a word, and the number where the word is not exact."""

from dataclasses import dataclass

from argmap.model import STANCES, Claim, Debate, stance_word

SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What one viewpoint holds of one claim: the word, which names the drawn mark too, and the number if not exact."""

    viewpoint: str
    name: str
    word: str
    number: str = ""


def stance_of(debate: Debate, claim: Claim, viewpoint: str) -> Stance:
    """Return a viewpoint's stance on a claim; no stance is silent, which is not open."""
    value = claim.stances.get(viewpoint)
    return Stance(
        viewpoint=viewpoint,
        name=debate.viewpoints[viewpoint].name,
        word=SILENT if value is None else stance_word(value),
        number="" if value is None or value in STANCES.values() else f"{value:g}",
    )


def stances_of(debate: Debate, claim: Claim) -> tuple[Stance, ...]:
    """Return the stance of every viewpoint, the silent ones too."""
    return tuple(stance_of(debate, claim, viewpoint) for viewpoint in debate.viewpoints)
