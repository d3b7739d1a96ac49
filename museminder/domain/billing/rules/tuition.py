"""What an enrollment costs in a month. Pure arithmetic on dates and minor units, the same at every preview.

Vectors 2.1 to 2.3 of the original are in the tests to the cent. Meetings on closures are
not given here; canceled ones are, because they earn a make-up and must not change what a month costs.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.domain.billing.rules.tuition_terms import (
    Meeting,
    PartMonth,
    PriceAgreement,
    PriceMissingError,
    TuitionKind,
    TuitionPlan,
    TuitionResult,
    ZeroReason,
    needed_price_on,
    price_on,
)
from museminder.primitives.money import share_of, split_evenly
from museminder.primitives.periods import DateRange, Month


def tuition_for_period(
    *,
    plan: TuitionPlan,
    agreements: Sequence[PriceAgreement] = (),
    enrolled: DateRange,
    meetings: Sequence[Meeting],
    period: Month,
) -> TuitionResult:
    """Works out what one enrollment costs in one month, and says why.

    `meetings` are those of the offering, also from before the student came: at least the month's for plans by
    month or lesson, the whole season's for equivalent monthly plans. Raises PriceMissingError or ValueError
    when the office has to settle something first.
    """
    span = enrolled.overlap(period.range)
    if span is None:
        return TuitionResult(0, period.first_on, (), ZeroReason.NOT_ENROLLED)
    if plan.kind is TuitionKind.MONTHLY:
        return _monthly(plan, agreements, span, meetings, period)
    if plan.kind is TuitionKind.PER_LESSON:
        return _per_lesson(plan, agreements, span, meetings, period)
    return _equivalent_monthly(plan, agreements, enrolled, meetings, period)


def tuition_for_added_meeting(
    *, plan: TuitionPlan, agreements: Sequence[PriceAgreement] = (), meeting: Meeting
) -> TuitionResult:
    """Works out what one more meeting costs: its lesson if lessons are billed one by one, else nothing."""
    if plan.kind is not TuitionKind.PER_LESSON:
        return TuitionResult(0, meeting.on, (), ZeroReason.INCLUDED)
    if not meeting.counts_as_lesson_charged:
        return TuitionResult(0, meeting.on, (), ZeroReason.NO_LESSONS_CHARGED)
    each, price = needed_price_on(plan, agreements, "lesson", meeting.on)
    lesson = Step(StepKind.LESSONS, each, {"count": 1, "each_amount": each})
    return _result(each, meeting.on, (price, lesson))


def _monthly(
    plan: TuitionPlan,
    agreements: Sequence[PriceAgreement],
    span: DateRange,
    meetings: Sequence[Meeting],
    period: Month,
) -> TuitionResult:
    held = period.range
    days = [meeting.on for meeting in meetings if meeting.on in held]
    left = sum(1 for on in days if on in span)
    if not left:
        reason = ZeroReason.NO_MEETINGS_LEFT if days else ZeroReason.NO_MEETINGS
        return TuitionResult(0, span.from_on, (), reason)
    month_amount, price = needed_price_on(plan, agreements, "month", span.from_on)
    if left == len(days) or plan.first_month is PartMonth.FULL:
        full = Step(StepKind.FULL_MONTH, month_amount, {"month": str(period)})
        return _result(month_amount, period.first_on, (price, full))
    fee, fee_price = price_on(plan, agreements, "session", span.from_on)
    if fee is not None and fee_price is not None:
        part = Step(
            StepKind.FEE_PER_MEETING_LEFT, fee * left, {"left": left, "of": len(days), "each_amount": fee}
        )
        steps: tuple[Step, ...] = (fee_price, part)
    elif plan.first_month is PartMonth.PER_SESSION:
        raise PriceMissingError("the plan has no price for a session")
    else:
        part = _share_of_month(plan.first_month, month_amount, left, days)
        steps = (price, part)
    if part.amount > month_amount:
        part = Step(StepKind.AT_MOST_THE_MONTH, month_amount, {"month_amount": month_amount})
        steps = (*steps, part)
    return _result(part.amount, span.from_on, steps)


def _share_of_month(rule: PartMonth, month_amount: int, left: int, days: Sequence[date]) -> Step:
    """The part of a month by the meetings left: of those it has, or of four weeks of them."""
    if rule is PartMonth.FOUR_WEEKS:
        kind, whole = StepKind.SHARE_OF_FOUR_WEEKS, 4 * _meetings_a_week(days)
    else:
        kind, whole = StepKind.SHARE_OF_MEETINGS, len(days)
    amount = share_of(month_amount, left, whole)
    return Step(kind, amount, {"left": left, "of": whole, "month_amount": month_amount})


def _meetings_a_week(days: Sequence[date]) -> int:
    """How many meetings the fullest week of the month has: a closure does not make the course smaller."""
    return max(Counter(day.isocalendar()[:2] for day in days).values())


def _per_lesson(
    plan: TuitionPlan,
    agreements: Sequence[PriceAgreement],
    span: DateRange,
    meetings: Sequence[Meeting],
    period: Month,
) -> TuitionResult:
    """Lessons are paid when the month is over, each at the price of its own day."""
    due_on = (period + 1).first_on
    held = [meeting for meeting in meetings if meeting.on in span]
    if not held:
        return TuitionResult(0, due_on, (), ZeroReason.NO_MEETINGS)
    counts: Counter[tuple[int, int]] = Counter()
    prices: list[Step] = []
    for meeting in sorted(held, key=lambda meeting: meeting.on):
        if meeting.counts_as_lesson_charged:
            each, price = needed_price_on(plan, agreements, "lesson", meeting.on)
            if price not in prices:
                prices.append(price)
            counts[prices.index(price), each] += 1
    steps: list[Step] = []
    for (place, each), count in counts.items():
        lessons = Step(StepKind.LESSONS, count * each, {"count": count, "each_amount": each})
        steps += (prices[place], lessons)
    not_charged = len(held) - counts.total()
    if not_charged:
        steps.append(Step(StepKind.LESSONS_NOT_CHARGED, 0, {"count": not_charged}))
    if not counts:
        return TuitionResult(0, due_on, tuple(steps), ZeroReason.NO_LESSONS_CHARGED)
    return _result(sum(count * each for (_, each), count in counts.items()), due_on, tuple(steps))


def _equivalent_monthly(
    plan: TuitionPlan,
    agreements: Sequence[PriceAgreement],
    enrolled: DateRange,
    meetings: Sequence[Meeting],
    period: Month,
) -> TuitionResult:
    """All lessons of the season spread over its months, at the price promised for the first lesson."""
    due_on = max(period.first_on, enrolled.from_on)
    lessons = sorted(meeting.on for meeting in meetings if meeting.on in enrolled)
    if not lessons:
        return TuitionResult(0, due_on, (), ZeroReason.NO_MEETINGS)
    each, price = needed_price_on(plan, agreements, "lesson", lessons[0])
    season_starts = min(meeting.on for meeting in meetings)
    first, last = _months_charged(plan, Month.of(season_starts), lessons[0], enrolled)
    number, of = period.months_since(first), last.months_since(first) + 1
    if number < 0:
        return TuitionResult(0, due_on, (), ZeroReason.NO_MEETINGS)
    if number >= of:
        return TuitionResult(0, due_on, (), ZeroReason.ALL_MONTHS_CHARGED)
    whole = StepKind.LESSONS_OF_SEASON
    if plan.kind is TuitionKind.EQUIVALENT_MONTHLY_PRORATE and of > 1 and _starts_late(meetings, lessons[0]):
        in_first = sum(1 for on in lessons if Month.of(on) == first)
        if number == 0:
            parameters = {"count": in_first, "each_amount": each}
            by_lesson = Step(StepKind.FIRST_MONTH_BY_LESSON, in_first * each, parameters)
            return _result(by_lesson.amount, due_on, (price, by_lesson))
        lessons, number, of, whole = lessons[in_first:], number - 1, of - 1, StepKind.REST_OF_SEASON
    total = Step(whole, len(lessons) * each, {"count": len(lessons), "each_amount": each})
    part = _equal_part(total.amount, number, of)
    return _result(part.amount, due_on, (price, total, part))


def _months_charged(
    plan: TuitionPlan, season_starts: Month, first_lesson_on: date, enrolled: DateRange
) -> tuple[Month, Month]:
    """First and last month charged: who comes late or leaves early pays fewer of them."""
    if not plan.months or plan.months < 1:
        raise PriceMissingError("the plan does not say over how many months the season is spread")
    first, last = Month.of(first_lesson_on), season_starts + (plan.months - 1)
    if enrolled.last_on is not None:
        last = min(last, Month.of(enrolled.last_on))
    return first, max(first, last)


def _starts_late(meetings: Sequence[Meeting], first_lesson_on: date) -> bool:
    """Says whether the first month lacks a weekly lesson: one was held before, or a week went by."""
    earlier = DateRange(first_lesson_on.replace(day=1), first_lesson_on)
    return first_lesson_on.day > 7 or any(meeting.on in earlier for meeting in meetings)


def _equal_part(whole_amount: int, number: int, of: int) -> Step:
    parts = split_evenly(whole_amount, of)
    if number == 0 and of > 1:
        return Step(StepKind.FIRST_EQUAL_MONTH, parts[0], {"of": of, "other_amount": parts[1]})
    return Step(StepKind.EQUAL_MONTH, parts[number], {"number": number + 1, "of": of})


def _result(amount: int, due_on: date, steps: tuple[Step, ...]) -> TuitionResult:
    return TuitionResult(amount, due_on, steps, None if amount else ZeroReason.FREE)
