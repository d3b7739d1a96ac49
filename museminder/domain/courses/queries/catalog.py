"""What the studio offers: programs, courses, offerings, and the rooms and seasons they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from museminder.domain.courses.models import (
    Closure,
    Course,
    Location,
    Meeting,
    Offering,
    OfferingInstructor,
    Program,
    Room,
    ScheduleTemplate,
    Season,
)
from museminder.foundation.tenancy.standing import Given, standing

NEXT = 8


@dataclass(frozen=True, slots=True)
class OfferingDetails:
    """Everything the page of one offering shows."""

    offering: Offering
    instructors: list[OfferingInstructor]
    templates: list[ScheduleTemplate]
    upcoming: list[Meeting]
    meeting_count: int
    closed_count: int


def catalog(*, season: Season | None = None, program: str = "", words: str = "") -> list[Course]:
    """Courses with their offerings (of a season, if one is given), instructors and weekly times.

    ``program`` is a kind such as dance; ``words`` are letters of a course's or offering's name. Four statements.
    """
    offerings = _described(Offering.objects.all())
    courses = Course.objects.select_related("program").order_by(
        "-is_active", "program__name", "name", "level"
    )
    if season is not None:
        offerings = offerings.filter(starts_on__lt=season.until, until__gt=season.starts_on)
        courses = courses.filter(id__in=offerings.order_by().values("course_id"))
    if program:
        courses = courses.filter(program__kind=program)
    if words:
        named = Offering.objects.filter(name__icontains=words).values("course_id")
        courses = courses.filter(Q(name__icontains=words) | Q(id__in=named))
    return list(courses.prefetch_related(Prefetch("offerings", queryset=offerings)))


def offerings_of(course: Course) -> list[Offering]:
    """The offerings of a course with instructors and weekly times, newest first."""
    return list(_described(Offering.objects.filter(course=course)))


def _described(offerings: QuerySet[Offering]) -> QuerySet[Offering]:
    return (
        offerings.select_related("season")
        .order_by("-starts_on", "name", "id")
        .prefetch_related(
            Prefetch(
                "instructors",
                queryset=OfferingInstructor.objects.select_related("staff_member").order_by("position", "id"),
            ),
            Prefetch(
                "templates",
                queryset=ScheduleTemplate.objects.select_related("room").order_by("weekday", "starts", "id"),
            ),
        )
    )


def offering_details(offering_id: UUID, *, at: datetime) -> OfferingDetails | None:
    """One offering with its next meetings; None if there is none of that id. Five statements."""
    for offering in _offering(offering=offering_id):
        meeting_count, closed_count = next(iter(_meeting_counts(offering=offering_id)), (0, 0))
        return OfferingDetails(
            offering=offering,
            instructors=_instructors(offering=offering_id),
            templates=_templates(offering=offering_id),
            upcoming=_upcoming(offering=offering_id, at=at),
            meeting_count=meeting_count,
            closed_count=closed_count,
        )
    return None


@standing
def _offering(offering: Given) -> QuerySet[Offering]:
    return Offering.objects.filter(id=offering).select_related("course__program", "season")


@standing
def _instructors(offering: Given) -> QuerySet[OfferingInstructor]:
    rows = OfferingInstructor.objects.filter(offering_id=offering).order_by("position", "id")
    return rows.select_related("staff_member")


@standing
def _templates(offering: Given) -> QuerySet[ScheduleTemplate]:
    rows = ScheduleTemplate.objects.filter(offering_id=offering).order_by("weekday", "starts", "id")
    return rows.select_related("room")


@standing
def _meeting_counts(offering: Given) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(offering_id=offering).values("offering_id")
    counted = rows.annotate(held=Count("id", filter=Q(is_cancelled=False)), closed=Count("closure_id"))
    return counted.values_list("held", "closed")


@standing
def _upcoming(offering: Given, at: Given) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(offering_id=offering, ends_at__gt=at).order_by("starts_at")
    return rows.select_related("room")[:NEXT]


def programs_with_courses() -> list[Program]:
    """Programs with how many courses each has (``course_count``)."""
    return list(Program.objects.annotate(course_count=Count("courses")).order_by("-is_active", "name"))


def locations_with_rooms() -> list[Location]:
    """Buildings with their rooms, those in use first."""
    rooms = Room.objects.order_by("-is_active", "name")
    return list(
        Location.objects.order_by("-is_active", "name").prefetch_related(Prefetch("rooms", queryset=rooms))
    )


def seasons_with_offerings() -> list[Season]:
    """Seasons, newest first, with how many offerings were last planned for each (``offering_count``)."""
    return list(Season.objects.annotate(offering_count=Count("offerings")).order_by("-starts_on"))


def closures_with_meetings(first_on: date) -> list[Closure]:
    """Closures not over by a day, with how many meetings each keeps from happening (``meeting_count``)."""
    return list(
        Closure.objects.filter(until__gt=first_on)
        .select_related("location", "offering")
        .annotate(meeting_count=Count("meetings"))
        .order_by("-starts_on", "id")
    )
