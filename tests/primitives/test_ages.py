"""Ages change on the birthday; 29 February has it on 1 March in other years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.primitives.ages import age_on, birthday_in

LEAPLING = date(2016, 2, 29)


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2018, 5, 18), date(2018, 5, 18), 0),
        (date(2018, 5, 18), date(2026, 5, 17), 7),
        (date(2018, 5, 18), date(2026, 5, 18), 8),
        (LEAPLING, date(2026, 2, 28), 9),
        (LEAPLING, date(2026, 3, 1), 10),
        (LEAPLING, date(2024, 2, 28), 7),
        (LEAPLING, date(2024, 2, 29), 8),
        (date(2000, 2, 29), date(2100, 2, 28), 99),
        (date(2000, 2, 29), date(2100, 3, 1), 100),
    ],
)
def test_age_changes_on_the_birthday(born_on, day, age):
    assert age_on(born_on, day) == age


def test_birthday_of_a_leap_day_is_the_first_of_march():
    assert [birthday_in(LEAPLING, year) for year in (2024, 2025)] == [date(2024, 2, 29), date(2025, 3, 1)]


def test_day_before_the_birth_is_refused():
    with pytest.raises(ValueError, match="before being born"):
        age_on(date(2026, 5, 18), date(2026, 5, 17))


@given(born_on=st.dates(date(1900, 1, 1), date(2026, 1, 1)), years=st.integers(0, 120))
def test_a_year_of_age_starts_on_each_birthday(born_on, years):
    birthday = birthday_in(born_on, born_on.year + years)
    assert age_on(born_on, birthday) == years
    if years:
        assert age_on(born_on, date.fromordinal(birthday.toordinal() - 1)) == years - 1
