"""What one run of one check found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import Access
from museminder.primitives.ids import uuid7

GREEN = Q(kept=False) | Q(examined__gt=0, found=0, plant_found=True)


class PromiseResult(models.Model):
    """A run that looked at something, with its figures; added, never changed.

    ``kept`` can only be true when something was examined, nothing was found wrong, and what had been planted was
    found: the database refuses a green result without a run behind it. It also sets ``ran_at`` itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    check_name = models.CharField(max_length=60)
    ran_at = models.DateTimeField(editable=False)
    lasted_ms = models.PositiveIntegerField()
    program_version = models.CharField(max_length=40)
    examined = models.BigIntegerField()
    found = models.BigIntegerField()
    plant_found = models.BooleanField()
    kept = models.BooleanField()
    figure = models.CharField(max_length=300)
    details = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["check_name", "-ran_at"], name="promise_result_latest")]
        constraints = [
            models.CheckConstraint(condition=GREEN, name="promise_result_green_has_a_run"),
            models.CheckConstraint(condition=Q(examined__gte=0, found__gte=0), name="promise_result_counts"),
            Access(role="operator", name="promise_result_operator", to="select"),
            Access(role="worker", name="promise_result_worker", to="select, insert"),
        ]
