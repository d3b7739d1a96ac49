"""What enrollments do when the calendar changes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from museminder.domain.billing.rules.sources import register_source
from museminder.domain.courses.events import MeetingRestored, MeetingsAdded
from museminder.domain.courses.models import FeedOwner, Meeting
from museminder.domain.courses.rules.clashes import register_clash_finder
from museminder.domain.courses.rules.feed_sources import register_feed_source
from museminder.domain.enrollment.actions.participations import bring_into_meetings
from museminder.domain.enrollment.actions.places import queue_for
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.clashes import student_clashes
from museminder.domain.enrollment.queries.feed import meetings_of_children
from museminder.domain.enrollment.queries.tuition import SOURCE, tuition_due
from museminder.domain.oversight.rules.demanded import Records, register_records
from museminder.foundation.outside.telling import Told
from museminder.primitives.happenings import when

register_clash_finder(student_clashes)
register_feed_source(FeedOwner.GUARDIAN)(meetings_of_children)
register_source(SOURCE, tuition_due)
register_records(
    "enrollments",
    Records(Enrollment, ("student_id", "kind", "starts_on", "until"), (), Told.ENROLLMENTS),
)


@when(MeetingsAdded)
def bring_enrolled_students(event: MeetingsAdded) -> None:
    """Who is enrolled in an offering comes to its new meetings too."""
    if event.are_the_first:
        return
    _bring_into(event.offering_id, Meeting.objects.filter(pk__in=list(event.meeting_ids), is_cancelled=False))


@when(MeetingRestored)
def bring_those_who_came_meanwhile(event: MeetingRestored) -> None:
    """Who was enrolled while a meeting was off the calendar comes to it now that it happens after all."""
    meetings = Meeting.objects.filter(pk=event.meeting_id).exclude(offering=None)
    for meeting in meetings:
        _bring_into(meeting.offering_id, [meeting])


def _bring_into(offering_id: UUID | None, meetings: Iterable[Meeting]) -> None:
    if offering_id is None:
        return
    days = {meeting.pk: meeting.held_on for meeting in meetings}
    if not days:
        return
    queue_for(offering_id)
    enrolled = Enrollment.objects.filter(
        Q(until=None) | Q(until__gt=min(days.values())),
        offering=offering_id,
        kind=Enrollment.Kind.ACTIVE,
        starts_on__lte=max(days.values()),
    ).order_by("enrolled_at", "id")
    # Who is in the class stays in it: a meeting planned with fewer places than students takes them all.
    bring_into_meetings(
        [
            (enrollment, meeting)
            for enrollment in enrolled
            for meeting, day in days.items()
            if enrollment.holds_on(day)
        ]
    )
