"""Seventy-two hours, to the second."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from museminder.domain.privacy.models import Breach, BreachNotice
from museminder.domain.privacy.queries.breaches import late_notices
from tests.schools import NOON, School

DUE = NOON + timedelta(hours=72)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("told_at", "now", "late"),
    [
        (None, DUE, False),
        (None, DUE + SECOND, True),
        (DUE, DUE + SECOND, False),
        (DUE + SECOND, DUE + SECOND, True),
    ],
)
def test_a_studio_is_late_after_72_hours(
    school: School, told_at: datetime | None, now: datetime, *, late: bool
) -> None:
    said = {"what_happened": "A copy was taken", "whose": "Telephones", "what_we_do": "Closed it"}
    breach = Breach(**said, found_at=NOON, recorded_at=NOON, recorded_by="Ottoline")
    breach.save(using="owner")
    notice = BreachNotice(breach=breach, number=1, subject_count=2, found_at=NOON, told_at=told_at, **said)
    notice.save(using="owner")

    assert [each.pk for each in late_notices(now)] == [notice.pk] * late
    assert notice.is_late(now) == late
