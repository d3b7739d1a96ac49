"""What leaving adds when a studio is counted."""

from __future__ import annotations

from museminder.domain.leaving.models import Export
from museminder.domain.oversight.events import StudioCounted
from museminder.primitives.happenings import announce
from tests.schools import NOON, School


def test_bytes_of_exports_are_counted(studio: School) -> None:
    Export.objects.create(asked_at=NOON, asked_by_name="Honora", size=500)
    counted = StudioCounted(at=NOON)
    announce(counted)

    assert counted.counts["bytes of exports"] == 500
