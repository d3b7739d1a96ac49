"""Who is expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.models import Enrollment, Participation


def roster_of_offering(offering: Offering, on: date) -> QuerySet[Enrollment]:
    """Who is enrolled in an offering on a day or will be later, by name, with the student in hand."""
    return (
        _holding(offering, on)
        .exclude(kind=Enrollment.Kind.WAITLISTED)
        .order_by("student__name_key", "starts_on", "id")
    )


def waiting_for(offering: Offering, on: date) -> QuerySet[Enrollment]:
    """Who waits for a place in an offering on a day or will later, first come first, with the student in hand."""
    return _holding(offering, on).filter(kind=Enrollment.Kind.WAITLISTED).order_by("enrolled_at", "id")


def _holding(offering: Offering, on: date) -> QuerySet[Enrollment]:
    rows = Enrollment.objects.filter(
        Q(until=None) | Q(until__gt=on), offering=offering, student__merged_into=None
    )
    # Who left before the first day was never there, even while that day is still to come.
    return rows.exclude(until__lte=F("starts_on")).select_related("student")


def formerly_in(offering: Offering, on: date) -> QuerySet[Enrollment]:
    """Who was enrolled in an offering and has left it, last leaver first."""
    rows = Enrollment.objects.filter(offering=offering, until__lte=on).exclude(
        kind=Enrollment.Kind.WAITLISTED
    )
    return rows.select_related("student").order_by("-until", "student__name_key")


def roster_of_meeting(meeting: Meeting) -> QuerySet[Participation]:
    """Who is expected at one meeting, by name, with the student in hand."""
    rows = Participation.objects.filter(meeting=meeting, ended=False, student__merged_into=None)
    return rows.select_related("student").order_by("student__name_key", "id")


def rosters_of_meetings(meetings: Sequence[Meeting]) -> QuerySet[Participation]:
    """Who is expected at several meetings, in one statement."""
    rows = Participation.objects.filter(meeting__in=[meeting.pk for meeting in meetings], ended=False)
    return rows.select_related("student").order_by("student__name_key", "id")
