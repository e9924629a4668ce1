"""Figures: what was measured against what, and whether that is good enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from bench import timing

FINE = 100
"""Milliseconds below which a tenth of one is told."""

Verdict = Literal["ok", "short", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. Without a bound it stands there for information.

    `value` is a ratio of times, or megabytes where `unit` says so; `seconds` are the medians of what was measured and
    of what it was measured against; `noise` is the spread of the value from round to round as a share of it.
    """

    name: str
    what: str
    value: float
    bound: float | None = None
    unit: Literal["x", "MB"] = "x"
    seconds: tuple[float, ...] = ()
    noise: float | None = None
    rounds: int = 1

    @property
    def verdict(self) -> Verdict:
        """Return whether the value keeps its bound, and nothing where there is none."""
        if self.bound is None:
            return ""
        return "ok" if self.value <= self.bound else "short"


def ratio(
    name: str,
    what: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    bound: float | None = None,
) -> Figure:
    """Return the figure of two things that were timed in turn."""
    values = timing.ratios(ours, theirs)
    return Figure(
        name=name,
        what=what,
        value=median(values),
        bound=bound,
        seconds=(median(ours), median(theirs)),
        noise=timing.noise(values),
        rounds=len(values),
    )


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table for people."""
    rows = [("", "figure", "bound", "", "ours", "theirs", "noise", "measured"), *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    ours, theirs = (*map(_milliseconds, figure.seconds), "", "")[:2]
    return (
        figure.name,
        f"{figure.value:.2f} {figure.unit}" if figure.unit == "x" else f"{figure.value:.0f} MB",
        "" if figure.bound is None else f"{figure.bound:g} {figure.unit}",
        figure.verdict,
        ours,
        theirs,
        "" if figure.noise is None else f"{figure.noise:.0%} of {figure.rounds}",
        figure.what,
    )


def _milliseconds(seconds: float) -> str:
    milliseconds = seconds * 1000
    return f"{milliseconds:,.{1 if milliseconds < FINE else 0}f} ms"
