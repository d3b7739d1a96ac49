"""What enrolling would cost, before anybody enrolls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from museminder.domain.billing.models import TuitionPlan
from museminder.domain.billing.rules import tuition_terms as terms
from museminder.domain.billing.rules.tuition import tuition_for_period
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.models import OfferingTuition
from museminder.domain.enrollment.queries.tuition import terms_of
from museminder.primitives.periods import DateRange, Month


@dataclass(frozen=True, slots=True)
class MonthPrice:
    """What one month would cost, in minor units before tax, and why."""

    month: Month
    tuition: terms.TuitionResult


@dataclass(frozen=True, slots=True)
class PricePreview:
    """The plan an offering is billed by, and its first months; ``problem`` is ``no_plan`` or ``price_missing``."""

    plan: TuitionPlan | None
    months: list[MonthPrice]
    problem: str = ""


def plan_of(offering: Offering, on: date) -> TuitionPlan | None:
    """The plan an offering is billed by on a day."""
    rows = OfferingTuition.objects.filter(offering=offering, starts_on__lte=on).select_related("tuition_plan")
    row = rows.order_by("-starts_on").first()
    return row.tuition_plan if row else None


def price_preview(
    offering: Offering, starts_on: date, until: date | None = None, months: int = 3
) -> PricePreview:
    """What a student who begins on ``starts_on`` would be charged for the first months, by the offering's plan.

    The same arithmetic as the month's posting; two statements. Nothing is promised by it.
    """
    enrolled = DateRange(starts_on, until or offering.until)
    plan = plan_of(offering, (Month.of(starts_on) + 1).first_on)
    if plan is None:
        return PricePreview(None, [], "no_plan")
    rows = Meeting.objects.filter(offering=offering, closure=None).order_by("starts_at")
    meetings = [
        terms.Meeting(on=on, is_canceled=gone) for on, gone in rows.values_list("held_on", "is_cancelled")
    ]
    try:
        found = [
            MonthPrice(
                month,
                tuition_for_period(plan=terms_of(plan), enrolled=enrolled, meetings=meetings, period=month),
            )
            for month in enrolled.months()[:months]
        ]
    except ValueError:
        return PricePreview(plan, [], "price_missing")
    return PricePreview(plan, found)
