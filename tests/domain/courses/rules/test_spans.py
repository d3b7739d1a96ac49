from datetime import date

import pytest

from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.courses.rules.spans import check_ages, check_days, check_minutes


@pytest.mark.parametrize(
    ("first", "until"),
    [((2026, 2, 2), (2026, 2, 2)), ((2026, 2, 2), (2026, 2, 1)), ((2026, 1, 1), (2028, 1, 4))],
)
def test_impossible_days_are_refused(first, until):
    with pytest.raises(Refused) as refusal:
        check_days(date(*first), date(*until))
    assert refusal.value.field == "last_on"


def test_one_day_and_two_years_are_fine():
    assert (
        check_days(date(2026, 2, 2), date(2026, 2, 3)),
        check_days(date(2026, 1, 1), date(2028, 1, 1)),
    ) == (None, None)


@pytest.mark.parametrize("minutes", [-1, 0, 1441])
def test_impossible_lengths_are_refused(minutes):
    with pytest.raises(Refused):
        check_minutes(minutes)


def test_ages_have_an_order_if_both_are_given():
    assert [check_ages(8, 8), check_ages(None, 3), check_ages(3, None)] == [None] * 3
    with pytest.raises(Refused):
        check_ages(9, 8)
