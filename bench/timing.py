"""Times things in turn, so that whatever else the machine does falls on all of them alike."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Case = Callable[[], object]
Times = Mapping[str, Sequence[float]]
"""The seconds of each case, round by round."""

ENOUGH_FOR_QUARTILES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """How often things are timed: until the seconds are used up, but at least and at most so often."""

    least: int = 5
    most: int = 40
    seconds: float = 10.0
    is_warm: bool = True
    """Whether an untimed round comes first, which loads files into memory and compiles what is compiled once."""


def in_turn(cases: Mapping[str, Case], rounds: Rounds, *, first: Case | None = None) -> Times:
    """Return how long each case takes, one after the other in each round; `first` begins a round, untimed.

    Every second round runs backward, so that no case is always the one behind another.
    """
    times: dict[str, list[float]] = {name: [] for name in cases}
    names = list(cases)
    for case in cases.values() if rounds.is_warm else ():
        case()
    began = time.perf_counter()
    for number in range(rounds.most):
        if number >= rounds.least and time.perf_counter() - began > rounds.seconds:
            break
        if first is not None:
            first()
        for name in reversed(names) if number % 2 else names:
            times[name].append(once(cases[name]))
    return times


def once(case: Case) -> float:
    """Return the seconds that a case takes, without what the ones before have left behind or it leaves itself."""
    gc.collect()
    began = time.perf_counter()
    made = case()
    took = time.perf_counter() - began
    del made
    return took


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return the ratio of each round: a round is one moment of the machine, so its noise is in both."""
    return [our / their for our, their in zip(ours, theirs, strict=True)]


def noise(values: Sequence[float]) -> float:
    """Return how far the middle half of the values lies apart, as a share of their median."""
    if len(values) < ENOUGH_FOR_QUARTILES:
        return (max(values) - min(values)) / median(values)
    low, _, high = quantiles(values, n=4)
    return (high - low) / median(values)
