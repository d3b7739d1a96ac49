"""Keeping somebody away from a student, by recorded evidence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.events import CustodyDenied
from museminder.domain.people.models import CustodyDenial, Guardian, Student
from museminder.domain.people.rules import check_not_merged, check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.clocks import no_later_than_now
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def record_custody_denial(
    *,
    student: Student,
    evidence: str,
    by: Actor,
    at: datetime,
    guardian: Guardian | None = None,
    person_name: str = "",
    starts_at: datetime | None = None,
) -> CustodyDenial:
    """Write down that a person may not see, fetch or be told of a student; it holds at their next click.

    ``evidence`` says what it rests on, such as the court and the day. Somebody without a record is named by
    ``person_name``. ``starts_at`` is now unless the order begins later. Raises ``Refused``.
    """
    name = check_text(guardian.full_name if guardian else person_name)
    reason = check_text(evidence)
    if not name:
        raise Refused(_("Say whom the order is about."))
    if not reason:
        raise Refused(_("Say which order this is: who decided, and when."))
    check_not_merged(student)
    with transaction.atomic(using=current_site()):
        denial = CustodyDenial(
            student=student,
            guardian=guardian,
            person_name=name,
            evidence=reason,
            recorded_by_name=by.name[:120],
            # Another computer, whose clock is right, may answer the very next click.
            starts_at=starts_at or no_later_than_now(at),
        )
        denial.save(force_insert=True)
        details = {"denial_id": str(denial.pk), "guardian_id": str(guardian.pk) if guardian else None}
        record_change("people.custody_denial.recorded", of=student, by=by, at=at, details=details)
        announce(CustodyDenied(denial.pk, student.pk, guardian.pk if guardian else None, by=by, at=at))
    return denial


def end_custody_denial(*, denial_id: UUID, reason: str, by: Actor, at: datetime) -> CustodyDenial:
    """Take a denial back, for a reason such as a new order; the person's rights are again what they were."""
    note = check_text(reason)
    if not note:
        raise Refused(_("Say why it ends, such as a new order."))
    with transaction.atomic(using=current_site()):
        denial = CustodyDenial.objects.select_for_update().select_related("student").get(pk=denial_id)
        if denial.ended_at is None:
            denial.ended_at = max(at, denial.starts_at)
            denial.save(update_fields=["ended_at"])
            details = {"denial_id": str(denial.pk)}
            record_change(
                "people.custody_denial.ended", of=denial.student, by=by, at=at, note=note, details=details
            )
    return denial
