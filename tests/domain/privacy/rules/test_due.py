"""By which day a request is answered."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.privacy.models import PrivacyRequest
from museminder.domain.privacy.rules.due import MONTHS, due_on


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 5, 20), date(2026, 6, 20)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_a_month_is_the_same_day_or_the_last_of_the_next(opened: date, due: date) -> None:
    assert due_on("erase", opened) == due


def test_every_kind_has_its_day() -> None:
    assert set(MONTHS) == set(PrivacyRequest.Kind.values)
