"""Rooms, instructors, courses and offerings for tests, made by the actions themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

from museminder.domain.courses.actions.courses import CourseFacts, create_course
from museminder.domain.courses.actions.locations import create_location
from museminder.domain.courses.actions.offerings import OfferingFacts, create_offering
from museminder.domain.courses.actions.programs import create_program
from museminder.domain.courses.actions.rooms import create_room
from museminder.domain.courses.actions.seasons import create_season
from museminder.domain.courses.models import Course, Location, Meeting, Offering, Program, Room, Season
from museminder.domain.courses.rules.plans import WeeklyTime
from museminder.domain.people.models import StaffMember
from museminder.primitives.actor import PROGRAM

LONG_BEFORE = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def instructor(first_name: str = "Wren", last_name: str = "Cho") -> StaffMember:
    """Somebody who teaches, without an account."""
    person = StaffMember(first_name=first_name, last_name=last_name)
    person.save(force_insert=True)
    return person


def room(name: str = "Studio A", *, location: Location | None = None, is_shared: bool = False) -> Room:
    """A room in the main house, or in the location given."""
    location = (
        location or Location.objects.first() or create_location(name="Main house", by=PROGRAM, at=LONG_BEFORE)
    )
    return create_room(
        location_id=location.id, name=name, capacity=16, is_shared=is_shared, by=PROGRAM, at=LONG_BEFORE
    )


def season(
    name: str = "Spring 2026", starts_on: date = date(2026, 2, 2), until: date = date(2026, 6, 1)
) -> Season:
    """A term; this one holds the spring change of the clocks in New York (March 8) and in Berlin (March 29)."""
    return Season.objects.filter(name=name).first() or create_season(
        name=name, starts_on=starts_on, until=until, by=PROGRAM, at=LONG_BEFORE
    )


def program(name: str = "Dance", kind: str = "dance") -> Program:
    """A program, the same one each time it is asked for by name."""
    return Program.objects.filter(name=name).first() or create_program(
        name=name, kind=kind, by=PROGRAM, at=LONG_BEFORE
    )


def course(name: str = "Ballet II", kind: str = "class") -> Course:
    """A course of the dance program, the same one each time it is asked for by name."""
    return Course.objects.filter(name=name).first() or create_course(
        facts=CourseFacts(program_id=program().id, name=name, kind=kind), by=PROGRAM, at=LONG_BEFORE
    )


def weekly(
    weekday: int = WEDNESDAY, hour: int = 16, minute: int = 0, minutes: int = 45, *, room: Room | None = None
) -> WeeklyTime:
    """A weekly time; Wednesdays at four for 45 minutes unless said otherwise."""
    return WeeklyTime(weekday, time(hour, minute), minutes, room.id if room else None)


def offering(
    name: str = "Ballet II",
    *times: WeeklyTime,
    of_season: Season | None = None,
    starts_on: date | None = None,
    until: date | None = None,
    places: int = 12,
    taught_by: tuple[UUID, ...] = (),
    kind: str = "class",
    reason: str = "",
) -> Offering:
    """An offering of a course of the same name over a whole season, with dated meetings."""
    term = of_season or season()
    facts = OfferingFacts(
        course_id=course(name, kind).id,
        season_id=term.id,
        name=name,
        places=places,
        starts_on=starts_on or term.starts_on,
        until=until or term.until,
        instructor_ids=taught_by,
    )
    return create_offering(facts=facts, weekly=times, reason=reason, by=PROGRAM, at=LONG_BEFORE)


def meetings_of(of: Offering) -> list[Meeting]:
    """Its meetings in order of time, as they are now."""
    return list(Meeting.objects.filter(offering=of).order_by("starts_at"))


def days_of(of: Offering, *, happening: bool = True) -> list[date]:
    """The days of its meetings that happen (or of those that do not)."""
    return [one.held_on for one in meetings_of(of) if one.is_cancelled is not happening]
