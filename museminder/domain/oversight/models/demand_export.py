"""What was put together to answer a legal demand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.domain.oversight.models.legal_demand import LegalDemand
from museminder.domain.oversight.models.rights import OPERATING
from museminder.foundation.tenancy.access import Access
from museminder.foundation.vault.locking import LockedField, is_locked
from museminder.primitives.ids import uuid7


class DemandExport(models.Model):
    """One archive, sealed to a key that whoever asked for it was shown once and that we do not keep.

    Fetching it takes the archive away in the same moment: the database keeps none that was fetched.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    demand = models.OneToOneField(LegalDemand, models.PROTECT, related_name="export")
    number = models.BigIntegerField()
    lock = models.BinaryField()  # the public half of the key
    asked_by_id = models.UUIDField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    content = LockedField(null=True)
    size = models.PositiveIntegerField(default=0)
    row_count = models.PositiveIntegerField(default=0)
    family_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    fetched_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            is_locked("content"),
            models.CheckConstraint(
                condition=Q(content=None) | Q(made_at__isnull=False, fetched_at=None),
                name="demand_export_is_fetched_once",
            ),
            models.CheckConstraint(
                condition=Q(fetched_at=None) | Q(made_at__isnull=False), name="demand_export_is_made_first"
            ),
            Access(
                role="operator",
                name="demand_export_operator",
                to="select, insert, update (content, fetched_at, fetched_by)",
                where=OPERATING,
            ),
            Access(
                role="worker",
                name="demand_export_worker",
                to="select, update (content, size, row_count, family_count, made_at)",
                where="number = (SELECT sec.studio())",
                sees="true",
            ),
        ]

    @property
    def can_be_fetched(self) -> bool:
        """Whether the archive is there."""
        return self.made_at is not None and self.fetched_at is None
