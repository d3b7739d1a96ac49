"""Students leave offerings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from museminder.domain.enrollment.actions.places import give_back_places, queue_for
from museminder.domain.enrollment.events import StudentWithdrawn
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.enrollment.rules import check_can_withdraw
from museminder.domain.people.rules import check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def withdraw_student(
    *, enrollment_id: UUID, last_day: date, by: Actor, at: datetime, reason: str = ""
) -> Enrollment:
    """A student leaves an offering: ``last_day`` still counts, the places after it are free at once.

    The day before the first day means the student never came; who only waits may leave on any day. Raises ``Refused``
    for a day before that, and for one after a last day that was agreed already.
    """
    note = check_text(reason)
    until = last_day + timedelta(days=1)
    with transaction.atomic(using=current_site()):
        queue_for(Enrollment.objects.values_list("offering_id", flat=True).get(pk=enrollment_id))
        enrollment = Enrollment.objects.select_for_update().get(pk=enrollment_id)
        if enrollment.kind == Enrollment.Kind.WAITLISTED:
            until = max(until, enrollment.starts_on)
        check_can_withdraw(enrollment, until)
        places = list(
            Participation.objects.filter(
                enrollment=enrollment, ended=False, meeting__held_on__gte=until
            ).values_list("pk", "meeting_id")
        )
        Participation.objects.filter(pk__in=[place for place, _meeting in places]).update(ended=True)
        give_back_places([meeting for _place, meeting in places])
        enrollment.until = until
        enrollment.withdrawn_reason = note
        enrollment.save(update_fields=["until", "withdrawn_reason"])
        details = {"last_day": last_day.isoformat(), "places_given_back": len(places)}
        record_change("enrollment.student.withdrawn", of=enrollment, by=by, at=at, note=note, details=details)
        announce(
            StudentWithdrawn(
                enrollment.pk, enrollment.student_id, enrollment.offering_id, until, by=by, at=at
            )
        )
    return enrollment
