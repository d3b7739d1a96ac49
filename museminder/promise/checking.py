"""What a check is: it looks at something, says what it found, and shows in the same run that it would have noticed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class World:
    """What is looked at: the database that this process's aliases point at.

    ``superuser_dsn`` reaches any database of its server. ``scratch`` says that it is a copy nobody depends on, so
    that a check may fill it.
    """

    superuser_dsn: str
    scratch: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: how much it looked at, each thing that was wrong, and whether it noticed what was planted.

    ``figure`` is the sentence that people read: "4,312 attempts, 0 crossed". ``stopped`` is for a check that broke.
    """

    examined: int
    wrong: Sequence[str]
    plant_found: bool
    figure: str
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name; ``says`` is what it does, for a reader."""

    name: str
    says: str
    look: Callable[[World], Found]


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of one check."""

    check: str
    found: Found
    lasted_ms: int

    @property
    def kept(self) -> bool:
        """Green: something was looked at, nothing was wrong, and what was planted was noticed."""
        return self.found.examined > 0 and not self.found.wrong and self.found.plant_found

    @property
    def details(self) -> list[str]:
        """The first things that were wrong."""
        return list(self.found.wrong[:MOST_SHOWN])


def counted(count: int, what: str) -> str:
    """How many there were to look at, for a figure; where there is nothing yet, that only the plant was there."""
    return f"{count:,} {what}" if count else f"no {what} yet (1 planted)"


_checks: dict[str, Check] = {}


def check(name: str, says: str) -> Callable[[Callable[[World], Found]], Callable[[World], Found]]:
    """Register a check: ``@check("isolation.sweep", "Looks through …")`` above a function of a world."""

    def register(look: Callable[[World], Found]) -> Callable[[World], Found]:
        if name in _checks:
            raise ValueError(f"there are two checks called {name}")
        _checks[name] = Check(name, says, look)
        return look

    return register


def checks() -> dict[str, Check]:
    """Every registered check by name; ``museminder.promise.checks`` holds them all."""
    return dict(_checks)


def run(each: Check, world: World) -> Ran:
    """Run one check. One that breaks has examined nothing and is red: it says what stopped it."""
    began = time.monotonic()
    try:
        found = each.look(world)
    except Exception as problem:  # whatever it was: a check that cannot run shows nothing
        said = f"The check itself stopped: {type(problem).__name__}: {problem}".splitlines()[0]
        found = Found(0, [said[:300]], plant_found=False, figure=said[:300], stopped=True)
    return Ran(each.name, found, round((time.monotonic() - began) * 1000))
