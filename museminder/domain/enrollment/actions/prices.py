"""What an offering costs, and what a family was promised."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.billing.models import TuitionPlan
from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.models import Enrollment, OfferingTuition, PriceAgreement
from museminder.domain.enrollment.rules import check_agreement_fits
from museminder.domain.people.rules import check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

PROMISED = (
    "tuition_plan_id",
    "starts_on",
    "until",
    "monthly_amount",
    "per_lesson_amount",
    "per_session_fee_amount",
)


def set_offering_tuition(
    *, offering: Offering, tuition_plan: TuitionPlan, starts_on: date, by: Actor, at: datetime
) -> OfferingTuition:
    """Bill an offering by a tuition plan from a day on; who has a price agreement keeps it."""
    with transaction.atomic(using=current_site()):
        row, _is_new = OfferingTuition.objects.update_or_create(
            offering=offering, starts_on=starts_on, defaults={"tuition_plan": tuition_plan}
        )
        details = {"tuition_plan_id": str(tuition_plan.pk), "starts_on": starts_on.isoformat()}
        record_change("enrollment.offering.priced", of=offering, by=by, at=at, details=details)
    return row


def agree_on_price(
    *,
    enrollment_id: UUID,
    tuition_plan: TuitionPlan,
    starts_on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    monthly_amount: int | None = None,
    per_lesson_amount: int | None = None,
    per_session_fee_amount: int | None = None,
    reason: str = "",
) -> PriceAgreement:
    """Promise a family a price for an enrollment, from a day on, up to ``until`` (half open) or without end.

    Amounts in minor units; None is the plan's own, 0 is free. An agreement without an end that began earlier ends
    where this one begins. Raises ``Refused`` if another promise holds on one of the days.
    """
    note = check_text(reason)
    with transaction.atomic(using=current_site()):
        enrollment = Enrollment.objects.select_for_update().get(pk=enrollment_id)
        _make_room(enrollment, starts_on, until)
        agreement = PriceAgreement(
            enrollment=enrollment,
            tuition_plan=tuition_plan,
            monthly_amount=monthly_amount,
            per_lesson_amount=per_lesson_amount,
            per_session_fee_amount=per_session_fee_amount,
            reason=note,
            starts_on=starts_on,
            until=until,
        )
        agreement.save(force_insert=True)
        details = {name: _plain(getattr(agreement, name)) for name in PROMISED}
        record_change("enrollment.price.agreed", of=enrollment, by=by, at=at, note=note, details=details)
    return agreement


def _make_room(enrollment: Enrollment, starts_on: date, until: date | None) -> None:
    """End the open promise where the new one begins; refuse any other on the same days."""
    earlier = PriceAgreement.objects.filter(
        enrollment=enrollment, starts_on__lt=starts_on, until=None
    ).first()
    check_agreement_fits(enrollment, starts_on, until, replaced=earlier)
    if earlier is not None:
        earlier.until = starts_on
        earlier.save(update_fields=["until"])


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def end_price_agreement(*, agreement_id: UUID, until: date, by: Actor, at: datetime) -> PriceAgreement:
    """End a promise: from ``until`` on the offering's own price holds."""
    with transaction.atomic(using=current_site()):
        agreement = (
            PriceAgreement.objects.select_for_update().select_related("enrollment").get(pk=agreement_id)
        )
        agreement.until = max(until, agreement.starts_on)
        agreement.save(update_fields=["until"])
        details = {"agreement_id": str(agreement.pk), "until": agreement.until.isoformat()}
        record_change("enrollment.price.ended", of=agreement.enrollment, by=by, at=at, details=details)
    return agreement
