"""A price promised to a family holds for its dates, and no longer."""

from datetime import date, timedelta

import pytest

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.domain.billing.rules.tuition import tuition_for_period
from museminder.domain.billing.rules.tuition_terms import (
    Meeting,
    PriceAgreement,
    PriceMissingError,
    TuitionKind,
    TuitionPlan,
    needed_price_on,
    price_on,
)
from museminder.primitives.periods import DateRange, Month

MAY = Month(2026, 5)
MONTHLY = TuitionPlan(TuitionKind.MONTHLY, 5000)
PER_LESSON = TuitionPlan(TuitionKind.PER_LESSON, per_lesson_amount=4500)


def weekly(first_on, count):
    return [Meeting(first_on + timedelta(weeks=week)) for week in range(count)]


WEDNESDAYS = weekly(date(2026, 5, 6), 4)


def test_agreement_leaves_the_prices_it_does_not_name():
    agreement = PriceAgreement(DateRange(date(2026, 1, 1)), per_session_fee_amount=1200)
    amounts = [
        price_on(MONTHLY, [agreement], unit, date(2026, 5, 1))[0] for unit in ("month", "lesson", "session")
    ]
    assert amounts == [5000, None, 1200]


def test_agreement_holds_from_its_first_day_until_the_day_it_ends():
    agreement = PriceAgreement(DateRange(date(2026, 5, 1), date(2026, 6, 1)), monthly_amount=4000)
    days = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [needed_price_on(MONTHLY, [agreement], "month", day)[0] for day in days] == [
        5000,
        4000,
        4000,
        5000,
    ]


def test_promise_without_an_end_says_so_in_its_step():
    agreement = PriceAgreement(DateRange(date(2026, 5, 1)), monthly_amount=4000)
    assert needed_price_on(MONTHLY, [agreement], "month", date(2026, 5, 1))[1] == Step(
        StepKind.AGREED_PRICE, 4000, {"unit": "month", "from_on": "2026-05-01", "until_on": None}
    )


@pytest.mark.parametrize("listed", [None, -1])
def test_price_that_is_needed_and_missing_is_a_question(listed):
    with pytest.raises(PriceMissingError):
        needed_price_on(TuitionPlan(TuitionKind.MONTHLY, listed), [], "month", date(2026, 5, 1))


def test_price_rise_does_not_reach_a_family_before_its_agreement_ends():
    raised = TuitionPlan(TuitionKind.MONTHLY, 6000)
    agreement = PriceAgreement(DateRange(date(2025, 9, 1), date(2026, 9, 1)), monthly_amount=5000)
    tuesdays = weekly(date(2026, 7, 7), 12)
    results = [
        tuition_for_period(
            plan=raised,
            agreements=[agreement],
            enrolled=DateRange(date(2025, 9, 1)),
            meetings=tuesdays,
            period=Month(2026, month),
        )
        for month in (8, 9)
    ]
    assert [result.amount for result in results] == [5000, 6000]
    promised = {"unit": "month", "from_on": "2025-09-01", "until_on": "2026-09-01"}
    assert results[0].steps[0] == Step(StepKind.AGREED_PRICE, 5000, promised)
    assert results[1].steps[0] == Step(StepKind.PLAN_PRICE, 6000, {"unit": "month"})


def test_lessons_before_and_after_a_price_rise_each_cost_what_was_promised():
    agreement = PriceAgreement(DateRange(date(2026, 1, 1), date(2026, 5, 15)), per_lesson_amount=4000)
    result = tuition_for_period(
        plan=PER_LESSON,
        agreements=[agreement],
        enrolled=DateRange(date(2026, 1, 1)),
        meetings=WEDNESDAYS,
        period=MAY,
    )
    assert result.amount == 2 * 4000 + 2 * 4500
    assert [step.kind for step in result.steps] == [
        StepKind.AGREED_PRICE,
        StepKind.LESSONS,
        StepKind.PLAN_PRICE,
        StepKind.LESSONS,
    ]


def test_two_promises_for_the_same_day_are_a_question_and_not_a_choice():
    agreements = [
        PriceAgreement(DateRange(date(2026, 1, 1)), 4000),
        PriceAgreement(DateRange(date(2026, 5, 1)), 4500),
    ]
    with pytest.raises(ValueError, match="two price agreements hold on 2026-05-18"):
        tuition_for_period(
            plan=MONTHLY,
            agreements=agreements,
            enrolled=DateRange(date(2026, 5, 18)),
            meetings=WEDNESDAYS,
            period=MAY,
        )
