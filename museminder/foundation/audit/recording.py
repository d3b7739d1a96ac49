"""Writing down who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from museminder.foundation.audit.models import Change
from museminder.primitives.actor import Actor


def record_change(
    what: str,
    *,
    of: models.Model,
    by: Actor,
    at: datetime,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> Change:
    """Write down that somebody changed a record, in the transaction that changes it.

    ``what`` reads ``area.noun.verbed``; ``details`` are ids, amounts in minor units and ISO dates.
    """
    return Change.objects.create(
        what=what,
        of_model=of._meta.label,
        of_id=of.pk,
        by_account_id=by.account_id,
        by_name=by.name[:120],
        at=at,
        note=note[:500],
        details=details or {},
    )


def trail_of(record: models.Model) -> list[Change]:
    """Everything that was done to one record, oldest first."""
    return list(Change.objects.filter(of_model=record._meta.label, of_id=record.pk).order_by("at", "id"))
