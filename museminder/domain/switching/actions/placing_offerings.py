"""Classes and lessons of an import are put on the calendar together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from museminder.domain.courses.actions.offerings import OfferingFacts, create_offering
from museminder.domain.courses.models import Offering
from museminder.domain.courses.rules.plans import WeeklyTime
from museminder.domain.courses.rules.refusals import RoomTaken
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.rules.records import WeeklyMeeting

REASON = "as it was in the former system"
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class WantedOffering:
    """An offering that is to be put on the calendar; ``room`` is its room's name in the file."""

    facts: OfferingFacts
    weekly: tuple[WeeklyTime, ...]
    room: str = ""


def place_offerings(writing: Writing, wanted: Sequence[WantedOffering]) -> list[Offering]:
    """Make offerings with their meetings, in order; where a room is taken, one stays without and is reported."""
    return [_place(writing, one) for one in wanted]


def weekly_times(meetings: Sequence[WeeklyMeeting], room_id: UUID | None = None) -> tuple[WeeklyTime, ...]:
    """The weekly times of a file as the calendar takes them."""
    return tuple(WeeklyTime(one.weekday, one.starts_at, _minutes(one), room_id) for one in meetings)


def _minutes(one: WeeklyMeeting) -> int:
    minutes = (one.ends_at.hour - one.starts_at.hour) * 60 + one.ends_at.minute - one.starts_at.minute
    return minutes % _DAY


def _place(writing: Writing, wanted: WantedOffering) -> Offering:
    try:
        return create_offering(
            facts=wanted.facts, weekly=wanted.weekly, reason=REASON, by=writing.by, at=writing.at
        )
    except RoomTaken:
        name = wanted.facts.name
        writing.remarks.append(f"{name}: {wanted.room} is taken at that time, so the class has no room.")
        without = tuple(replace(one, room_id=None) for one in wanted.weekly)
        return create_offering(
            facts=wanted.facts, weekly=without, reason=REASON, by=writing.by, at=writing.at
        )
