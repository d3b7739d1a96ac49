"""A span of days is half open, a month knows its days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from museminder.primitives.periods import DateRange, Month, merged

MAY = Month(2026, 5)

days = st.dates(date(1999, 1, 1), date(2032, 12, 31))
ranges = st.builds(
    lambda from_on, length: DateRange(from_on, from_on + timedelta(length)), days, st.integers(0, 800)
)


def test_range_holds_its_first_day_and_not_its_until_day():
    span = DateRange(date(2026, 5, 18), date(2026, 6, 1))
    assert [date(2026, 5, day) in span for day in (17, 18, 31)] == [False, True, True]
    assert date(2026, 6, 1) not in span
    assert (span.last_on, span.day_count) == (date(2026, 5, 31), 14)


def test_range_without_an_end_holds_every_later_day_and_has_no_count():
    span = DateRange(date(2026, 5, 18))
    assert date(9999, 12, 31) in span
    assert span.last_on is None
    with pytest.raises(ValueError, match="without an end"):
        span.months()


def test_range_of_no_days_is_empty():
    span = DateRange(date(2026, 5, 18), date(2026, 5, 18))
    assert (span.is_empty, list(span.days()), span.months()) == (True, [], [])
    with pytest.raises(ValueError, match="no last day"):
        _ = span.last_on


def test_range_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end before it starts"):
        DateRange(date(2026, 5, 18), date(2026, 5, 17))


def test_ranges_that_touch_do_not_overlap():
    may, june = MAY.range, Month(2026, 6).range
    assert (may.overlaps(june), may.overlap(june)) == (False, None)


def test_overlap_is_the_days_in_both():
    assert MAY.range.overlap(DateRange(date(2026, 5, 18))) == DateRange(date(2026, 5, 18), date(2026, 6, 1))
    assert DateRange(date(2026, 1, 1)).overlap(DateRange(date(2025, 1, 1))) == DateRange(date(2026, 1, 1))


def test_months_of_a_range_are_those_it_has_a_day_in():
    span = DateRange(date(2025, 12, 31), date(2026, 2, 1))
    assert [str(month) for month in span.months()] == ["2025-12", "2026-01"]


def test_february_has_a_day_more_in_a_leap_year():
    assert [Month(year, 2).range.day_count for year in (2024, 2026, 2000, 2100)] == [29, 28, 29, 28]


def test_month_counts_over_the_end_of_a_year():
    assert (str(MAY + 8), str(MAY - 5), Month(2027, 1).months_since(MAY)) == ("2027-01", "2025-12", 8)


def test_day_of_a_shorter_month_is_its_last():
    assert [Month(2026, 2).day(31), Month(2026, 4).day(31), MAY.day(15)] == [
        date(2026, 2, 28),
        date(2026, 4, 30),
        date(2026, 5, 15),
    ]


def test_month_is_read_as_it_is_written():
    assert Month.parse(str(MAY)) == MAY


@pytest.mark.parametrize("text", ["2026-13", "2026-5", "05/2026", "2026-05-01", ""])
def test_text_that_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match=r"not a month|month must be"):
        Month.parse(text)


def test_closures_that_touch_are_one():
    first = DateRange(date(2026, 5, 1), date(2026, 5, 3))
    second = DateRange(date(2026, 5, 3), date(2026, 5, 5))
    later = DateRange(date(2026, 5, 7), date(2026, 5, 8))
    assert merged([later, second, first]) == [DateRange(date(2026, 5, 1), date(2026, 5, 5)), later]
    assert merged([DateRange(date(2026, 5, 1)), later]) == [DateRange(date(2026, 5, 1))]


@settings(deadline=None)
@given(ranges, ranges)
def test_overlap_holds_exactly_the_days_in_both(one, other):
    both = one.overlap(other)
    expected = [day for day in one.days() if day in other]
    assert (list(both.days()) if both else []) == expected
    assert one.overlaps(other) is bool(expected)


@settings(deadline=None)
@given(ranges)
def test_months_cover_the_range_without_gap_or_overlap(span):
    parts = [month.range.overlap(span) for month in span.months()]
    assert [day for part in parts for day in (part.days() if part else ())] == list(span.days())


@settings(deadline=None)
@given(st.lists(ranges, max_size=4))
def test_merging_keeps_the_days_and_leaves_gaps_between(spans):
    result = merged(spans)
    assert {day for span in result for day in span.days()} == {day for span in spans for day in span.days()}
    assert all(a.until_on < b.from_on for a, b in pairwise(result))
