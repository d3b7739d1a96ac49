"""What the nightly job erased because its time was over: numbers, and nothing about anybody."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import OFFICE, Access
from museminder.foundation.tenancy.models import StudioOwned


class RetentionRun(StudioOwned):
    """One night. ``lines`` are ``[table, rule's number, done, held, coming]``, of every rule, in the order carried out.

    ``coming`` is what will be due within a month. ``overdue_count`` is what is left that is neither erased nor held:
    anything but 0 is a fault.
    """

    ran_at = models.DateTimeField()
    lines = models.JSONField()
    done_count = models.PositiveIntegerField()
    held_count = models.PositiveIntegerField()
    key_count = models.PositiveIntegerField()
    overdue_count = models.PositiveIntegerField()

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["ran_at"], name="retention_run_by_time")]
        constraints = [
            Access(role="studio", name="privacy_retentionrun_studio", to="select", where=OFFICE),
            Access(role="worker", name="privacy_retentionrun_worker", to="select, insert"),
        ]
