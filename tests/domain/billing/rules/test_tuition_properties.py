"""What must hold of tuition for any dates, prices and meetings."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.billing.rules.tuition import tuition_for_period
from museminder.domain.billing.rules.tuition_terms import Meeting, PartMonth, TuitionKind, TuitionPlan
from museminder.primitives.periods import DateRange

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


@given(data=st.data(), plan=plans, season=seasons())
def test_amount_is_never_negative_and_nothing_always_has_a_reason(data, plan, season):
    for result in charged(plan, data.draw(enrollments(season)), season):
        assert result.amount >= 0
        assert (result.amount == 0) == (result.reason_when_zero is not None)
        assert not result.steps or not result.amount or result.steps[-1].amount <= result.amount


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


@given(data=st.data(), rate=prices, season=seasons())
def test_lessons_billed_one_by_one_cost_their_number(data, rate, season):
    enrolled = data.draw(enrollments(season))
    plan = TuitionPlan(TuitionKind.PER_LESSON, per_lesson_amount=rate)
    lessons = sum(1 for meeting in season if meeting.on in enrolled)
    assert sum(result.amount for result in charged(plan, enrolled, season)) == lessons * rate


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
