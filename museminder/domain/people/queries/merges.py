"""Merges that happened."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models import Merge


def merges_into(record: models.Model) -> list[Merge]:
    """The merges into a record that can still be undone, newest first."""
    return list(Merge.objects.filter(kept_id=record.pk, undone_at=None).order_by("-merged_at"))
