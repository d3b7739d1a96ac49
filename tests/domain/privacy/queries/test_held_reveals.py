"""What waits for an owner."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.queries.held_reveals import waiting_count
from tests.schools import NOON, School


def test_what_is_a_week_old_waits_no_longer(studio: School) -> None:
    for days in (0, 1, 7):
        HeldReveal.objects.create(
            entry_id=uuid4(),
            by_name="Marisol",
            purpose="lesson",
            subject_count=1,
            held_at=NOON - timedelta(days=days),
        )
    assert waiting_count(NOON) == 2
