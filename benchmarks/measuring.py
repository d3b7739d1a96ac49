"""Timing two ways of doing the same in turn, so that a machine that slows down slows both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], float]
"""Does something once and returns the seconds that count."""


@dataclass(frozen=True, slots=True)
class Series:
    """What one way of doing something took, in seconds, run by run."""

    name: str
    runs: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median run."""
        return median(self.runs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two ways of doing the same. ``ratio`` is how many times as long ours takes.

    ``amount`` is how much of ``unit`` one run gets done; without it a run is one page and is told in milliseconds.
    ``aim`` is the largest ratio wanted; None where nothing was promised.
    """

    name: str
    ours: Series
    other: Series
    aim: float | None = None
    amount: int = 0
    unit: str = "ms"

    @property
    def ratios(self) -> tuple[float, ...]:
        """Run by run, ours over the other's run that stood beside it."""
        return tuple(a / b for a, b in zip(self.ours.runs, self.other.runs, strict=True))

    @property
    def ratio(self) -> float:
        """The median of the runs' ratios."""
        return median(self.ratios)

    def told(self, seconds: float) -> float:
        """Seconds of a run in this comparison's unit."""
        return self.amount / seconds if self.amount else seconds * 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """One absolute figure. ``aim`` is what is wanted; ``more_is_better`` says from which side.

    ``beside`` is what others do there, as a sentence.
    """

    name: str
    value: float
    unit: str
    aim: float | None = None
    more_is_better: bool = True
    beside: str = ""
    runs: int = 1


Result = Comparison | Figure


def in_turn(
    ours: Work, other: Work, *, runs: int, warmed_up: bool = True
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A B A B …: as many runs of each; ``warmed_up`` by a first pair that is not counted."""
    if warmed_up:
        ours(), other()
    pairs = [(ours(), other()) for _ in range(runs)]
    return tuple(a for a, _ in pairs), tuple(b for _, b in pairs)


def timed(work: Callable[[], object]) -> float:
    """The seconds something took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
