"""The register of breaches, and who was told too late."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from museminder.domain.privacy.models import Breach, BreachNotice
from museminder.domain.privacy.models.breach import TOLD_WITHIN


def breaches() -> QuerySet[Breach]:
    """Every breach with its notices, the newest first; for whoever operates."""
    return Breach.objects.prefetch_related("notices").order_by("-found_at", "-id")


def notices_of_studio() -> QuerySet[BreachNotice]:
    """What the studio in hand was told, the newest first; row security shows nobody else's."""
    return BreachNotice.objects.order_by("-found_at", "-id")


def is_anybody_to_be_told() -> bool:
    """Whether a studio waits for a letter about a breach; for the worker."""
    return BreachNotice.objects.using("worker").filter(told_at=None).exists()


def late_notices(at: datetime, *, through: str | None = None) -> list[BreachNotice]:
    """Studios that were told later than 72 hours after we knew, or should know by now; for the promise's checks."""
    untold = Q(told_at=None, found_at__lt=at - TOLD_WITHIN)
    late = Q(told_at__gt=F("found_at") + TOLD_WITHIN)
    return list(BreachNotice.objects.using(through).filter(untold | late).order_by("found_at", "id"))
