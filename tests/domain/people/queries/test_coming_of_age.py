"""The day somebody is of age, leap days among them."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.people.queries.coming_of_age import comes_of_age_on


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 2, 28), date(2026, 2, 28)),
        (date(2008, 3, 1), date(2026, 3, 1)),
        (date(2007, 12, 31), date(2025, 12, 31)),
    ],
)
def test_a_leap_day_comes_of_age_on_the_first_of_march(born: date, of_age: date) -> None:
    assert comes_of_age_on(born) == of_age
