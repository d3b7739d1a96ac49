"""What was held back and waits for an owner."""

from __future__ import annotations

from datetime import datetime

from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.models.held_reveal import ASKABLE


def waiting_count(at: datetime) -> int:
    """How many held requests an owner can still decide about."""
    return HeldReveal.objects.filter(state=HeldReveal.State.WAITING, held_at__gt=at - ASKABLE).count()
