"""How long things hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from museminder.domain.oversight.rules.validity import check_span
from museminder.foundation.identity.rules import Refused

DAY = date(2026, 5, 20)


@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, True), (1, False), (30, False), (31, True)])
def test_a_span_has_a_day_and_no_more_than_allowed(days: int, is_refused: bool) -> None:
    refused = False
    try:
        check_span(DAY, DAY + timedelta(days=days), longest=timedelta(days=30))
    except Refused:
        refused = True

    assert refused is is_refused
