"""Lessons the studio owes: granted, used, taken back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.attendance.models import MakeUpCredit
from museminder.domain.attendance.rules import check_can_revoke, check_can_use, check_lasts
from museminder.domain.people.models import Student
from museminder.domain.people.rules import check_not_merged, check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def grant_make_up_credit(
    *,
    student: Student,
    granted_on: date,
    by: Actor,
    at: datetime,
    expires_on: date | None = None,
    minutes: int | None = None,
    reason: str = "",
) -> MakeUpCredit:
    """Owe a student one lesson, of some minutes where that is known.

    ``expires_on`` is the first day it cannot be used on any more; None never runs out. Raises ``Refused``.
    """
    check_lasts(granted_on, expires_on)
    check_not_merged(student)
    with transaction.atomic(using=current_site()):
        credit = MakeUpCredit(
            student=student,
            granted_on=granted_on,
            expires_on=expires_on,
            minutes=minutes,
            reason=check_text(reason),
        )
        credit.save(force_insert=True)
        details = {"student_id": str(student.pk), "minutes": minutes}
        record_change("attendance.make_up_credit.granted", of=credit, by=by, at=at, details=details)
    return credit


def use_make_up_credit(*, credit_id: UUID, on: date, by: Actor, at: datetime) -> MakeUpCredit:
    """Take a lesson for one that was owed; it is used once. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        credit = MakeUpCredit.objects.select_for_update().get(pk=credit_id)
        check_can_use(credit, on)
        credit.state = MakeUpCredit.State.USED
        credit.save(update_fields=["state"])
        details = {"on": on.isoformat()}
        record_change("attendance.make_up_credit.used", of=credit, by=by, at=at, details=details)
    return credit


def revoke_make_up_credit(*, credit_id: UUID, reason: str, by: Actor, at: datetime) -> MakeUpCredit:
    """Take back a lesson that is still owed, for a reason. Raises ``Refused``."""
    note = check_text(reason)
    with transaction.atomic(using=current_site()):
        credit = MakeUpCredit.objects.select_for_update().get(pk=credit_id)
        check_can_revoke(credit)
        credit.state = MakeUpCredit.State.REVOKED
        credit.save(update_fields=["state"])
        record_change("attendance.make_up_credit.revoked", of=credit, by=by, at=at, note=note)
    return credit
