"""Emergencies: who asked, who agreed."""

from __future__ import annotations

from museminder.domain.oversight.models import BrokenGlass

SHOWN = 200


def emergencies() -> list[BrokenGlass]:
    """Every emergency, the newest first; for whoever operates."""
    return list(BrokenGlass.objects.order_by("-requested_at", "-id")[:SHOWN])
