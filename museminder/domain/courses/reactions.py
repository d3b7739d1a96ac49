"""What courses do when something happened below them."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.courses.models import Meeting
from museminder.domain.oversight.events import StudioCounted
from museminder.primitives.happenings import when

WEEK = timedelta(days=7)


@when(StudioCounted)
def count_meetings(event: StudioCounted) -> None:
    """How many meetings take place in the seven days from now on."""
    soon = Meeting.objects.filter(
        starts_at__gte=event.at, starts_at__lt=event.at + WEEK, is_cancelled=False, closure=None
    )
    event.counts["meetings"] = soon.count()
