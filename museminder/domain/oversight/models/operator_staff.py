"""Somebody who runs MuseMinder itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.rights import kept_by_operators
from museminder.primitives.ids import uuid7


class OperatorStaff(models.Model):
    """An account that enters the operator site. It opens no studio: for that a studio grants it, for a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField()
    name = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    appointed_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(ended_at=None), name="operator_staff_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="operator_staff_ends_after_start",
            ),
            *kept_by_operators("operator_staff", to="select, insert, update (ended_at, ended_by)"),
        ]
