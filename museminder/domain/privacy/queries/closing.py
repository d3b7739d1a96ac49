"""Whether the school in hand is closing, and what stands in the way of it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from museminder.domain.privacy.models import LegalHold, StudioClosing


def closing_now() -> StudioClosing | None:
    """The closing that has begun and was neither taken back nor carried out."""
    return StudioClosing.objects.filter(reopened_at=None, destroyed_at=None).first()


def holds_in_force(*, at: datetime) -> int:
    """How many legal holds keep something of the school from being destroyed."""
    held = LegalHold.objects.filter(held_from__lte=at)
    return held.filter(Q(ended_at=None) | Q(ended_at__gt=at)).count()
