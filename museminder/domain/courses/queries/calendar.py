"""The calendar: what happens on which days, where and with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from museminder.domain.courses.models import Closure, Meeting, MeetingInstructor, Program, Room
from museminder.domain.courses.queries.closures import closures_between
from museminder.domain.courses.rules.local_time import span_of_days, studio_zone
from museminder.domain.people.models import StaffMember
from museminder.foundation.tenancy.standing import Given, standing


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody wants to see of the calendar; None is everything. ``program`` is a kind such as dance."""

    location_id: UUID | None = None
    room_id: UUID | None = None
    staff_member_id: UUID | None = None
    program: str = ""
    offering_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left out."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Teacher:
    """Who teaches a meeting, or stands in at it."""

    id: UUID
    name: str
    is_substitute: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as the calendar shows it; times are moments, ``program`` is the kind that colors it."""

    id: UUID
    name: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    held_on: date
    offering_id: UUID | None
    program: str
    room_id: UUID | None
    room: str
    location: str
    is_cancelled: bool
    is_closed: bool
    cancelled_reason: str
    clash_reason: str
    places: int
    places_taken: int
    is_series: bool
    version: int
    teachers: tuple[Teacher, ...]

    @property
    def is_full(self) -> bool:
        """Whether no place is left in a class; of a lesson's one student nobody says that it is full."""
        return self.places > 1 and self.places_taken >= self.places

    @property
    def has_substitute(self) -> bool:
        """Whether somebody stands in."""
        return any(one.is_substitute for one in self.teachers)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Some days of the calendar with everything a page of them needs."""

    first_on: date
    until: date
    entries: list[Entry]
    closures: list[Closure]
    rooms: list[Room]
    instructors: list[StaffMember]
    programs: list[Program]

    def closures_on(self, day: date) -> list[Closure]:
        """What is closed on a day."""
        return [closure for closure in self.closures if day in closure.days]


_COLUMNS = (
    "id",
    "title",
    "kind",
    "begins",
    "ends",
    "held_on",
    "offering_id",
    "offering__name",
    "offering__course__program__kind",
    "room_id",
    "room__name",
    "room__location__name",
    "is_cancelled",
    "closure_id",
    "cancelled_reason",
    "clash_reason",
    "places",
    "places_taken",
    "template_id",
    "version",
)


def calendar_between(first_on: date, until: date, filters: Filters = Filters()) -> Calendar:
    """The calendar of some days on the studio's clock (half open), and what it can be filtered by.

    Six statements, however many meetings there are.
    """
    return Calendar(
        first_on=first_on,
        until=until,
        entries=entries_between(first_on, until, filters),
        closures=closures_between(first_on, until),
        rooms=_rooms(),
        instructors=_instructors(),
        programs=_programs(),
    )


@standing
def _rooms() -> QuerySet[Room]:
    rows = Room.objects.filter(is_active=True).select_related("location")
    return rows.order_by("location__name", "name")


@standing
def _instructors() -> QuerySet[StaffMember]:
    rows = StaffMember.objects.filter(is_active=True, teaches=True)
    return rows.only("studio", "first_name", "last_name").order_by("last_name", "first_name")


@standing
def _programs() -> QuerySet[Program]:
    return Program.objects.filter(is_active=True).order_by("name")


def entries_between(first_on: date, until: date, filters: Filters = Filters()) -> list[Entry]:
    """The meetings that begin on some days, cancelled ones too, in order of time. Two statements."""
    from_at, until_at = span_of_days(first_on, until, studio_zone())
    if filters.is_empty:
        rows = _all(from_at=from_at, until_at=until_at)
    else:
        rows = list(_filtered(_between(from_at, until_at), filters))
    teachers = _teachers(from_at, until_at) if rows else {}
    # 500 meetings begin and end at some 60 moments: each is read once.
    moments = {text: datetime.fromisoformat(text) for text in {text for row in rows for text in row[3:5]}}
    return [_entry(row, moments, teachers) for row in rows]


def _between(from_at: Any, until_at: Any) -> QuerySet[Meeting, Any]:
    rows = Meeting.objects.filter(starts_at__gte=from_at, starts_at__lt=until_at)
    moments = {"begins": Cast("starts_at", CharField()), "ends": Cast("ends_at", CharField())}
    return rows.order_by("starts_at", "id").annotate(**moments).values_list(*_COLUMNS)


@standing
def _all(from_at: Given, until_at: Given) -> QuerySet[Meeting, Any]:
    return _between(from_at, until_at)


def _filtered(meetings: QuerySet[Meeting, Any], filters: Filters) -> QuerySet[Meeting, Any]:
    if filters.location_id:
        meetings = meetings.filter(room__location_id=filters.location_id)
    if filters.room_id:
        meetings = meetings.filter(room_id=filters.room_id)
    if filters.staff_member_id:
        meetings = meetings.filter(instructors__staff_member_id=filters.staff_member_id)
    if filters.offering_id:
        meetings = meetings.filter(offering_id=filters.offering_id)
    if filters.program == "event":
        meetings = meetings.filter(Q(offering=None) | Q(offering__course__program__kind="event"))
    elif filters.program:
        meetings = meetings.filter(offering__course__program__kind=filters.program)
    return meetings


def _teachers(from_at: datetime, until_at: datetime) -> dict[UUID, list[Teacher]]:
    people: dict[UUID, list[Teacher]] = {}
    known: dict[tuple[str, str, str, bool], Teacher] = {}  # a few people teach 500 meetings
    for meeting_id, *facts in _teaching(from_at=from_at, until_at=until_at):
        key = tuple(facts)
        teacher = known.get(key)
        if teacher is None:
            person, first, last, is_substitute = facts
            teacher = known[key] = Teacher(UUID(person), f"{first} {last}".strip(), is_substitute)
        people.setdefault(meeting_id, []).append(teacher)
    return people


@standing
def _teaching(from_at: Given, until_at: Given) -> QuerySet[MeetingInstructor, Any]:
    rows = MeetingInstructor.objects.filter(meeting__starts_at__gte=from_at, meeting__starts_at__lt=until_at)
    name = ("staff_member__first_name", "staff_member__last_name")
    person = Cast("staff_member_id", CharField())
    return rows.order_by("id").values_list("meeting_id", person, *name, "is_substitute")


def _entry(row: tuple[Any, ...], moments: dict[str, datetime], teachers: dict[UUID, list[Teacher]]) -> Entry:
    id_, title, kind, begins, ends, held_on, offering_id, offering, program, *rest = row
    room_id, room, location, is_cancelled, closure, cancelled_reason, clash_reason, *last = rest
    places, places_taken, template, version = last
    # By position: a week has 500 of them.
    return Entry(
        id_,
        title or offering or "",
        kind,
        moments[begins],
        moments[ends],
        held_on,
        offering_id,
        program or "event",
        room_id,
        room or "",
        location or "",
        is_cancelled,
        closure is not None,
        cancelled_reason,
        clash_reason,
        places,
        places_taken,
        template is not None,
        version,
        tuple(teachers.get(id_, ())),
    )
