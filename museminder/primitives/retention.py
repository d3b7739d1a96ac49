"""How long something is kept, as data: the schedule that is shown and the job that carries it out read the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Event(StrEnum):
    """From what on it is counted. Those about a row are counted from the column that the rule names."""

    STUDENT_LEFT = "the student has left"
    FAMILY_LEFT = "the last student of the family has left"
    STAFF_LEFT = "the person has left"
    MADE = "it was made"
    ENDED = "it ended"


BY_PERSON = frozenset({Event.STUDENT_LEFT, Event.FAMILY_LEFT})


@dataclass(frozen=True, slots=True)
class Rule:
    """After so many months and days ``what`` goes: the fields in ``empties`` are emptied; without any, the row goes.

    ``since`` is the column counted from, or for ``BY_PERSON`` the path to whoever left.
    """

    what: str
    event: Event
    since: str
    months: int = 0
    days: int = 0
    empties: tuple[str, ...] = ()

    def __str__(self) -> str:
        time = f"{self.months} months" if self.months else f"{self.days} days"
        return f"{self.what}: until {time} after {self.event}"


@dataclass(frozen=True, slots=True)
class Retention:
    """The rules of one table that the nightly job carries out, or why there are none."""

    rules: tuple[Rule, ...] = ()
    because: str = ""

    def __str__(self) -> str:
        return "; ".join([*map(str, self.rules), *([self.because] if self.because else [])])


def until(*rules: Rule, otherwise: str = "") -> Retention:
    """What goes by itself, and why the rest of the row stays."""
    return Retention(rules, otherwise)


def kept(because: str) -> Retention:
    """What no nightly job of a school removes, and why, or what removes it."""
    return Retention(because=because)
