"""What an enrollment costs: the vectors of the original to the cent, and what must hold for any dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.domain.billing.rules.tuition import tuition_for_added_meeting, tuition_for_period
from museminder.domain.billing.rules.tuition_terms import (
    Meeting,
    PartMonth,
    PriceMissingError,
    TuitionKind,
    TuitionPlan,
    ZeroReason,
)
from museminder.primitives.periods import DateRange, Month

MAY, JUNE = Month(2026, 5), Month(2026, 6)
# The example of the original: Thursdays from 1 September 2016, without Thanksgiving and two December weeks.
THURSDAYS = [
    Meeting(on)
    for on in (date(2016, 9, 1) + timedelta(weeks=week) for week in range(43))
    if on not in {date(2016, 11, 24), date(2016, 12, 22), date(2016, 12, 29)}
]
SEASON = DateRange(date(2016, 9, 1), date(2017, 6, 23)).months()


def weekly(first_on, count):
    return [Meeting(first_on + timedelta(weeks=week)) for week in range(count)]


def amounts(plan, enrolled, meetings, months):
    return [
        tuition_for_period(plan=plan, enrolled=enrolled, meetings=meetings, period=month).amount
        for month in months
    ]


# --- vector 2.1: equivalent monthly charge


def equivalent(kind=TuitionKind.EQUIVALENT_MONTHLY):
    return TuitionPlan(kind, per_lesson_amount=5000, months=10)


def test_forty_lessons_at_fifty_over_ten_months_are_ten_times_two_hundred():
    assert len(THURSDAYS) == 40
    enrolled = DateRange(date(2016, 9, 1))
    assert amounts(equivalent(), enrolled, THURSDAYS, SEASON) == [20000] * 10


def test_thirty_eight_lessons_from_mid_september_are_ten_times_one_hundred_and_ninety():
    enrolled = DateRange(date(2016, 9, 15))
    assert amounts(equivalent(), enrolled, THURSDAYS, SEASON) == [19000] * 10


def test_prorate_form_bills_september_by_lesson_and_the_rest_evenly():
    plan = equivalent(TuitionKind.EQUIVALENT_MONTHLY_PRORATE)
    charged = amounts(plan, DateRange(date(2016, 9, 15)), THURSDAYS, SEASON)
    assert charged == [15000, 19448] + [19444] * 8
    assert sum(charged) == 190000


def test_prorate_form_is_the_same_for_a_private_lesson_that_was_first_given_that_day():
    plan = equivalent(TuitionKind.EQUIVALENT_MONTHLY_PRORATE)
    charged = amounts(plan, DateRange(date(2016, 9, 15)), THURSDAYS[2:], SEASON)
    assert charged == [15000, 19448] + [19444] * 8


def test_prorate_form_splits_everything_evenly_when_the_first_month_is_whole():
    plan = equivalent(TuitionKind.EQUIVALENT_MONTHLY_PRORATE)
    assert amounts(plan, DateRange(date(2016, 9, 1)), THURSDAYS, SEASON) == [20000] * 10


def test_closure_shortens_the_count_and_a_canceled_meeting_does_not():
    enrolled = DateRange(date(2016, 9, 1))
    assert amounts(equivalent(), enrolled, THURSDAYS[:-1], SEASON) == [19500] * 10
    canceled = [*THURSDAYS[:-1], Meeting(THURSDAYS[-1].on, is_canceled=True)]
    assert amounts(equivalent(), enrolled, canceled, SEASON) == [20000] * 10


def test_student_who_comes_in_january_pays_the_months_that_are_left():
    enrolled = DateRange(date(2017, 1, 1))
    lessons = sum(1 for meeting in THURSDAYS if meeting.on >= date(2017, 1, 1))
    charged = amounts(equivalent(), enrolled, THURSDAYS, SEASON)
    assert (lessons, charged[:4], sum(charged)) == (25, [0] * 4, 25 * 5000)
    assert charged[4:] == [20835] + [20833] * 5


def test_student_who_leaves_pays_until_the_last_day_only():
    enrolled = DateRange(date(2016, 9, 1), date(2016, 12, 1))
    assert amounts(equivalent(), enrolled, THURSDAYS, SEASON) == [20000] * 3 + [0] * 7


def test_month_after_the_last_one_costs_nothing_and_says_why():
    result = tuition_for_period(
        plan=equivalent(), enrolled=DateRange(date(2016, 9, 1)), meetings=THURSDAYS, period=Month(2017, 7)
    )
    assert (result.amount, result.reason_when_zero) == (0, ZeroReason.ALL_MONTHS_CHARGED)


def test_first_equal_month_explains_its_rounding():
    result = tuition_for_period(
        plan=equivalent(TuitionKind.EQUIVALENT_MONTHLY_PRORATE),
        enrolled=DateRange(date(2016, 9, 15)),
        meetings=THURSDAYS,
        period=Month(2016, 10),
    )
    assert result.due_on == date(2016, 10, 1)
    assert result.steps == (
        Step(StepKind.PLAN_PRICE, 5000, {"unit": "lesson"}),
        Step(StepKind.REST_OF_SEASON, 175000, {"count": 35, "each_amount": 5000}),
        Step(StepKind.FIRST_EQUAL_MONTH, 19448, {"of": 9, "other_amount": 19444}),
    )


# --- vector 2.2: pro-rated first month

WEDNESDAYS = weekly(date(2026, 5, 6), 8)  # 6, 13, 20, 27 May and four in June
FROM_MAY_18 = DateRange(date(2026, 5, 18))


def monthly(first_month=PartMonth.MEETINGS, **amounts):
    return TuitionPlan(TuitionKind.MONTHLY, 5000, first_month=first_month, **amounts)


def test_two_meetings_left_at_fifteen_are_thirty_and_then_fifty_a_month():
    plan = monthly(PartMonth.PER_SESSION, per_session_fee_amount=1500)
    may = tuition_for_period(plan=plan, enrolled=FROM_MAY_18, meetings=WEDNESDAYS, period=MAY)
    assert (may.amount, may.due_on) == (3000, date(2026, 5, 18))
    assert may.steps == (
        Step(StepKind.PLAN_PRICE, 1500, {"unit": "session"}),
        Step(StepKind.FEE_PER_MEETING_LEFT, 3000, {"left": 2, "of": 4, "each_amount": 1500}),
    )
    june = tuition_for_period(plan=plan, enrolled=FROM_MAY_18, meetings=WEDNESDAYS, period=JUNE)
    assert (june.amount, june.due_on) == (5000, date(2026, 6, 1))
    assert june.steps[-1] == Step(StepKind.FULL_MONTH, 5000, {"month": "2026-06"})


def test_without_a_session_fee_the_full_month_is_due_on_the_first():
    may = tuition_for_period(
        plan=monthly(PartMonth.FULL), enrolled=FROM_MAY_18, meetings=WEDNESDAYS, period=MAY
    )
    assert (may.amount, may.due_on) == (5000, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("rule", "from_on", "amount"),
    [
        (PartMonth.MEETINGS, date(2026, 5, 6), 5000),
        (PartMonth.MEETINGS, date(2026, 5, 7), 3750),
        (PartMonth.MEETINGS, date(2026, 5, 18), 2500),
        (PartMonth.MEETINGS, date(2026, 5, 27), 1250),
        (PartMonth.FOUR_WEEKS, date(2026, 5, 18), 2500),
        (PartMonth.FULL, date(2026, 5, 27), 5000),
    ],
)
def test_first_month_follows_its_rule_and_the_first_day_counts(rule, from_on, amount):
    assert amounts(monthly(rule), DateRange(from_on), WEDNESDAYS, [MAY]) == [amount]


def test_five_week_month_counts_four_weeks_when_the_plan_says_so():
    fridays = weekly(date(2026, 5, 1), 5)
    enrolled = DateRange(date(2026, 5, 12))
    assert amounts(monthly(PartMonth.FOUR_WEEKS), enrolled, fridays, [MAY]) == [3750]
    assert amounts(monthly(PartMonth.MEETINGS), enrolled, fridays, [MAY]) == [3000]


def test_four_weeks_of_two_meetings_are_eight():
    twice = weekly(date(2026, 5, 5), 4) + weekly(date(2026, 5, 7), 4)
    assert amounts(monthly(PartMonth.FOUR_WEEKS), DateRange(date(2026, 5, 26)), twice, [MAY]) == [1250]


def test_canceled_meeting_does_not_change_a_part_of_a_month():
    canceled = [Meeting(meeting.on, is_canceled=meeting.on.day == 27) for meeting in WEDNESDAYS]
    assert amounts(monthly(), FROM_MAY_18, canceled, [MAY]) == [2500]


def test_part_of_a_month_never_costs_more_than_the_month():
    plan = monthly(per_session_fee_amount=2000)
    may = tuition_for_period(plan=plan, enrolled=DateRange(date(2026, 5, 7)), meetings=WEDNESDAYS, period=MAY)
    assert may.amount == 5000
    assert may.steps[-1] == Step(StepKind.AT_MOST_THE_MONTH, 5000, {"month_amount": 5000})


def test_enrollment_that_starts_and_ends_in_one_month_costs_its_meetings():
    enrolled = DateRange(date(2026, 5, 13), date(2026, 5, 27))
    assert amounts(monthly(), enrolled, WEDNESDAYS, [Month(2026, 4), MAY, JUNE]) == [0, 2500, 0]


def test_until_day_is_not_part_of_the_enrollment():
    last_day_27th = DateRange.through(date(2026, 5, 18), date(2026, 5, 27))
    until_27th = DateRange(date(2026, 5, 18), date(2026, 5, 27))
    assert amounts(monthly(), last_day_27th, WEDNESDAYS, [MAY]) == [2500]
    assert amounts(monthly(), until_27th, WEDNESDAYS, [MAY]) == [1250]


def test_leap_day_is_a_day_like_any_other():
    tuesdays = weekly(date(2028, 2, 1), 5)  # 1, 8, 15, 22, 29 February
    enrolled = DateRange(date(2028, 2, 29), date(2028, 3, 1))
    assert amounts(monthly(), enrolled, tuesdays, [Month(2028, 2), Month(2028, 3)]) == [1000, 0]


@pytest.mark.parametrize(
    ("enrolled", "meetings", "reason"),
    [
        (DateRange(date(2026, 6, 1)), WEDNESDAYS, ZeroReason.NOT_ENROLLED),
        (DateRange(date(2026, 5, 28)), WEDNESDAYS, ZeroReason.NO_MEETINGS_LEFT),
        (DateRange(date(2026, 5, 1)), [], ZeroReason.NO_MEETINGS),
    ],
)
def test_nothing_is_charged_only_for_a_reason(enrolled, meetings, reason):
    result = tuition_for_period(plan=monthly(), enrolled=enrolled, meetings=meetings, period=MAY)
    assert (result.amount, result.steps, result.reason_when_zero) == (0, (), reason)


def test_class_of_a_series_costs_nothing_because_it_is_free():
    plan = TuitionPlan(TuitionKind.MONTHLY, 0)
    result = tuition_for_period(plan=plan, enrolled=FROM_MAY_18, meetings=WEDNESDAYS, period=JUNE)
    assert (result.amount, result.reason_when_zero) == (0, ZeroReason.FREE)


# --- vector 2.3: per-session billing


def per_lesson():
    return TuitionPlan(TuitionKind.PER_LESSON, per_lesson_amount=4500)


def test_meeting_added_to_a_per_session_enrollment_makes_its_charge():
    added = Meeting(date(2026, 5, 30))
    assert amounts(per_lesson(), FROM_MAY_18, WEDNESDAYS, [MAY]) == [9000]
    assert amounts(per_lesson(), FROM_MAY_18, [*WEDNESDAYS, added], [MAY]) == [13500]
    alone = tuition_for_added_meeting(plan=per_lesson(), meeting=added)
    assert (alone.amount, alone.due_on) == (4500, date(2026, 5, 30))


def test_meeting_added_to_a_monthly_enrollment_is_included():
    alone = tuition_for_added_meeting(plan=monthly(), meeting=Meeting(date(2026, 5, 30)))
    assert (alone.amount, alone.reason_when_zero) == (0, ZeroReason.INCLUDED)


def test_attendance_decides_which_lessons_are_charged():
    meetings = [
        Meeting(date(2026, 5, 6)),
        Meeting(date(2026, 5, 13), is_canceled=True),
        Meeting(date(2026, 5, 20), is_canceled=True, is_charged=True),
        Meeting(date(2026, 5, 27), is_charged=False),
    ]
    enrolled = DateRange(date(2026, 5, 1))
    result = tuition_for_period(plan=per_lesson(), enrolled=enrolled, meetings=meetings, period=MAY)
    assert (result.amount, result.due_on) == (9000, date(2026, 6, 1))
    assert result.steps == (
        Step(StepKind.PLAN_PRICE, 4500, {"unit": "lesson"}),
        Step(StepKind.LESSONS, 9000, {"count": 2, "each_amount": 4500}),
        Step(StepKind.LESSONS_NOT_CHARGED, 0, {"count": 2}),
    )
    none = tuition_for_period(plan=per_lesson(), enrolled=enrolled, meetings=meetings[3:], period=MAY)
    assert (none.amount, none.reason_when_zero) == (0, ZeroReason.NO_LESSONS_CHARGED)


@pytest.mark.parametrize(
    "plan",
    [
        TuitionPlan(TuitionKind.MONTHLY),
        TuitionPlan(TuitionKind.MONTHLY, -1),
        TuitionPlan(TuitionKind.MONTHLY, 5000, first_month=PartMonth.PER_SESSION),
        TuitionPlan(TuitionKind.PER_LESSON),
        TuitionPlan(TuitionKind.EQUIVALENT_MONTHLY, months=10),
        TuitionPlan(TuitionKind.EQUIVALENT_MONTHLY, per_lesson_amount=5000),
        TuitionPlan(TuitionKind.EQUIVALENT_MONTHLY, per_lesson_amount=5000, months=0),
    ],
)
def test_plan_that_lacks_a_figure_is_a_question_and_not_a_charge_of_nothing(plan):
    with pytest.raises(PriceMissingError):
        tuition_for_period(plan=plan, enrolled=FROM_MAY_18, meetings=WEDNESDAYS, period=MAY)


# --- what must hold for any dates, prices and meetings

days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
prices = st.integers(0, 100_000)
plans = st.builds(
    TuitionPlan,
    st.sampled_from(TuitionKind),
    monthly_amount=prices,
    per_lesson_amount=prices,
    per_session_fee_amount=st.none() | prices,
    months=st.integers(1, 14),
    first_month=st.sampled_from([PartMonth.MEETINGS, PartMonth.FULL, PartMonth.FOUR_WEEKS]),
)


@st.composite
def seasons(draw):
    """Weekly meetings of about a school year, some of them closed."""
    first = draw(days)
    closed = draw(st.sets(st.integers(0, 44), max_size=10))
    count = draw(st.integers(1, 45))
    weeks = [week for week in range(count) if week not in closed]
    return [Meeting(first + timedelta(weeks=week)) for week in weeks or [0]]


@st.composite
def enrollments(draw, season):
    """Dates of an enrollment that may begin and end before, in or after the season."""
    from_on = season[0].on + timedelta(draw(st.integers(-40, 330)))
    length = draw(st.none() | st.integers(0, 400))
    return DateRange(from_on, None if length is None else from_on + timedelta(length))


def charged(plan, enrolled, season):
    until_on = season[-1].on + timedelta(500)
    months = DateRange(season[0].on - timedelta(60), until_on).months()
    return [
        tuition_for_period(plan=plan, enrolled=enrolled, meetings=season, period=month) for month in months
    ]


@settings(deadline=None)
@given(data=st.data(), plan=plans, season=seasons())
def test_amount_is_never_negative_and_nothing_always_has_a_reason(data, plan, season):
    for result in charged(plan, data.draw(enrollments(season)), season):
        assert result.amount >= 0
        assert (result.amount == 0) == (result.reason_when_zero is not None)
        assert not result.steps or not result.amount or result.steps[-1].amount <= result.amount


@settings(deadline=None)
@given(
    data=st.data(),
    kind=st.sampled_from([TuitionKind.EQUIVALENT_MONTHLY, TuitionKind.EQUIVALENT_MONTHLY_PRORATE]),
    rate=prices,
    months=st.integers(1, 14),
    season=seasons(),
)
def test_equal_months_together_cost_all_lessons_of_the_enrollment(data, kind, rate, months, season):
    enrolled = data.draw(enrollments(season))
    plan = TuitionPlan(kind, per_lesson_amount=rate, months=months)
    lessons = sum(1 for meeting in season if meeting.on in enrolled)
    assert sum(result.amount for result in charged(plan, enrolled, season)) == lessons * rate


@settings(deadline=None)
@given(data=st.data(), rate=prices, season=seasons())
def test_lessons_billed_one_by_one_cost_their_number(data, rate, season):
    enrolled = data.draw(enrollments(season))
    plan = TuitionPlan(TuitionKind.PER_LESSON, per_lesson_amount=rate)
    lessons = sum(1 for meeting in season if meeting.on in enrolled)
    assert sum(result.amount for result in charged(plan, enrolled, season)) == lessons * rate


@settings(deadline=None)
@given(
    data=st.data(),
    plan=plans.filter(lambda plan: plan.kind in {TuitionKind.MONTHLY, TuitionKind.PER_LESSON}),
    season=seasons(),
    earlier=st.integers(0, 60),
    later=st.integers(0, 60),
)
def test_longer_enrollment_never_costs_less_in_any_month(data, plan, season, earlier, later):
    short = data.draw(enrollments(season))
    until_on = None if short.until_on is None else short.until_on + timedelta(later)
    long = DateRange(short.from_on - timedelta(earlier), until_on)
    pairs = zip(charged(plan, short, season), charged(plan, long, season), strict=True)
    assert all(one.amount <= other.amount for one, other in pairs)


@settings(deadline=None)
@given(season=seasons(), rate=prices, change=st.integers(1, 200), rest=st.integers(1, 200))
def test_two_enrollments_that_touch_cost_what_one_that_spans_both_does(season, rate, change, rest):
    plan = TuitionPlan(TuitionKind.PER_LESSON, per_lesson_amount=rate)
    from_on = season[0].on
    change_on, until_on = from_on + timedelta(change), from_on + timedelta(change + rest)
    before, after, both = (
        sum(result.amount for result in charged(plan, enrolled, season))
        for enrolled in (
            DateRange(from_on, change_on),
            DateRange(change_on, until_on),
            DateRange(from_on, until_on),
        )
    )
    assert before + after == both
