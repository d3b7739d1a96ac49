"""Holding something back from being erased, and letting it go again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.models import Student
from museminder.domain.people.rules import check_text, day_of
from museminder.domain.privacy.models import LegalHold
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

LONGEST = timedelta(days=366)


def place_legal_hold(*, student_id: UUID, reason: str, review_on: date, by: Actor, at: datetime) -> LegalHold:
    """Keep a student's data, and the family's, from being erased until somebody ends it. Raises ``Refused``."""
    reason = check_text(reason)
    if not reason:
        raise Refused(_("Say why it must be kept."))
    if not day_of(at) < review_on <= day_of(at) + LONGEST:
        raise Refused(_("Choose a day within a year on which somebody looks at it again."))
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().get(pk=student_id)
        if LegalHold.objects.filter(student=student, ended_at=None).exists():
            raise Refused(_("There is a hold on this student already."))
        hold = LegalHold.objects.create(
            student=student, reason=reason, held_by_name=by.name[:120], held_from=at, review_on=review_on
        )
        record_change(
            "privacy.legal_hold.placed", of=hold, by=by, at=at, details={"student": str(student.pk)}
        )
    return hold


def end_legal_hold(*, hold_id: UUID, by: Actor, at: datetime) -> LegalHold:
    """Let the schedule go on: what is over by now is erased in the next night. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        hold = LegalHold.objects.select_for_update().get(pk=hold_id)
        if hold.ended_at is not None:
            raise Refused(_("This hold has ended already."))
        hold.ended_at, hold.ended_by_name = at, by.name[:120]
        hold.save(update_fields=["ended_at", "ended_by_name"])
        record_change("privacy.legal_hold.ended", of=hold, by=by, at=at)
    return hold
