"""Noting that a family, or the owners of a studio, were told of a legal demand."""

from __future__ import annotations

from datetime import datetime

from museminder.domain.oversight.models import DemandNotice
from museminder.foundation.tenancy.context import current_site


def note_told(*, notice: DemandNotice, at: datetime) -> None:
    """Note that the letter went out; for the studio's own job."""
    DemandNotice.objects.using(current_site()).filter(pk=notice.pk, told_at=None).update(told_at=at)
