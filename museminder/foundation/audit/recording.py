"""Writing down who changed what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

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


def record_changes(
    what: str,
    *,
    of: Sequence[models.Model],
    by: Actor,
    at: datetime,
    notes: Mapping[UUID, str] | None = None,
    details: Mapping[UUID, dict[str, Any]] | None = None,
) -> None:
    """Write down that somebody changed many records in the same way, in one statement.

    As ``record_change``; ``notes`` and ``details`` are by the id of the record.
    """
    Change.objects.bulk_create(
        [
            Change(
                what=what,
                of_model=record._meta.label,
                of_id=record.pk,
                by_account_id=by.account_id,
                by_name=by.name[:120],
                at=at,
                note=(notes or {}).get(record.pk, "")[:500],
                details=(details or {}).get(record.pk, {}),
            )
            for record in of
        ],
        batch_size=1_000,
    )


def trail_of(record: models.Model) -> list[Change]:
    """Everything that was done to one record, oldest first."""
    return list(Change.objects.filter(of_model=record._meta.label, of_id=record.pk).order_by("at", "id"))
