"""Offerings: a course as it is held, with its weekly times and its dated meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.courses.actions.placing import place_first_meetings
from museminder.domain.courses.models import (
    Course,
    Meeting,
    Offering,
    OfferingInstructor,
    ScheduleTemplate,
    Season,
)
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.queries.closures import closures_between
from museminder.domain.courses.queries.planning import dated_meetings, rooms_of, slot_of, templates_of
from museminder.domain.courses.queries.room_bookings import book_rooms, bookings_of
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.offerings import check_places, offering_name
from museminder.domain.courses.rules.plans import MeetingPlan, WeeklyTime
from museminder.domain.courses.rules.spans import check_days, check_minutes
from museminder.foundation.audit.recording import record_changes
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

CREATED = "courses.offering.created"


@dataclass(frozen=True, slots=True)
class OfferingFacts:
    """What a studio says about an offering; ``until`` is the first day after it, the first instructor leads."""

    course_id: UUID
    season_id: UUID
    name: str
    places: int
    starts_on: date
    until: date
    instructor_ids: tuple[UUID, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class NewOffering:
    """An offering that is to be made, and the weekly times it is held at."""

    facts: OfferingFacts
    weekly: Sequence[WeeklyTime] = ()


@dataclass(frozen=True, slots=True)
class PlannedOffering:
    """An offering with the meetings it has or would have; ``lost_room``: its room was taken, so it has none."""

    offering: Offering
    templates: list[ScheduleTemplate]
    meetings: list[Meeting]
    instructor_ids: list[UUID]
    lost_room: bool = False


def create_offering(
    *, facts: OfferingFacts, weekly: Sequence[WeeklyTime], reason: str = "", by: Actor, at: datetime
) -> Offering:
    """Offer a course: its weekly times become dated meetings, those on closed days marked as closed.

    Raises ``RoomTaken``, ``NeedsReason`` if an instructor is asked for twice and nobody says why, or ``Refused``.
    """
    return create_offerings(new=[NewOffering(facts, weekly)], reason=reason, by=by, at=at)[0].offering


def create_offerings(
    *,
    new: Sequence[NewOffering],
    reason: str = "",
    keep_without_room: bool = False,
    by: Actor,
    at: datetime,
) -> list[PlannedOffering]:
    """Offer many courses at once, such as a timetable brought from another system; in the order given.

    All or none, in about as many statements as one takes. With ``keep_without_room`` an offering whose room is taken
    at one of its times, on the calendar or by an earlier one of these, comes in without a room and says ``lost_room``;
    otherwise that raises ``RoomTaken``. Raises ``NeedsReason`` and ``Refused`` as for a single one.
    """
    with transaction.atomic(using=current_site()):
        planned = plan_offerings(new, keep_without_room=keep_without_room)
        Offering.objects.bulk_create([one.offering for one in planned])
        OfferingInstructor.objects.bulk_create(
            OfferingInstructor(offering=one.offering, staff_member_id=who, position=place)
            for one in planned
            for place, who in enumerate(one.instructor_ids)
        )
        ScheduleTemplate.objects.bulk_create([template for one in planned for template in one.templates])
        taught_by: dict[UUID | None, Sequence[UUID]] = {
            one.offering.pk: one.instructor_ids for one in planned
        }
        place_first_meetings(_together(planned), taught_by=taught_by, reason=reason, by=by, at=at)
        meetings = {one.offering.pk: {"meetings": len(one.meetings)} for one in planned}
        record_changes(CREATED, of=[one.offering for one in planned], by=by, at=at, details=meetings)
        return planned


def _together(planned: Sequence[PlannedOffering]) -> MeetingPlan:
    slots = [
        slot_of(meeting, frozenset(one.instructor_ids))
        for one in planned
        for meeting in one.meetings
        if not meeting.is_cancelled
    ]
    return MeetingPlan([meeting for one in planned for meeting in one.meetings], find_clashes(slots))


def plan_offerings(new: Sequence[NewOffering], *, keep_without_room: bool = False) -> list[PlannedOffering]:
    """Offerings, unsaved, with the meetings they would have. Raises ``Refused`` for impossible facts."""
    for one in new:
        check_days(one.facts.starts_on, one.facts.until)
        for time in one.weekly:
            check_minutes(time.minutes)
    if not new:
        return []
    planner = _Planner(new)
    planned = [planner.plan(one, with_room=True) for one in new]
    if not keep_without_room:
        return planned
    booked = bookings_of(meeting for one in planned for meeting in one.meetings)
    return [
        one if book_rooms(booked, one.meetings) else planner.plan(wish, with_room=False)
        for one, wish in zip(planned, new, strict=True)
    ]


class _Planner:
    """What the offerings of one timetable have in common, looked up once."""

    def __init__(self, new: Sequence[NewOffering]) -> None:
        self.courses = Course.objects.in_bulk({one.facts.course_id for one in new})
        self.seasons = Season.objects.in_bulk({one.facts.season_id for one in new})
        self.rooms = rooms_of(weekly for one in new for weekly in one.weekly)
        self.zone = studio_zone()
        first_on = min(one.facts.starts_on for one in new)
        self.closures = closures_between(first_on, max(one.facts.until for one in new))

    def plan(self, new: NewOffering, *, with_room: bool) -> PlannedOffering:
        """One offering with its meetings, in its rooms or in none."""
        facts = new.facts
        course = self.courses[facts.course_id]
        offering = Offering(
            course=course,
            season=self.seasons[facts.season_id],
            kind=course.kind,
            name=offering_name(facts.name, course),
            places=check_places(facts.places),
            starts_on=facts.starts_on,
            until=facts.until,
            is_open=facts.is_open,
        )
        weekly = new.weekly if with_room else [replace(time, room_id=None) for time in new.weekly]
        templates = templates_of(
            offering, weekly, starts_on=facts.starts_on, until=facts.until, rooms=self.rooms
        )
        meetings = dated_meetings(templates, offering=offering, closures=self.closures, zone=self.zone)
        used = {id(meeting.template) for meeting in meetings}
        return PlannedOffering(
            offering,
            [template for template in templates if id(template) in used],
            meetings,
            list(dict.fromkeys(facts.instructor_ids)),
            lost_room=not with_room,
        )
