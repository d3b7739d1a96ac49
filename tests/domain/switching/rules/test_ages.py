"""Ages in full years."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.rules.ages import age_on


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 9, 1), date(2026, 9, 1), 18),
        (date(2008, 9, 2), date(2026, 9, 1), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2027, 1, 1), date(2026, 9, 1), -1),
    ],
)
def test_an_age_is_full_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
