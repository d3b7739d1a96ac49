"""Which meetings a weekly plan makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from museminder.domain.courses.models import (
    Closure,
    Meeting,
    MeetingKind,
    Offering,
    Room,
    ScheduleTemplate,
    Season,
    TeachingKind,
)
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.queries.closures import closures_between
from museminder.domain.courses.rules.clashes import Slot
from museminder.domain.courses.rules.closing import close, closure_over
from museminder.domain.courses.rules.local_time import span_of
from museminder.domain.courses.rules.plans import MeetingPlan, WeeklyTime


def plan_meetings(
    templates: Sequence[ScheduleTemplate],
    *,
    offering: Offering,
    instructor_ids: Iterable[UUID],
    zone: ZoneInfo,
) -> MeetingPlan:
    """The meetings that weekly templates make, in order of time, with those on closed days marked, and clashes.

    Nothing is saved. ``templates`` may be unsaved themselves; their rooms must be loaded.
    """
    days = [day for template in templates for day in template.dates()]
    closures = closures_between(min(days), max(days) + timedelta(days=1)) if days else []
    meetings = dated_meetings(templates, offering=offering, closures=closures, zone=zone)
    teachers = frozenset(instructor_ids)
    return MeetingPlan(meetings, find_clashes([slot_of(m, teachers) for m in meetings if not m.is_cancelled]))


def dated_meetings(
    templates: Sequence[ScheduleTemplate], *, offering: Offering, closures: Sequence[Closure], zone: ZoneInfo
) -> list[Meeting]:
    """The meetings that weekly templates make, unsaved, in order of time, those on closed days marked."""
    meetings = [meeting for template in templates for meeting in _meetings_of(template, offering, zone)]
    meetings.sort(key=lambda meeting: meeting.starts_at)
    for meeting in meetings:
        closure = closure_over(
            closures, day=meeting.held_on, room=meeting.room, offering_id=meeting.offering_id
        )
        if closure:
            close(meeting, closure)
    return meetings


def rooms_of(weekly: Iterable[WeeklyTime]) -> dict[UUID, Room]:
    """The rooms that weekly wishes name, by id."""
    return Room.objects.in_bulk({one.room_id for one in weekly if one.room_id})


def templates_of(
    offering: Offering,
    weekly: Sequence[WeeklyTime],
    *,
    starts_on: date,
    until: date,
    rooms: Mapping[UUID, Room] | None = None,
) -> list[ScheduleTemplate]:
    """Weekly wishes as templates of an offering, unsaved, with their rooms (looked up unless given).

    A room that does not exist raises ``KeyError``.
    """
    rooms = rooms_of(weekly) if rooms is None else rooms
    return [
        ScheduleTemplate(
            offering=offering,
            weekday=one.weekday,
            starts=one.starts,
            minutes=one.minutes,
            room=rooms[one.room_id] if one.room_id else None,
            starts_on=starts_on,
            until=until,
        )
        for one in weekly
    ]


def slot_of(meeting: Meeting, instructor_ids: frozenset[UUID], *, exists: bool = False) -> Slot:
    """A meeting as clash finders look at it."""
    return Slot(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        room_id=meeting.room_id,
        instructor_ids=instructor_ids,
        meeting_id=meeting.id if exists else None,
        offering_id=meeting.offering_id,
        shares_room=meeting.shares_room,
    )


def plan_extension(
    offering: Offering, season: Season, *, zone: ZoneInfo
) -> tuple[list[ScheduleTemplate], MeetingPlan]:
    """The templates and meetings with which an offering runs on into a season, from how it is held at its end.

    Nothing is saved. A season that overlaps what is already planned adds only the days after it.
    """
    starts_on = max(season.starts_on, offering.until)
    latest = offering.templates.filter(until__gte=offering.until).select_related("room")
    templates = [
        ScheduleTemplate(
            offering=offering,
            weekday=template.weekday,
            starts=template.starts,
            minutes=template.minutes,
            room=template.room,
            starts_on=starts_on,
            until=max(season.until, starts_on),
        )
        for template in latest.order_by("weekday", "starts", "id")
    ]
    return templates, plan_meetings(
        templates, offering=offering, instructor_ids=instructors_of(offering), zone=zone
    )


def instructors_of(offering: Offering) -> list[UUID]:
    """Who teaches an offering, the first first."""
    rows = offering.instructors.order_by("position", "id")
    return list(rows.values_list("staff_member_id", flat=True))


def _meetings_of(template: ScheduleTemplate, offering: Offering, zone: ZoneInfo) -> Iterable[Meeting]:
    for day in template.dates():
        starts_at, ends_at = span_of(day, template.starts, template.minutes, zone)
        yield Meeting(
            offering=offering,
            template=template,
            kind=kind_of(offering),
            starts_at=starts_at,
            ends_at=ends_at,
            held_on=day,
            room=template.room,
            shares_room=bool(template.room and template.room.is_shared),
            places=offering.places,
        )


def kind_of(offering: Offering) -> MeetingKind:
    """What a meeting of an offering is."""
    return MeetingKind.LESSON if offering.kind == TeachingKind.PRIVATE else MeetingKind.CLASS
