"""What leaving does when something happened below it."""

from __future__ import annotations

from django.db.models import Sum

from museminder.domain.leaving.models import Export
from museminder.domain.oversight.events import StudioCounted
from museminder.primitives.happenings import when


@when(StudioCounted)
def count_bytes_of_exports(event: StudioCounted) -> None:
    """How many bytes the studio's exports take."""
    event.counts["bytes of exports"] = Export.objects.aggregate(bytes=Sum("size"))["bytes"] or 0
