"""Classes and lessons of an import are put on the calendar together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import prefetch_related_objects

from museminder.domain.courses.actions.offerings import NewOffering, OfferingFacts, create_offerings
from museminder.domain.courses.models import Offering
from museminder.domain.courses.rules.plans import WeeklyTime
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
    planned = create_offerings(
        new=[NewOffering(one.facts, one.weekly) for one in wanted],
        reason=REASON,
        keep_without_room=True,
        by=writing.by,
        at=writing.at,
    )
    for one, placed in zip(wanted, planned, strict=True):
        if placed.lost_room:
            writing.remarks.append(
                f"{one.facts.name}: {one.room} is taken at that time, so the class has no room."
            )
    made = [one.offering for one in planned]
    prefetch_related_objects(made, "templates", "instructors")  # what an import remembers of each
    return made


def weekly_times(meetings: Sequence[WeeklyMeeting], room_id: UUID | None = None) -> tuple[WeeklyTime, ...]:
    """The weekly times of a file as the calendar takes them."""
    return tuple(WeeklyTime(one.weekday, one.starts_at, _minutes(one), room_id) for one in meetings)


def _minutes(one: WeeklyMeeting) -> int:
    minutes = (one.ends_at.hour - one.starts_at.hour) * 60 + one.ends_at.minute - one.starts_at.minute
    return minutes % _DAY
