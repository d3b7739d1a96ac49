"""Writing into the registers that show how we are watched; what is written stays."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import Attestation, OperatorStaff, Review, Training
from museminder.domain.oversight.models.limits import (
    LONGEST_ATTESTATION,
    LONGEST_BETWEEN_REVIEWS,
    LONGEST_TRAINING,
)
from museminder.domain.oversight.rules.validity import check_span
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def record_training(
    *,
    staff_id: UUID,
    subject: str,
    completed_on: date,
    valid_until: date,
    certificate_sha256: str,
    by: Actor,
    at: datetime,
) -> Training:
    """Note that somebody of ours was taught; it holds until the day before ``valid_until``. Raises ``Refused``."""
    check_span(completed_on, valid_until, longest=LONGEST_TRAINING)
    _check_past(completed_on, at=at)
    with transaction.atomic(using=current_site()):
        staff = OperatorStaff.objects.get(pk=staff_id, ended_at=None)
        return Training.objects.create(
            staff=staff,
            subject=subject,
            completed_on=completed_on,
            valid_until=valid_until,
            certificate_sha256=certificate_sha256,
            recorded_by=by.name[:120],
            recorded_at=at,
        )


def record_review(
    *,
    kind: str,
    reviewer: str,
    scope: str,
    reviewed_on: date,
    next_due_on: date,
    report_sha256: str,
    finding_count: int,
    open_finding_count: int,
    by: Actor,
    at: datetime,
) -> Review:
    """Note that our procedures were reviewed, with how many findings. Raises ``Refused``."""
    check_span(reviewed_on, next_due_on, longest=LONGEST_BETWEEN_REVIEWS)
    _check_past(reviewed_on, at=at)
    if open_finding_count > finding_count:
        raise Refused(_("More findings are open than were found."))
    with transaction.atomic(using=current_site()):
        return Review.objects.create(
            kind=kind,
            reviewer=reviewer,
            scope=scope,
            reviewed_on=reviewed_on,
            next_due_on=next_due_on,
            report_sha256=report_sha256,
            finding_count=finding_count,
            open_finding_count=open_finding_count,
            recorded_by=by.name[:120],
            recorded_at=at,
        )


def record_attestation(
    *,
    kind: str,
    of_whom: str,
    document_sha256: str,
    issued_on: date,
    expires_on: date,
    by: Actor,
    at: datetime,
) -> Attestation:
    """Note what somebody else attests, and until when. Raises ``Refused``."""
    check_span(issued_on, expires_on, longest=LONGEST_ATTESTATION)
    _check_past(issued_on, at=at)
    with transaction.atomic(using=current_site()):
        return Attestation.objects.create(
            kind=kind,
            of_whom=of_whom,
            document_sha256=document_sha256,
            issued_on=issued_on,
            expires_on=expires_on,
            recorded_by=by.name[:120],
            recorded_at=at,
        )


def _check_past(day: date, *, at: datetime) -> None:
    if day > at.date():
        raise Refused(_("This day has not come yet."))
