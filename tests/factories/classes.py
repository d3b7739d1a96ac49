"""Offerings with meetings on the calendar, as quick as rows can be made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from museminder.domain.courses.models import (
    Course,
    Meeting,
    MeetingInstructor,
    Offering,
    OfferingInstructor,
    Program,
    Season,
)
from museminder.domain.people.models import StaffMember

FALL = (date(2026, 9, 1), date(2027, 1, 1))


def make_offering(
    name: str = "Ballet II",
    *,
    places: int = 12,
    meetings: int = 4,
    first: datetime = datetime(2026, 9, 2, 20, 0, tzinfo=UTC),
    instructor: StaffMember | None = None,
) -> Offering:
    """A class with weekly meetings of an hour, the first on Wednesday, September 2, 2026, at 4 pm."""
    program, _ = Program.objects.get_or_create(name="Dance", defaults={"kind": "dance"})
    season, _ = Season.objects.get_or_create(
        name="Fall 2026", defaults={"starts_on": FALL[0], "until": FALL[1]}
    )
    course, _ = Course.objects.get_or_create(name=name, defaults={"program": program, "kind": "class"})
    offering = Offering.objects.create(
        course=course, season=season, kind="class", name=name, places=places, starts_on=FALL[0], until=FALL[1]
    )
    if instructor is not None:
        OfferingInstructor.objects.create(offering=offering, staff_member=instructor)
    for week in range(meetings):
        make_meeting(offering, first + timedelta(weeks=week), instructor=instructor)
    return offering


def make_meeting(
    offering: Offering, starts_at: datetime, *, instructor: StaffMember | None = None, minutes: int = 60
) -> Meeting:
    """One meeting of an offering."""
    meeting = Meeting.objects.create(
        offering=offering,
        kind="class",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        held_on=starts_at.date(),
        places=offering.places,
    )
    if instructor is not None:
        MeetingInstructor.objects.create(meeting=meeting, staff_member=instructor)
    return meeting
