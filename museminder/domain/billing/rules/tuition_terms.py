"""What tuition is worked out from: the plan, prices promised to a family, meetings; and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.primitives.periods import DateRange


class TuitionKind(StrEnum):
    """How a plan turns lessons or months into money."""

    MONTHLY = "monthly"
    PER_LESSON = "per_lesson"
    EQUIVALENT_MONTHLY = "equivalent_monthly"
    EQUIVALENT_MONTHLY_PRORATE = "equivalent_monthly_prorate"


class PartMonth(StrEnum):
    """What a month costs under a monthly plan when the student is enrolled for part of its meetings."""

    PER_SESSION = "per_session"
    MEETINGS = "meetings"
    FULL = "full"
    FOUR_WEEKS = "four_weeks"


class ZeroReason(StrEnum):
    """Why nothing is charged for a month."""

    NOT_ENROLLED = "not_enrolled"
    NO_MEETINGS = "no_meetings"
    NO_MEETINGS_LEFT = "no_meetings_left"
    NO_LESSONS_CHARGED = "no_lessons_charged"
    ALL_MONTHS_CHARGED = "all_months_charged"
    FREE = "free"
    INCLUDED = "included"
    NO_SHARE = "no_share"


class PriceMissingError(ValueError):
    """The plan lacks a figure its kind needs: a question for the office, not a charge of nothing."""


@dataclass(frozen=True, slots=True)
class TuitionPlan:
    """A studio's way of charging tuition. Amounts in minor units, None where the kind needs none."""

    kind: TuitionKind
    monthly_amount: int | None = None
    per_lesson_amount: int | None = None
    per_session_fee_amount: int | None = None
    months: int | None = None
    first_month: PartMonth = PartMonth.MEETINGS


@dataclass(frozen=True, slots=True)
class PriceAgreement:
    """Prices promised to a family for some time; None leaves the plan's own price."""

    dates: DateRange
    monthly_amount: int | None = None
    per_lesson_amount: int | None = None
    per_session_fee_amount: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One dated meeting of the offering that is not on a closure.

    `is_charged` is what attendance decided for this student; None is undecided: charged unless canceled.
    """

    on: date
    is_canceled: bool = False
    is_charged: bool | None = None

    @property
    def counts_as_lesson_charged(self) -> bool:
        """Says whether a plan per lesson charges it."""
        return not self.is_canceled if self.is_charged is None else self.is_charged


@dataclass(frozen=True, slots=True)
class TuitionResult:
    """What an enrollment costs in a month, when it is due and why; a reason exactly when it is nothing."""

    amount: int
    due_on: date
    steps: tuple[Step, ...] = ()
    reason_when_zero: ZeroReason | None = None


def price_on(
    plan: TuitionPlan, agreements: Sequence[PriceAgreement], unit: str, on: date
) -> tuple[int | None, Step | None]:
    """The price of one "month", "lesson" or "session" for a family on a day, and the step that explains it.

    A promised price goes before the plan's. Raises ValueError if two promises hold on the same day, because
    choosing one would be guessing.
    """
    field = {"month": "monthly_amount", "lesson": "per_lesson_amount", "session": "per_session_fee_amount"}[
        unit
    ]
    promised = [
        agreement
        for agreement in agreements
        if on in agreement.dates and getattr(agreement, field) is not None
    ]
    if len(promised) > 1:
        raise ValueError(f"two price agreements hold on {on.isoformat()}")
    if promised:
        amount: int = getattr(promised[0], field)
        until_on = promised[0].dates.until_on
        dates = {
            "from_on": promised[0].dates.from_on.isoformat(),
            "until_on": until_on.isoformat() if until_on else None,
        }
        return amount, Step(StepKind.AGREED_PRICE, amount, {"unit": unit, **dates})
    listed: int | None = getattr(plan, field)
    return listed, None if listed is None else Step(StepKind.PLAN_PRICE, listed, {"unit": unit})


def needed_price_on(
    plan: TuitionPlan, agreements: Sequence[PriceAgreement], unit: str, on: date
) -> tuple[int, Step]:
    """The same for a price without which the plan cannot work. Raises PriceMissingError if there is none."""
    amount, step = price_on(plan, agreements, unit, on)
    if amount is None or step is None:
        raise PriceMissingError(f"the plan has no price for a {unit}")
    if amount < 0:
        raise PriceMissingError(f"the price for a {unit} is below zero")
    return amount, step
